/**
 * Services that say for which account they act when they assume a role, so that the trust can be limited to the own account.
 * A service that is missing here may do so too; a condition on a key that a service does not send would lock it out, so only
 * those that are documented to send it are listed.
 *
 * Sources, as of 2026-11: Amazon ECS Developer Guide, "Amazon ECS task IAM role"; AWS Lambda Developer Guide, "Defining
 * Lambda function permissions with an execution role"; Amazon VPC User Guide, "IAM role for publishing flow logs to CloudWatch
 * Logs"; and the pages on cross-service confused deputy prevention in the guides of EventBridge Scheduler, EventBridge Pipes,
 * Step Functions, CodeBuild, Systems Manager and AWS Fault Injection Service.
 */
const SENDS_SOURCE_ACCOUNT: ReadonlySet<string> = new Set([
  "codebuild.amazonaws.com",
  "ecs-tasks.amazonaws.com",
  "fis.amazonaws.com",
  "lambda.amazonaws.com",
  "pipes.amazonaws.com",
  "scheduler.amazonaws.com",
  "ssm.amazonaws.com",
  "states.amazonaws.com",
  "vpc-flow-logs.amazonaws.com",
]);

/** Whether a service says for which account it assumes a role (`aws:SourceAccount`). */
export function sendsSourceAccount(service: string): boolean {
  return SENDS_SOURCE_ACCOUNT.has(service);
}

/**
 * The name of a service principal in a partition. EC2 has a name of its own in China (Amazon Web Services in China, "Amazon
 * EC2", as of 2026-11); the others here are the same everywhere.
 */
export function servicePrincipal(service: string, partition: string): string {
  return service === "ec2.amazonaws.com" && partition === "aws-cn" ? "ec2.amazonaws.com.cn" : service;
}

/**
 * What a trusted service does with a role; EKS Pod Identity also hands over who the pod is.
 *
 * @param tagsSession whether the service hands over tags of the session in any case
 */
export function trustActions(service: string, tagsSession = false): readonly string[] {
  return tagsSession || service === "pods.eks.amazonaws.com"
    ? ["sts:AssumeRole", "sts:TagSession"]
    : ["sts:AssumeRole"];
}
