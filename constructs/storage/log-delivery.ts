import { CLOUDFRONT_REGION } from "../aws/regions";
import type { EnvironmentStack } from "../core/environments/environment-stack";
import type { PolicyStatement } from "../iam/policies/policy-document";
import { sidPart } from "../iam/policies/sid";
import type { DeliveryKind, DeliveryOptions } from "./bucket.types";

/** What a delivery needs in the policies of a bucket and of its key. */
export interface Delivery {
  readonly bucketStatements: readonly PolicyStatement[];
  /** Absent where the service cannot deliver into a bucket with a KMS key. */
  readonly keyStatement?: PolicyStatement;
}

type Conditions = NonNullable<PolicyStatement["conditions"]>;

const SERVICE = {
  delivery: "delivery.logs.amazonaws.com",
  loadBalancing: "logdelivery.elasticloadbalancing.amazonaws.com",
  cloudTrail: "cloudtrail.amazonaws.com",
} as const;

/** What the deliveries of the newer kind come from; the others come from any ARN of CloudWatch Logs. */
const DELIVERY_SOURCES = "delivery-source:*";

/** AWS writes objects so that they belong to the owner of the bucket, and is held to that. */
const OWNER_CONTROLS = { "s3:x-amz-acl": "bucket-owner-full-control" };

/**
 * The statements that let an AWS service deliver logs of this stack's account into a bucket. Sources, as of 2026-11:
 *
 * - `alb`: Elastic Load Balancing, "Enable access logs for your Application Load Balancer". The service principal is the same in
 *   all regions; the accounts of Elastic Load Balancing that older regions needed are no longer recommended.
 * - `nlb`: Elastic Load Balancing, "Enable access logs for your Network Load Balancer".
 * - `flow-log`: Amazon VPC User Guide, "Amazon S3 bucket permissions for flow logs", and "Flow log files" for Hive's partitions. Without
 *   `s3:ListBucket` the trail of the account fills with errors, says CloudWatch Logs User Guide, "Logs sent to Amazon S3".
 * - `waf`: AWS WAF Developer Guide, "Sending web ACL traffic logs to an Amazon S3 bucket". What is of CloudFront is in us-east-1.
 * - `cloudfront`: Amazon CloudFront Developer Guide, "Configure standard logging (v2)", where a folder takes the place of
 *   `AWSLogs/…`, and CloudWatch Logs User Guide, "Logs sent to Amazon S3" of the V2 permissions, whose one statement aws-cdk writes too
 *   (aws-cloudfront and aws-logs, `delivery-source:*`). The older way of logging needs ACLs, which our buckets refuse.
 * - `cloudtrail`: AWS CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail".
 *
 * Who switches a log on with the right to write bucket policies lets AWS append its statements to a policy that lacks them, and the next
 * plan would take them away. So each statement admits what AWS's own does: the same principal, resource and conditions, and its
 * actions or more.
 */
