import type { DeliveryKind, DeliveryOptions } from "../../../constructs/storage/bucket.types";
import { misfitsOf } from "../../support/iam-policies";
import { synthStack } from "../../support/synth";
import { makeBucket, makeKey, statements, synthWithBucket } from "./support";

const LOGS = { versioned: false, expireDays: 90 };
const ACCOUNT = "111111111111";
const FOLDER = `arn:aws:s3:::acme-orders/AWSLogs/${ACCOUNT}`;

/** Statements of the bucket's policy behind the one that refuses everything but TLS. */
function admitted(kind: DeliveryKind, options: DeliveryOptions = {}, bucketName = "acme-orders") {
  const synthesized = synthWithBucket((bucket) => bucket.admitDelivery(kind, options), { ...LOGS, bucketName });
  expect(synthesized.problems).toEqual([]);
  return statements(synthesized, "aws_s3_bucket_policy").slice(1);
}

const delivery = { Service: "delivery.logs.amazonaws.com" };
const fromHere = (arn: string) => ({
  StringEquals: { "aws:SourceAccount": ACCOUNT },
  ArnLike: { "aws:SourceArn": arn },
});
const withOwner = (arn: string) => ({
  ...fromHere(arn),
  StringEquals: { "aws:SourceAccount": ACCOUNT, "s3:x-amz-acl": "bucket-owner-full-control" },
});
const LOCAL = `arn:aws:logs:ap-northeast-2:${ACCOUNT}:*`;

/**
 * The statements that AWS appends to a bucket's policy that lacks them, without their sids. With the V1 permissions two, with those of V2 the
 * first only (CloudWatch Logs User Guide, "Logs sent to Amazon S3", V1 and V2, and aws-cdk, `aws-logs`, vended logs, as of 2026-11).
 */
function appended(objects: string, source: string, look?: readonly string[]) {
  return [
    {
      Effect: "Allow",
      Principal: delivery,
      Action: ["s3:PutObject"],
      Resource: objects,
      Condition: withOwner(source),
    },
    ...(look
      ? [
          {
            Effect: "Allow",
            Principal: delivery,
            Action: look,
            Resource: "arn:aws:s3:::aws-waf-logs-acme",
            Condition: fromHere(source),
          },
        ]
      : []),
  ];
}

describe("AWS finds its own statements in the policy, so that it appends none and the second plan is empty", () => {
  const at = (path: string) => `arn:aws:s3:::aws-waf-logs-acme/${path}`;
  const own = `AWSLogs/${ACCOUNT}/*`;
  const hive = `AWSLogs/aws-account-id=${ACCOUNT}/*`;
  const GLOBAL = `arn:aws:logs:us-east-1:${ACCOUNT}:*`;
  const SOURCE = `arn:aws:logs:us-east-1:${ACCOUNT}:delivery-source:*`;
  const ACL = ["s3:GetBucketAcl"];

  it.each<[DeliveryKind, DeliveryOptions, ReturnType<typeof appended>]>([
    ["flow-log", {}, appended(at(own), LOCAL, ACL)],
    ["flow-log", { prefix: "vpc" }, appended(at(`vpc/${own}`), LOCAL, ACL)],
    ["flow-log", { hivePartitions: true }, appended(at(hive), LOCAL, ACL)],
    ["flow-log", { prefix: "vpc", hivePartitions: true }, appended(at(`vpc/${hive}`), LOCAL, ACL)],
    ["nlb", {}, appended(at(own), LOCAL, ACL)],
    ["nlb", { prefix: "edge" }, appended(at(`edge/${own}`), LOCAL, ACL)],
    ["waf", {}, appended(at(own), LOCAL, ACL)],
    ["waf", { prefix: "shop" }, appended(at(`shop/${own}`), LOCAL, ACL)],
    ["waf", { scope: "CLOUDFRONT" }, appended(at(own), GLOBAL, ACL)],
    ["cloudfront", {}, appended(at(own), SOURCE)],
    ["cloudfront", { prefix: "site" }, appended(at("site/*"), SOURCE)],
  ])("%s with %j", (kind, options, expected) => {
    const ours = admitted(kind, options, "aws-waf-logs-acme").map(({ Sid: _, Action, ...rest }) => ({
      ...rest,
      Action: [Action].flat(),
    }));
    for (const { Action, ...rest } of expected) {
      expect(ours).toContainEqual({ ...rest, Action: expect.arrayContaining([...Action]) });
    }
  });
});

