/** Controls of a standard that no rule follows, and why. */
export interface Unfollowed {
  /** Ids of Security Hub: `RDS.14`. */
  readonly controls: readonly string[];
  /** What they are about, and why no rule asks for it, as sentences. */
  readonly reason: string;
}

/**
 * Controls of AWS Foundational Security Best Practices that no guardrail follows, by why that is. The sources of the rules name those that are
 * followed (AWS Security Hub User Guide, "AWS Foundational Security Best Practices standard in Security Hub CSPM", read 2026-12).
 */
export const UNFOLLOWED_CONTROLS: readonly Unfollowed[] = [
  {
    controls: [
      ...["ACM.1", "CloudFront.12", "EC2.4", "EC2.20", "KMS.3", "Opensearch.10", "RDS.51", "SecretsManager.2"],
      ...["SecretsManager.3", "SSM.1", "SSM.2", "SSM.3"],
    ],
    reason:
      "They are about what happens after a deploy: what has ended, was patched, is used or is to be deleted. No configuration tells it.",
  },
  {
    controls: ["Account.1", "IAM.3", "IAM.4", "IAM.5", "IAM.6", "IAM.8", "SSM.6", "EC2.172"],
    reason:
      "They are about the account as a whole, its root user and its users, who are not made here; people come by IAM Identity Center.",
  },
  {
    controls: [
      ...["WAF.1", "WAF.2", "WAF.3", "WAF.4", "WAF.6", "WAF.7", "WAF.8"],
      ...["ELB.2", "ELB.7", "ELB.8", "ELB.9", "ELB.10", "EC2.24"],
    ],
    reason:
      "They are about AWS WAF Classic, further settings of Classic Load Balancers and what is of before VPCs. What there is of it is to be replaced, and not to be tuned.",
  },
  {
    controls: [
      ...["Backup.1", "Bedrock.1", "BedrockAgentCore.1", "BedrockAgentCore.2", "BedrockAgentCore.5"],
      ...["BedrockAgentCore.6", "BedrockAgentCore.7", "CloudFormation.3", "CloudFormation.4", "CloudFront.17"],
      ...["Cognito.1", "Cognito.3", "Cognito.4", "Cognito.5", "Cognito.6", "Connect.2", "DataSync.1", "DMS.10"],
      ...["DocumentDB.3", "ElasticBeanstalk.1", "ElasticBeanstalk.2", "ElasticBeanstalk.3", "EMR.1", "EventBridge.3"],
      ...["FSx.1", "FSx.2", "Glue.3", "Neptune.3", "Neptune.6", "Neptune.8", "NetworkFirewall.6", "PCA.1", "S3.25"],
      ...["SageMaker.9", "SageMaker.10", "SageMaker.11", "SageMaker.12", "SageMaker.13", "SageMaker.14"],
      ...["SageMaker.15", "SageMaker.16", "SageMaker.17", "SageMaker.19", "SageMaker.20", "SageMaker.21"],
      ...["SageMaker.22", "SageMaker.23", "SageMaker.24", "SageMaker.25", "ServiceCatalog.1", "SES.3"],
      ...["Transfer.2", "Transfer.3"],
    ],
    reason:
      "They are about services, or parts of services, that no construct is for. Of some of these the rules ask what is public or unencrypted; Security Hub tells the rest.",
  },
  {
    controls: ["EC2.173"],
    reason:
      "AWS calls the API that asks for Spot Fleets a legacy, and no construct makes any. Of launch templates, which they may name, encryption is asked (EC2-15).",
  },
  {
    controls: ["EC2.183"],
    reason: "Whether the device at the other end of a VPN connection speaks IKEv2 is its owner's to say.",
  },
  {
    controls: ["Inspector.3", "Macie.2"],
    reason:
      "They are about further looking, billed beside the services that are asked for (SEC-12): into the code of functions, and into samples of objects.",
  },
  {
    controls: ["RDS.4", "RDS.14"],
    reason:
      "A snapshot is encrypted as its database is (DAT-11). Backtracking is Aurora MySQL's alone, and any second of the last days is had back without it (DAT-04).",
  },
  {
    controls: [
      ...["APIGateway.3", "CloudFront.4", "EC2.16", "EC2.17", "RDS.6", "RDS.16", "RDS.17", "RDS.19", "RDS.20"],
      ...["RDS.21", "RDS.22", "RDS.23", "RDS.47", "RDS.48"],
    ],
    reason:
      "They are of low severity, or cost by the month what few need; the constructs have options for most of them.",
  },
  {
    controls: ["S3.9"],
    reason: "Logs of access are decided for each bucket (answer to CKV_AWS_18).",
  },
  {
    controls: ["APIGateway.11"],
    reason:
      "It asks for policies of 2025, which HTTP APIs do not take; TLS before 1.2 is refused for the domains of all APIs (SLS-18).",
  },
  {
    controls: ["APIGateway.2"],
    reason:
      "A backend that only the API may call is better reached by a VPC link, in a network where nobody else calls it.",
  },
  {
    controls: ["AutoScaling.6"],
    reason:
      "Whether an application runs on several types of instances is the team's to say; the zones are asked for (EC2-13).",
  },
  {
    controls: ["CloudFront.7"],
    reason:
      "A distribution without a domain of its own answers under CloudFront's name and certificate (answer to CKV2_AWS_42).",
  },
  {
    controls: ["EC2.10", "EC2.55", "EC2.56", "EC2.57", "EC2.58", "EC2.60"],
    reason:
      "Interface endpoints are billed by the hour and zone; what calls the APIs goes by NAT, encrypted. `endpoints.interface` takes them.",
  },
  {
    controls: ["ECS.21"],
    reason: "Tasks run Linux; of a raw task definition for Windows nothing is asked of its users.",
  },
  {
    controls: ["ELB.21", "ELB.22"],
    reason: "Whether targets answer by HTTPS is the application's to say (answer to CKV_AWS_378).",
  },
  {
    controls: ["Route53.2"],
    reason: "Query logs are billed by query, and decided for each domain (answer to CKV2_AWS_39).",
  },
];
