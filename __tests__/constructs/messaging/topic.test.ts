import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { Queue, Topic, type TopicProps } from "../../../constructs/messaging";
import { decide } from "../../support/policy-evaluator";
import { resourceOf, resourcesOf, synthStack } from "../../support/synth";
import { identityPolicies, makeKey, makeRole, statementsOf } from "./support";

const ARN = "arn:aws:sns:ap-northeast-2:111111111111:groundplan-sandbox-test-orders";

function synthTopic(props: TopicProps = {}, use: (topic: Topic, stack: EnvironmentStack) => void = () => {}) {
  return synthStack((stack) => use(new Topic(stack, "orders", props), stack));
}

describe("a topic", () => {
  it("is encrypted, and published to by TLS alone", () => {
    const synthesized = synthTopic();
    expect(resourceOf(synthesized, "aws_sns_topic")).toEqual({
      name: "groundplan-sandbox-test-orders",
      kms_master_key_id: "alias/aws/sns",
    });
    expect(statementsOf(synthesized, "aws_sns_topic_policy")).toEqual([
      {
        Sid: "RefuseWithoutTls",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: ARN,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  it("keeps the order with a name that says so", () => {
    expect(resourceOf(synthTopic({ fifo: { deduplicateByContent: true } }), "aws_sns_topic")).toMatchObject({
      name: "groundplan-sandbox-test-orders.fifo",
      fifo_topic: true,
      content_based_deduplication: true,
    });
    expect(resourceOf(synthTopic({ fifo: true, displayName: "Shop" }), "aws_sns_topic")).toMatchObject({
      content_based_deduplication: false,
      display_name: "Shop",
    });
  });

  it("lets a role publish to it, and to no other, nor subscribe", () => {
    const identity = identityPolicies(synthTopic({}, (topic, stack) => topic.grantPublish(makeRole(stack))));
    expect(decide({ action: "sns:Publish", resource: ARN }, { identity })).toBe("allowed");
    expect(decide({ action: "sns:Publish", resource: `${ARN}-2` }, { identity })).toBe("not allowed");
    expect(decide({ action: "sns:Subscribe", resource: ARN }, { identity })).toBe("not allowed");
  });

  it("lets alarms publish where it has a key of its own", () => {
    const alarm = "arn:aws:cloudwatch:ap-northeast-2:111111111111:alarm:waiting";
    const synthesized = synthStack((stack) =>
      new Topic(stack, "orders", { key: makeKey(stack) }).admitService("cloudwatch", alarm),
    );
    expect(statementsOf(synthesized, "aws_sns_topic_policy")).toContainEqual({
      Sid: expect.stringMatching(/^CloudwatchSends/),
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: "sns:Publish",
      Resource: ARN,
      Condition: {
        ArnEquals: { "aws:SourceArn": alarm },
        StringEquals: { "aws:SourceAccount": "111111111111" },
      },
    });
    expect(statementsOf(synthesized, "aws_kms_key")).toContainEqual(
      expect.objectContaining({ Sid: "CloudwatchSends", Principal: { Service: "cloudwatch.amazonaws.com" } }),
    );
  });

  it("tells when messages cannot be delivered", () => {
    expect(resourceOf(synthTopic({ alarms: { actions: [ARN] } }), "aws_cloudwatch_metric_alarm")).toMatchObject({
      alarm_name: "groundplan-sandbox-test-orders-undelivered",
      metric_name: "NumberOfNotificationsFailed",
      dimensions: { TopicName: "groundplan-sandbox-test-orders" },
      statistic: "Sum",
      threshold: 0,
    });
  });
});

describe("who hears a topic", () => {
  it("is a queue that gets what was published as it is, and admits this topic alone", () => {
    const synthesized = synthTopic({}, (topic, stack) => {
      const queue = new Queue(stack, "jobs");
      const deadLetters = new Queue(stack, "lost");
      topic.subscribeQueue("jobs", queue, { filter: { kind: ["order"] }, deadLetters });
    });
    const policies = Object.keys(synthesized.resources.aws_sqs_queue_policy ?? {}).map(
      (id) => `aws_sqs_queue_policy.${id}`,
    );
    const [topic] = Object.keys(synthesized.resources.aws_sns_topic ?? {});
    expect(resourceOf(synthesized, "aws_sns_topic_subscription")).toEqual({
      topic_arn: `\${aws_sns_topic.${topic}.arn}`,
      protocol: "sqs",
      endpoint: "arn:aws:sqs:ap-northeast-2:111111111111:groundplan-sandbox-test-jobs",
      raw_message_delivery: true,
      filter_policy: '{"kind":["order"]}',
      filter_policy_scope: "MessageAttributes",
      redrive_policy: '{"deadLetterTargetArn":"arn:aws:sqs:ap-northeast-2:111111111111:groundplan-sandbox-test-lost"}',
      depends_on: policies,
    });
    const admitted = statementsOf(synthesized, "aws_sqs_queue_policy").filter(({ Effect }) => Effect === "Allow");
    expect(admitted).toEqual([
      expect.objectContaining({ Condition: { ArnEquals: { "aws:SourceArn": ARN } } }),
      expect.objectContaining({ Condition: { ArnEquals: { "aws:SourceArn": ARN } } }),
    ]);
  });

  it("is an address, or a page", () => {
    const synthesized = synthTopic({}, (topic) => {
      topic.subscribeEmail("ops", "ops@example.com");
      topic.subscribeUrl("hook", "https://hooks.example.com/orders", { filter: { total: [1] }, filterBody: true });
      expect(Object.keys(topic.subscriptions)).toEqual(["ops", "hook"]);
    });
    expect(resourcesOf(synthesized, "aws_sns_topic_subscription")).toEqual([
      expect.objectContaining({
        protocol: "https",
        endpoint: "https://hooks.example.com/orders",
        endpoint_auto_confirms: true,
        filter_policy_scope: "MessageBody",
      }),
      expect.objectContaining({ protocol: "email", endpoint: "ops@example.com" }),
    ]);
  });
});

describe("a topic that exists", () => {
  it("is known by its ARN alone, and can be published to with its key", () => {
    const keyArn = "arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const synthesized = synthStack((stack) => {
      const topic = Topic.fromExisting(stack, "orders", { topicArn: `${ARN}.fifo`, keyArn });
      expect([topic.topicName, topic.fifo]).toEqual(["groundplan-sandbox-test-orders.fifo", true]);
      topic.grantPublish(makeRole(stack));
    });
    const identity = identityPolicies(synthesized);
    const context = { "kms:ViaService": "sns.ap-northeast-2.amazonaws.com" };
    expect(decide({ action: "kms:GenerateDataKey", resource: keyArn, context }, { identity })).toBe("allowed");
    expect(decide({ action: "kms:GenerateDataKey", resource: keyArn }, { identity })).toBe("not allowed");
  });
});
