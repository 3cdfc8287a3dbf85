import type { Problems } from "../core/errors";
import { checkLogRetention } from "../monitoring/log-retention";
import type { FlowLogProps } from "./network-props";

/** Fields of a record (Amazon VPC User Guide, "Flow log records", versions 2 to 10, read 2026-11). */
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

/** Checks the fields and the retention of a flow log. */
export function checkFlowLog(flowLog: FlowLogProps, problems: Problems, property: string): void {
  const unknown = (flowLog.fields ?? []).filter((field) => !FLOW_LOG_FIELDS.some((known) => known === field));
  if (unknown.length > 0) {
    problems.add(`${property}.fields`, {
      code: "FLOW_LOG_FIELD_UNKNOWN",
      message: "Flow log records have no such field.",
      found: unknown.map((field) => `"${field}"`).join(", "),
      expected: `fields among ${FLOW_LOG_FIELDS.join(", ")}`,
      fix: "write the names as AWS does, with hyphens",
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
}
