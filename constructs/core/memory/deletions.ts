/**
 * What is done so that nothing is deleted while it is referred to.
 *
 * Terraform deletes what has left the configuration *before* it updates what referred to it: the reference that would tell it otherwise
 * left with it. Only what the state knows as `create_before_destroy` is deleted after those updates.
 *
 * - `updates-first`: it has `create_before_destroy`. Something that goes on living can give it up, and AWS refuses the deletion until then.
 *   Terraform extends the setting to everything that it needs.
 * - `referrers-first`: AWS refuses the deletion too, but nothing gives it up and lives on: what refers to it is deleted or replaced
 *   with it, by references that both have.
 * - `at-once`: AWS deletes it whatever refers to it, or nothing does.
 */
export type Means = "updates-first" | "referrers-first" | "at-once";

/**
 * What happens when a second one is made before the first is deleted, as `create_before_destroy` does it on a replacement.
 *
 * - `unnamed`: AWS tells the two apart by ids.
 * - `fresh-name`: the name has an end that the provider makes, or a hash of everything that replaces it.
 * - `own-name`: the name is fixed, but only another name, or another parent that it is named within, replaces it.
 * - `same-name`: something else replaces it as well, and AWS then refuses the second one.
 */
export type Twin = "unnamed" | "fresh-name" | "own-name" | "same-name";

/** How resources of one type are taken away. */
export interface Deletion {
  readonly means: Means;
  readonly twin: Twin;
  /** AWS's answer while it is in use, and what uses it here; or why nothing is needed. */
  readonly why: string;
  /**
   * Why it is well that `create_before_destroy` reaches it although a second one of its name is refused.
   *
   * @default - it is not, and must not be reached
   */
  readonly evenSo?: string;
}

const updatesFirst = (twin: Twin, why: string): Deletion => ({ means: "updates-first", twin, why });
const referrersFirst = (twin: Twin, why: string): Deletion => ({ means: "referrers-first", twin, why });
const atOnce = (twin: Twin, why: string): Deletion => ({ means: "at-once", twin, why });

/**
 * How each type of resource is taken away: one line for each type that a construct makes. Error codes are those of the deleting
 * operation in the API references of the services (botocore's service models, read 2026-11), for EC2 those of the Amazon EC2 API
 * Reference, "Error codes for the Amazon EC2 API". What replaces a resource is said by `ForceNew` in the schemas of the AWS provider.
 *
 * A test goes through everything that is synthesized and holds this table against it.
 */
