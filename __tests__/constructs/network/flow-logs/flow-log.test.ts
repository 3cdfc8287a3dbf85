import { FlowLog } from "../../../../constructs/network/flow-logs/flow-log";
import type { FlowLogProps } from "../../../../constructs/network/network-props";
import { problemsOf, resourceOf, resourcesOf, synthStack } from "../../../support/synth";
import { resolve, synthNetwork } from "../network-fixtures";

const logged = (flowLog: FlowLogProps, protect = false) => synthNetwork({ flowLog }, { protect });

test("there is none unless it is asked for", () => {
  expect(resourcesOf(synthNetwork(), "aws_flow_log")).toEqual([]);
});

describe("what is recorded", () => {
  test("is all traffic in AWS's default format, gathered over ten minutes", () => {
    const flowLog = resourceOf(logged({ to: "cloudwatch" }), "aws_flow_log");
    expect(flowLog).toMatchObject({ traffic_type: "ALL", max_aggregation_interval: 600 });
    expect(flowLog).not.toHaveProperty("log_format");
  });

  test("can be a part of it, sooner, in fields of one's own, which Terraform must not take for references", () => {
    const flowLog = logged({
      to: "cloudwatch",
      traffic: "REJECT",
      aggregationSeconds: 60,
      fields: ["srcaddr", "pkt-dstaddr", "flow-direction"],
    });
    expect(resourceOf(flowLog, "aws_flow_log")).toMatchObject({
      traffic_type: "REJECT",
      max_aggregation_interval: 60,
      log_format: "$${srcaddr} $${pkt-dstaddr} $${flow-direction}",
    });
  });
});

describe("to CloudWatch Logs", () => {
  test("records go to a log group of the network's with a retention", () => {
    const synthesized = logged({ to: "cloudwatch" });
    const flowLog = resourceOf(synthesized, "aws_flow_log");
    expect(flowLog.log_destination_type).toBe("cloud-watch-logs");
    expect(resolve(synthesized, flowLog.log_destination)).toEqual({
      name: "/groundplan/sandbox/network/flow-log",
      retention_in_days: 30,
    });
    expect(resourceOf(logged({ to: "cloudwatch", retentionDays: 365 }), "aws_cloudwatch_log_group")).toMatchObject({
      retention_in_days: 365,
    });
  });

  test("a protected environment keeps its records", () => {
    expect(resourceOf(logged({ to: "cloudwatch" }, true), "aws_cloudwatch_log_group").lifecycle).toEqual({
      prevent_destroy: true,
    });
  });

  test("the role can be taken by flow logs of this account only, and writes to this group only", () => {
    const synthesized = logged({ to: "cloudwatch" });
    const role = resolve(synthesized, resourceOf(synthesized, "aws_flow_log").iam_role_arn);
    expect(JSON.parse(String(role.assume_role_policy)).Statement).toEqual([
      {
        Sid: "Trust",
        Effect: "Allow",
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": "111111111111" },
          ArnLike: { "aws:SourceArn": "arn:aws:ec2:ap-northeast-2:111111111111:vpc-flow-log/*" },
        },
      },
    ]);
    const group = "arn:aws:logs:ap-northeast-2:111111111111:log-group:/groundplan/sandbox/network/flow-log";
    const policy = resourceOf(synthesized, "aws_iam_role_policy");
    expect(JSON.parse(String(policy.policy)).Statement).toEqual([
      {
        Sid: "Find",
        Effect: "Allow",
        Action: "logs:DescribeLogGroups",
        Resource: "*",
      },
      {
        Sid: "Write",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: [group, `${group}:*`],
      },
    ]);
    expect(policy.role).toBe(`\${aws_iam_role.${Object.keys(synthesized.resources.aws_iam_role ?? {})[0]}.name}`);
  });

  test("a key of its own encrypts this group and admits CloudWatch Logs for it", () => {
    const synthesized = logged({ to: "cloudwatch", ownKey: true });
    const key = resolve(synthesized, resourceOf(synthesized, "aws_cloudwatch_log_group").kms_key_id);
    expect(key).toMatchObject({ enable_key_rotation: true });
    expect(key.policy).toContain(":log-group:/groundplan/sandbox/network/flow-log");
    expect(resourcesOf(logged({ to: "cloudwatch" }), "aws_kms_key")).toEqual([]);
  });
});

test("records go to CloudWatch Logs once the role may write them", () => {
  const synthesized = logged({ to: "cloudwatch" });
  const [policy] = Object.keys(synthesized.resources.aws_iam_role_policy ?? {});
  expect(resourceOf(synthesized, "aws_flow_log").depends_on).toEqual([`aws_iam_role_policy.${policy}`]);
});

