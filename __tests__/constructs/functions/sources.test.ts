import { LambdaFunction } from "../../../constructs/functions";
import { Queue, Topic } from "../../../constructs/messaging";
import { Bucket } from "../../../constructs/storage";
import { decide } from "../../support/policy-evaluator";
import { resourceOf, resourcesOf, synthStack } from "../../support/synth";
import { HELLO, policyOf, synthFunction } from "./support";

const ROLE = "groundplan-sandbox-test-hello";
const QUEUE = "arn:aws:sqs:ap-northeast-2:111111111111:groundplan-sandbox-test-jobs";

describe("a queue", () => {
  it("is worked off by the alias, in batches, as soon as messages come", () => {
    const synthesized = synthFunction({}, (made, stack) => {
      made.onQueue("jobs", new Queue(stack, "jobs", { visibility: "3 min" }));
    });
    const [alias] = Object.keys(synthesized.resources.aws_lambda_alias ?? {});
    const [queue] = Object.keys(synthesized.resources.aws_sqs_queue ?? {});
    expect(resourceOf(synthesized, "aws_lambda_event_source_mapping")).toEqual({
      event_source_arn: `\${aws_sqs_queue.${queue}.arn}`,
      function_name: `\${aws_lambda_alias.${alias}.arn}`,
      batch_size: 10,
      maximum_batching_window_in_seconds: 0,
      depends_on: [expect.stringContaining("aws_iam_role_policy.")],
    });
    const may = (action: string, resource: string) =>
      decide({ action, resource }, { identity: policyOf(synthesized, ROLE) });
    expect(may("sqs:ReceiveMessage", QUEUE)).toBe("allowed");
    expect(may("sqs:DeleteMessage", QUEUE)).toBe("allowed");
    expect(may("sqs:SendMessage", QUEUE)).toBe("not allowed");
    expect(may("sqs:ReceiveMessage", `${QUEUE}-2`)).toBe("not allowed");
  });

  it("gives what fits alone, in larger batches, and takes back what came to nothing", () => {
    const filters = [{ body: { kind: ["order"] } }];
    const options = { batch: 100, window: "5 s", concurrency: 5, partialFailures: true, filters } as const;
    const synthesized = synthFunction({}, (made, stack) => {
      made.onQueue("jobs", new Queue(stack, "jobs", { visibility: "5 min" }), options);
    });
    expect(resourceOf(synthesized, "aws_lambda_event_source_mapping")).toMatchObject({
      batch_size: 100,
      maximum_batching_window_in_seconds: 5,
      scaling_config: { maximum_concurrency: 5 },
      function_response_types: ["ReportBatchItemFailures"],
      filter_criteria: { filter: [{ pattern: '{"body":{"kind":["order"]}}' }] },
    });
  });
});

describe("a stream", () => {
  const KINESIS = "arn:aws:kinesis:ap-northeast-2:111111111111:stream/clicks";
  const TABLE = "arn:aws:dynamodb:ap-northeast-2:111111111111:table/carts/stream/2026-11-30T00:00:00.000";
  const KEY = "arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  it("of Kinesis is read from now on, and a bad record does not keep the others for ever", () => {
    const synthesized = synthFunction({}, (made) => {
      made.onStream("clicks", { streamArn: KINESIS, keyArn: KEY });
    });
    expect(resourceOf(synthesized, "aws_lambda_event_source_mapping")).toMatchObject({
      event_source_arn: KINESIS,
      starting_position: "LATEST",
      batch_size: 100,
      parallelization_factor: 1,
      maximum_retry_attempts: 10,
      bisect_batch_on_function_error: true,
    });
    const identity = policyOf(synthesized, ROLE);
    expect(decide({ action: "kinesis:GetRecords", resource: KINESIS }, { identity })).toBe("allowed");
    expect(decide({ action: "kinesis:PutRecord", resource: KINESIS }, { identity })).toBe("not allowed");
    expect(decide({ action: "kinesis:GetRecords", resource: `${KINESIS}-2` }, { identity })).toBe("not allowed");
    const decrypt = (via: string) =>
      decide({ action: "kms:Decrypt", resource: KEY, context: { "kms:ViaService": via } }, { identity });
    expect(decrypt("kinesis.ap-northeast-2.amazonaws.com")).toBe("allowed");
    expect(decrypt("s3.ap-northeast-2.amazonaws.com")).toBe("not allowed");
  });

  it("of a table is read from its oldest record, and tells of what came to nothing", () => {
    const synthesized = synthFunction({}, (made, stack) => {
      const onFailure = new Queue(stack, "failed");
      made.onStream("carts", { streamArn: TABLE, start: "oldest", retries: 2, bisect: false, parallel: 4, onFailure });
    });
    const [queue] = Object.keys(synthesized.resources.aws_sqs_queue ?? {});
    expect(resourceOf(synthesized, "aws_lambda_event_source_mapping")).toMatchObject({
      starting_position: "TRIM_HORIZON",
      maximum_retry_attempts: 2,
      bisect_batch_on_function_error: false,
      parallelization_factor: 4,
      destination_config: { on_failure: { destination_arn: `\${aws_sqs_queue.${queue}.arn}` } },
    });
    const identity = policyOf(synthesized, ROLE);
    expect(decide({ action: "dynamodb:GetRecords", resource: TABLE }, { identity })).toBe("allowed");
    const other = TABLE.replace("carts", "orders");
    expect(decide({ action: "dynamodb:GetRecords", resource: other }, { identity })).toBe("not allowed");
    expect(decide({ action: "dynamodb:GetItem", resource: TABLE.split("/stream")[0] ?? "" }, { identity })).toBe(
      "not allowed",
    );
  });
});

