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
];