describe("a bucket admits the logs", () => {
  it("of Application Load Balancers of this account and region", () => {
    expect(admitted("alb")).toEqual([
      {
        Sid: "WriteAlb",
        Effect: "Allow",
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `${FOLDER}/*`,
        Condition: {
          ArnLike: { "aws:SourceArn": `arn:aws:elasticloadbalancing:ap-northeast-2:${ACCOUNT}:loadbalancer/*` },
        },
      },
    ]);
  });

  it("of Network Load Balancers", () => {
    expect(admitted("nlb")).toEqual([
      {
        Sid: "CheckBucketForNlb",
        Effect: "Allow",
        Principal: delivery,
        Action: "s3:GetBucketAcl",
        Resource: "arn:aws:s3:::acme-orders",
        Condition: fromHere(LOCAL),
      },
      {
        Sid: "WriteNlb",
        Effect: "Allow",
        Principal: delivery,
        Action: "s3:PutObject",
        Resource: `${FOLDER}/*`,
        Condition: withOwner(LOCAL),
      },
    ]);
  });

  it("of CloudFront, whose deliveries start in us-east-1 wherever the bucket is", () => {
    expect(admitted("cloudfront")).toEqual([
      {
        Sid: "WriteCloudFront",
        Effect: "Allow",
        Principal: delivery,
        Action: "s3:PutObject",
        Resource: `${FOLDER}/*`,
        Condition: withOwner(`arn:aws:logs:us-east-1:${ACCOUNT}:delivery-source:*`),
      },
    ]);
  });

  it("of VPC flow logs", () => {
    expect(admitted("flow-log")).toEqual([
      expect.objectContaining({ Sid: "CheckBucketForFlowLog", Action: ["s3:GetBucketAcl", "s3:ListBucket"] }),
      expect.objectContaining({ Sid: "WriteFlowLog", Resource: `${FOLDER}/*`, Condition: withOwner(LOCAL) }),
    ]);
  });

  it("of CloudTrail", () => {
    const trails = { ArnLike: { "aws:SourceArn": `arn:aws:cloudtrail:ap-northeast-2:${ACCOUNT}:trail/*` } };
    const principal = { Service: "cloudtrail.amazonaws.com" };
    expect(admitted("cloudtrail")).toEqual([
      {
        Sid: "CheckBucketForCloudTrail",
        Effect: "Allow",
        Principal: principal,
        Action: "s3:GetBucketAcl",
        Resource: "arn:aws:s3:::acme-orders",
        Condition: trails,
      },
      {
        Sid: "WriteCloudTrail",
        Effect: "Allow",
        Principal: principal,
        Action: "s3:PutObject",
        Resource: `${FOLDER}/*`,
        Condition: { ...trails, StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
      },
    ]);
  });

  it("of AWS WAF, when its name starts as AWS WAF wants it", () => {
    expect(admitted("waf", {}, "aws-waf-logs-acme")).toEqual([
      expect.objectContaining({ Sid: "CheckBucketForWaf", Resource: "arn:aws:s3:::aws-waf-logs-acme" }),
      expect.objectContaining({ Sid: "WriteWaf", Resource: `arn:aws:s3:::aws-waf-logs-acme/AWSLogs/${ACCOUNT}/*` }),
    ]);
  });

  const WAF = "aws-waf-logs-acme";
  const US = `arn:aws:logs:us-east-1:${ACCOUNT}:*`;
  const SOURCES = `arn:aws:logs:us-east-1:${ACCOUNT}:delivery-source:*`;

  // Amazon VPC User Guide, "Flow log files"; Amazon CloudFront Developer Guide, "Configure standard logging (v2)"; AWS WAF Developer
  // Guide, "Sending web ACL traffic logs to an Amazon S3 bucket"; Elastic Load Balancing, "Enable access logs"; as of 2026-11.
  it.each<[DeliveryKind, DeliveryOptions, string, string | undefined]>([
    ["alb", {}, `AWSLogs/${ACCOUNT}/*`, undefined],
    ["alb", { prefix: "edge" }, `edge/AWSLogs/${ACCOUNT}/*`, undefined],
    ["nlb", {}, `AWSLogs/${ACCOUNT}/*`, LOCAL],
    ["nlb", { prefix: "edge" }, `edge/AWSLogs/${ACCOUNT}/*`, LOCAL],
    ["flow-log", {}, `AWSLogs/${ACCOUNT}/*`, LOCAL],
    ["flow-log", { prefix: "vpc" }, `vpc/AWSLogs/${ACCOUNT}/*`, LOCAL],
    ["flow-log", { hivePartitions: true }, `AWSLogs/aws-account-id=${ACCOUNT}/*`, LOCAL],
    ["flow-log", { prefix: "vpc", hivePartitions: true }, `vpc/AWSLogs/aws-account-id=${ACCOUNT}/*`, LOCAL],
    ["cloudfront", {}, `AWSLogs/${ACCOUNT}/*`, SOURCES],
    ["cloudfront", { prefix: "site" }, "site/*", SOURCES],
    ["waf", {}, `AWSLogs/${ACCOUNT}/*`, LOCAL],
    ["waf", { scope: "CLOUDFRONT" }, `AWSLogs/${ACCOUNT}/*`, US],
    ["waf", { prefix: "shop", scope: "CLOUDFRONT" }, `shop/AWSLogs/${ACCOUNT}/*`, US],
    ["cloudtrail", { prefix: "audit" }, `audit/AWSLogs/${ACCOUNT}/*`, undefined],
  ])("where the service %s with %j writes them, from where it does", (kind, options, objects, from) => {
    const statements = admitted(kind, options, WAF);
    const write = statements.find(({ Action }) => Action === "s3:PutObject");
    expect(write?.Resource).toBe(`arn:aws:s3:::${WAF}/${objects}`);
    const sources = statements.map(({ Condition }) => (Condition as typeof write)?.ArnLike);
    if (from)
      expect(new Set(sources.map((source) => JSON.stringify(source)))).toEqual(
        new Set([JSON.stringify({ "aws:SourceArn": from })]),
      );
  });

  it("of one service in several forms", () => {
    const synthesized = synthWithBucket((bucket) => {
      bucket.admitDelivery("flow-log");
      bucket.admitDelivery("flow-log", { hivePartitions: true });
    }, LOGS);
    expect(statements(synthesized, "aws_s3_bucket_policy").map(({ Sid }) => Sid)).toEqual([
      "RefuseWithoutTls",
      "CheckBucketForFlowLog",
      "CheckBucketForFlowLogHive",
      "WriteFlowLog",
      "WriteFlowLogHive",
    ]);
  });

  it("below a folder, and below several", () => {
    const synthesized = synthWithBucket((bucket) => {
      bucket.admitDelivery("alb", { prefix: "edge" });
      bucket.admitDelivery("alb", { prefix: "internal/api" });
      bucket.admitDelivery("alb", { prefix: "edge" });
    }, LOGS);
    expect(statements(synthesized, "aws_s3_bucket_policy").map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
      ["RefuseWithoutTls", expect.anything()],
      ["WriteAlbEdge", `arn:aws:s3:::acme-orders/edge/AWSLogs/${ACCOUNT}/*`],
      ["WriteAlbInternalApi", `arn:aws:s3:::acme-orders/internal/api/AWSLogs/${ACCOUNT}/*`],
    ]);
    expect(synthesized.problems).toEqual([]);
  });

  const everything = ["alb", "nlb", "cloudfront", "flow-log", "cloudtrail"] as const;

  it("in any order of the calls with the same policy", () => {
    const json = (kinds: readonly DeliveryKind[]) =>
      synthWithBucket((bucket) => {
        for (const kind of kinds) bucket.admitDelivery(kind);
      }, LOGS).json;
    expect(json([...everything].reverse())).toBe(json(everything));
  });

  it("with actions that AWS knows, about the bucket and its objects", async () => {
    const found = everything.flatMap((kind) =>
      admitted(kind).map(({ Sid, Action, Resource }) => ({
        at: String(Sid),
        actions: [Action].flat() as string[],
        resources: [Resource].flat() as string[],
      })),
    );
    expect((await Promise.all(found.map(misfitsOf))).flat()).toEqual([]);
  });
});

test.each([
  ["flow-log", "DeliverFlowLog", "delivery.logs.amazonaws.com", "kms:GenerateDataKey*"],
  ["cloudtrail", "DeliverCloudTrail", "cloudtrail.amazonaws.com", "kms:GenerateDataKey*"],
] as const)("the delivery %s may use the bucket's key too", (kind, sid, service, action) => {
  const synthesized = synthStack((stack) => {
    makeBucket(stack, { ...LOGS, key: makeKey(stack) }).admitDelivery(kind);
  });
  const [account, added, ...rest] = statements(synthesized, "aws_kms_key");
  expect([account?.Sid, rest]).toEqual(["AccountDecidesByIam", []]);
  expect(added).toMatchObject({ Sid: sid, Principal: { Service: service } });
  expect(added?.Action).toContain(action);
  expect(JSON.stringify(added?.Condition)).toContain(ACCOUNT);
});
