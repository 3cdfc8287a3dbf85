/** What resources cost as long as they are there, by type. */
import { BY_USE } from "./by-use";
import { COMPUTE } from "./compute";
import { CONTAINERS } from "./containers";
import { DATABASES } from "./databases";
import { NETWORK } from "./network";
import { OTHERS } from "./others";
import type { Rule, Rules } from "./rule";

export type { Part, Unpriced } from "./rule";

const RULES: Rules = { ...COMPUTE, ...CONTAINERS, ...DATABASES, ...NETWORK, ...OTHERS };

/**
 * Types that AWS bills by the hour or month and that have no rule here: they are named, so that nobody takes them for free. Many
 * are paid as Infracost lists them (Infracost documentation, "AWS", read 2026-11). The others run machines or keep capacity, a disk or a
 * connection ready as long as they are there. Nothing says that they are all.
 */
export const UNRULED: readonly string[] = [
  "aws_acmpca_certificate_authority",
  "aws_apprunner_service",
  "aws_appstream_fleet",
  "aws_appstream_image_builder",
  "aws_bedrock_provisioned_model_throughput",
  "aws_cloudhsm_v2_hsm",
  "aws_cloudwatch_dashboard",
  "aws_codebuild_fleet",
  "aws_dax_cluster",
  "aws_db_proxy",
  "aws_directory_service_directory",
  "aws_dms_replication_instance",
  "aws_docdb_cluster_instance",
  "aws_docdbelastic_cluster",
  "aws_dx_connection",
  "aws_dx_gateway_association",
  "aws_dx_hosted_connection",
  "aws_ec2_capacity_reservation",
  "aws_ec2_client_vpn_network_association",
  "aws_ec2_fleet",
  "aws_ec2_host",
  "aws_ec2_traffic_mirror_session",
  "aws_ec2_transit_gateway_peering_attachment",
  "aws_elastic_beanstalk_environment",
  "aws_elasticsearch_domain",
  "aws_emr_cluster",
  "aws_emr_instance_fleet",
  "aws_emr_instance_group",
  "aws_fsx_file_cache",
  "aws_fsx_lustre_file_system",
  "aws_fsx_ontap_file_system",
  "aws_fsx_openzfs_file_system",
  "aws_fsx_windows_file_system",
  "aws_gamelift_fleet",
  "aws_globalaccelerator_accelerator",
  "aws_globalaccelerator_custom_routing_accelerator",
  "aws_glue_dev_endpoint",
  "aws_grafana_workspace",
  "aws_kendra_index",
  "aws_kinesis_stream",
  "aws_lambda_provisioned_concurrency_config",
  "aws_lightsail_container_service",
  "aws_lightsail_database",
  "aws_lightsail_disk",
  "aws_lightsail_instance",
  "aws_lightsail_lb",
  "aws_m2_environment",
  "aws_memorydb_cluster",
  "aws_mq_broker",
  "aws_msk_replicator",
  "aws_msk_serverless_cluster",
  "aws_mskconnect_connector",
  "aws_mwaa_environment",
  "aws_neptune_cluster_instance",
  "aws_neptunegraph_graph",
  "aws_networkfirewall_firewall",
  "aws_networkfirewall_vpc_endpoint_association",
  "aws_networkmanager_core_network",
  "aws_networkmanager_site_to_site_vpn_attachment",
  "aws_networkmanager_vpc_attachment",
  "aws_opensearch_domain",
  "aws_opensearchserverless_collection",
  "aws_osis_pipeline",
  "aws_route53_resolver_endpoint",
  "aws_sagemaker_app",
  "aws_sagemaker_endpoint",
  "aws_sagemaker_notebook_instance",
  "aws_shield_subscription",
  "aws_spot_fleet_request",
  "aws_spot_instance_request",
  "aws_timestreaminfluxdb_db_instance",
  "aws_transfer_server",
  "aws_verifiedaccess_endpoint",
  "aws_vpc_route_server_endpoint",
  "aws_vpclattice_service",
  "aws_waf_web_acl",
  "aws_wafregional_web_acl",
  "aws_wafv2_rule_group",
  "aws_workspaces_workspace",
];

/** The rule of a type, or undefined for what is free or billed by use alone. */
export function ruleOf(type: string): Rule | undefined {
  if (Object.hasOwn(RULES, type)) return RULES[type];
  return UNRULED.includes(type) ? () => [{ why: "this type has no price here" }] : undefined;
}

/** What AWS bills of a type by use. */
export function byUseOf(type: string): readonly string[] {
  const text = Object.hasOwn(BY_USE, type) ? BY_USE[type] : undefined;
  return text === undefined ? [] : [text];
}

/** Types without a cost of their own that say what others cost. */
const SIZES = ["aws_ecs_task_definition", "aws_launch_template"];

/** Whether costs depend on resources of a type. */
export function concernsCosts(type: string): boolean {
  return ruleOf(type) !== undefined || SIZES.includes(type);
}

/** Types that have a rule, sorted. */
export const RULED: readonly string[] = Object.keys(RULES).sort();
