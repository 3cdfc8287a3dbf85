import { Testing } from "cdktf";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { type Problem, Problems } from "../../../constructs/core/errors";
import { Bucket } from "../../../constructs/storage";
import { createApplication } from "../../../stacks/application/application";
import type { EnvironmentSpec } from "../../../stacks/application/environment-spec";
import { withoutTokenTraces } from "../../../stacks/application/token-traces";
import type { FunctionSpec, FunctionsProps } from "../../../stacks/functions/functions-stack.types";
import type { Offer } from "../../../stacks/sections/offer.types";
import { Offers } from "../../../stacks/sections/offers";
import { testAdvice, type Way } from "../../support/followed-advice";
import { decide } from "../../support/policy-evaluator";
import { problemsIfAny, synthStack } from "../../support/synth";
import { all, only, type StackJson, specOf } from "../stack-json";

const CODE = { code: "__tests__/constructs/functions/fixtures/hello", runtime: "nodejs22.x" } as const;
const DATA = {
  queues: { jobs: { visibility: "3 min" }, lost: {} },
  topics: { orders: {} },
} as const;

type Made = Record<"functions" | "ecs", StackJson>;

/** The stack of the functions, and that of a service that may use them. */
function stacksOf(functions: FunctionsProps, more: Partial<EnvironmentSpec> = {}): Made {
  const api = {
    image: "public.ecr.aws/shop/api:1.4.2",
    cpu: "0.5 vCPU",
    memory: "1 GB",
    uses: Object.keys(functions).map((name) => `functions.${name}`),
  };
  const { edge: _, ...spec } = specOf({}, { ecs: { services: { api } } });
  return withoutTokenTraces(() => {
    const given = { ...spec, buckets: { uploads: {}, other: {} }, data: DATA, functions, ...more };
    const app = createApplication([given], { outdir: "cdktf.out" });
    const stack = (name: string) => JSON.parse(Testing.synth(app.node.findChild(name) as EnvironmentStack));
    return { functions: stack("sandbox-functions"), ecs: stack("sandbox-ecs") };
  });
}

const one = (spec: FunctionSpec): StackJson => stacksOf({ resize: { ...CODE, ...spec } }).functions;
/** A text of JSON whose references have no quotes inside. */
const plain = (text: unknown): string => String(text).replace(/\$\{[^}]*\}/g, (found) => found.replaceAll('"', ""));
const policies = (json: StackJson): readonly string[] =>
  all(json, "aws_iam_role_policy").map(({ policy }) => plain(policy));

