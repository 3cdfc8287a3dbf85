/** Within what a name is given once: everywhere (S3), in an account (IAM, CloudFront), in a region of an account, in a stack. */
export type NameSpace = "world" | "account" | "region" | "stack";

/** How AWS tells resources of one type apart by their names. */
export interface NamedResource {
  /** What people call it. */
  readonly what: string;
  /** Attribute that is the name. A resource that leaves it out has a name of AWS's making. */
  readonly name: string;
  /** @default "region" */
  readonly within?: NameSpace;
  /** Attributes that say which parent the name is for, with `.` into a block. A parent left out is AWS's default one. */
  readonly of?: readonly [string, ...string[]];
  /** Whether only a resource with a parent takes its name: public zones repeat, private ones do not. */
  readonly onlyWithParent?: true;
  /** Whether AWS takes `Api` and `api` for one name. */
  readonly ignoresCase?: true;
}

/**
 * The types with names, and how the names are compared. Sources, read 2026-11: the API references of the operations that make
 * them. In particular: IAM `CreateRole` ("must be unique within the account. Names are not distinguished by case", for users,
 * groups, roles and policies); Amazon S3 User Guide, "General purpose bucket naming rules"; Amazon EC2 `CreateSecurityGroup` ("Names are
 * case-insensitive and must be unique within the VPC"); Elastic Load Balancing `CreateLoadBalancer` and `CreateTargetGroup` ("unique per
 * region per account"); Amazon ECS `CreateService` ("unique within a cluster"); Amazon RDS `CreateDBSubnetGroup` and Amazon ElastiCache `CreateCacheSubnetGroup` ("stored as a lowercase string");
 * Amazon EKS `CreateCluster` ("unique within the Region and account", case-sensitive); CloudWatch Logs `CreateLogGroup` and `PutDeliverySource`;
 * Application Auto Scaling `PutScheduledAction` ("unique among all other scheduled actions on the specified scalable target"); Amazon
 * CloudFront Developer Guide, "Requirements for using alternate domain names"; Systems Manager `PutParameter` ("case sensitive");
 * Amazon Route 53 Developer Guide, "Private hosted zones: overlapping namespaces" (one zone of a name for one VPC).
 */