describe("to S3", () => {
  test("a private bucket is made, whose objects expire", () => {
    const synthesized = logged({ to: "s3", retentionDays: 400 });
    const flowLog = resourceOf(synthesized, "aws_flow_log");
    expect(flowLog).toMatchObject({ log_destination_type: "s3" });
    expect(resolve(synthesized, flowLog.log_destination)).toMatchObject({
      bucket: "groundplan-sandbox-flow-log-111111111111-ap-northeast-2",
    });
    expect(resourceOf(synthesized, "aws_s3_bucket_public_access_block")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(resourceOf(synthesized, "aws_s3_bucket_lifecycle_configuration").rule).toMatchObject([
      { status: "Enabled", expiration: [{ days: 400 }] },
    ]);
  });

  test("log delivery may write under this account's folder only, and it waits for that permission", () => {
    const synthesized = logged({ to: "s3" });
    const [policy] = Object.keys(synthesized.resources.aws_s3_bucket_policy ?? {});
    expect(resourceOf(synthesized, "aws_flow_log").depends_on).toEqual([`aws_s3_bucket_policy.${policy}`]);
    const { Statement } = JSON.parse(String(resourceOf(synthesized, "aws_s3_bucket_policy").policy));
    const bucket = "arn:aws:s3:::groundplan-sandbox-flow-log-111111111111-ap-northeast-2";
    const delivery = { Service: "delivery.logs.amazonaws.com" };
    const fromHere = {
      StringEquals: { "aws:SourceAccount": "111111111111" },
      ArnLike: { "aws:SourceArn": "arn:aws:logs:ap-northeast-2:111111111111:*" },
    };
    expect(Statement).toEqual([
      expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
      {
        Sid: "CheckBucketForFlowLog",
        Effect: "Allow",
        Principal: delivery,
        Action: ["s3:GetBucketAcl", "s3:ListBucket"],
        Resource: bucket,
        Condition: fromHere,
      },
      {
        Sid: "WriteFlowLog",
        Effect: "Allow",
        Principal: delivery,
        Action: "s3:PutObject",
        Resource: `${bucket}/AWSLogs/111111111111/*`,
        Condition: {
          ...fromHere,
          StringEquals: { ...fromHere.StringEquals, "s3:x-amz-acl": "bucket-owner-full-control" },
        },
      },
    ]);
  });

  test("Parquet files are partitioned by hour in the way that query engines know", () => {
    expect(resourceOf(logged({ to: "s3", format: "parquet" }), "aws_flow_log").destination_options).toEqual({
      file_format: "parquet",
      hive_compatible_partitions: true,
      per_hour_partition: true,
    });
    expect(resourceOf(logged({ to: "s3" }), "aws_flow_log")).not.toHaveProperty("destination_options");
  });

  // Amazon VPC User Guide, "Flow log files" and "Amazon S3 bucket permissions for flow logs", as of 2026-11.
  test("the bucket admits what is written, in either form", () => {
    const policy = (format?: "parquet") =>
      String(resourceOf(logged({ to: "s3", ...(format ? { format } : {}) }), "aws_s3_bucket_policy").policy);
    expect(policy("parquet")).toMatch(/\/AWSLogs\/aws-account-id=111111111111\/\*/);
    expect(policy()).toMatch(/\/AWSLogs\/111111111111\/\*/);
  });

  test("a bucket of one's own is used as it is", () => {
    const synthesized = logged({ to: "s3", bucketArn: "arn:aws:s3:::central-logs/sandbox/" });
    expect(resourceOf(synthesized, "aws_flow_log").log_destination).toBe("arn:aws:s3:::central-logs/sandbox/");
    expect(resourcesOf(synthesized, "aws_s3_bucket")).toEqual([]);
    expect(resourceOf(synthesized, "aws_flow_log")).not.toHaveProperty("iam_role_arn");
  });
});

describe("several flow logs", () => {
  const STREAM = "arn:aws:firehose:ap-northeast-2:111111111111:deliverystream/flows";
  const several = () =>
    synthNetwork({
      flowLog: { to: "cloudwatch" },
      flowLogs: {
        archive: { to: "s3", format: "parquet" },
        rejected: { to: "cloudwatch", traffic: "REJECT", tiers: ["data", "app"] },
        live: { to: "firehose", streamArn: STREAM },
      },
    });

  test("have places and names of their own, and the one of the VPC keeps its address", () => {
    const alone = Object.keys(logged({ to: "cloudwatch" }).resources.aws_flow_log ?? {});
    const synthesized = several();

    expect(Object.keys(synthesized.resources.aws_flow_log ?? {})).toEqual(expect.arrayContaining(alone));
    expect(resourcesOf(synthesized, "aws_cloudwatch_log_group").map(({ name }) => name)).toEqual([
      "/groundplan/sandbox/network/flow-log",
      "/groundplan/sandbox/network/flow-log/rejected",
    ]);
    expect(resourcesOf(synthesized, "aws_flow_log").map(({ tags }) => (tags as { Name: string }).Name)).toContain(
      "groundplan-sandbox-flow-log-archive",
    );
  });

  test("of tiers are one for each subnet, to one place", () => {
    const synthesized = several();
    const bySubnet = resourcesOf(synthesized, "aws_flow_log").filter((flowLog) => flowLog.subnet_id !== undefined);

    expect(Object.keys(synthesized.network.flowLogs.rejected?.flowLogs ?? {})).toEqual([
      "app-a",
      "app-c",
      "data-a",
      "data-c",
    ]);
    expect(bySubnet).toHaveLength(4);
    expect(new Set(bySubnet.map((flowLog) => flowLog.log_destination)).size).toBe(1);
    expect(bySubnet.every((flowLog) => flowLog.vpc_id === undefined && flowLog.traffic_type === "REJECT")).toBe(true);
  });

  test("to a stream need no role", () => {
    const live = resourcesOf(several(), "aws_flow_log").find((flowLog) => flowLog.log_destination === STREAM);

    expect(live).toMatchObject({ log_destination_type: "kinesis-data-firehose" });
    expect(live).not.toHaveProperty("iam_role_arn");
  });

  test("of tiers are refused where only the id of the VPC is known", () => {
    const make = () =>
      synthStack((stack) => {
        new FlowLog(stack, "flow-log", "vpc-0123456789abcdef0", { to: "s3", tiers: ["data"] });
      });

    expect(problemsOf(make)).toEqual([
      {
        code: "FLOW_LOG_TIER_UNKNOWN",
        path: "sandbox-test/flow-log › tiers",
        message: "A flow log of tiers records one or more tiers of the network.",
        found: '"data"',
        expected: "a network with tiers, in place of the id of its VPC",
        fix: "pass the network itself, or leave tiers out for the whole VPC",
      },
    ]);
  });
});
