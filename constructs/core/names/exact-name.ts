import { holdsReference, knownAfterApply } from "../checks/known-at-synth";
import type { Problems } from "../errors";

/** What AWS allows in a name of one kind. */
interface ExactNameRule {
  readonly pattern: RegExp;
  /** The same in words. */
  readonly expected: string;
}

/**
 * What AWS allows in names that are given as they are, which is more than names that are made have: people name what they made before
 * otherwise. Sources, as of 2026-11: Amazon ECS API Reference `CreateCluster` and `CreateService`; Amazon EKS API Reference
 * `CreateCluster`; CloudWatch Logs API Reference `CreateLogGroup`; Elastic Load Balancing API Reference `CreateLoadBalancer` and
 * `CreateTargetGroup`; IAM User Guide, "IAM and AWS STS quotas"; Amazon EC2 API Reference `CreateSecurityGroup`; AWS KMS API Reference
 * `CreateAlias`; Amazon RDS API Reference `CreateDBSubnetGroup` and `CreateDBInstance`; Amazon ElastiCache API Reference `CreateCacheSubnetGroup` and `CreateReplicationGroup`; Amazon EC2 Auto
 * Scaling API Reference `CreateAutoScalingGroup`; Amazon ECS API Reference `CreateCapacityProvider`; AWS WAFV2 API Reference
 * `CreateWebACL`, `CreateIPSet` and `CreateRegexPatternSet`; Amazon CloudFront API Reference `CreateFunction` and `OriginAccessControlConfig`; aws-cdk-lib 2,
 * `CachePolicy` (for CloudFront's policies, whose API Reference says nothing); AWS CodeDeploy API Reference
 * `CreateApplication`, and AWS CodeDeploy User Guide, "CodeDeploy quotas"; AWS Systems Manager API Reference `CreateDocument` and
 * `PutParameter`; Amazon CloudWatch API Reference `PutMetricAlarm`; EventBridge Scheduler API Reference `CreateSchedule`; Amazon SQS API Reference
 * `CreateQueue`; Amazon SNS API Reference `CreateTopic`; AWS Lambda API Reference `CreateFunction`; AWS Secrets Manager API Reference `CreateSecret`; Amazon DynamoDB API Reference `CreateTable`; Amazon API Gateway API V2 Reference `CreateApi` and `CreateVpcLink`; Amazon EC2 User Guide, "Tag your Amazon EC2 resources". Managed node groups have none: what they are made from (role, launch template) replaces them whatever their name.
 */
