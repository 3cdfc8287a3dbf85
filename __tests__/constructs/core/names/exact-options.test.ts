import { DELETIONS } from "../../../../constructs/core/memory/deletions";
import { NAMED_RESOURCES } from "../../../../constructs/core/names/physical-names/named-resources";
import { resourcesOf } from "../../../support/synth";
import { GIVEN, networkTakenOver, restTakenOver, takenOver } from "./taken-over";

const OF_OTHERS = "the name is that of what it belongs to or refers to";
const KEY = "the name is a key or a name that the configuration gives as it is";
const PASSING = "it keeps nothing that would be lost with it, so that another one takes its place";

/** Types whose names no option sets, and why. */
const WITHOUT_OPTION: Readonly<Record<string, string>> = {
  aws_appautoscaling_policy: "named by what it follows, within its service",
  aws_appautoscaling_scheduled_action: KEY,
  aws_autoscaling_lifecycle_hook: KEY,
  aws_apigatewayv2_authorizer: KEY,
  aws_apigatewayv2_domain_name: KEY,
  aws_apigatewayv2_route: KEY,
  aws_apigatewayv2_stage: KEY,
  aws_autoscaling_policy: "named by what it follows, within its group",
  aws_autoscaling_schedule: KEY,
  aws_cloudfront_distribution: KEY,
  aws_cloudwatch_event_rule: PASSING,
  aws_cloudwatch_event_target: OF_OTHERS,
  aws_cloudwatch_log_delivery_destination: PASSING,
  aws_cloudwatch_log_delivery_source: PASSING,
  aws_codedeploy_deployment_config: "the name says the steps, which AWS never changes",
  aws_db_parameter_group: PASSING,
  aws_rds_cluster_parameter_group: PASSING,
  aws_db_proxy: OF_OTHERS,
  aws_ecr_pull_through_cache_rule: KEY,
  aws_elasticache_parameter_group: OF_OTHERS,
  aws_elasticache_user: OF_OTHERS,
  aws_elasticache_user_group: OF_OTHERS,
  aws_ecr_repository_creation_template: KEY,
  aws_eks_access_entry: OF_OTHERS,
  aws_eks_access_policy_association: OF_OTHERS,
  aws_eks_addon: KEY,
  aws_eks_fargate_profile: PASSING,
  aws_eks_node_group: "what it is made from replaces it, whatever its name",
  aws_iam_openid_connect_provider: OF_OTHERS,
  aws_iam_role_policy: "part of its role",
  aws_iam_role_policy_attachment: OF_OTHERS,
  aws_key_pair: PASSING,
  aws_kinesis_stream: PASSING,
  aws_lambda_permission: "part of its function",
  aws_launch_template: PASSING,
  aws_route53_zone: KEY,
  aws_s3_bucket_notification: "named by its bucket",
  aws_service_discovery_http_namespace: KEY,
  aws_service_discovery_private_dns_namespace: KEY,
  aws_service_discovery_service: KEY,
  helm_release: KEY,
};

test("every type that is known by a name takes one as it is, or stands in the list with a reason", () => {
  const stacks = [takenOver(), networkTakenOver(), restTakenOver()];
  const named = Object.keys(DELETIONS).filter((type) => Object.hasOwn(NAMED_RESOURCES, type));
  const without = named.filter((type) => {
    const attribute = NAMED_RESOURCES[type]?.name ?? "name";
    const names = stacks.flatMap((stack) => resourcesOf(stack, type).map((one) => String(one[attribute])));
    return !names.some((name) => GIVEN.has(name));
  });
  expect(without.sort()).toEqual(Object.keys(WITHOUT_OPTION).sort());
});
