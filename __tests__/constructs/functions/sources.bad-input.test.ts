import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import type { LambdaFunction } from "../../../constructs/functions";
import { Queue, type QueueProps, Topic } from "../../../constructs/messaging";
import { Bucket } from "../../../constructs/storage";
import { testAdvice, type Way } from "../../support/followed-advice";
import { problemsIfAny } from "../../support/synth";
import { type Made, synthFunction } from "./support";

interface Input {
  readonly made?: Made;
  readonly use: (made: LambdaFunction, stack: EnvironmentStack) => unknown;
}

const queue = (props: QueueProps, options: Parameters<LambdaFunction["onQueue"]>[2] = {}, made: Made = {}): Input => ({
  made,
  use: (one, stack) => one.onQueue("jobs", new Queue(stack, "jobs", props), options),
});
const stream = (options: Parameters<LambdaFunction["onStream"]>[1]): Input => ({
  use: (one) => one.onStream("clicks", options),
});
const referred = (kind?: "kinesis"): Input => ({
  use: (one, stack) =>
    one.onStream("clicks", {
      streamArn: new Topic(stack, "stands-in").topic.arn,
      ...(kind === undefined ? {} : { kind }),
    }),
});
const objects = (first: string, second: string): Input => ({
  use: (one, stack) => {
    const uploads = new Bucket(stack, "uploads", { bucketName: "acme-uploads" });
    one.onObjects("pictures", uploads, { prefix: first });
    one.onObjects("videos", uploads, { prefix: second, events: ["s3:ObjectCreated:Put"] });
  },
});
const topic = (fifo: boolean): Input => ({
  use: (one, stack) => one.onTopic("orders", new Topic(stack, "orders", { fifo })),
});
const KINESIS = "arn:aws:kinesis:ap-northeast-2:111111111111:stream/clicks";

const at = (property: string, told: Omit<Problem, "path">): Problem => ({
  path: `sandbox-test/hello › ${property}`,
  ...told,
});

