import type { Topic } from "../../../constructs/messaging/topic/topic";
import { dataOutput, mockArn } from "../outputs";

/** What other stacks are told of the topics. */
export const TOPIC_OUTPUTS = {
  topicArns: dataOutput("ARNs of the topics by name", mockArn("sns", "mock-"), ({ topicArn }: Topic) => topicArn),
  topicNames: dataOutput(
    "Names of the topics in AWS, by their names in the configuration",
    (name) => `mock-${name}`,
    ({ topicName }: Topic) => topicName,
  ),
  topicKeyArns: dataOutput(
    "Keys that encrypt the messages, by the names of the topics that have one",
    mockArn("kms", "key/mock-"),
    ({ keyArn }: Topic) => keyArn,
  ),
};
