import { Token } from "cdktf";
import type { Construct } from "constructs";
import { EnvironmentStack } from "../../../core/environments/environment-stack";
import { Problems } from "../../../core/errors";
import type { GrantStatement } from "../../../iam/grantable";
import type { ServiceAccountRole } from "../../identity/service-account-role";
import { type ControllerRoleProps, controllerRole } from "../controller-role";

/** Properties of {@link fluentBitRole}: at least one destination. */
export interface FluentBitRoleProps extends ControllerRoleProps {
  /**
   * Names of the log groups that it writes to.
   *
   * @default - none
   */
  readonly logGroups?: readonly string[];
  /**
   * ARNs of the Kinesis data streams that it writes to.
   *
   * @default - none
   */
  readonly streamArns?: readonly string[];
  /**
   * ARNs of the KMS keys that those streams are encrypted with; none for Kinesis' own key.
   *
   * @default - none
   */
  readonly streamKeyArns?: readonly string[];
}

/**
 * The role of Fluent Bit, which ships the logs of containers on nodes. It writes to the log groups and streams that are named, and
 * makes none: the ones that Fluent Bit makes itself have no retention time, and stay behind when the cluster goes.
 *
 * The defaults, `aws-for-fluent-bit` in `kube-system`, are those of AWS's chart `aws-for-fluent-bit` when the release has its name.
 * Sources: Fluent Bit manual, "Amazon CloudWatch" and "Amazon Kinesis Data Streams": permissions, as of 2026-11.
 *
 * @throws GroundplanError with everything that is wrong with the properties
 */
export function fluentBitRole(scope: Construct, id: string, props: FluentBitRoleProps): ServiceAccountRole {
  checkDestinations(`${scope.node.path}/${id}`, props);
  return controllerRole(scope, id, props, {
    description: "Fluent Bit: ships the logs of containers",
    namespace: "kube-system",
    serviceAccount: "aws-for-fluent-bit",
    statements: destinationStatements(EnvironmentStack.of(scope), props),
  });
}

function destinationStatements(
  stack: EnvironmentStack,
  { logGroups = [], streamArns = [], streamKeyArns = [] }: FluentBitRoleProps,
): GrantStatement[] {
  const groups = logGroups.map((name) => stack.arn("logs", `log-group:${name}:*`));
  const statements: GrantStatement[] = [
    {
      sid: "WriteLogs",
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: groups,
    },
    { sid: "WriteStreams", actions: ["kinesis:PutRecords"], resources: streamArns },
    { sid: "EncryptRecords", actions: ["kms:GenerateDataKey"], resources: streamKeyArns },
  ];
  return statements.filter(({ resources }) => resources.length > 0);
}

function checkDestinations(path: string, { logGroups = [], streamArns = [], streamKeyArns = [] }: FluentBitRoleProps) {
  const problems = new Problems(path);
  if (logGroups.length + streamArns.length === 0) {
    problems.add("", {
      code: "FLUENT_BIT_DESTINATION_MISSING",
      message: "Fluent Bit may write nowhere, and its logs would be lost.",
      found: "no log group and no stream",
      expected: "logGroups, streamArns, or both",
      fix: "name the log group of the containers; ContainerLogs makes one",
    });
  }
  for (const [index, name] of logGroups.entries()) {
    if (Token.isUnresolved(name) || /^[A-Za-z0-9_./#-]{1,512}$/.test(name)) continue;
    problems.add(`logGroups[${index}]`, {
      code: "LOG_GROUP_NAME_INVALID",
      message: "This is not the name of a log group.",
      found: `"${name}"`,
      expected: "1 to 512 of A-Z, a-z, 0-9, _, -, /, . and #, without a wildcard",
      fix: "use the name of the log group and not its ARN, for example /aws/containerinsights/shop/application",
    });
  }
  checkArns("streamArns", streamArns, /^arn:aws[a-z-]*:kinesis:[a-z0-9-]+:\d{12}:stream\/[\w.-]+$/, problems);
  checkArns("streamKeyArns", streamKeyArns, /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, problems);
  problems.throwIfAny();
}

function checkArns(
  property: "streamArns" | "streamKeyArns",
  arns: readonly string[],
  pattern: RegExp,
  problems: Problems,
): void {
  const kind = property === "streamArns" ? "stream/logs" : "key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const service = property === "streamArns" ? "kinesis" : "kms";
  for (const [index, arn] of arns.entries()) {
    if (Token.isUnresolved(arn) || pattern.test(arn)) continue;
    problems.add(`${property}[${index}]`, {
      code: "EKS_SCOPE_ARN_INVALID",
      message: `This is not the ARN of a ${service === "kinesis" ? "Kinesis data stream" : "KMS key"}.`,
      found: `"${arn}"`,
      expected: `an ARN such as arn:aws:${service}:eu-west-1:111111111111:${kind}, or a reference to one`,
      fix: "use the ARN, without wildcards",
    });
  }
}
