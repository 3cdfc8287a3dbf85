/** What resources cost as long as they are there, by type. */
import { COMPUTE } from "./compute";
import { CONTAINERS } from "./containers";
import { DATABASES } from "./databases";
import { NETWORK } from "./network";
import { OTHERS } from "./others";
import type { Rule, Rules } from "./rule";

export type { Part, Unpriced } from "./rule";

const RULES: Rules = { ...COMPUTE, ...CONTAINERS, ...DATABASES, ...NETWORK, ...OTHERS };

/**
 * Types that AWS bills by the hour or month and that have no rule here: they are named, so that nobody takes them for free. From the
 * pricing pages of the services, of 2026-11.
 */
const UNRULED = new Set([
  "aws_acmpca_certificate_authority",
  "aws_cloudhsm_v2_hsm",
  "aws_cloudwatch_dashboard",
  "aws_dax_cluster",
  "aws_directory_service_directory",
  "aws_dms_replication_instance",
  "aws_docdb_cluster_instance",
  "aws_dx_connection",
  "aws_ec2_client_vpn_network_association",
  "aws_ec2_host",
  "aws_elasticsearch_domain",
  "aws_fsx_lustre_file_system",
  "aws_fsx_ontap_file_system",
  "aws_fsx_openzfs_file_system",
  "aws_fsx_windows_file_system",
  "aws_globalaccelerator_accelerator",
  "aws_grafana_workspace",
  "aws_kinesis_stream",
  "aws_lambda_provisioned_concurrency_config",
  "aws_memorydb_cluster",
  "aws_mq_broker",
  "aws_mwaa_environment",
  "aws_neptune_cluster_instance",
  "aws_networkfirewall_firewall",
  "aws_opensearch_domain",
  "aws_route53_health_check",
  "aws_route53_resolver_endpoint",
  "aws_sagemaker_notebook_instance",
  "aws_transfer_server",
  "aws_wafv2_rule_group",
  "aws_workspaces_workspace",
]);

/** The rule of a type, or undefined for what is free or billed by use alone. */
export function ruleOf(type: string): Rule | undefined {
  if (Object.hasOwn(RULES, type)) return RULES[type];
  return UNRULED.has(type) ? () => [{ why: "this type has no price here" }] : undefined;
}

/** Types without a cost of their own that say what others cost. */
const SIZES = ["aws_ecs_task_definition", "aws_launch_template"];

/** Whether costs depend on resources of a type. */
export function concernsCosts(type: string): boolean {
  return ruleOf(type) !== undefined || SIZES.includes(type);
}

/** Types that have a rule, sorted. */
export const RULED: readonly string[] = Object.keys(RULES).sort();