describe("a function of a configuration", () => {
  it("is called by buckets, queues and topics of the environment", () => {
    const json = one({
      timeout: "20 s",
      on: [
        "buckets.uploads",
        { name: "queues.jobs", batch: 5 },
        { name: "topics.orders", filter: { kind: ["order"] } },
      ],
    });
    expect(only(json, "aws_s3_bucket_notification")).toMatchObject({
      bucket: expect.stringContaining("bucket_names"),
      lambda_function: [{ id: "functions-resize-buckets-uploads", events: ["s3:ObjectCreated:*"] }],
    });
    expect(only(json, "aws_lambda_event_source_mapping")).toMatchObject({
      event_source_arn: expect.stringContaining("queue_arns"),
      batch_size: 5,
    });
    expect(only(json, "aws_sns_topic_subscription")).toMatchObject({ filter_policy: '{"kind":["order"]}' });
    const principals = all(json, "aws_lambda_permission").map(({ principal }) => principal);
    expect(principals.sort()).toEqual(["s3.amazonaws.com", "sns.amazonaws.com"]);
    const queue = (name: string) => `\${data.terraform_remote_state.data.outputs.queue_arns[${name}]}`;
    const receive = (name: string) =>
      decide({ action: "sqs:ReceiveMessage", resource: queue(name) }, { identity: policies(json) });
    expect(receive("jobs")).toBe("allowed");
    expect(receive("lost")).toBe("not allowed");
  });

  it("is called twice by one bucket, for other objects, and by two functions of one", () => {
    const { functions } = stacksOf({
      small: { ...CODE, on: [{ name: "buckets.uploads", suffix: ".jpg" }] },
      large: {
        ...CODE,
        on: [
          { name: "buckets.uploads", suffix: ".png" },
          { name: "buckets.uploads", suffix: ".gif" },
        ],
      },
    });
    expect((only(functions, "aws_s3_bucket_notification").lambda_function as unknown[]).length).toBe(3);
  });

  it("is called by clocks and by events", () => {
    const json = one({
      schedules: { nightly: { schedule: "rate(1 day)" } },
      rules: { images: { pattern: { source: ["aws.ecr"] } } },
      streams: { clicks: { streamArn: "arn:aws:kinesis:ap-northeast-2:111111111111:stream/clicks" } },
    });
    expect(only(json, "aws_scheduler_schedule").name).toBe("groundplan-sandbox-functions-resize-schedule-nightly");
    expect(only(json, "aws_cloudwatch_event_rule").event_pattern).toBe('{"source":["aws.ecr"]}');
    expect(only(json, "aws_lambda_event_source_mapping").starting_position).toBe("LATEST");
  });

  it("uses what sections offer, and is told of it", () => {
    const json = one({ uses: [{ name: "buckets.uploads", access: "read" }, "topics.orders"] });
    expect(only(json, "aws_lambda_function").environment).toEqual({
      variables: {
        ORDERS_TOPIC_ARN: expect.stringContaining("topic_arns"),
        UPLOADS_BUCKET_NAME: expect.stringContaining("bucket_names"),
      },
    });
    const bucket = (name: string) =>
      `arn:aws:s3:::\${data.terraform_remote_state.buckets.outputs.bucket_names[${name}]}/a`;
    const may = (action: string, name: string) =>
      decide({ action, resource: bucket(name) }, { identity: policies(json) });
    expect(may("s3:GetObject", "uploads")).toBe("allowed");
    expect(may("s3:PutObject", "uploads")).toBe("not allowed");
    expect(may("s3:GetObject", "other")).toBe("not allowed");
  });

  it("lies in the network where it is told to, or has to", () => {
    expect(only(one({}), "aws_lambda_function").vpc_config).toBeUndefined();
    expect(only(one({ network: true }), "aws_lambda_function").vpc_config).toMatchObject({
      subnet_ids: expect.any(Array),
    });
    expect(only(one({ egress: "none" }), "aws_lambda_function").vpc_config).toBeDefined();
    const files = {
      accessPointArn: "arn:aws:elasticfilesystem:ap-northeast-2:111111111111:access-point/fsap-0123456789abcdef0",
      path: "/mnt/files",
      mountTargetsGroupId: "sg-0123456789abcdef0",
    };
    const rules = all(one({ files }), "aws_vpc_security_group_egress_rule").map(({ from_port: port }) => port);
    expect(rules.sort()).toEqual([2049, 443]);
  });

  it("keeps what came to nothing where it is told", () => {
    const json = one({ deadLetters: "queues.lost", async: { retries: 1, onFailure: "topics.orders" } });
    expect(only(json, "aws_lambda_function").dead_letter_config).toEqual({
      target_arn: expect.stringContaining("queue_arns"),
    });
    expect(only(json, "aws_lambda_function_event_invoke_config")).toMatchObject({
      maximum_retry_attempts: 1,
      destination_config: { on_failure: { destination: expect.stringContaining("topic_arns") } },
    });
  });

  it("may do in AWS what it is permitted", () => {
    const arn = "arn:aws:ses:ap-northeast-2:111111111111:identity/example.com";
    const json = one({ permissions: { mail: { actions: ["ses:SendEmail"], resources: [arn] } } });
    const send = (resource: string) => decide({ action: "ses:SendEmail", resource }, { identity: policies(json) });
    expect(send(arn)).toBe("allowed");
    expect(send(arn.replace("com", "org"))).toBe("not allowed");
  });
});

test("other stacks read names, ARNs, aliases and addresses", () => {
  const { functions } = stacksOf({ resize: { ...CODE, url: true }, quiet: CODE });
  const keysOf = (output: string) => Object.keys((functions.output?.[output]?.value ?? {}) as object).sort();
  for (const output of ["function_names", "function_arns", "alias_names"]) {
    expect(keysOf(output)).toEqual(["quiet", "resize"]);
  }
  expect(keysOf("function_urls")).toEqual(["resize"]);
});

test("a service that uses a function calls its alias, and no other one", () => {
  const { ecs } = stacksOf({ resize: CODE });
  const output = (name: string, key: string) => `\${data.terraform_remote_state.functions.outputs.${name}[${key}]}`;
  const call = (name: string, alias: string) =>
    decide(
      { action: "lambda:InvokeFunction", resource: `${output("function_arns", name)}${alias}` },
      { identity: policies(ecs) },
    );
  expect(call("resize", `:${output("alias_names", "resize")}`)).toBe("allowed");
  expect(call("resize", "")).toBe("not allowed");
  expect(call("other", `:${output("alias_names", "other")}`)).toBe("not allowed");
  const [definition] = all(ecs, "aws_ecs_task_definition");
  expect(plain(definition?.container_definitions)).toContain("RESIZE_FUNCTION_ARN");
});

type Row = readonly [
  mistake: string,
  spec: FunctionSpec,
  problems: readonly Problem[],
  ways: readonly Way<FunctionSpec>[],
];

const at = (property: string, told: Omit<Problem, "path">): Problem => ({
  path: `sandbox-functions/functions/resize › ${property}`,
  ...told,
});