export function delivery(
  kind: DeliveryKind,
  bucketArn: string,
  stack: EnvironmentStack,
  { prefix, hivePartitions = false, scope = "REGIONAL" }: DeliveryOptions,
): Delivery {
  const { account } = stack.environment;
  const top = prefix === undefined ? bucketArn : `${bucketArn}/${prefix}`;
  const folder = `${top}/AWSLogs/${account}`;
  const suffix = prefix === undefined ? "" : sidPart(prefix);
  switch (kind) {
    case "alb":
      return { bucketStatements: [albStatement(`Alb${suffix}`, folder, stack)] };
    case "nlb":
      return byLogs(`Nlb${suffix}`, `${folder}/*`, { bucketArn, actions: ["s3:GetBucketAcl"] }, fromLogs(stack));
    case "waf": {
      const look = { bucketArn, actions: ["s3:GetBucketAcl"] };
      return scope === "CLOUDFRONT"
        ? byLogs(`WafCloudFront${suffix}`, `${folder}/*`, look, fromLogs(stack, CLOUDFRONT_REGION))
        : byLogs(`Waf${suffix}`, `${folder}/*`, look, fromLogs(stack));
    }
    case "flow-log": {
      const look = { bucketArn, actions: ["s3:GetBucketAcl", "s3:ListBucket"] };
      return hivePartitions
        ? byLogs(`FlowLogHive${suffix}`, `${top}/AWSLogs/aws-account-id=${account}/*`, look, fromLogs(stack))
        : byLogs(`FlowLog${suffix}`, `${folder}/*`, look, fromLogs(stack));
    }
    case "cloudfront": {
      const objects = prefix === undefined ? `${folder}/*` : `${top}/*`;
      const written = fromLogs(stack, CLOUDFRONT_REGION, DELIVERY_SOURCES);
      return byLogs(`CloudFront${suffix}`, objects, undefined, fromLogs(stack, CLOUDFRONT_REGION), written);
    }
    case "cloudtrail":
      return cloudTrail(`CloudTrail${suffix}`, bucketArn, folder, stack);
  }
}

function albStatement(name: string, folder: string, stack: EnvironmentStack): PolicyStatement {
  return {
    sid: `Write${name}`,
    principals: { Service: [SERVICE.loadBalancing] },
    actions: ["s3:PutObject"],
    resources: [`${folder}/*`],
    conditions: { ArnLike: { "aws:SourceArn": stack.arn("elasticloadbalancing", "loadbalancer/*") } },
  };
}

/** What a service may look up of the bucket before it delivers. */
interface Look {
  readonly bucketArn: string;
  readonly actions: readonly string[];
}

/**
 * What the log delivery of CloudWatch Logs needs, which several services use.
 *
 * @param from where the delivery comes from
 * @param written where what it writes comes from, if that is told more narrowly
 */
function byLogs(name: string, objects: string, look: Look | undefined, from: Conditions, written = from): Delivery {
  const principals = { Service: [SERVICE.delivery] };
  const write: PolicyStatement = {
    sid: `Write${name}`,
    principals,
    actions: ["s3:PutObject"],
    resources: [objects],
    conditions: { ...written, StringEquals: { ...written.StringEquals, ...OWNER_CONTROLS } },
  };
  const check: PolicyStatement[] = look
    ? [
        {
          sid: `CheckBucketFor${name}`,
          principals,
          actions: look.actions,
          resources: [look.bucketArn],
          conditions: from,
        },
      ]
    : [];
  return {
    bucketStatements: [write, ...check],
    keyStatement: {
      sid: `Deliver${name}`,
      principals,
      actions: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
      resources: ["*"],
      conditions: from,
    },
  };
}

function cloudTrail(name: string, bucketArn: string, folder: string, stack: EnvironmentStack): Delivery {
  const principals = { Service: [SERVICE.cloudTrail] };
  const conditions = { ArnLike: { "aws:SourceArn": stack.arn("cloudtrail", "trail/*") } };
  return {
    bucketStatements: [
      {
        sid: `Write${name}`,
        principals,
        actions: ["s3:PutObject"],
        resources: [`${folder}/*`],
        conditions: { ...conditions, StringEquals: OWNER_CONTROLS },
      },
      { sid: `CheckBucketFor${name}`, principals, actions: ["s3:GetBucketAcl"], resources: [bucketArn], conditions },
    ],
    keyStatement: {
      sid: `Deliver${name}`,
      principals,
      actions: ["kms:DescribeKey", "kms:GenerateDataKey*"],
      resources: ["*"],
      conditions,
    },
  };
}

/** Only deliveries of this account. */
function fromLogs(stack: EnvironmentStack, region?: string, source = "*"): Conditions {
  return {
    StringEquals: { "aws:SourceAccount": stack.environment.account },
    ArnLike: { "aws:SourceArn": stack.arn("logs", source, region === undefined ? {} : { region }) },
  };
}