export const NAMED_RESOURCES: Readonly<Record<string, NamedResource>> = {
  aws_s3_bucket: { what: "S3 bucket", name: "bucket", within: "world" },

  aws_iam_role: { what: "IAM role", name: "name", within: "account", ignoresCase: true },
  aws_iam_policy: { what: "IAM policy", name: "name", within: "account", ignoresCase: true },
  aws_iam_user: { what: "IAM user", name: "name", within: "account", ignoresCase: true },
  aws_iam_group: { what: "IAM group", name: "name", within: "account", ignoresCase: true },
  aws_iam_instance_profile: { what: "instance profile", name: "name", within: "account", ignoresCase: true },
  aws_iam_openid_connect_provider: { what: "identity provider", name: "url", within: "account" },
  aws_iam_role_policy: { what: "inline policy", name: "name", of: ["role"], within: "account", ignoresCase: true },
  aws_iam_role_policy_attachment: { what: "attachment", name: "policy_arn", of: ["role"], within: "account" },

  aws_cloudfront_distribution: {
    what: "host name of a distribution",
    name: "aliases",
    within: "world",
    ignoresCase: true,
  },
  aws_cloudfront_cache_policy: { what: "cache policy", name: "name", within: "account" },
  aws_cloudfront_origin_request_policy: { what: "origin request policy", name: "name", within: "account" },
  aws_cloudfront_response_headers_policy: { what: "response headers policy", name: "name", within: "account" },
  aws_cloudfront_origin_access_control: { what: "origin access control", name: "name", within: "account" },
  aws_cloudfront_function: { what: "CloudFront function", name: "name", within: "account" },
  aws_route53_zone: {
    what: "private hosted zone",
    name: "name",
    of: ["vpc.vpc_id"],
    onlyWithParent: true,
    within: "account",
    ignoresCase: true,
  },

  aws_wafv2_web_acl: { what: "web ACL", name: "name", of: ["scope"] },
  aws_wafv2_ip_set: { what: "IP set", name: "name", of: ["scope"] },
  aws_wafv2_regex_pattern_set: { what: "regex pattern set", name: "name", of: ["scope"] },
  aws_wafv2_rule_group: { what: "WAF rule group", name: "name", of: ["scope"] },

  aws_lb: { what: "load balancer", name: "name" },
  aws_lb_target_group: { what: "target group", name: "name" },
  aws_security_group: { what: "security group", name: "name", of: ["vpc_id"], ignoresCase: true },
  aws_key_pair: { what: "key pair", name: "key_name" },
  aws_launch_template: { what: "launch template", name: "name" },
  aws_autoscaling_group: { what: "Auto Scaling group", name: "name" },
  aws_autoscaling_lifecycle_hook: { what: "lifecycle hook", name: "name", of: ["autoscaling_group_name"] },
  aws_autoscaling_policy: { what: "scaling policy", name: "name", of: ["autoscaling_group_name"] },
  aws_autoscaling_schedule: { what: "scheduled action", name: "scheduled_action_name", of: ["autoscaling_group_name"] },
  aws_appautoscaling_policy: {
    what: "scaling policy",
    name: "name",
    of: ["service_namespace", "resource_id", "scalable_dimension"],
  },
  aws_appautoscaling_scheduled_action: {
    what: "scheduled action",
    name: "name",
    of: ["service_namespace", "resource_id", "scalable_dimension"],
  },

  aws_ecs_cluster: { what: "ECS cluster", name: "name" },
  aws_ecs_capacity_provider: { what: "capacity provider", name: "name" },
  aws_ecs_service: { what: "ECS service", name: "name", of: ["cluster"] },
  // Two definitions of a family are accepted, and each deployment would put the other's revision out of use.
  aws_ecs_task_definition: { what: "task family", name: "family" },
  aws_service_discovery_http_namespace: { what: "HTTP namespace", name: "name" },
  aws_service_discovery_private_dns_namespace: {
    what: "DNS namespace",
    name: "name",
    of: ["vpc"],
    ignoresCase: true,
  },
  aws_service_discovery_service: {
    what: "Cloud Map service",
    name: "name",
    of: ["namespace_id", "dns_config.namespace_id"],
  },
  aws_codedeploy_app: { what: "CodeDeploy application", name: "name" },
  aws_codedeploy_deployment_config: { what: "deployment configuration", name: "deployment_config_name" },
  aws_codedeploy_deployment_group: { what: "deployment group", name: "deployment_group_name", of: ["app_name"] },
  aws_ecr_repository: { what: "image repository", name: "name" },
  aws_ecr_pull_through_cache_rule: { what: "pull through cache", name: "ecr_repository_prefix" },
  aws_ecr_repository_creation_template: { what: "repository template", name: "prefix" },

  aws_eks_cluster: { what: "EKS cluster", name: "name" },
  aws_eks_node_group: { what: "node group", name: "node_group_name", of: ["cluster_name"] },
  aws_eks_fargate_profile: { what: "Fargate profile", name: "fargate_profile_name", of: ["cluster_name"] },
  aws_eks_addon: { what: "EKS add-on", name: "addon_name", of: ["cluster_name"] },
  aws_eks_access_entry: { what: "access entry", name: "principal_arn", of: ["cluster_name"] },
  aws_eks_access_policy_association: {
    what: "access policy",
    name: "policy_arn",
    of: ["cluster_name", "principal_arn"],
  },

  aws_cloudwatch_log_group: { what: "log group", name: "name" },
  aws_cloudwatch_metric_alarm: { what: "alarm", name: "alarm_name" },
  aws_cloudwatch_dashboard: { what: "dashboard", name: "dashboard_name", within: "account" },
  aws_cloudwatch_log_delivery_source: { what: "log delivery source", name: "name" },
  aws_cloudwatch_log_delivery_destination: { what: "log delivery destination", name: "name" },
  aws_cloudwatch_event_rule: { what: "EventBridge rule", name: "name", of: ["event_bus_name"] },
  aws_cloudwatch_event_target: { what: "EventBridge target", name: "target_id", of: ["rule", "event_bus_name"] },
  aws_scheduler_schedule: { what: "schedule", name: "name", of: ["group_name"] },
  aws_ssm_document: { what: "Systems Manager document", name: "name" },
  aws_ssm_parameter: { what: "parameter", name: "name" },
  aws_kms_alias: { what: "KMS alias", name: "name" },
  aws_secretsmanager_secret: { what: "secret", name: "name" },
  aws_kinesis_stream: { what: "Kinesis stream", name: "name" },
  aws_sqs_queue: { what: "SQS queue", name: "name" },
  aws_sns_topic: { what: "SNS topic", name: "name" },
  aws_apigatewayv2_authorizer: { what: "authorizer", name: "name", of: ["api_id"] },
  aws_apigatewayv2_domain_name: { what: "domain of an API", name: "domain_name", ignoresCase: true },
  aws_apigatewayv2_route: { what: "route", name: "route_key", of: ["api_id"] },
  aws_apigatewayv2_stage: { what: "stage", name: "name", of: ["api_id"] },
  aws_lambda_function: { what: "function", name: "function_name" },
  aws_lambda_alias: { what: "function alias", name: "name", of: ["function_name"] },
  aws_lambda_permission: { what: "function permission", name: "statement_id", of: ["function_name", "qualifier"] },
  // One for each bucket: a second one takes the place of the first.
  aws_s3_bucket_notification: { what: "notification of a bucket", name: "bucket" },
  aws_sfn_state_machine: { what: "state machine", name: "name" },

  aws_dynamodb_table: { what: "DynamoDB table", name: "name" },
  aws_db_instance: { what: "database instance", name: "identifier", ignoresCase: true },
  aws_db_proxy: { what: "database proxy", name: "name", ignoresCase: true },
  aws_rds_cluster: { what: "database cluster", name: "cluster_identifier", ignoresCase: true },
  aws_rds_cluster_instance: { what: "database instance", name: "identifier", ignoresCase: true },
  aws_rds_cluster_parameter_group: { what: "DB cluster parameter group", name: "name", ignoresCase: true },
  aws_db_parameter_group: { what: "DB parameter group", name: "name", ignoresCase: true },
  aws_db_subnet_group: { what: "DB subnet group", name: "name", ignoresCase: true },
  aws_elasticache_subnet_group: { what: "cache subnet group", name: "name", ignoresCase: true },
  aws_elasticache_parameter_group: { what: "cache parameter group", name: "name", ignoresCase: true },
  aws_elasticache_user: { what: "user of caches", name: "user_id", ignoresCase: true },
  aws_elasticache_user_group: { what: "user group of caches", name: "user_group_id", ignoresCase: true },
  aws_elasticache_replication_group: { what: "cache", name: "replication_group_id", ignoresCase: true },

  // A stack has one Helm provider, so one cluster.
  helm_release: { what: "Helm release", name: "name", of: ["namespace"], within: "stack" },
};