const BAD: readonly Row[] = [
  [
    "a bucket that there is not",
    { on: ["buckets.upload"] },
    [
      at("on[0]", {
        code: "USE_UNKNOWN",
        message: "No stack of the environment offers this.",
        found: '"buckets.upload"',
        expected: "one of buckets.uploads, buckets.other, queues.jobs, queues.lost, topics.orders",
        fix: 'did you mean "buckets.uploads"?',
      }),
    ],
    [{ says: 'did you mean "buckets.uploads"?', to: { on: ["buckets.uploads"] } }],
  ],
  [
    "an option of queues for a bucket",
    { on: [{ name: "buckets.uploads", batch: 5 }] },
    [
      at("on[0].batch", {
        code: "FUNCTION_ON_OPTION",
        message: "A bucket has no such option.",
        found: "batch of buckets.uploads",
        expected: "for a bucket one of events, prefix, suffix",
        fix: "leave out batch",
      }),
    ],
    [{ says: "leave out batch", to: { on: [{ name: "buckets.uploads" }] } }],
  ],
  [
    "one bucket twice",
    { on: ["buckets.uploads", { name: "buckets.uploads" }] },
    [
      at("on[1]", {
        code: "FUNCTION_ON_TWICE",
        message: "The function is called twice by the same.",
        found: "buckets.uploads twice",
        expected: "each once, or with another prefix or suffix",
        fix: "take one of them out",
      }),
    ],
    [{ says: "take one of them out", to: { on: ["buckets.uploads"] } }],
  ],
  [
    "a queue whose messages come back too early",
    { on: ["queues.lost"], timeout: "1 min" },
    [
      at("on[0]", {
        code: "FUNCTION_QUEUE_VISIBILITY",
        message: "Messages would come back while they are still worked on.",
        found: "a queue whose messages stay invisible for 30 s, and a function that may take 60 s",
        expected: "a visibility of 360 s or more: 6 times the timeout, and the window",
        fix: "set visibility: 360 s for the queue, or timeout: 5 s for the function",
      }),
    ],
    [{ says: "timeout: 5 s for the function", to: { on: ["queues.lost"], timeout: "5 s" } }],
  ],
  [
    "a clock that is wrong",
    { schedules: { nightly: { schedule: "rate(0 days)" } } },
    [
      at("schedules.nightly.schedule", {
        code: "SCHEDULE_INVALID",
        message: "This is not a schedule.",
        found: '"rate(0 days)"',
        expected: "cron(minute hour day-of-month month day-of-week year), rate(value unit) or at(yyyy-mm-ddThh:mm:ss)",
        fix: 'for example "cron(0 8 ? * MON-FRI *)" or "rate(1 hour)"',
      }),
    ],
    [{ says: '"rate(1 hour)"', to: { schedules: { nightly: { schedule: "rate(1 hour)" } } } }],
  ],
  [
    "dead letters in a bucket",
    { deadLetters: "buckets.uploads" },
    [
      at("deadLetters", {
        code: "FUNCTION_DESTINATION_KIND",
        message: "Calls are sent to queues and topics alone.",
        found: '"buckets.uploads"',
        expected: "a queue or a topic, such as queues.lost",
        fix: "name a queue or a topic of the section data",
      }),
    ],
    [{ says: "name a queue", to: { deadLetters: "queues.lost" } }],
  ],
];

const problemsOf = (spec: FunctionSpec): readonly Problem[] =>
  problemsIfAny(() => {
    one(spec);
    return { problems: [] };
  }).map(({ line: _, ...problem }) => problem);

test.each(BAD)("%s is told at its place in the section", (_, spec, problems) => {
  expect(problemsOf(spec)).toEqual(problems);
});

testAdvice<FunctionSpec>(
  BAD.map(([mistake, , problems, ways]) => ({ mistake, problems, ways })),
  problemsOf,
);

/** What calls a function of an environment that offers a bucket, and a database that calls nobody. */
const sourceProblems = (name: string): readonly Problem[] => {
  const network = { cidr: "10.0.0.0/16", zones: ["a"], tiers: [] } as const;
  const offered = (kind: string, offer: Offer<unknown>) => ({
    kind,
    name: "orders",
    section: "data",
    props: {},
    offer,
  });
  const names = () => ["orders"];
  const link = () => ({ grant() {} });
  const source: NonNullable<Offer<unknown>["source"]> = ({ scope }) => ({
    kind: "bucket",
    bucket: Bucket.fromExisting(scope, "bucket", { bucketName: "acme-orders" }),
  });
  const all = [offered("buckets", { names, link, source }), offered("databases", { names, link })];
  const problems = new Problems("sandbox-functions/functions/resize");
  synthStack((stack) => new Offers(network, all, []).source(stack, name, "on[0]", problems));
  return problems.list;
};

const SOURCES: readonly (readonly [mistake: string, name: string, problem: Problem, ways: readonly Way<string>[]])[] = [
  [
    "a database that is to call a function",
    "databases.orders",
    at("on[0]", {
      code: "SOURCE_NOT_OFFERED",
      message: "This neither calls functions nor takes what they send.",
      found: '"databases.orders"',
      expected: "one of buckets.orders",
      fix: "take it out; what a function uses is named in uses",
    }),
    [{ says: "take it out", to: "buckets.orders" }],
  ],
];

test.each(SOURCES)("%s is told", (_, name, problem) => {
  expect(sourceProblems(name)).toEqual([problem]);
});

testAdvice<string>(
  SOURCES.map(([mistake, , problem, ways]) => ({ mistake, problems: [problem], ways })),
  sourceProblems,
);
