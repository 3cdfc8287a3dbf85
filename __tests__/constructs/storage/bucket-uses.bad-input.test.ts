import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { Bucket, type BucketProps } from "../../../constructs/storage/bucket";
import { testAdvice, type Way } from "../../support/followed-advice";
import { problemsIfAny, synthStack } from "../../support/synth";
import { makeBucket, makeKey } from "./support";

const PATH = "sandbox-test/orders";

const LOGS = { versioned: false, expireDays: 90 };
const NO_EXPIRY = {
  code: "LOG_BUCKET_WITHOUT_EXPIRY",
  path: PATH,
  message: "Logs are delivered into the bucket, and nothing ever deletes them.",
  expected: "expireDays, and in a versioned bucket expireOldVersionsDays, for all objects",
  fix: "say how long logs are kept, for example versioned: false and expireDays: 90",
};

/** A bucket, and what is done with it. */
interface Used {
  readonly props: Partial<BucketProps>;
  readonly use: (bucket: Bucket, stack: EnvironmentStack) => void;
}

const BAD_USES: readonly (readonly [
  mistake: string,
  props: Used["props"],
  use: Used["use"],
  problem: Problem,
  ways: readonly Way<Used>[],
])[] = [
  [
    "logs that nothing deletes",
    { versioned: false, lifecycleRules: [{ id: "alb", prefix: "alb/", expireDays: 30 }] },
    (bucket) => {
      bucket.admitDelivery("nlb");
      bucket.admitDelivery("alb");
    },
    { ...NO_EXPIRY, found: "deliveries (alb, nlb) and objects that do not expire" },
    [
      {
        says: "for example versioned: false and expireDays: 90",
        to: {
          props: { versioned: false, expireDays: 90, lifecycleRules: [{ id: "alb", prefix: "alb/", expireDays: 30 }] },
          use: (bucket) => {
            bucket.admitDelivery("nlb");
            bucket.admitDelivery("alb");
          },
        },
      },
    ],
  ],
  [
    "logs of which every version stays",
    { expireDays: 90 },
    (bucket) => bucket.admitDelivery("flow-log"),
    { ...NO_EXPIRY, found: "deliveries (flow-log) and old versions that stay: an expired log becomes one" },
    [
      {
        says: "for example versioned: false and expireDays: 90",
        to: { props: LOGS, use: (bucket) => bucket.admitDelivery("flow-log") },
      },
    ],
  ],
  [
    "logs of AWS WAF under a name that it does not take",
    LOGS,
    (bucket) => bucket.admitDelivery("waf"),
    {
      code: "WAF_BUCKET_NAME_INVALID",
      path: `${PATH} › admitDelivery("waf")`,
      message: "AWS WAF delivers only into buckets whose name has a fixed beginning.",
      found: '"acme-orders"',
      expected: "a name that starts with aws-waf-logs-",
      fix: 'use a bucket "aws-waf-logs-acme-orders"',
    },
    [
      {
        says: 'use a bucket "aws-waf-logs-acme-orders"',
        to: {
          props: { ...LOGS, bucketName: "aws-waf-logs-acme-orders" },
          use: (bucket) => bucket.admitDelivery("waf"),
        },
      },
    ],
  ],
  [
    "logs of AWS WAF under a name that has no room for the beginning",
    { ...LOGS, bucketName: "a".repeat(60) },
    (bucket) => bucket.admitDelivery("waf"),
    {
      code: "WAF_BUCKET_NAME_INVALID",
      path: `${PATH} › admitDelivery("waf")`,
      message: "AWS WAF delivers only into buckets whose name has a fixed beginning.",
      found: `"${"a".repeat(60)}"`,
      expected: "a name that starts with aws-waf-logs-",
      fix: `use a bucket "aws-waf-logs-${"a".repeat(41)}-ea044245"`,
    },
    [
      {
        says: `use a bucket "aws-waf-logs-${"a".repeat(41)}-ea044245"`,
        to: {
          props: { ...LOGS, bucketName: `aws-waf-logs-${"a".repeat(41)}-ea044245` },
          use: (bucket) => bucket.admitDelivery("waf"),
        },
      },
    ],
  ],
  [
    "logs below a folder that AWS adds itself",
    LOGS,
    (bucket) => bucket.admitDelivery("alb", { prefix: "edge/AWSLogs" }),
    {
      code: "DELIVERY_PREFIX_INVALID",
      path: `${PATH} › admitDelivery("alb").prefix`,
      message: "The prefix is not one below which AWS delivers logs.",
      found: '"edge/AWSLogs"',
      expected: "folder names with slashes between them, without AWSLogs, which AWS adds",
      fix: 'use a prefix such as "edge", or leave it out',
    },
    [
      {
        says: 'use a prefix such as "edge"',
        to: { props: LOGS, use: (bucket) => bucket.admitDelivery("alb", { prefix: "edge" }) },
      },
      { says: "leave it out", to: { props: LOGS, use: (bucket) => bucket.admitDelivery("alb") } },
    ],
  ],
  [
    "logs with an option of another kind",
    LOGS,
    (bucket) => bucket.admitDelivery("alb", { hivePartitions: true }),
    {
      code: "DELIVERY_OPTION_UNUSED",
      path: `${PATH} › admitDelivery("alb").hivePartitions`,
      message: "The option is about another kind of delivery.",
      found: "hivePartitions for alb",
      expected: 'hivePartitions with admitDelivery("flow-log") only',
      fix: "leave it out",
    },
    [{ says: "leave it out", to: { props: LOGS, use: (bucket) => bucket.admitDelivery("alb") } }],
  ],
  [
    "a policy that opens it to everybody",
    {},
    (bucket) =>
      bucket.admit({ sid: "All", principals: "*", actions: ["s3:GetObject"], resources: [`${bucket.arn}/*`] }),
    {
      code: "RESOURCE_POLICY_PUBLIC",
      path: `${PATH} › policy › All`,
      message: "The statement would open the bucket to everybody.",
      found: 'an Allow for "*" without a condition',
      expected: "a principal with a name, or a condition",
      fix: "name the account, role or service; for a website put a CloudFront distribution in front of the bucket",
    },
    [
      {
        says: "name the account, role or service",
        to: {
          props: {},
          use: (bucket) =>
            bucket.admit({
              sid: "All",
              principals: { AWS: ["arn:aws:iam::222222222222:root"] },
              actions: ["s3:GetObject"],
              resources: [`${bucket.arn}/*`],
            }),
        },
      },
      {
        says: "for a website put a CloudFront distribution in front",
        to: {
          props: {},
          use: (bucket) =>
            bucket.admit({
              sid: "All",
              principals: { Service: ["cloudfront.amazonaws.com"] },
              actions: ["s3:GetObject"],
              resources: [`${bucket.arn}/*`],
            }),
        },
      },
    ],
  ],
  [
    "two statements of one sid",
    {},
    (bucket) => {
      const principals = { AWS: ["arn:aws:iam::222222222222:root"] };
      for (const actions of [["s3:GetObject"], ["s3:PutObject"]]) {
        bucket.admit({ sid: "Partner", principals, actions, resources: [`${bucket.arn}/*`] });
      }
    },
    {
      code: "RESOURCE_POLICY_SID_TWICE",
      path: `${PATH} › policy › Partner`,
      message: "Two different statements of the bucket's policy have the same sid.",
      found: '2 statements "Partner"',
      expected: "one statement of each sid",
      fix: "give one of them another sid",
    },
    [
      {
        says: "give one of them another sid",
        to: {
          props: {},
          use: (bucket) => {
            const principals = { AWS: ["arn:aws:iam::222222222222:root"] };
            for (const [sid, action] of [
              ["PartnerReads", "s3:GetObject"],
              ["Partner", "s3:PutObject"],
            ] as const) {
              bucket.admit({ sid, principals, actions: [action], resources: [`${bucket.arn}/*`] });
            }
          },
        },
      },
    ],
  ],
];

