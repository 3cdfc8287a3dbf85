import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { withDefaults } from "../../../constructs/core/shapes";
import { Queue, type QueueProps } from "../../../constructs/messaging";
import { decide } from "../../support/policy-evaluator";
import { resourceOf, resourcesOf, synthStack } from "../../support/synth";
import { identityPolicies, makeKey, makeRole, statementsOf } from "./support";

const ARN = "arn:aws:sqs:ap-northeast-2:111111111111:groundplan-sandbox-test-jobs";
const TOPIC = "arn:aws:sns:ap-northeast-2:111111111111:orders";

function synthQueue(props: QueueProps = {}, use: (queue: Queue, stack: EnvironmentStack) => void = () => {}) {
  return synthStack((stack) => use(new Queue(stack, "jobs", props), stack));
}

describe("a queue", () => {
  it("is encrypted, waits for messages, and is reached by TLS alone", () => {
    const synthesized = synthQueue();
    expect(resourceOf(synthesized, "aws_sqs_queue")).toEqual({
      name: "groundplan-sandbox-test-jobs",
      visibility_timeout_seconds: 30,
      message_retention_seconds: 345_600,
      delay_seconds: 0,
      receive_wait_time_seconds: 20,
      max_message_size: 262_144,
      sqs_managed_sse_enabled: true,
    });
    expect(statementsOf(synthesized, "aws_sqs_queue_policy")).toEqual([
      {
        Sid: "RefuseWithoutTls",
        Effect: "Deny",
        Principal: "*",
        Action: "sqs:*",
        Resource: ARN,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
    expect(resourcesOf(synthesized, "aws_cloudwatch_metric_alarm")).toEqual([]);
  });

  it("has the times that it is given, in any unit", () => {
    const queue = resourceOf(
      synthQueue({ visibility: "5 min", retention: "12 h", delay: "1 min", receiveWait: "0s", maxMessageKiB: 64 }),
      "aws_sqs_queue",
    );
    expect(queue).toMatchObject({
      visibility_timeout_seconds: 300,
      message_retention_seconds: 43_200,
      delay_seconds: 60,
      receive_wait_time_seconds: 0,
      max_message_size: 65_536,
    });
  });

  it("is kept in a protected environment", () => {
    const synthesized = synthStack((stack) => new Queue(stack, "jobs"), { environment: { protect: true } });
    expect(resourceOf(synthesized, "aws_sqs_queue").lifecycle).toEqual({ prevent_destroy: true });
  });

  it("keeps the order with a name that says so, fast unless it is told otherwise", () => {
    expect(resourceOf(synthQueue({ fifo: true }), "aws_sqs_queue")).toMatchObject({
      name: "groundplan-sandbox-test-jobs.fifo",
      fifo_queue: true,
      content_based_deduplication: false,
      deduplication_scope: "messageGroup",
      fifo_throughput_limit: "perMessageGroupId",
    });
    const slow = synthQueue({ fifo: { deduplicateByContent: true, highThroughput: false }, queueName: "jobs.fifo" });
    expect(resourceOf(slow, "aws_sqs_queue")).toMatchObject({
      name: "jobs.fifo",
      content_based_deduplication: true,
      deduplication_scope: "queue",
      fifo_throughput_limit: "perQueue",
    });
  });
});

describe("the dead letters of a queue", () => {
  it("go to a queue of the same kind and key, which takes those of no other", () => {
    const synthesized = synthStack(
      (stack) => new Queue(stack, "jobs", { fifo: true, key: makeKey(stack), deadLetter: { after: 5 } }),
    );
    const [letters, queue] = resourcesOf(synthesized, "aws_sqs_queue");
    const [key] = Object.keys(synthesized.resources.aws_kms_key ?? {});
    const [id] = Object.keys(synthesized.resources.aws_sqs_queue ?? {});
    expect(letters).toMatchObject({
      name: "groundplan-sandbox-test-jobs-dead-letters.fifo",
      fifo_queue: true,
      message_retention_seconds: 1_209_600,
      kms_master_key_id: `\${aws_kms_key.${key}.arn}`,
      redrive_allow_policy: JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns: [`${ARN}.fifo`] }),
    });
    expect(queue).toMatchObject({
      name: "groundplan-sandbox-test-jobs.fifo",
      redrive_policy: JSON.stringify({
        deadLetterTargetArn: `\${aws_sqs_queue.${id}.arn}`,
        maxReceiveCount: 5,
      }),
    });
  });

  it("go to a queue of one's own, and nothing is made for them", () => {
    const synthesized = synthStack((stack) => {
      const queue = Queue.fromExisting(stack, "letters", { queueArn: `${ARN}-letters` });
      new Queue(stack, "jobs", { deadLetter: { after: 3, queue } });
    });
    expect(resourceOf(synthesized, "aws_sqs_queue").redrive_policy).toBe(
      JSON.stringify({ deadLetterTargetArn: `${ARN}-letters`, maxReceiveCount: 3 }),
    );
  });

  it("have none of their own, even where queues have them by default", () => {
    const synthesized = synthStack((stack) => {
      withDefaults(stack, Queue, { deadLetter: { after: 4 } });
      new Queue(stack, "jobs");
    });
    const [letters, queue] = resourcesOf(synthesized, "aws_sqs_queue");
    expect(letters?.redrive_policy).toBeUndefined();
    expect(queue?.redrive_policy).toContain('"maxReceiveCount":4');
  });

  it("have a name that SQS takes, however long that of the queue is", () => {
    const synthesized = synthQueue({ queueName: "j".repeat(80), deadLetter: { after: 5 } });
    for (const { name } of resourcesOf(synthesized, "aws_sqs_queue")) expect(String(name)).toMatch(/^[\w-]{1,80}$/);
  });
});

describe("who may use a queue", () => {
  const may = (grant: (queue: Queue, stack: EnvironmentStack) => void, action: string, resource = ARN): string =>
    decide({ action, resource }, { identity: identityPolicies(synthQueue({}, grant)) });

  it("sends, and neither receives nor deletes nor sends elsewhere", () => {
    const send = (queue: Queue, stack: EnvironmentStack) => queue.grantSend(makeRole(stack));
    expect(may(send, "sqs:SendMessage")).toBe("allowed");
    expect(may(send, "sqs:ReceiveMessage")).toBe("not allowed");
    expect(may(send, "sqs:DeleteMessage")).toBe("not allowed");
    expect(may(send, "sqs:PurgeQueue")).toBe("not allowed");
    expect(may(send, "sqs:SendMessage", `${ARN}-2`)).toBe("not allowed");
    expect(may(send, "sqs:SendMessage", ARN.replace("111111111111", "222222222222"))).toBe("not allowed");
  });

  it("receives and deletes, and does not send", () => {
    const receive = (queue: Queue, stack: EnvironmentStack) => queue.grantReceive(makeRole(stack));
    expect(may(receive, "sqs:ReceiveMessage")).toBe("allowed");
    expect(may(receive, "sqs:DeleteMessage")).toBe("allowed");
    expect(may(receive, "sqs:ChangeMessageVisibility")).toBe("allowed");
    expect(may(receive, "sqs:SendMessage")).toBe("not allowed");
    expect(may(receive, "sqs:DeleteQueue")).toBe("not allowed");
  });

  it("uses its key through SQS alone: a receiver reads, a sender makes data keys too", () => {
    const KEY = "arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const policies = (grant: "grantSend" | "grantReceive") =>
      identityPolicies(synthQueue({ key: KEY }, (queue, stack) => queue[grant](makeRole(stack))));
    const asks = (grant: "grantSend" | "grantReceive", action: string, via: string) =>
      decide({ action, resource: KEY, context: { "kms:ViaService": via } }, { identity: policies(grant) });
    const sqs = "sqs.ap-northeast-2.amazonaws.com";
    expect(asks("grantSend", "kms:GenerateDataKey", sqs)).toBe("allowed");
    expect(asks("grantReceive", "kms:Decrypt", sqs)).toBe("allowed");
    expect(asks("grantReceive", "kms:GenerateDataKey", sqs)).toBe("not allowed");
    expect(asks("grantSend", "kms:Decrypt", "s3.ap-northeast-2.amazonaws.com")).toBe("not allowed");
  });

  it("is a service of AWS for one thing of the account, which may use the key as well", () => {
    const synthesized = synthStack((stack) => {
      new Queue(stack, "jobs", { key: makeKey(stack) }).admitService("sns", TOPIC);
    });
    const [, sends] = statementsOf(synthesized, "aws_sqs_queue_policy");
    expect(sends).toEqual({
      Sid: expect.stringMatching(/^SnsSends[0-9a-f]{8}$/),
      Effect: "Allow",
      Principal: { Service: "sns.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: ARN,
      Condition: { ArnEquals: { "aws:SourceArn": TOPIC } },
    });
    expect(statementsOf(synthesized, "aws_kms_key")).toContainEqual({
      Sid: "SnsSends",
      Effect: "Allow",
      Principal: { Service: "sns.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceAccount": "111111111111" } },
    });
  });

  it("is a bucket of this account, which its ARN does not say", () => {
    const [, sends] = statementsOf(
      synthQueue({}, (queue) => queue.admitService("s3", "arn:aws:s3:::acme-uploads")),
      "aws_sqs_queue_policy",
    );
    expect(sends?.Condition).toEqual({
      ArnEquals: { "aws:SourceArn": "arn:aws:s3:::acme-uploads" },
      StringEquals: { "aws:SourceAccount": "111111111111" },
    });
  });
});

describe("the alarms of a queue", () => {
  const told = { alarms: { actions: [TOPIC] } };

  it("tell of dead letters, and of messages that wait for half of the time that they are kept", () => {
    const synthesized = synthQueue({ ...told, retention: "1 d", deadLetter: { after: 5 } });
    expect(resourcesOf(synthesized, "aws_cloudwatch_metric_alarm")).toEqual([
      expect.objectContaining({
        alarm_name: "groundplan-sandbox-test-jobs-dead-letters",
        metric_name: "ApproximateNumberOfMessagesVisible",
        dimensions: { QueueName: "groundplan-sandbox-test-jobs-dead-letters" },
        threshold: 0,
        comparison_operator: "GreaterThanThreshold",
        treat_missing_data: "notBreaching",
        alarm_actions: [TOPIC],
        ok_actions: [TOPIC],
      }),
      expect.objectContaining({
        alarm_name: "groundplan-sandbox-test-jobs-waiting",
        metric_name: "ApproximateAgeOfOldestMessage",
        statistic: "Maximum",
        period: 300,
        threshold: 43_200,
      }),
    ]);
  });

  it("are there where the environment says who is told, and not where a queue wants none", () => {
    const synthesized = synthStack(
      (stack) => {
        new Queue(stack, "jobs");
        new Queue(stack, "quiet", { alarms: false });
      },
      { environment: told },
    );
    expect(resourceOf(synthesized, "aws_cloudwatch_metric_alarm")).toMatchObject({
      alarm_name: "groundplan-sandbox-test-jobs-waiting",
      alarm_actions: [TOPIC],
    });
  });
});

describe("a queue that exists", () => {
  it("is known by its ARN alone", () => {
    synthStack((stack) => {
      const queue = Queue.fromExisting(stack, "jobs", { queueArn: "arn:aws:sqs:eu-west-1:222222222222:jobs.fifo" });
      expect(queue.queueName).toBe("jobs.fifo");
      expect(queue.queueUrl).toBe("https://sqs.eu-west-1.amazonaws.com/222222222222/jobs.fifo");
      expect(queue.fifo).toBe(true);
      expect(queue.metrics.waiting({ statistic: "p90", periodSeconds: 300 })).toEqual({
        namespace: "AWS/SQS",
        metricName: "ApproximateNumberOfMessagesVisible",
        dimensions: { QueueName: "jobs.fifo" },
        statistic: "p90",
        periodSeconds: 300,
      });
    });
  });

  it("can be used, with its key", () => {
    const keyArn = "arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const synthesized = synthStack((stack) =>
      Queue.fromExisting(stack, "jobs", { queueArn: ARN, keyArn }).grantReceive(makeRole(stack)),
    );
    const identity = identityPolicies(synthesized);
    expect(decide({ action: "sqs:ReceiveMessage", resource: ARN }, { identity })).toBe("allowed");
  });
});