/**
 * Types of which AWS keeps any number under one name, or that have none: they are known by ids. Beside what is plain: prefix lists
 * and instance connect endpoints are known by ids (Amazon EC2 API Reference, `CreateManagedPrefixList`, as of 2026-11); records have a check of their own,
 * by zone, name and type, and so have service accounts with several roles.
 */
export const NAMELESS_RESOURCES: ReadonlySet<string> = new Set([
  "aws_acm_certificate",
  "aws_acm_certificate_validation",
  "aws_apigatewayv2_api",
  "aws_apigatewayv2_api_mapping",
  "aws_apigatewayv2_integration",
  "aws_apigatewayv2_vpc_link",
  "aws_appautoscaling_target",
  // Its name has hashes of everything that it is made from.
  "aws_cloudfront_vpc_origin",
  "aws_cloudwatch_log_delivery",
  "aws_db_proxy_default_target_group",
  "aws_db_proxy_target",
  "aws_default_network_acl",
  "aws_default_route_table",
  "aws_default_security_group",
  "aws_dynamodb_contributor_insights",
  "aws_dynamodb_resource_policy",
  "aws_ebs_volume",
  "aws_ec2_instance_connect_endpoint",
  "aws_ec2_managed_prefix_list",
  "aws_ecr_lifecycle_policy",
  "aws_ecr_registry_scanning_configuration",
  "aws_ecr_repository_policy",
  "aws_ecs_cluster_capacity_providers",
  "aws_egress_only_internet_gateway",
  "aws_eip",
  "aws_eip_association",
  "aws_eks_pod_identity_association",
  "aws_flow_log",
  "aws_iam_policy_attachment",
  "aws_instance",
  "aws_ec2_transit_gateway_vpc_attachment",
  "aws_internet_gateway",
  "aws_kms_key",
  "aws_lambda_event_source_mapping",
  "aws_lambda_function_event_invoke_config",
  "aws_lambda_function_url",
  "aws_lambda_provisioned_concurrency_config",
  "aws_lb_listener",
  "aws_lb_listener_certificate",
  "aws_lb_listener_rule",
  "aws_lb_target_group_attachment",
  "aws_nat_gateway",
  "aws_network_acl",
  "aws_network_acl_association",
  "aws_network_acl_rule",
  "aws_network_interface",
  "aws_route",
  "aws_route53_health_check",
  "aws_route53_record",
  "aws_route53_zone_association",
  "aws_route_table",
  "aws_route_table_association",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_ownership_controls",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_versioning",
  "aws_secretsmanager_secret_policy",
  "aws_secretsmanager_secret_rotation",
  "aws_secretsmanager_secret_version",
  "aws_sns_topic_policy",
  "aws_sns_topic_subscription",
  "aws_sqs_queue_policy",
  "aws_subnet",
  "aws_volume_attachment",
  "aws_vpc",
  "aws_vpc_dhcp_options",
  "aws_vpc_dhcp_options_association",
  "aws_vpc_endpoint",
  "aws_vpc_endpoint_service",
  "aws_vpc_endpoint_service_allowed_principal",
  "aws_vpc_endpoint_service_private_dns_verification",
  "aws_vpc_ipv4_cidr_block_association",
  "aws_vpc_security_group_egress_rule",
  "aws_vpc_security_group_ingress_rule",
  "aws_vpn_gateway",
  "aws_vpn_gateway_route_propagation",
  "aws_wafv2_web_acl_association",
  "aws_wafv2_web_acl_logging_configuration",
]);
