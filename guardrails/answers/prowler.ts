import type { Answer } from "./answer.types";

/** The version of prowler that the answers are for. */
export const PROWLER_VERSION = "5.46.0";

/** Answers to checks of prowler, by what they are about. */
export const PROWLER_ANSWERS: readonly Answer[] = [
  {
    check: "ec2_networkacl_allow_ingress_tcp_port_3389",
    asks: "No network ACL admits everybody to port 3389.",
    reason:
      "It is one of the ports that answers come back to. Security groups, which know what an answer is, admit nobody to it. Where it is known " +
      "which ports a tier's own systems choose, `ephemeralPorts: false` and a rule for these replace the answers' way.",
    rule: "SG-01",
  },
  {
    check: "vpc_endpoint_connections_trust_boundaries",
    asks: "Policies of endpoints admit the account's own principals alone.",
    reason:
      "By the endpoints of S3 and DynamoDB go the layers of images, packages and the agent's files too, which lie in buckets of AWS " +
      '(Amazon ECR User Guide, "Amazon ECR interface VPC endpoints (AWS PrivateLink)", read 2026-11). `endpoints.policies` says who is meant where it is known.',
  },
  {
    check: "vpc_endpoint_for_ec2_enabled",
    asks: "Every VPC has an endpoint for the API of EC2.",
    reason:
      "It is billed by the hour and zone, and what calls the API goes by NAT, encrypted. `endpoints.interface` takes `ec2`.",
  },
  {
    check: "vpc_flow_logs_enabled",
    asks: "Every VPC has a flow log.",
    reason: "Those of production have one; a sandbox does without its price.",
    rule: "NET-24",
  },
  {
    check: "networkfirewall_in_all_vpc",
    asks: "Every VPC has a firewall of AWS Network Firewall.",
    reason:
      "It is billed by the hour and zone. Who may reach whom is said by security groups, network ACLs and web ACLs; whom one may call is decided for each organisation.",
  },
  {
    check: "elbv2_ssl_listeners",
    asks: "Listeners speak HTTPS, or redirect to it.",
    reason: "They do wherever there is a domain. A sandbox without one says so, with a reason (`plainHttp`).",
    rule: "ALB-03",
  },
  {
    check: "elbv2_deletion_protection",
    asks: "Load balancers are protected from deletion.",
    reason: "Those of production are; a sandbox is taken down.",
    rule: "ALB-12",
  },
  {
    check: "elbv2_waf_acl_attached",
    asks: "Application load balancers have a web ACL.",
    reason:
      "They have, unless a distribution is in front: then the web ACL stands there, and the balancer admits CloudFront alone.",
    rule: "ALB-08",
  },
  {
    check: "elbv2_listener_fips_tls_enabled",
    asks: "Listeners take a TLS policy with validated modules (FIPS 140-3).",
    reason: "It is asked of those who serve the United States' government. `sslPolicy` names such a policy.",
  },
  {
    check: "cloudwatch_alarm_actions_alarm_state_configured",
    asks: "Every alarm tells somebody.",
    reason:
      "Whom is not known before there is a topic; `alarmActions` names it. Until then the console shows the alarm.",
  },
  {
    check: "cloudwatch_log_group_kms_encryption_enabled",
    asks: "Log groups are encrypted with a key of the account.",
    reason:
      "CloudWatch Logs encrypts every log group with a key of AWS. Logs of sessions and of commands in containers have keys of their own; " +
      "flow logs get one by `ownKey`, and `logs.keyArn` of an environment encrypts all others.",
  },
  {
    check: "cloudwatch_log_group_retention_policy_specific_days_enabled",
    asks: "Logs are kept for a year or longer.",
    reason: "Production keeps them for a year (`logs.retentionDays`). Elsewhere it is less on purpose.",
    rule: "MON-02",
  },
  {
    check: "ec2_instance_managed_by_ssm",
    asks: "Instances are managed by Systems Manager.",
    reason: "They are, as soon as their agent runs. The emulator runs no instance, so that none has an agent.",
  },
  {
    check: "ec2_instance_detailed_monitoring_enabled",
    asks: "Instances report every minute.",
    reason:
      "It is billed for each instance; a bastion is watched by its credits, which come every five minutes. `detailedMonitoring` turns it on.",
  },
  {
    check: "ec2_ebs_volume_snapshots_exists",
    asks: "Volumes have snapshots.",
    reason: "The volume of a bastion holds nothing that is not made anew with it.",
  },
  {
    check: "ec2_ebs_volume_protected_by_backup_plan",
    asks: "Volumes are in a plan of AWS Backup.",
    reason: "The volume of a bastion holds nothing that is not made anew with it.",
  },
  {
    check: "ec2_securitygroup_not_used",
    asks: "Security groups are in use.",
    reason: "They are, by tasks and functions. The emulator starts none, so that they have no network interfaces.",
  },
  {
    check: "ecs_cluster_container_insights_enabled",
    asks: "ECS clusters have Container Insights.",
    reason: "Those of production have; a sandbox does without its price.",
    rule: "ECS-11",
  },
  {
    check: "eks_cluster_deletion_protection_enabled",
    asks: "EKS clusters are protected from deletion.",
    reason:
      "AWS provider 5 has no such setting. Terraform refuses the destroy in protected environments, and `deletionProtection` sets it with provider 6.",
  },
  {
    check: "eks_control_plane_logging_all_types_enabled",
    asks: "Clusters write all types of logs.",
    reason:
      "They write api, audit and authenticator. Those of the scheduler and of the controller manager are large and seldom read; `logging.types` adds them.",
    rule: "EKS-13",
  },
  {
    check: "iam_role_cross_service_confused_deputy_prevention",
    asks: "Trust of services is limited to an account or a resource.",
    reason:
      "Roles of services that tell for whom they act have such a condition. EC2 assumes the role of an instance profile for instances of the " +
      "role's own account alone, as the profile is passed by `iam:PassRole`, which works in one account.",
  },
  {
    check: "route53_public_hosted_zones_cloudwatch_logging_enabled",
    asks: "Public hosted zones log queries.",
    reason: "It is billed by query, in us-east-1 alone, and few look at it. It is decided for each domain.",
  },
  {
    check: "s3_bucket_kms_encryption",
    asks: "Buckets are encrypted with a key of the account.",
    reason:
      "S3 encrypts every object with its own keys. Log delivery of load balancers takes no others (Elastic Load Balancing User Guide, " +
      '"Access logs for your Application Load Balancer"); other buckets get a key by `ownKey`, `keyArn` or `key`.',
  },
  {
    check: "s3_bucket_no_mfa_delete",
    asks: "Versions are deleted with a second factor alone.",
    reason:
      'Only the root user can turn it on, by hand and not by Terraform (Amazon S3 User Guide, "Configuring MFA delete", read 2026-11). Buckets that keep versions have what was deleted for as long as their life cycle says.',
  },
  {
    check: "s3_bucket_object_versioning",
    asks: "Buckets keep versions.",
    reason: "Those of states and of files do. Access logs are written once by AWS and deleted at their end.",
  },
  {
    check: "s3_bucket_object_lock",
    asks: "Objects are locked against deletion.",
    reason:
      "What is locked nobody deletes before its day, and a bucket of it cannot be taken down. It is asked of records that a law wants kept, and decided for each bucket.",
  },
  {
    check: "s3_bucket_server_access_logging_enabled",
    asks: "Access to buckets is logged.",
    reason: "Who reads and writes objects is recorded by data events of CloudTrail, which is the account's to decide.",
  },
  {
    check: "s3_bucket_cross_region_replication",
    asks: "Buckets are copied to another region.",
    reason:
      "A copy doubles the price and leaves the region, which law or contract may forbid. It is decided for each bucket.",
  },
  {
    check: "s3_bucket_event_notifications_enabled",
    asks: "Buckets tell somebody of what happens in them.",
    reason: "Nobody waits for it.",
  },
  {
    check: "rds_instance_deprecated_engine_version",
    asks: "Databases run engine versions that AWS supports.",
    reason:
      "They do: a version whose support has ended is refused (`DATABASE_ENGINE_UNSUPPORTED`). The emulator lists no versions.",
  },
  {
    check: "rds_instance_protected_by_backup_plan",
    asks: "Databases are in a plan of AWS Backup.",
    reason:
      "They have RDS's own backups, to any second of the last days. Plans are the organisation's; where there is one that goes by tags, data has the tag.",
    rule: "BAK-01",
  },
  {
    check: "rds_instance_deletion_protection",
    asks: "Databases are protected from deletion.",
    reason: "Those of production are; a sandbox is taken down.",
    rule: "DAT-04",
  },
  {
    check: "rds_instance_multi_az",
    asks: "Databases have a second instance in another zone.",
    reason: "Those of production have; a sandbox does without its price.",
    rule: "DAT-14",
  },
  {
    check: "dynamodb_table_deletion_protection_enabled",
    asks: "Tables are protected from deletion.",
    reason: "Those of production are; a sandbox is taken down.",
    rule: "DAT-12",
  },
  {
    check: "dynamodb_table_protected_by_backup_plan",
    asks: "Tables are in a plan of AWS Backup.",
    reason:
      "Those of production can be had back as they were at any second of the last 35 days. Plans are the organisation's; where there is one that goes by tags, data has the tag.",
    rule: "BAK-01",
  },
  {
    check: "dynamodb_tables_kms_cmk_encryption_enabled",
    asks: "Tables are encrypted with a key of the account.",
    reason:
      "DynamoDB encrypts every table with a key of its own, at no price. `ownKey` of a table gives it one of the account's, which is billed by " +
      "the month and by use.",
  },
  {
    check: "elasticache_redis_cluster_automatic_failover_enabled",
    asks: "Caches have replicas, one of which takes over.",
    reason: "Those of production have; a sandbox does without their price.",
    rule: "DAT-14",
  },
  {
    check: "elasticache_redis_cluster_multi_az_enabled",
    asks: "Replicas of caches lie in other zones.",
    reason: "Those of production do; a sandbox has no replicas.",
    rule: "DAT-14",
  },
  {
    check: "elasticache_redis_cluster_backup_enabled",
    asks: "Snapshots of caches are kept for seven days.",
    reason:
      "Those of production are; elsewhere one of a day brings back what a cache held. `snapshotDays` keeps them longer.",
    rule: "DAT-04",
  },
  {
    check: "rds_instance_enhanced_monitoring_enabled",
    asks: "Databases report what their operating system does.",
    reason:
      "It is billed as logs are, by the second. Insights, which are on, tell which statements wait, and for what.",
  },
  {
    check: "rds_instance_non_default_port",
    asks: "Databases listen on another port than their engine's.",
    reason: "Who may connect is said by security groups; another port hides nothing from whoever may.",
    rule: "SG-05",
  },
  {
    check: "secretsmanager_automatic_rotation_enabled",
    asks: "Secrets are rotated by themselves.",
    reason:
      "Who gave a licence or a token makes the next one; what AWS can make anew is rotated by `rotation`, and RDS rotates passwords of databases.",
    rule: "SEC-26",
  },
  {
    check: "secretsmanager_secret_rotated_periodically",
    asks: "Secrets were rotated in the last 90 days.",
    reason: "A secret that was made today has not been rotated yet; what is rotated by `rotation` is, every 30 days.",
    rule: "SEC-27",
  },
  {
    check: "secretsmanager_secret_unused",
    asks: "Secrets were read in the last 90 days.",
    reason: "Nobody has read what was made today.",
  },
  {
    check: "secretsmanager_has_restrictive_resource_policy",
    asks: "Policies of secrets deny everybody who is not named.",
    reason:
      "Who may read a secret is said by the permissions of its users, and no other account may. A denial of all others keeps out who rotates and who administers.",
    rule: "SEC-20",
  },
  {
    check: "apigatewayv2_api_authorizers_enabled",
    asks: "APIs have an authorizer.",
    reason:
      "Each route says who may call it: an authorizer, who signs requests (which needs none), or everybody, with a reason.",
    rule: "SLS-17",
  },
  {
    check: "awslambda_function_no_dead_letter_queue",
    asks: "Functions have a queue or a topic for dead letters.",
    reason:
      "It is for calls that do not wait for an answer alone, and a queue that a function works off has dead letters of its own. `deadLetters` " +
      "and `async.onFailure` keep the others.",
  },
  {
    check: "awslambda_function_env_vars_not_encrypted_with_cmk",
    asks: "Environment variables of functions are encrypted with a key of the account.",
    reason:
      "Lambda encrypts them with a key of AWS, and no secret stands in them. `environmentKey` encrypts them with another one.",
    rule: "SLS-06",
  },
  {
    check: "awslambda_function_inside_vpc",
    asks: "Functions lie in a VPC.",
    reason:
      "Those that reach something private do. For the others it would add an address, and the price of NAT, and protect nothing: nobody " +
      "connects to a function.",
  },
  {
    check: "awslambda_function_invoke_api_operations_cloudtrail_logging_enabled",
    asks: "Calls of functions are recorded.",
    reason: "Data events of CloudTrail record them, which is the account's to decide.",
  },
];
