import type { Queue } from "../../../constructs/messaging/queue/queue";
import { dataOutput, mockArn, mockUrl } from "../outputs";

/** What other stacks are told of the queues. */
export const QUEUE_OUTPUTS = {
  queueUrls: dataOutput(
    "Where messages are sent to and received from, by the names of queues",
    mockUrl("sqs"),
    ({ queueUrl }: Queue) => queueUrl,
  ),
  queueArns: dataOutput("ARNs of the queues by name", mockArn("sqs", "mock-"), ({ queueArn }: Queue) => queueArn),
  queueNames: dataOutput(
    "Names of the queues in AWS, by their names in the configuration",
    (name) => `mock-${name}`,
    ({ queueName }: Queue) => queueName,
  ),
  queueKeyArns: dataOutput(
    "Keys that encrypt the messages, by the names of the queues that have one",
    mockArn("kms", "key/mock-"),
    ({ keyArn }: Queue) => keyArn,
  ),
};
