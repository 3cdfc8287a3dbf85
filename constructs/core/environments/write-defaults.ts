import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import type { Environment } from "./environment";

/**
 * Writes what an environment says of roles and log groups into those that say nothing themselves: raw resources of the provider, which no
 * construct of ours has made. A key is of one region: log groups of another one keep theirs.
 */
export function writeDefaults(stack: IConstruct, { rolesBoundaryArn, logs = {} }: Environment): void {
  const { retentionDays, keyArn } = logs;
  if (rolesBoundaryArn === undefined && retentionDays === undefined && keyArn === undefined) return;
  for (const resource of stack.node.findAll()) {
    if (!TerraformResource.isTerraformResource(resource)) continue;
    if (resource.terraformResourceType === "aws_iam_role") writeBoundary(resource as IamRole, rolesBoundaryArn);
    if (resource.terraformResourceType !== "aws_cloudwatch_log_group") continue;
    const group = resource as CloudwatchLogGroup;
    if (retentionDays !== undefined && group.retentionInDaysInput === undefined) group.retentionInDays = retentionDays;
    if (keyArn !== undefined && group.kmsKeyIdInput === undefined && group.provider === undefined)
      group.kmsKeyId = keyArn;
  }
}

function writeBoundary(role: IamRole, boundary: string | undefined): void {
  if (boundary !== undefined && role.permissionsBoundaryInput === undefined) role.permissionsBoundary = boundary;
}
