import type { Problem } from "../../../constructs/core/errors";
import type { Bucket, BucketProps } from "../../../constructs/storage/bucket";
import { problemsOf, synthStack } from "../../support/synth";
import { makeBucket, makeKey, synthWithBucket } from "./support";

const PATH = "sandbox-test/orders";

const BAD_PROPS: readonly (readonly [name: string, props: Partial<BucketProps>, problem: Problem])[] = [
  [
    "a name with an underscore",
    { bucketName: "acme_orders" },
    {
      code: "NAME_INVALID",
      path: `${PATH} › bucketName`,
      message: "The name is not one that AWS allows for this kind of resource (bucket).",
      found: '"acme_orders" (11 characters)',
      expected: "3 to 63 characters of a-z0-9-, starting and ending with a letter or a digit",
      fix: 'use "acme-orders", or leave the name out and one is made',
    },
  ],
  [
    "an expiry of no days",
    { expireDays: 0 },
    {
      code: "LIFECYCLE_DAYS_INVALID",
      path: `${PATH} › expireDays`,
      message: "The number of days is not one that S3 takes.",
      found: "0",
      expected: "a whole number, 1 or more",
      fix: "use 1",
    },
  ],
  [
    "a life for old versions that it does not keep",
    { versioned: false, expireOldVersionsDays: 30 },
    {
      code: "LIFECYCLE_WITHOUT_VERSIONS",
      path: `${PATH} › expireOldVersionsDays`,
      message: "The bucket keeps no old versions, so there are none to delete or to move.",
      found: "a rule for old versions and versioned: false",
      expected: "versioned: true, or no rule for old versions",
      fix: "leave the rule out, or turn versioning on",
    },
  ],
  [
    "a rule with the name of the short one",
    { expireDays: 30, lifecycleRules: [{ id: "expire", expireDays: 60 }] },
    {
      code: "LIFECYCLE_ID_TWICE",
      path: `${PATH} › lifecycleRules`,
      message: "Two lifecycle rules of the bucket have the same id.",
      found: '"expire", which expireDays and expireOldVersionsDays use',
      expected: "an id of its own for each rule",
      fix: "rename one of them",
    },
  ],
  [
    "a rule without a name",
    { lifecycleRules: [{ id: "", expireDays: 60 }] },
    {
      code: "LIFECYCLE_ID_INVALID",
      path: `${PATH} › lifecycleRules`,
      message: "The id of a lifecycle rule is too short or too long.",
      found: "0 characters",
      expected: "1 to 255 characters",
      fix: "say in a word or two what the rule does",
    },
  ],
  [
    "a rule that does nothing",
    { lifecycleRules: [{ id: "reports", prefix: "reports/" }] },
    {
      code: "LIFECYCLE_RULE_EMPTY",
      path: `${PATH} › lifecycleRules.reports`,
      message: "The lifecycle rule does nothing.",
      found: 'rule "reports" without expiry and without transitions',
      expected: "expireDays, expireOldVersionsDays, transitions or oldVersionTransitions",
      fix: "say what it does, or leave it out",
    },
  ],
  [
    "old versions to keep, and nothing that deletes the others",
    { lifecycleRules: [{ id: "reports", expireDays: 30, keepOldVersions: 3 }] },
    {
      code: "LIFECYCLE_KEPT_VERSIONS_INVALID",
      path: `${PATH} › lifecycleRules.reports.keepOldVersions`,
      message: "Old versions are to be kept, and nothing says when the others are deleted.",
      found: "3 without expireOldVersionsDays",
      expected: "1 to 100, together with expireOldVersionsDays",
      fix: "give both, or leave keepOldVersions out: then every old version is kept",
    },
  ],
  [
    "a move that is too early",
    { lifecycleRules: [{ id: "cold", transitions: [{ afterDays: 7, to: "STANDARD_IA" }] }] },
    {
      code: "TRANSITION_TOO_EARLY",
      path: `${PATH} › lifecycleRules.cold.transitions`,
      message: "Objects cannot be moved to this storage class so soon.",
      found: "STANDARD_IA after 7 days",
      expected: "30 days or more for STANDARD_IA and ONEZONE_IA",
      fix: "use 30, or INTELLIGENT_TIERING, which takes objects at once",
    },
  ],
  [
    "a move upwards",
    {
      lifecycleRules: [
        {
          id: "cold",
          transitions: [
            { afterDays: 30, to: "ONEZONE_IA" },
            { afterDays: 90, to: "GLACIER_IR" },
          ],
        },
      ],
    },
    {
      code: "TRANSITION_UPWARDS",
      path: `${PATH} › lifecycleRules.cold.transitions`,
      message: "S3 moves objects only to classes that are further down.",
      found: "ONEZONE_IA, then GLACIER_IR",
      expected: "one of GLACIER, DEEP_ARCHIVE after ONEZONE_IA",
      fix: "put the moves in the order of their days, or leave one out",
    },
  ],
  [
    "two moves that are too close",
    {
      lifecycleRules: [
        {
          id: "cold",
          oldVersionTransitions: [
            { afterDays: 30, to: "STANDARD_IA" },
            { afterDays: 45, to: "GLACIER" },
          ],
        },
      ],
    },
    {
      code: "TRANSITION_STEP_TOO_SHORT",
      path: `${PATH} › lifecycleRules.cold.oldVersionTransitions`,
      message: "The second move comes too soon after the first.",
      found: "STANDARD_IA after 30 days, GLACIER after 45",
      expected: "GLACIER after 60 days or more",
      fix: "use 60, or leave the first move out",
    },
  ],
  [
    "a move after the end",
    { lifecycleRules: [{ id: "cold", expireDays: 90, transitions: [{ afterDays: 90, to: "GLACIER" }] }] },
    {
      code: "TRANSITION_AFTER_EXPIRY",
      path: `${PATH} › lifecycleRules.cold.transitions`,
      message: "Objects are deleted before, or when, they are to be moved.",
      found: "GLACIER after 90 days, deleted after 90",
      expected: "an expiry later than the last move",
      fix: "leave the move out, or delete later",
    },
  ],
];

