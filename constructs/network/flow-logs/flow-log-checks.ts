import type { Problems } from "../../core/errors";
import { checkExactName } from "../../core/names/exact-name";
import { checkName } from "../../core/names/naming";
import { checkLogRetention } from "../../monitoring/log-retention";
import type { NetworkProps } from "../network-props";
import type { FlowLogProps, FlowLogToFirehose, FlowLogToS3 } from "./flow-log-props";

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

const STREAM_ARN = /^arn:aws[a-z-]*:firehose:[a-z0-9-]+:\d{12}:deliverystream\/[\w.-]{1,64}$/;

/** Checks all flow logs of a network. */
export function checkFlowLogs(props: NetworkProps, problems: Problems): void {
  const tiers = props.tiers.map(({ name }) => name);
  const all = [
    ...(props.flowLog ? [["flowLog", props.flowLog] as const] : []),
    ...Object.entries(props.flowLogs ?? {}).map(([name, flowLog]) => [`flowLogs.${name}`, flowLog] as const),
  ];
  for (const [index, [property, flowLog]] of all.entries()) {
    checkFlowLog(flowLog, problems, `${property}.`);
    checkFlowLogTiers(flowLog, tiers, problems, `${property}.`);
    const twin = all.slice(0, index).find(([, other]) => isSame(flowLog, other));
    if (twin === undefined) continue;
    problems.add(property, {
      code: "FLOW_LOG_TWICE",
      message: "Two flow logs record the same and write it to the same place, which AWS refuses.",
      found: `${property} and ${twin[0]}, both to ${destinationOf(flowLog)}`,
      expected: "another place, or other tiers",
      fix: "remove one of the two, or give it another place or other tiers",
    });
  }
}

/** Amazon EC2 API Reference, "Error codes", `FlowLogAlreadyExists`, as of 2026-11: the same resource and the same destination. */
function isSame(one: FlowLogProps, other: FlowLogProps): boolean {
  const destination = destinationOf(one);
  if (destination === undefined || destination !== destinationOf(other)) return false;
  const [own, others] = [one.tiers, other.tiers];
  return own === undefined || others === undefined ? own === others : own.some((tier) => others.includes(tier));
}

/** The place that a flow log writes to, where it is given as a whole. */
function destinationOf(flowLog: FlowLogProps): string | undefined {
  if (flowLog.to === "cloudwatch") return flowLog.logGroupName;
  return flowLog.to === "s3" ? flowLog.bucketArn : flowLog.streamArn;
}

/** Checks that a flow log records tiers that there are. */
export function checkFlowLogTiers(
  { tiers }: FlowLogProps,
  known: readonly string[],
  problems: Problems,
  prefix: string,
): void {
  const unknown = (tiers ?? []).filter((tier) => !known.includes(tier));
  if (tiers === undefined || (tiers.length > 0 && unknown.length === 0)) return;
  problems.add(`${prefix}tiers`, {
    code: "FLOW_LOG_TIER_UNKNOWN",
    message: "A flow log of tiers records one or more tiers of the network.",
    found: unknown.length > 0 ? unknown.map((tier) => `"${tier}"`).join(", ") : "no tier",
    expected:
      known.length > 0 ? `one or more of ${known.join(", ")}` : "a network with tiers, in place of the id of its VPC",
    fix: `${known.length > 0 ? "name tiers of the network" : "pass the network itself"}, or leave tiers out for the whole VPC`,
  });
}

/**
 * Checks the fields, the retention and the destination of a flow log.
 *
 * @param prefix what stands before the properties in the paths of the problems: `flowLog.`
 */
export function checkFlowLog(flowLog: FlowLogProps, problems: Problems, prefix: string): void {
  const unknown = (flowLog.fields ?? []).filter((field) => !FLOW_LOG_FIELDS.some((known) => known === field));
  if (unknown.length > 0) {
    problems.add(`${prefix}fields`, {
      code: "FLOW_LOG_FIELD_UNKNOWN",
      message: "Flow log records have no such field.",
      found: unknown.map((field) => `"${field}"`).join(", "),
      expected: `fields among ${FLOW_LOG_FIELDS.join(", ")}`,
      fix: "write the names as they are listed here, or remove them",
    });
  }
  if (flowLog.fields && flowLog.fields.length === 0) {
    problems.add(`${prefix}fields`, {
      code: "FLOW_LOG_FIELDS_EMPTY",
      message: "The flow log would record nothing.",
      found: "an empty list of fields",
      expected: "at least one field",
      fix: "leave fields out for AWS's default format",
    });
  }
  if (flowLog.to === "cloudwatch" && flowLog.retentionDays !== undefined) {
    checkLogRetention(flowLog.retentionDays, problems, `${prefix}retentionDays`);
  }
  if (flowLog.to === "cloudwatch") {
    checkExactName("logGroup", flowLog.logGroupName, problems, `${prefix}logGroupName`);
    if (flowLog.roleName !== undefined) checkName("iamRole", flowLog.roleName, problems, `${prefix}roleName`);
  }
  if (flowLog.to === "s3") checkBucket(flowLog, problems, prefix);
  if (flowLog.to === "firehose") checkStream(flowLog, problems, prefix);
}

function checkStream({ streamArn }: FlowLogToFirehose, problems: Problems, prefix: string): void {
  if (streamArn.includes("${") || STREAM_ARN.test(streamArn)) return;
  problems.add(`${prefix}streamArn`, {
    code: "FLOW_LOG_STREAM_ARN",
    message: "This is not the ARN of a stream of Amazon Data Firehose.",
    found: `"${streamArn}"`,
    expected: "arn:aws:firehose:<region>:<account>:deliverystream/<name>",
    fix: "copy the ARN from the stream's page in the console",
  });
}

function checkBucket(flowLog: FlowLogToS3, problems: Problems, prefix: string): void {
  const { bucketArn, retentionDays } = flowLog;
  const named = `arn:aws:s3:::${bucketArn}`;
  if (bucketArn !== undefined && !bucketArn.includes("${") && !BUCKET_ARN.test(bucketArn)) {
    problems.add(`${prefix}bucketArn`, {
      code: "FLOW_LOG_BUCKET_ARN",
      message: "This is not the ARN of a bucket.",
      found: `"${bucketArn}"`,
      expected: "arn:aws:s3::: and the bucket's name, with a folder behind a slash if you like",
      fix: BUCKET_ARN.test(named) ? `write ${named}` : "copy the ARN from the bucket's properties",
    });
  }
  if (bucketArn !== undefined && retentionDays !== undefined) {
    problems.add(`${prefix}retentionDays`, {
      code: "FLOW_LOG_RETENTION_UNUSED",
      message: "How long records are kept in a bucket of yours is that bucket's own setting.",
      found: `retentionDays: ${retentionDays} with a bucketArn`,
      expected: "retentionDays only for the bucket that is made here",
      fix: "remove retentionDays and give the bucket a lifecycle rule, or remove bucketArn",
    });
  } else if (retentionDays !== undefined && (!Number.isInteger(retentionDays) || retentionDays < 1)) {
    problems.add(`${prefix}retentionDays`, {
      code: "FLOW_LOG_RETENTION_INVALID",
      message: "S3 deletes objects after whole days.",
      found: String(retentionDays),
      expected: "a whole number of at least 1",
      fix: "leave it out for 90",
    });
  }
}