const RULES = {
  ecs: { pattern: /^[A-Za-z0-9_-]{1,255}$/, expected: "1 to 255 letters, digits, _ and -" },
  eksCluster: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/,
    expected: "1 to 100 letters, digits, _ and -, a letter or a digit first",
  },
  capacityProvider: {
    pattern: /^(?!aws|ecs|fargate)[A-Za-z0-9_-]{1,255}$/i,
    expected: "1 to 255 letters, digits, _ and -, not beginning with aws, ecs or fargate",
  },
  iamPolicy: { pattern: /^[\w+=,.@-]{1,128}$/, expected: "1 to 128 letters, digits, _, +, =, ,, ., @ and -" },
  instanceProfile: { pattern: /^[\w+=,.@-]{1,128}$/, expected: "1 to 128 letters, digits, _, +, =, ,, ., @ and -" },
  securityGroup: {
    pattern: /^(?!sg-)[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/,
    expected: "1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, not beginning with sg-",
  },
  kmsAlias: {
    pattern: /^alias\/(?!aws\/)[A-Za-z0-9/_-]{1,250}$/,
    expected: "alias/ and 1 to 250 letters, digits, /, _ and -, not beginning with alias/aws/",
  },
  dbSubnetGroup: {
    pattern: /^(?!default$)[a-z0-9 ._-]{1,255}$/,
    expected: "1 to 255 small letters, digits, spaces, ., _ and -, other than default",
  },
  cacheSubnetGroup: {
    pattern: /^(?!default$)[a-z0-9-]{1,255}$/,
    expected: "1 to 255 small letters, digits and -, other than default",
  },
  autoScalingGroup: {
    pattern: /^[!-9;-~]{1,255}$/,
    expected: "1 to 255 characters of ASCII without spaces and colons",
  },
  // Karpenter needs no order, so that names of FIFO queues are none of these.
  sqsQueue: { pattern: /^[A-Za-z0-9_-]{1,80}$/, expected: "1 to 80 letters, digits, _ and -" },
  fifoQueue: {
    pattern: /^[A-Za-z0-9_-]{1,75}\.fifo$/,
    expected: "1 to 75 letters, digits, _ and -, and .fifo behind them",
  },
  snsTopic: { pattern: /^[A-Za-z0-9_-]{1,256}$/, expected: "1 to 256 letters, digits, _ and -" },
  fifoTopic: {
    pattern: /^[A-Za-z0-9_-]{1,251}\.fifo$/,
    expected: "1 to 251 letters, digits, _ and -, and .fifo behind them",
  },
  dynamodbTable: { pattern: /^[A-Za-z0-9_.-]{3,255}$/, expected: "3 to 255 letters, digits, _, . and -" },
  /** APIs and VPC links. */
  apiGateway: { pattern: /^\P{Cc}{1,128}$/u, expected: "1 to 128 characters of one line" },
  lambdaFunction: { pattern: /^[A-Za-z0-9_-]{1,64}$/, expected: "1 to 64 letters, digits, _ and -" },
  webAcl: { pattern: /^[A-Za-z0-9_-]{1,128}$/, expected: "1 to 128 letters, digits, _ and -" },
  cloudFrontFunction: { pattern: /^[A-Za-z0-9_-]{1,64}$/, expected: "1 to 64 letters, digits, _ and -" },
  cloudFrontPolicy: { pattern: /^[A-Za-z0-9_-]{1,128}$/, expected: "1 to 128 letters, digits, _ and -" },
  originAccessControl: { pattern: /^\P{Cc}{1,64}$/u, expected: "1 to 64 characters of one line" },
  codeDeploy: {
    pattern: /^[A-Za-z0-9._+=,@-]{1,100}$/,
    expected: "1 to 100 letters, digits, and . _ + = , @ -",
  },
  ssmDocument: {
    pattern: /^(?!aws|amazon|amzn)[A-Za-z0-9_.-]{3,128}$/i,
    expected: "3 to 128 letters, digits, _, . and -, not beginning with aws, amazon or amzn",
  },
  database: {
    pattern: /^(?!.*--)[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]$|^[A-Za-z]$/,
    expected: "1 to 63 letters, digits and -, a letter first, no - at the end and no two of them together",
  },
  cache: {
    pattern: /^(?!.*--)[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/,
    expected: "1 to 40 small letters, digits and -, a letter first, no - at the end and no two of them together",
  },
  secret: {
    pattern: /^[A-Za-z0-9/_+=.@-]{1,512}$/,
    expected: "1 to 512 letters, digits and /_+=.@-",
  },
  ssmParameter: {
    pattern: /^(?!\/?(aws|ssm))[A-Za-z0-9_./-]{1,1011}$/i,
    expected: "letters, digits, _, ., - and / between the parts, not beginning with aws or ssm",
  },
  alarm: { pattern: /^\P{Cc}{1,255}$/u, expected: "1 to 255 characters of one line" },
  eventRule: { pattern: /^[A-Za-z0-9_.-]{1,64}$/, expected: "1 to 64 letters, digits, _, . and -" },
  schedule: { pattern: /^[A-Za-z0-9_.-]{1,64}$/, expected: "1 to 64 letters, digits, _, . and -" },
  tag: {
    pattern: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u,
    expected: "1 to 256 letters, digits, spaces and _ . : / = + - @",
  },
  logGroup: { pattern: /^[A-Za-z0-9_./#-]{1,512}$/, expected: "1 to 512 letters, digits, _, ., /, # and -" },
  loadBalancer: {
    pattern: /^(?!internal-)[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/,
    expected: "1 to 32 letters, digits and -, no - at its ends, not beginning with internal-",
  },
  targetGroup: {
    pattern: /^[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/,
    expected: "1 to 32 letters, digits and -, no - at its ends",
  },
} satisfies Record<string, ExactNameRule>;

/** A kind of name that can be given as it is. */
export type ExactNameKind = keyof typeof RULES;

/**
 * Checks a name that is given as it is, so that a resource that exists can be taken over without being replaced. It is never changed:
 * a wrong one is a problem, `EXACT_NAME_INVALID`, and a reference is `KNOWN_AFTER_APPLY`.
 *
 * @param name nothing is checked where it is left out
 * @param property that holds the name, such as `clusterName`
 */
export function checkExactName(
  kind: ExactNameKind,
  name: string | undefined,
  problems: Problems,
  property: string,
): void {
  if (name === undefined) return;
  if (holdsReference(name)) {
    problems.addAll([knownAfterApply(`${problems.path} › ${property}`)]);
    return;
  }
  const { pattern, expected }: ExactNameRule = RULES[kind];
  if (pattern.test(name)) return;
  problems.add(property, {
    code: "EXACT_NAME_INVALID",
    message: "AWS has no such name for this kind of resource, so nothing that exists is called so.",
    found: `"${name}" (${name.length} characters)`,
    expected,
    fix: `write the name as AWS shows it, or leave ${property} out and one is made`,
  });
}
