import { partitionOf } from "../aws/regions";
import type { S3BackendConfig } from "../core/environments/backend";
import type { Environment } from "../core/environments/environment";
import type { GrantStatement } from "../iam/grantable";
import type { PolicyStatement } from "../iam/policies/policy-document";
import { statePlaces } from "./delivery-names";

/**
 * AWS keeps both up to date, and neither reads what is stored: `SecurityAudit` the configuration that a security review needs,
 * `ViewOnlyAccess` lists and descriptions (IAM User Guide, "AWS managed policies for job functions", as of 2026-11). `ReadOnlyAccess` would
 * read objects, items, messages, parameters and logs too, of whatever service AWS adds.
 */
export const PLAN_POLICIES = ["SecurityAudit", "job-function/ViewOnlyAccess"];

/**
 * What a plan of the constructs here reads, and the two policies lack (AWS Managed Policy Reference Guide, "SecurityAudit" and
 * "ViewOnlyAccess", as of 2026-05): configuration all of it. Found from what plans of the shipped stacks ask the emulator for.
 */
const FURTHER_READS = [
  "acm:GetCertificate",
  "application-autoscaling:ListTagsForResource",
  "cloudfront:DescribeFunction",
  "ecr:DescribePullThroughCacheRules",
  "ecr:DescribeRepositoryCreationTemplates",
  "logs:GetDelivery",
  "logs:GetDeliveryDestination",
  "logs:GetDeliveryDestinationPolicy",
  "logs:GetDeliverySource",
  "scheduler:GetSchedule",
  "scheduler:GetScheduleGroup",
  "scheduler:ListTagsForResource",
  "secretsmanager:GetRandomPassword",
  "servicediscovery:GetNamespace",
  "servicediscovery:GetService",
  "servicediscovery:ListTagsForResource",
  "ssm:GetDocument",
  "wafv2:GetIPSet",
  "wafv2:GetRegexPatternSet",
  "wafv2:GetRuleGroup",
];

/** Data and secrets. The first are of every account, whatever stands in it. */
const DATA = [
  "ec2:GetConsoleOutput",
  "ec2:GetPasswordData",
  "ecr:BatchGetImage",
  "ecr:GetDownloadUrlForLayer",
  "kinesis:GetRecords",
  "logs:FilterLogEvents",
  "logs:GetLogEvents",
  "logs:GetLogRecord",
  "logs:GetQueryResults",
  "logs:StartLiveTail",
  "secretsmanager:BatchGetSecretValue",
  "secretsmanager:GetSecretValue",
  "sqs:ReceiveMessage",
  "ssm:GetCommandInvocation",
];
const ITEMS = [
  "dynamodb:BatchGetItem",
  "dynamodb:GetItem",
  "dynamodb:GetRecords",
  "dynamodb:PartiQLSelect",
  "dynamodb:Query",
  "dynamodb:Scan",
];
const PARAMETERS = ["ssm:GetParameter", "ssm:GetParameterHistory", "ssm:GetParameters", "ssm:GetParametersByPath"];

/** What the planning role reads beside AWS's two policies. */
export function planReads(environment: Environment): readonly GrantStatement[] {
  return [
    {
      sid: "FurtherConfiguration",
      actions: FURTHER_READS,
      resources: ["*"],
      wildcardReason:
        "A plan reads the configuration of whatever the stacks hold, and of most of it the ids are known after apply.",
    },
    // Encrypted ones stay closed: nothing allows the use of their key.
    {
      sid: "OwnParameters",
      actions: ["ssm:GetParameter", "ssm:GetParameters"],
      resources: [ownParameters(environment)],
    },
  ];
}

/**
 * What the planning role never reads, whichever policies it has: whoever can open a pull request can run what they like with it.
 *
 * @param keyArn the KMS key of the state bucket, where it has one
 */
export function planDenials(
  environment: Environment,
  backend: S3BackendConfig,
  keyArn?: string,
): readonly PolicyStatement[] {
  const { states, lockTable } = statePlaces(environment, backend);
  // AWS's own parameters are public: identifiers of images and the like.
  const readable = [`arn:${partitionOf(environment.region)}:ssm:*::parameter/aws/*`, ownParameters(environment)];
  return [
    { sid: "DenyData", effect: "Deny", actions: DATA, resources: ["*"] },
    { sid: "DenyItems", effect: "Deny", actions: ITEMS, ...allBut(lockTable) },
    { sid: "DenyKeys", effect: "Deny", actions: ["kms:Decrypt"], ...allBut(keyArn) },
    { sid: "DenyObjects", effect: "Deny", actions: ["s3:GetObject", "s3:GetObjectVersion"], notResources: [states] },
    { sid: "DenyParameters", effect: "Deny", actions: PARAMETERS, notResources: readable },
  ];
}

function allBut(arn: string | undefined): Pick<PolicyStatement, "resources" | "notResources"> {
  return arn === undefined ? { resources: ["*"] } : { notResources: [arn] };
}

function ownParameters(environment: Environment): string {
  const { project, name, region, account } = environment;
  return `arn:${partitionOf(region)}:ssm:${region}:${account}:parameter/${project}/${name}/*`;
}
