import type { Attributes } from "../../../../constructs/core/import-ids";

/** Attributes of a resource, and the id that the provider's documentation shows for such a one. */
interface Sample {
  readonly attributes: Attributes;
  readonly id: string;
}

const ROLE = "arn:aws:iam::111111111111:role/admin";
const LISTENER =
  "arn:aws:elasticloadbalancing:eu-west-1:111111111111:listener/app/shop/8e4497da625e2d8a/9ab28ade35828f96";
const CERTIFICATE = "arn:aws:acm:eu-west-1:111111111111:certificate/7e7a28d2-163f-4b8f-b9cd-822f96c08d6a";
const SECRET = "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:signing-AbCdEf";
const TABLE = "arn:aws:dynamodb:eu-west-1:111111111111:table/carts";
const TOPIC = "arn:aws:sns:eu-west-1:111111111111:orders";
const UUID = "a1b2c3d4-d5f6-7777-8888-9999aaaabbbb";
const WEB_ACL = `arn:aws:wafv2:eu-west-1:111111111111:regional/webacl/edge/${UUID}`;
const service = {
  service_namespace: "ecs",
  resource_id: "service/shop/api",
  scalable_dimension: "ecs:service:DesiredCount",
};

/** For each type whose id has several parts, and for some others; the end-to-end tests show them to the provider. */
export const SAMPLES: Readonly<Record<string, readonly Sample[]>> = {
  aws_appautoscaling_policy: [
    { attributes: { ...service, name: "cpu" }, id: "ecs/service/shop/api/ecs:service:DesiredCount/cpu" },
  ],
  aws_appautoscaling_target: [{ attributes: service, id: "ecs/service/shop/api/ecs:service:DesiredCount" }],
  aws_autoscaling_policy: [{ attributes: { autoscaling_group_name: "web", name: "cpu" }, id: "web/cpu" }],
  aws_autoscaling_lifecycle_hook: [{ attributes: { autoscaling_group_name: "web", name: "drain" }, id: "web/drain" }],
  aws_autoscaling_schedule: [
    { attributes: { autoscaling_group_name: "web", scheduled_action_name: "night" }, id: "web/night" },
  ],
  aws_cloudwatch_event_rule: [
    { attributes: { name: "nightly" }, id: "default/nightly" },
    { attributes: { event_bus_name: "orders", name: "nightly" }, id: "orders/nightly" },
  ],
  aws_cloudwatch_event_target: [{ attributes: { rule: "nightly", target_id: "task" }, id: "default/nightly/task" }],
  aws_codedeploy_deployment_group: [{ attributes: { app_name: "shop", deployment_group_name: "api" }, id: "shop:api" }],
  aws_db_proxy_target: [
    {
      attributes: { db_proxy_name: "shop", target_group_name: "default", db_instance_identifier: "orders" },
      id: "shop/default/RDS_INSTANCE/orders",
    },
    {
      attributes: { db_proxy_name: "shop", target_group_name: "default", db_cluster_identifier: "orders" },
      id: "shop/default/TRACKED_CLUSTER/orders",
    },
  ],
  aws_default_route_table: [
    { attributes: { id: "rtb-0123456789abcdef0", vpc_id: "vpc-0123456789abcdef0" }, id: "vpc-0123456789abcdef0" },
  ],
  aws_ecs_service: [
    { attributes: { cluster: "shop", name: "api" }, id: "shop/api" },
    { attributes: { cluster: "arn:aws:ecs:eu-west-1:111111111111:cluster/shop", name: "api" }, id: "shop/api" },
  ],
  aws_ecs_task_definition: [
    {
      attributes: { id: "api", arn: "arn:aws:ecs:eu-west-1:111111111111:task-definition/api:3" },
      id: "arn:aws:ecs:eu-west-1:111111111111:task-definition/api:3",
    },
  ],
  aws_eip: [
    {
      attributes: { id: "eipalloc-0123456789abcdef0", allocation_id: "eipalloc-0123456789abcdef0" },
      id: "eipalloc-0123456789abcdef0",
    },
  ],
  aws_eks_access_entry: [{ attributes: { cluster_name: "shop", principal_arn: ROLE }, id: `shop:${ROLE}` }],
  aws_eks_access_policy_association: [
    {
      attributes: {
        cluster_name: "shop",
        principal_arn: ROLE,
        policy_arn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
      },
      id: `shop#${ROLE}#arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy`,
    },
  ],
  aws_eks_addon: [{ attributes: { cluster_name: "shop", addon_name: "coredns" }, id: "shop:coredns" }],
  aws_eks_fargate_profile: [{ attributes: { cluster_name: "shop", fargate_profile_name: "batch" }, id: "shop:batch" }],
  aws_eks_node_group: [{ attributes: { cluster_name: "shop", node_group_name: "app" }, id: "shop:app" }],
  aws_eks_pod_identity_association: [
    { attributes: { cluster_name: "shop", association_id: "a-12345678" }, id: "shop,a-12345678" },
  ],
  aws_iam_role_policy: [{ attributes: { role: "admin", name: "logs" }, id: "admin:logs" }],
  aws_iam_role_policy_attachment: [
    {
      attributes: { role: "admin", policy_arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
      id: "admin/arn:aws:iam::aws:policy/ReadOnlyAccess",
    },
  ],
  aws_apigatewayv2_api_mapping: [
    { attributes: { id: "a1b2c3", domain_name: "api.example.com" }, id: "a1b2c3/api.example.com" },
  ],
  aws_apigatewayv2_authorizer: [{ attributes: { api_id: "a1b2c3d4e5", id: "x1y2z3" }, id: "a1b2c3d4e5/x1y2z3" }],
  aws_apigatewayv2_integration: [{ attributes: { api_id: "a1b2c3d4e5", id: "x1y2z3" }, id: "a1b2c3d4e5/x1y2z3" }],
  aws_apigatewayv2_route: [{ attributes: { api_id: "a1b2c3d4e5", id: "x1y2z3" }, id: "a1b2c3d4e5/x1y2z3" }],
  aws_apigatewayv2_stage: [{ attributes: { api_id: "a1b2c3d4e5", name: "$default" }, id: "a1b2c3d4e5/$default" }],
  aws_lambda_alias: [{ attributes: { function_name: "resize", name: "live" }, id: "resize/live" }],
  aws_lambda_function_event_invoke_config: [
    { attributes: { function_name: "resize" }, id: "resize" },
    { attributes: { function_name: "resize", qualifier: "live" }, id: "resize:live" },
  ],
  aws_lambda_function_url: [
    { attributes: { function_name: "resize" }, id: "resize" },
    { attributes: { function_name: "resize", qualifier: "live" }, id: "resize/live" },
  ],
  aws_lambda_permission: [
    { attributes: { function_name: "resize", statement_id: "s3" }, id: "resize/s3" },
    {
      attributes: {
        function_name: "arn:aws:lambda:eu-west-1:111111111111:function:resize",
        qualifier: "live",
        statement_id: "s3",
      },
      id: "resize:live/s3",
    },
  ],
  aws_lambda_provisioned_concurrency_config: [
    { attributes: { function_name: "resize", qualifier: "live" }, id: "resize,live" },
  ],
  aws_lb_listener_certificate: [
    { attributes: { listener_arn: LISTENER, certificate_arn: CERTIFICATE }, id: `${LISTENER}_${CERTIFICATE}` },
  ],
  aws_network_acl_rule: [
    {
      attributes: { network_acl_id: "acl-0123456789abcdef0", rule_number: 100, protocol: "6", egress: false },
      id: "acl-0123456789abcdef0:100:6:false",
    },
  ],
  aws_route: [
    {
      attributes: {
        route_table_id: "rtb-0123456789abcdef0",
        destination_cidr_block: "0.0.0.0/0",
        destination_ipv6_cidr_block: "",
      },
      id: "rtb-0123456789abcdef0_0.0.0.0/0",
    },
    {
      attributes: { route_table_id: "rtb-0123456789abcdef0", destination_ipv6_cidr_block: "::/0" },
      id: "rtb-0123456789abcdef0_::/0",
    },
  ],
  aws_route53_record: [
    {
      attributes: { zone_id: "Z4KAPRWWNC7JR", name: "dev.example.com", type: "NS" },
      id: "Z4KAPRWWNC7JR_dev.example.com_NS",
    },
    {
      attributes: { zone_id: "Z4KAPRWWNC7JR", name: "dev.example.com", type: "A", set_identifier: "blue" },
      id: "Z4KAPRWWNC7JR_dev.example.com_A_blue",
    },
  ],
  aws_route53_zone_association: [
    {
      attributes: { zone_id: "Z4KAPRWWNC7JR", vpc_id: "vpc-0123456789abcdef0" },
      id: "Z4KAPRWWNC7JR:vpc-0123456789abcdef0",
    },
    {
      attributes: { zone_id: "Z4KAPRWWNC7JR", vpc_id: "vpc-0123456789abcdef0", vpc_region: "us-east-2" },
      id: "Z4KAPRWWNC7JR:vpc-0123456789abcdef0:us-east-2",
    },
  ],
  aws_route_table_association: [
    {
      attributes: {
        id: "rtbassoc-0123456789abcdef0",
        subnet_id: "subnet-0123456789abcdef0",
        route_table_id: "rtb-0123456789abcdef0",
      },
      id: "subnet-0123456789abcdef0/rtb-0123456789abcdef0",
    },
    {
      attributes: { gateway_id: "igw-0123456789abcdef0", route_table_id: "rtb-0123456789abcdef0" },
      id: "igw-0123456789abcdef0/rtb-0123456789abcdef0",
    },
  ],
  aws_scheduler_schedule: [{ attributes: { group_name: "shop", name: "nightly" }, id: "shop/nightly" }],
  aws_dynamodb_contributor_insights: [
    { attributes: { id: "name:carts/index:/111111111111" }, id: "name:carts/index:/111111111111" },
  ],
  aws_dynamodb_resource_policy: [{ attributes: { resource_arn: TABLE }, id: TABLE }],
  aws_service_discovery_private_dns_namespace: [
    { attributes: { id: "ns-1234567890", vpc: "vpc-0123456789abcdef0" }, id: "ns-1234567890:vpc-0123456789abcdef0" },
  ],
  aws_secretsmanager_secret_policy: [{ attributes: { secret_arn: SECRET }, id: SECRET }],
  aws_secretsmanager_secret_rotation: [{ attributes: { secret_id: SECRET }, id: SECRET }],
  aws_secretsmanager_secret_version: [
    {
      attributes: { secret_id: SECRET, version_id: "00000000-0000-0000-0000-000000000001" },
      id: `${SECRET}|00000000-0000-0000-0000-000000000001`,
    },
  ],
  aws_sns_topic: [{ attributes: { arn: TOPIC }, id: TOPIC }],
  aws_sns_topic_policy: [{ attributes: { arn: TOPIC }, id: TOPIC }],
  aws_sns_topic_subscription: [
    {
      attributes: { arn: `${TOPIC}:8a21d249-4329-4871-acc6-7be709c6ea7f` },
      id: `${TOPIC}:8a21d249-4329-4871-acc6-7be709c6ea7f`,
    },
  ],
  aws_volume_attachment: [
    {
      attributes: { device_name: "/dev/sdf", volume_id: "vol-0123456789abcdef0", instance_id: "i-0123456789abcdef0" },
      id: "/dev/sdf:vol-0123456789abcdef0:i-0123456789abcdef0",
    },
  ],
  aws_wafv2_ip_set: [{ attributes: { id: UUID, name: "office", scope: "REGIONAL" }, id: `${UUID}/office/REGIONAL` }],
  aws_wafv2_regex_pattern_set: [
    { attributes: { id: UUID, name: "paths", scope: "REGIONAL" }, id: `${UUID}/paths/REGIONAL` },
  ],
  aws_wafv2_rule_group: [{ attributes: { id: UUID, name: "rules", scope: "REGIONAL" }, id: `${UUID}/rules/REGIONAL` }],
  aws_wafv2_web_acl: [{ attributes: { id: UUID, name: "edge", scope: "REGIONAL" }, id: `${UUID}/edge/REGIONAL` }],
  aws_wafv2_web_acl_association: [
    { attributes: { web_acl_arn: WEB_ACL, resource_arn: LISTENER }, id: `${WEB_ACL},${LISTENER}` },
  ],
  helm_release: [{ attributes: { namespace: "kube-system", name: "metrics" }, id: "kube-system/metrics" }],
};