const BAD: readonly (readonly [mistake: string, input: Input, problem: Problem, ways: readonly Way<Input>[]])[] = [
  [
    "messages that come back while they are worked on",
    queue({}),
    at("on.jobs", {
      code: "FUNCTION_QUEUE_VISIBILITY",
      message: "Messages would come back while they are still worked on.",
      found: "a queue whose messages stay invisible for 30 s, and a function that may take 30 s",
      expected: "a visibility of 180 s or more: 6 times the timeout, and the window",
      fix: "set visibility: 180 s for the queue, or timeout: 5 s for the function",
    }),
    [
      { says: "set visibility: 180 s for the queue", to: queue({ visibility: "180 s" }) },
      { says: "timeout: 5 s for the function", to: queue({}, {}, { timeout: "5 s" }) },
    ],
  ],
  [
    "a batch of a hundred that nobody waits for",
    queue({ visibility: "1 h" }, { batch: 100 }),
    at("on.jobs.batch", {
      code: "FUNCTION_QUEUE_BATCH",
      message: "Lambda has to wait for as many.",
      found: "100 messages and no window",
      expected: "at most 10, or a window of 1 s or more",
      fix: "use 10, or add window: 1 s",
    }),
    [
      { says: "use 10", to: queue({ visibility: "1 h" }, { batch: 10 }) },
      { says: "add window: 1 s", to: queue({ visibility: "1 h" }, { batch: 100, window: "1 s" }) },
    ],
  ],
  [
    "a large batch in order",
    queue({ visibility: "1 h", fifo: true }, { batch: 11 }),
    at("on.jobs.batch", {
      code: "FUNCTION_QUEUE_BATCH",
      message: "A queue that keeps the order gives fewer messages at a time.",
      found: "11 messages of a queue with fifo",
      expected: "at most 10",
      fix: "use 10",
    }),
    [{ says: "use 10", to: queue({ visibility: "1 h", fifo: true }, { batch: 10 }) }],
  ],
  [
    "a window for a queue that keeps the order",
    queue({ visibility: "1 h", fifo: true }, { window: "5 s" }),
    at("on.jobs.window", {
      code: "FUNCTION_QUEUE_ORDER",
      message: "Lambda waits for no batch of a queue that keeps the order.",
      found: '"5 s" for a queue with fifo',
      expected: "no window",
      fix: "leave out window",
    }),
    [{ says: "leave out window", to: queue({ visibility: "1 h", fifo: true }) }],
  ],
  [
    "a window of an hour",
    queue({ visibility: "2 h" }, { window: "1 h" }),
    at("on.jobs.window", {
      code: "DURATION_INVALID",
      message: "The time is not one that AWS takes.",
      found: '"1 h"',
      expected: "a whole number with s, min, h or d, from 0 s to 5 min",
      fix: 'use "5 min"',
    }),
    [{ says: 'use "5 min"', to: queue({ visibility: "2 h" }, { window: "5 min" }) }],
  ],
  [
    "the ARN of a table in the place of its stream's",
    stream({ streamArn: "arn:aws:dynamodb:ap-northeast-2:111111111111:table/carts" }),
    at("on.clicks.streamArn", {
      code: "FUNCTION_STREAM_ARN",
      message: "This is not the ARN of a stream.",
      found: '"arn:aws:dynamodb:ap-northeast-2:111111111111:table/carts"',
      expected: "the ARN of a stream of Kinesis, or of a table's stream",
      fix: "give the ARN of the stream; that of a table ends with /stream/ and a time",
    }),
    [{ says: "give the ARN of the stream", to: stream({ streamArn: KINESIS }) }],
  ],
  [
    "a stream by a reference",
    referred(),
    at("on.clicks.kind", {
      code: "FUNCTION_STREAM_KIND",
      message: "The ARN is known after the apply only, so that it does not say what it is a stream of.",
      found: "no kind",
      expected: "kinesis or dynamodb",
      fix: 'add kind: "kinesis" or kind: "dynamodb"',
    }),
    [{ says: 'add kind: "kinesis"', to: referred("kinesis") }],
  ],
  [
    "a key of a stream by its alias",
    stream({ streamArn: KINESIS, keyArn: "alias/clicks" }),
    at("on.clicks.keyArn", {
      code: "KEY_ARN_INVALID",
      message: "This is not the ARN of a KMS key.",
      found: '"alias/clicks"',
      expected:
        "the ARN of a key, such as arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      fix: "give the ARN of the key; an alias cannot be named in a permission",
    }),
    [
      {
        says: "give the ARN of the key",
        to: stream({
          streamArn: KINESIS,
          keyArn: "arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        }),
      },
    ],
  ],
  [
    "a topic that keeps the order",
    topic(true),
    at("on.orders", {
      code: "FUNCTION_TOPIC_ORDER",
      message: "A topic that keeps the order tells queues alone.",
      found: "a topic with fifo",
      expected: "a topic without fifo, or a queue between the two",
      fix: "subscribe a queue to the topic, and let the function work off the queue",
    }),
    [
      {
        says: "let the function work off the queue",
        to: queue({ visibility: "1 h", fifo: true }),
      },
    ],
  ],
  [
    "two that S3 could tell of one object",
    objects("incoming/", "incoming/videos/"),
    at("on.videos", {
      code: "BUCKET_NOTIFICATIONS_OVERLAP",
      message: "S3 tells one function of an object, and two are meant for some.",
      found:
        's3:ObjectCreated:Put of "incoming/videos/…", and s3:ObjectCreated:* of "incoming/…" of sandbox-test/hello › on.pictures',
      expected: "beginnings or ends of names that no object has both of, or other events",
      fix: "give each a prefix of its own, or let S3 tell a topic that both hear",
    }),
    [{ says: "give each a prefix of its own", to: objects("pictures/", "videos/") }],
  ],
  [
    "a schedule of crontab",
    { use: (one) => one.onSchedule("nightly", { schedule: "0 3 * * *" }) },
    at("on.nightly.schedule", {
      code: "SCHEDULE_INVALID",
      message: "This is not a schedule.",
      found: '"0 3 * * *"',
      expected: "cron(minute hour day-of-month month day-of-week year), rate(value unit) or at(yyyy-mm-ddThh:mm:ss)",
      fix: 'use "cron(0 3 * * ? *)"',
    }),
    [
      {
        says: 'use "cron(0 3 * * ? *)"',
        to: { use: (one) => one.onSchedule("nightly", { schedule: "cron(0 3 * * ? *)" }) },
      },
    ],
  ],
  [
    "a name of a rule with a space",
    { use: (one) => one.onEvents("images", { pattern: { source: ["aws.ecr"] }, ruleName: "my rule" }) },
    at("on.images.ruleName", {
      code: "EXACT_NAME_INVALID",
      message: "AWS has no such name for this kind of resource, so nothing that exists is called so.",
      found: '"my rule" (7 characters)',
      expected: "1 to 64 letters, digits, _, . and -",
      fix: "write the name as AWS shows it, or leave on.images.ruleName out and one is made",
    }),
    [
      {
        says: "leave on.images.ruleName out",
        to: { use: (one) => one.onEvents("images", { pattern: { source: ["aws.ecr"] } }) },
      },
    ],
  ],
];

const problemsFor = ({ made = {}, use }: Input) => problemsIfAny(() => synthFunction(made, use));

test.each(BAD)("%s is told", (_, input, problem) => {
  expect(problemsFor(input)).toEqual([problem]);
});

testAdvice<Input>(
  BAD.map(([mistake, , problem, ways]) => ({ mistake, problems: [problem], ways })),
  problemsFor,
);

test("the visibility of a queue that exists counts where it is told", () => {
  const codes = (visibility?: string) =>
    problemsIfAny(() =>
      synthFunction({}, (made, stack) => {
        const queueArn = "arn:aws:sqs:ap-northeast-2:111111111111:jobs";
        const told = visibility === undefined ? {} : { visibility };
        made.onQueue("jobs", Queue.fromExisting(stack, "jobs", { queueArn, ...told }));
      }),
    ).map(({ code }) => code);
  expect(codes()).toEqual([]);
  expect(codes("1 min")).toEqual(["FUNCTION_QUEUE_VISIBILITY"]);
  expect(codes("3 min")).toEqual([]);
});
