import type { TerraformResource } from "cdktf";
import type { Environment } from "../core/environments/environment";
import { type Problem, Problems } from "../core/errors";
import { type AttributeReader, camelCase } from "../core/names/physical-names/attribute-reader";
import { QUOTAS, quotaIn } from "./quotas";

/** Attributes that give security groups to a network interface, by the type of what has it. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  aws_cloudwatch_event_target: ["ecs_target.network_configuration.security_groups"],
  aws_db_instance: ["vpc_security_group_ids"],
  aws_db_proxy: ["vpc_security_group_ids"],
  aws_ec2_instance_connect_endpoint: ["security_group_ids"],
  aws_ecs_service: ["network_configuration.security_groups"],
  aws_efs_mount_target: ["security_groups"],
  aws_elasticache_replication_group: ["security_group_ids"],
  aws_instance: ["vpc_security_group_ids"],
  aws_lambda_function: ["vpc_config.security_group_ids"],
  aws_launch_template: ["vpc_security_group_ids", "network_interfaces.security_groups"],
  aws_lb: ["security_groups"],
  aws_network_interface: ["security_groups"],
  aws_rds_cluster: ["vpc_security_group_ids"],
  aws_scheduler_schedule: ["target.ecs_parameters.network_configuration.security_groups"],
  aws_vpc_endpoint: ["security_group_ids"],
};

/** Checks how many security groups each network interface of a resource gets: `GROUPS_PER_INTERFACE`. */
export function tooManyGroupsOf(
  resource: TerraformResource,
  reader: AttributeReader,
  environment: Environment,
): readonly Problem[] {
  const problems = new Problems(resource.node.path);
  const most = quotaIn(environment.quotas, "groupsPerInterface");
  for (const path of ATTRIBUTES[resource.terraformResourceType] ?? []) {
    for (const groups of reader.readByBlock(resource, path)) {
      const { size } = new Set(groups);
      if (size <= most) continue;
      problems.add(camelCase(path), {
        code: "GROUPS_PER_INTERFACE",
        message: "The network interface gets more security groups than AWS allows.",
        found: `${size} security groups`,
        expected: `at most ${most} (${QUOTAS.groupsPerInterface.source})`,
        fix: "put the rules of several groups into one, or have the quota raised and set quotas.groupsPerInterface of the environment",
      });
    }
  }
  return problems.list;
}