test.each(BAD_PROPS)("a bucket with %s is refused", (_, props, problem) => {
  expect(problemsOf(() => synthStack((stack) => void makeBucket(stack, props)))).toEqual([problem]);
});

const LOGS = { versioned: false, expireDays: 90 };
const NO_EXPIRY = {
  code: "LOG_BUCKET_WITHOUT_EXPIRY",
  path: PATH,
  message: "Logs are delivered into the bucket, and nothing ever deletes them.",
  expected: "expireDays, and in a versioned bucket expireOldVersionsDays, for all objects",
  fix: "say how long logs are kept, for example versioned: false and expireDays: 90",
};

const BAD_USES: readonly (readonly [
  name: string,
  props: Partial<BucketProps>,
  use: (bucket: Bucket) => void,
  problem: Problem,
])[] = [
  [
    "logs that nothing deletes",
    { versioned: false, lifecycleRules: [{ id: "alb", prefix: "alb/", expireDays: 30 }] },
    (bucket) => {
      bucket.admitDelivery("nlb");
      bucket.admitDelivery("alb");
    },
    { ...NO_EXPIRY, found: "deliveries (alb, nlb) and objects that do not expire" },
  ],
  [
    "logs of which every version stays",
    { expireDays: 90 },
    (bucket) => bucket.admitDelivery("flow-log"),
    { ...NO_EXPIRY, found: "deliveries (flow-log) and old versions that stay: an expired log becomes one" },
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
  ],
  [
    "a policy that opens it to everybody",
    {},
    (bucket) =>
      bucket.admit({ sid: "All", principals: "*", actions: ["s3:GetObject"], resources: [`${bucket.arn}/*`] }),
    {
      code: "BUCKET_POLICY_PUBLIC",
      path: `${PATH} › policy › All`,
      message: "The statement would open the bucket to everybody, and the bucket refuses such policies.",
      found: 'an Allow for "*" without a condition',
      expected: "a principal with a name, or a condition",
      fix: "name the account, role or service; for a website put a CloudFront distribution in front of the bucket",
    },
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
      code: "BUCKET_POLICY_SID_TWICE",
      path: `${PATH} › policy › Partner`,
      message: "Two different statements of the bucket's policy have the same sid.",
      found: '2 statements "Partner"',
      expected: "one statement of each sid",
      fix: "give one of them another sid",
    },
  ],
];

test.each(BAD_USES)("a bucket with %s is a problem at synth", (_, props, use, problem) => {
  expect(synthWithBucket(use, props).problems).toEqual([problem]);
});

test("a bucket with a key takes no logs of an Application Load Balancer", () => {
  const { problems } = synthStack((stack) => {
    makeBucket(stack, { ...LOGS, key: makeKey(stack) }).admitDelivery("alb");
  });
  expect(problems).toEqual([
    {
      code: "ALB_LOG_BUCKET_WITH_KEY",
      path: `${PATH} › admitDelivery("alb")`,
      message: "An Application Load Balancer cannot write logs into a bucket that a KMS key encrypts.",
      found: "a bucket with the key sandbox-test/key",
      expected: "a bucket with S3's own keys (SSE-S3)",
      fix: "leave the key out, or use a bucket of its own for these logs",
    },
  ]);
});