export const DELETIONS: Readonly<Record<string, Deletion>> = {
  // CloudFront. A change of a distribution has spread before Terraform goes on.
  aws_cloudfront_cache_policy: updatesFirst("own-name", "CachePolicyInUse: behaviors of distributions"),
  aws_cloudfront_distribution: atOnce("same-name", "the provider disables it first; records go on pointing at it"),
  aws_cloudfront_function: updatesFirst("own-name", "FunctionInUse: behaviors of distributions"),
  aws_cloudfront_origin_access_control: updatesFirst("own-name", "OriginAccessControlInUse: origins of distributions"),
  aws_cloudfront_response_headers_policy: updatesFirst("own-name", "ResponseHeadersPolicyInUse: behaviors"),
  aws_cloudfront_vpc_origin: updatesFirst("fresh-name", "CannotDeleteEntityWhileInUse: origins of distributions"),

  // AWS WAF
  aws_wafv2_ip_set: updatesFirst("own-name", "WAFAssociatedItemException: rules of web ACLs"),
  aws_wafv2_regex_pattern_set: updatesFirst("own-name", "WAFAssociatedItemException: rules of web ACLs"),
  aws_wafv2_web_acl: updatesFirst("own-name", "WAFAssociatedItemException: distributions name it, associations too"),
  // A second association takes the place of the first, whose deletion would then leave the balancer without any.
  aws_wafv2_web_acl_association: atOnce("same-name", "the end of a reference; a balancer has one"),
  aws_wafv2_web_acl_logging_configuration: atOnce("same-name", "the end of a reference; a web ACL has one"),

  // Certificates, names
  aws_acm_certificate: updatesFirst("unnamed", "ResourceInUseException: listeners and distributions"),
  aws_acm_certificate_validation: atOnce("unnamed", "is nothing in AWS: it waits"),
  aws_route53_health_check: updatesFirst("unnamed", "HealthCheckInUse: calculated ones; records go on naming it"),
  aws_route53_record: atOnce("same-name", "nothing refers to it"),
  aws_route53_zone: referrersFirst("unnamed", "HostedZoneNotEmpty: its records, each with a reference to it"),
  aws_route53_zone_association: atOnce(
    "same-name",
    "nothing refers to it; the zone keeps the VPC that it was made with",
  ),

  // Elastic Load Balancing
  aws_lb: {
    ...referrersFirst("same-name", "ResourceInUse: endpoint services, which set create_before_destroy on theirs"),
    evenSo:
      "one of a VPC origin has a name of its own; one of an endpoint service cannot be replaced either way: consumers hold on to it",
  },
  aws_lb_listener: referrersFirst("own-name", "a port has one listener; its rules and certificates refer to it"),
  aws_lb_listener_certificate: atOnce("same-name", "the end of a reference"),
  aws_lb_listener_rule: atOnce("same-name", "a priority has one rule; services wait for theirs by an edge"),
  aws_lb_target_group: updatesFirst("fresh-name", "ResourceInUse: rules, listeners and services"),
  aws_lb_target_group_attachment: atOnce("same-name", "the end of a reference"),
  aws_lambda_permission: atOnce("same-name", "nothing refers to it; attachments wait for it by an edge"),
  aws_vpc_endpoint_service: referrersFirst("unnamed", "ExistingVpcEndpointConnections: endpoints of others"),
  aws_vpc_endpoint_service_allowed_principal: atOnce("same-name", "the end of a reference"),
  aws_vpc_endpoint_service_private_dns_verification: atOnce("unnamed", "is nothing in AWS: it asks, and waits"),

  // ECS, CodeDeploy, Cloud Map
  aws_appautoscaling_policy: atOnce("own-name", "nothing refers to it; goes before its target"),
  aws_appautoscaling_scheduled_action: atOnce("own-name", "nothing refers to it; goes before its target"),
  aws_appautoscaling_target: referrersFirst("same-name", "AWS takes policies and schedules with it; they refer to it"),
  aws_codedeploy_app: referrersFirst("own-name", "AWS takes its groups with it; they refer to it"),
  aws_codedeploy_deployment_config: updatesFirst("own-name", "DeploymentConfigInUseException: a deployment group"),
  aws_codedeploy_deployment_group: atOnce("own-name", "nothing refers to it; services do not know it"),
  aws_ecs_capacity_provider: updatesFirst("own-name", "ClientException: the cluster's association, shares of services"),
  aws_ecs_cluster: referrersFirst("own-name", "ClusterContainsServicesException and its like: all refer to it"),
  aws_ecs_cluster_capacity_providers: referrersFirst("same-name", "ResourceInUseException: services, by an edge"),
  aws_ecs_service: atOnce("same-name", "drains first; scaling and deployment groups refer to it"),
  aws_ecs_task_definition: atOnce("unnamed", "services go on running a revision that is deregistered"),
  aws_scheduler_schedule: atOnce("own-name", "nothing refers to it"),
  aws_service_discovery_http_namespace: updatesFirst("own-name", "ResourceInUse: names of services; cluster defaults"),
  aws_service_discovery_private_dns_namespace: updatesFirst("own-name", "ResourceInUse: names of services"),
  aws_service_discovery_service: updatesFirst("own-name", "ResourceInUse: tasks that ECS services register"),

  // Lambda
  aws_lambda_alias: atOnce("own-name", "permissions and mappings refer to it, and go before it"),
  aws_lambda_event_source_mapping: atOnce("same-name", "nothing refers to it; the source keeps what waits in it"),
  aws_lambda_function: atOnce("own-name", "AWS takes its versions and aliases with it; they refer to it"),
  aws_lambda_function_event_invoke_config: atOnce("same-name", "part of its alias"),
  aws_lambda_function_url: atOnce("same-name", "part of its alias"),
  aws_lambda_provisioned_concurrency_config: atOnce("same-name", "part of its alias"),

  // API Gateway. A route is changed to another integration or authorizer before the old one goes (terraform-aws-modules'
  // apigateway-v2, pull request 55; terraform-provider-aws, pull request 37732 and issue 12195; read 2026-12).
  aws_apigatewayv2_api: referrersFirst(
    "unnamed",
    "BadRequestException: mappings of domains; AWS takes the rest along, all of which refers to it",
  ),
  aws_apigatewayv2_api_mapping: atOnce("same-name", "the end of a reference"),
  aws_apigatewayv2_authorizer: updatesFirst("own-name", "ConflictException: routes"),
  aws_apigatewayv2_domain_name: referrersFirst(
    "own-name",
    "AWS takes its mappings with it; records go on pointing at it",
  ),
  aws_apigatewayv2_integration: updatesFirst("unnamed", "ConflictException: routes"),
  aws_apigatewayv2_route: atOnce("own-name", "settings of stages that name it stay without it"),
  aws_apigatewayv2_stage: referrersFirst("own-name", "BadRequestException: mappings of domains, which refer to it"),
  aws_apigatewayv2_vpc_link: updatesFirst("unnamed", "BadRequestException: integrations"),

  // Images
  aws_ecr_lifecycle_policy: atOnce("same-name", "part of its repository"),
  aws_ecr_pull_through_cache_rule: atOnce("own-name", "nothing refers to it"),
  aws_ecr_registry_scanning_configuration: atOnce("same-name", "a registry has one"),
  aws_ecr_repository: atOnce("same-name", "RepositoryNotEmptyException is about images; tasks that run keep theirs"),
  aws_ecr_repository_creation_template: atOnce("own-name", "nothing refers to it; its rule waits for it by an edge"),
  aws_ecr_repository_policy: atOnce("same-name", "part of its repository"),

  // EKS
  aws_eks_access_entry: referrersFirst("own-name", "AWS takes its policies with it; they refer to it"),
  aws_eks_access_policy_association: atOnce("own-name", "the end of a reference"),
  aws_eks_addon: atOnce("own-name", "order of teardown by edges: what comes up after it goes before it"),
  aws_eks_cluster: {
    ...referrersFirst("same-name", "ResourceInUseException: node groups and profiles, which refer to it"),
    evenSo: "a replacement is refused and the cluster stays; a new one gets another name, and what runs in it moves",
  },
  aws_eks_fargate_profile: updatesFirst("fresh-name", "pods run on; a replacement takes them before the old one goes"),
  aws_eks_node_group: updatesFirst("fresh-name", "pods run on; a replacement takes them before the old one goes"),
  aws_eks_pod_identity_association: atOnce("own-name", "nothing refers to it"),
  helm_release: atOnce("own-name", "order of teardown by edges"),

  // Terraform's own
  terraform_data: atOnce("unnamed", "is nothing in AWS: it notes a value"),

  // Instances
  aws_autoscaling_lifecycle_hook: atOnce("own-name", "nothing refers to it; goes before its group"),
  aws_autoscaling_policy: atOnce("own-name", "nothing refers to it; goes before its group"),
  aws_autoscaling_schedule: atOnce("own-name", "nothing refers to it; goes before its group"),
  aws_autoscaling_group: referrersFirst("own-name", "ResourceInUse: its capacity provider, which is replaced with it"),
  aws_cloudwatch_metric_alarm: atOnce("own-name", "nothing refers to it"),
  aws_ebs_volume: referrersFirst("unnamed", "VolumeInUse: its attachment, which is replaced with it"),
  aws_ec2_instance_connect_endpoint: atOnce("same-name", "nothing refers to it; a VPC has one"),
  aws_instance: atOnce("unnamed", "terminates whatever refers to it"),
  aws_key_pair: updatesFirst("fresh-name", "deleted at once, but launches that name it then fail"),
  aws_launch_template: updatesFirst("fresh-name", "deleted at once, but groups that name it then start nothing"),
  aws_volume_attachment: atOnce("same-name", "nothing refers to it; a server stops before it lets go of a volume"),

  // IAM
  aws_iam_instance_profile: atOnce("own-name", "deleted at once; launch templates are replaced or updated around it"),
  aws_iam_openid_connect_provider: atOnce("own-name", "nothing of AWS looks; its URL has the cluster's id in it"),
  aws_iam_policy: updatesFirst("fresh-name", "DeleteConflict: roles that it is the boundary of, attachments"),
  aws_iam_role: atOnce("own-name", "the provider detaches what DeleteConflict is about"),
  aws_iam_role_policy: atOnce("own-name", "part of its role; what works by the role waits for it by an edge"),
  aws_iam_role_policy_attachment: atOnce("own-name", "the end of a reference, with an edge as above"),

  // Keys, logs, parameters, queues
  aws_cloudwatch_event_rule: referrersFirst("own-name", "ValidationException: its targets, which refer to it"),
  aws_cloudwatch_event_target: atOnce("own-name", "part of its rule"),
  aws_cloudwatch_log_delivery: atOnce("unnamed", "nothing refers to it"),
  aws_cloudwatch_log_delivery_destination: referrersFirst("same-name", "ConflictException: deliveries refer to it"),
  aws_cloudwatch_log_delivery_source: referrersFirst("same-name", "ConflictException: deliveries refer to it"),
  aws_cloudwatch_log_group: atOnce("own-name", "deleted whatever writes into it"),
  aws_flow_log: atOnce("unnamed", "nothing refers to it"),
  aws_kinesis_stream: atOnce("own-name", "deleted whatever writes into it"),
  aws_kms_alias: atOnce("own-name", "the end of a reference"),
  aws_kms_key: atOnce("unnamed", "is only scheduled for deletion, which KMS never refuses"),
  aws_secretsmanager_secret: atOnce("fresh-name", "deleted whatever reads it"),
  aws_secretsmanager_secret_policy: atOnce("same-name", "part of its secret"),
  aws_secretsmanager_secret_rotation: atOnce("same-name", "part of its secret"),
  aws_secretsmanager_secret_version: atOnce(
    "unnamed",
    "part of its secret, which keeps the value until another is current",
  ),
  aws_sns_topic: atOnce("own-name", "deleted with its subscriptions, whatever publishes to it"),
  aws_sns_topic_policy: atOnce("same-name", "part of its topic"),
  aws_sns_topic_subscription: atOnce("same-name", "the end of a reference"),
  aws_sqs_queue: atOnce("own-name", "deleted whatever writes into it"),
  aws_sqs_queue_policy: atOnce("same-name", "part of its queue"),
  aws_ssm_document: atOnce("own-name", "AssociatedInstances is about associations, of which none is made"),
  aws_ssm_parameter: atOnce("own-name", "deleted whatever reads it"),

  // Storage
  aws_db_instance: atOnce("same-name", "nothing of AWS refers to it but its replicas, which refer to it"),
  aws_db_parameter_group: updatesFirst("fresh-name", "InvalidDBParameterGroupState: databases that get another one"),
  aws_db_proxy: atOnce("same-name", "deleted with its target group, whatever is behind it"),
  aws_db_proxy_default_target_group: atOnce("same-name", "part of its proxy"),
  aws_db_proxy_target: atOnce("same-name", "part of its proxy"),
  aws_db_subnet_group: referrersFirst("own-name", "InvalidDBSubnetGroupStateFault: databases, which refer to it"),
  aws_dynamodb_contributor_insights: atOnce("same-name", "part of its table"),
  aws_dynamodb_resource_policy: atOnce("same-name", "part of its table"),
  aws_dynamodb_table: atOnce("same-name", "nothing of AWS refers to it"),
  aws_elasticache_parameter_group: updatesFirst(
    "fresh-name",
    "InvalidCacheParameterGroupState: caches that get the group of another family",
  ),
  aws_elasticache_replication_group: atOnce("same-name", "nothing of AWS refers to it"),
  aws_elasticache_subnet_group: referrersFirst("own-name", "CacheSubnetGroupInUse: caches, which refer to it"),
  aws_elasticache_user: referrersFirst("own-name", "DefaultUserAssociatedToUserGroup: the group, which refers to it"),
  aws_elasticache_user_group: referrersFirst("own-name", "InvalidUserGroupState: caches, which refer to it"),
  aws_rds_cluster: referrersFirst("same-name", "InvalidDBClusterStateFault: its instances, which refer to it"),
  aws_rds_cluster_instance: atOnce("same-name", "nothing of AWS refers to it: its data is the cluster's"),
  aws_rds_cluster_parameter_group: updatesFirst(
    "fresh-name",
    "InvalidDBParameterGroupState: clusters that get another one",
  ),
  aws_s3_bucket: updatesFirst("own-name", "BucketNotEmpty: balancers and others that still write logs into it"),
  aws_s3_bucket_lifecycle_configuration: atOnce("same-name", "part of its bucket"),
  aws_s3_bucket_notification: atOnce("same-name", "part of its bucket"),
  aws_s3_bucket_ownership_controls: atOnce("same-name", "part of its bucket"),
  aws_s3_bucket_policy: atOnce("own-name", "part of its bucket; what is delivered waits for it by an edge"),
  aws_s3_bucket_public_access_block: atOnce("own-name", "part of its bucket"),
  aws_s3_bucket_server_side_encryption_configuration: atOnce("same-name", "part of its bucket"),
  aws_s3_bucket_versioning: atOnce("same-name", "part of its bucket"),

  // Network. Where nothing else is said, EC2 answers DependencyViolation.
  aws_default_network_acl: atOnce("same-name", "is only taken over: Terraform deletes none"),
  aws_default_route_table: atOnce("same-name", "is only taken over: Terraform deletes none"),
  aws_default_security_group: atOnce("same-name", "is only taken over: Terraform deletes none"),
  aws_ec2_managed_prefix_list: updatesFirst("unnamed", "routes and rules of security groups"),
  aws_egress_only_internet_gateway: atOnce("unnamed", "deleted whatever routes to it"),
  aws_eip: referrersFirst("unnamed", "InvalidIPAddress.InUse: associations and NAT gateways refer to it"),
  aws_eip_association: atOnce("same-name", "the end of a reference"),
  aws_internet_gateway: referrersFirst("unnamed", "public addresses, which wait for it by an edge"),
  aws_nat_gateway: atOnce(
    "same-name",
    "deleted whatever routes to it; a second one cannot have the address of the first",
  ),
  aws_network_acl: referrersFirst("unnamed", "its associations, which are replaced with it"),
  aws_network_acl_association: atOnce("same-name", "the end of a reference; a subnet has one"),
  aws_network_acl_rule: atOnce("same-name", "part of its network ACL"),
  aws_network_interface: referrersFirst("unnamed", "its instance, which is replaced with it"),
  aws_route: atOnce("same-name", "part of its route table"),
  aws_route_table: updatesFirst("unnamed", "subnets and gateway endpoints that get another one"),
  aws_route_table_association: atOnce("same-name", "the end of a reference; a subnet has one"),
  aws_security_group: updatesFirst("fresh-name", "interfaces of everything that has it, rules that name it"),
  aws_subnet: updatesFirst("own-name", "interfaces of balancers, endpoints and services; its range is its zone's own"),
  aws_vpc: referrersFirst("unnamed", "everything in it, all of which refers to it"),
  aws_vpc_dhcp_options: updatesFirst("unnamed", "its association with the VPC"),
  aws_vpc_dhcp_options_association: atOnce("same-name", "the end of a reference; a VPC has one"),
  aws_ec2_transit_gateway_vpc_attachment: atOnce(
    "same-name",
    "routes wait for it by an edge; a VPC has one to a gateway",
  ),
  aws_vpc_endpoint: atOnce("same-name", "deleted whatever asks it; a VPC resolves a private name to one"),
  aws_vpc_ipv4_cidr_block_association: referrersFirst("own-name", "subnets of the range, by an edge"),
  aws_vpc_security_group_egress_rule: updatesFirst(
    "own-name",
    "never refused; a replaced group has its rules before the old ones go",
  ),
  aws_vpc_security_group_ingress_rule: updatesFirst(
    "own-name",
    "never refused; a replaced group has its rules before the old ones go",
  ),
  aws_vpn_gateway: referrersFirst("unnamed", "propagations of routes, which refer to it"),
  aws_vpn_gateway_route_propagation: atOnce("same-name", "the end of a reference"),
};