const BAD = BAD_USES.map(([mistake, props, use, problem, ways]) => ({
  mistake,
  given: { props, use },
  problems: [problem],
  ways,
}));

const problemsOfUse = ({ props, use }: Used) =>
  problemsIfAny(() => synthStack((stack) => use(makeBucket(stack, props), stack)));

test.each(BAD)("a bucket with $mistake is a problem at synth", ({ given, problems }) => {
  expect(problemsOfUse(given)).toEqual(problems);
});

testAdvice(BAD, problemsOfUse);

const WITH_KEY = [
  {
    mistake: "logs of an Application Load Balancer in a bucket with a key",
    build: (stack: EnvironmentStack) => makeBucket(stack, { ...LOGS, key: makeKey(stack) }).admitDelivery("alb"),
    problems: [
      {
        code: "ALB_LOG_BUCKET_WITH_KEY",
        path: `${PATH} › admitDelivery("alb")`,
        message: "An Application Load Balancer cannot write logs into a bucket that a KMS key encrypts.",
        found: "a bucket with the key sandbox-test/key",
        expected: "a bucket with S3's own keys (SSE-S3)",
        fix: "leave the key out, or use a bucket of its own for these logs",
      },
    ],
    ways: [
      {
        says: "leave the key out",
        to: (stack: EnvironmentStack) => makeBucket(stack, LOGS).admitDelivery("alb"),
      },
      {
        says: "use a bucket of its own for these logs",
        to: (stack: EnvironmentStack) => {
          makeBucket(stack, { key: makeKey(stack) });
          new Bucket(stack, "logs", { ...LOGS, bucketName: "acme-logs" }).admitDelivery("alb");
        },
      },
    ],
  },
];

const problemsOfBuild = (build: (stack: EnvironmentStack) => void) => problemsIfAny(() => synthStack(build));

test.each(WITH_KEY)("$mistake are a problem at synth", ({ build, problems }) => {
  expect(problemsOfBuild(build)).toEqual(problems);
});

testAdvice(WITH_KEY, problemsOfBuild);
