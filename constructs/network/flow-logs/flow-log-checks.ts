import type { Problems } from "../../core/errors";
import { checkExactName } from "../../core/names/exact-name";
import { checkName } from "../../core/names/naming";
import { checkLogRetention } from "../../monitoring/log-retention";
import type { FlowLogProps, FlowLogToS3 } from "./flow-log-props";

/** Fields of a record (Amazon VPC User Guide, "Flow log records", versions 2 to 10, as of 2026-11). */
export const FLOW_LOG_FIELDS = [
  ...["version", "account-id", "interface-id", "srcaddr", "dstaddr", "srcport", "dstport", "protocol", "packets"],
  ...["bytes", "start", "end", "action", "log-status"],
  ...["vpc-id", "subnet-id", "instance-id", "tcp-flags", "type", "pkt-srcaddr", "pkt-dstaddr"],
  ...["region", "az-id", "sublocation-type", "sublocation-id"],
  ...["pkt-src-aws-service", "pkt-dst-aws-service", "flow-direction", "traffic-path"],
  ...["ecs-cluster-arn", "ecs-cluster-name", "ecs-container-instance-arn", "ecs-container-instance-id"],
  ...["ecs-container-id", "ecs-second-container-id", "ecs-service-name", "ecs-task-definition-arn"],
  ...["ecs-task-arn", "ecs-task-id"],
  ...["reject-reason", "resource-id", "encryption-status"],
] as const;

/** A bucket, with a folder in it if one is named. */
const BUCKET_ARN = /^arn:aws[a-z-]*:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/.*)?$/;

/** Checks the fields, the retention and the bucket of a flow log. */
export function checkFlowLog(flowLog: FlowLogProps, problems: Problems, property: string): void {
  const unknown = (flowLog.fields ?? []).filter((field) => !FLOW_LOG_FIELDS.some((known) => known === field));
  if (unknown.length > 0) {
    problems.add(`${property}.fields`, {
      code: "FLOW_LOG_FIELD_UNKNOWN",
      message: "Flow log records have no such field.",
      found: unknown.map((field) => `"${field}"`).join(", "),
      expected: `fields among ${FLOW_LOG_FIELDS.join(", ")}`,
      fix: "write the names as they are listed here, or remove them",
    });
  }
  if (flowLog.fields && flowLog.fields.length === 0) {
    problems.add(`${property}.fields`, {
      code: "FLOW_LOG_FIELDS_EMPTY",
      message: "The flow log would record nothing.",
      found: "an empty list of fields",
      expected: "at least one field",
      fix: "leave fields out for AWS's default format",
    });
  }
  if (flowLog.to === "cloudwatch" && flowLog.retentionDays !== undefined) {
    checkLogRetention(flowLog.retentionDays, problems, `${property}.retentionDays`);
  }
  if (flowLog.to === "cloudwatch") {
    checkExactName("logGroup", flowLog.logGroupName, problems, `${property}.logGroupName`);
    if (flowLog.roleName !== undefined) checkName("iamRole", flowLog.roleName, problems, `${property}.roleName`);
  }
  if (flowLog.to === "s3") checkBucket(flowLog, problems, property);
}

function checkBucket(flowLog: FlowLogToS3, problems: Problems, property: string): void {
  const { bucketArn, retentionDays } = flowLog;
  const named = `arn:aws:s3:::${bucketArn}`;
  if (bucketArn !== undefined && !bucketArn.includes("${") && !BUCKET_ARN.test(bucketArn)) {
    problems.add(`${property}.bucketArn`, {
      code: "FLOW_LOG_BUCKET_ARN",
      message: "This is not the ARN of a bucket.",
      found: `"${bucketArn}"`,
      expected: "arn:aws:s3::: and the bucket's name, with a folder behind a slash if you like",
      fix: BUCKET_ARN.test(named) ? `write ${named}` : "copy the ARN from the bucket's properties",
    });
  }
  if (bucketArn !== undefined && retentionDays !== undefined) {
    problems.add(`${property}.retentionDays`, {
      code: "FLOW_LOG_RETENTION_UNUSED",
      message: "How long records are kept in a bucket of yours is that bucket's own setting.",
      found: `retentionDays: ${retentionDays} with a bucketArn`,
      expected: "retentionDays only for the bucket that is made here",
      fix: "remove retentionDays and give the bucket a lifecycle rule, or remove bucketArn",
    });
  } else if (retentionDays !== undefined && (!Number.isInteger(retentionDays) || retentionDays < 1)) {
    problems.add(`${property}.retentionDays`, {
      code: "FLOW_LOG_RETENTION_INVALID",
      message: "S3 deletes objects after whole days.",
      found: String(retentionDays),
      expected: "a whole number of at least 1",
      fix: "leave it out for 90",
    });
  }
}