describe("a bucket", () => {
  it("tells all functions by one resource, once it may call them", () => {
    const synthesized = synthStack((stack) => {
      const uploads = new Bucket(stack, "uploads", { bucketName: "acme-uploads" });
      const one = new LambdaFunction(stack, "one", HELLO);
      const two = new LambdaFunction(stack, "two", HELLO);
      two.onObjects("videos", uploads, { suffix: ".mp4", events: ["s3:ObjectCreated:Put"] });
      one.onObjects("pictures", uploads, { prefix: "incoming/", suffix: ".jpg" });
    });
    const aliases = Object.keys(synthesized.resources.aws_lambda_alias ?? {});
    const permissions = Object.keys(synthesized.resources.aws_lambda_permission ?? {});
    const notification = resourceOf(synthesized, "aws_s3_bucket_notification");
    expect(notification.lambda_function).toEqual([
      {
        id: "one-pictures",
        lambda_function_arn: `\${aws_lambda_alias.${aliases[0]}.arn}`,
        events: ["s3:ObjectCreated:*"],
        filter_prefix: "incoming/",
        filter_suffix: ".jpg",
      },
      {
        id: "two-videos",
        lambda_function_arn: `\${aws_lambda_alias.${aliases[1]}.arn}`,
        events: ["s3:ObjectCreated:Put"],
        filter_suffix: ".mp4",
      },
    ]);
    expect([...(notification.depends_on as string[])].sort()).toEqual(
      permissions.map((id) => `aws_lambda_permission.${id}`).sort(),
    );
    expect(resourcesOf(synthesized, "aws_lambda_permission")[0]).toMatchObject({
      principal: "s3.amazonaws.com",
      source_arn: "arn:aws:s3:::acme-uploads",
      source_account: "111111111111",
    });
    expect(synthesized.problems).toEqual([]);
  });
});

test("a topic calls the alias with what fits", () => {
  const synthesized = synthFunction({}, (made, stack) => {
    made.onTopic("orders", new Topic(stack, "orders"), { filter: { kind: ["order"] } });
  });
  const [topic] = Object.keys(synthesized.resources.aws_sns_topic ?? {});
  const [alias] = Object.keys(synthesized.resources.aws_lambda_alias ?? {});
  expect(resourceOf(synthesized, "aws_sns_topic_subscription")).toMatchObject({
    topic_arn: `\${aws_sns_topic.${topic}.arn}`,
    protocol: "lambda",
    endpoint: `\${aws_lambda_alias.${alias}.arn}`,
    filter_policy: '{"kind":["order"]}',
    filter_policy_scope: "MessageAttributes",
  });
  expect(resourceOf(synthesized, "aws_lambda_permission")).toMatchObject({
    principal: "sns.amazonaws.com",
    source_arn: "arn:aws:sns:ap-northeast-2:111111111111:groundplan-sandbox-test-orders",
  });
});

test("a clock calls the alias by a role of its own, which may do nothing else", () => {
  const synthesized = synthFunction({}, (made) => {
    made.onSchedule("nightly", {
      schedule: "cron(0 3 * * ? *)",
      timeZone: "Asia/Seoul",
      flexibleMinutes: 15,
      input: { report: "daily" },
      enabled: false,
    });
  });
  expect(resourceOf(synthesized, "aws_scheduler_schedule")).toMatchObject({
    name: "groundplan-sandbox-test-hello-nightly",
    schedule_expression: "cron(0 3 * * ? *)",
    schedule_expression_timezone: "Asia/Seoul",
    state: "DISABLED",
    flexible_time_window: { mode: "FLEXIBLE", maximum_window_in_minutes: 15 },
    target: { input: '{"report":"daily"}', arn: expect.stringContaining("aws_lambda_alias.") },
  });
  const identity = policyOf(synthesized, "groundplan-sandbox-test-hello-nightly");
  const call = (resource: string) => decide({ action: "lambda:InvokeFunction", resource }, { identity });
  const ARN = "arn:aws:lambda:ap-northeast-2:111111111111:function:groundplan-sandbox-test-hello";
  expect(call(`${ARN}:live`)).toBe("allowed");
  expect(call(`${ARN}-2:live`)).toBe("not allowed");
});

test("a rule of EventBridge calls the alias with the events that fit", () => {
  const synthesized = synthFunction({}, (made) => {
    made.onEvents("images", { pattern: { source: ["aws.ecr"] }, bus: "shop" });
  });
  const [rule] = Object.keys(synthesized.resources.aws_cloudwatch_event_rule ?? {});
  expect(resourceOf(synthesized, "aws_cloudwatch_event_rule")).toMatchObject({
    name: "groundplan-sandbox-test-hello-images",
    event_pattern: '{"source":["aws.ecr"]}',
    event_bus_name: "shop",
  });
  expect(resourceOf(synthesized, "aws_cloudwatch_event_target")).toMatchObject({
    rule: `\${aws_cloudwatch_event_rule.${rule}.name}`,
    event_bus_name: "shop",
    target_id: "function",
    arn: expect.stringContaining("aws_lambda_alias."),
  });
  expect(resourceOf(synthesized, "aws_lambda_permission")).toMatchObject({
    principal: "events.amazonaws.com",
    source_arn: `\${aws_cloudwatch_event_rule.${rule}.arn}`,
  });
});
