import type { Construct } from "constructs";
import { EnvironmentStack } from "../../../core/environments/environment-stack";
import type { GrantStatement } from "../../../iam/grantable";
import type { ServiceAccountRole } from "../../identity/service-account-role";
import { type ControllerRoleProps, controllerRole } from "../controller-role";

/** Properties of {@link cloudWatchAgentRole}. */
export interface CloudWatchAgentRoleProps extends ControllerRoleProps {
  /**
   * Whether traces go to X-Ray, which Application Signals needs.
   *
   * @default false
   */
  readonly traces?: boolean;
}

/**
 * The role of the add-on `amazon-cloudwatch-observability`: the CloudWatch agent, which collects metrics of nodes and pods, and the
 * Fluent Bit that comes with it. Both run under one service account.
 *
 * It is the part of CloudWatchAgentServerPolicy and AWSXrayWriteOnlyAccess that the add-on uses, limited to the log groups of this
 * cluster (CloudWatch User Guide, "Install the CloudWatch agent with the Amazon CloudWatch Observability EKS add-on or the Helm
 * chart", as of 2026-11). The defaults, `cloudwatch-agent` in `amazon-cloudwatch`, are the add-on's.
 *
 * @throws GroundplanError with everything that is wrong with the properties
 */
export function cloudWatchAgentRole(scope: Construct, id: string, props: CloudWatchAgentRoleProps): ServiceAccountRole {
  return controllerRole(scope, id, props, {
    description: "CloudWatch agent: metrics and logs of nodes and pods",
    namespace: "amazon-cloudwatch",
    serviceAccount: "cloudwatch-agent",
    statements: [
      ...insightsStatements(EnvironmentStack.of(scope), props.cluster.clusterName),
      ...(props.traces ? [tracesStatement(), signalsStatement(EnvironmentStack.of(scope))] : []),
    ],
  });
}

function insightsStatements(stack: EnvironmentStack, clusterName: string): GrantStatement[] {
  return [
    {
      sid: "WriteMetrics",
      actions: ["cloudwatch:PutMetricData"],
      resources: ["*"],
      conditions: { StringLike: { "cloudwatch:namespace": ["ApplicationSignals", "CWAgent", "ContainerInsights*"] } },
      wildcardReason: "Metrics have no ARN; the condition limits the statement to the agent's namespaces.",
    },
    {
      sid: "WriteInsights",
      actions: [
        "logs:CreateLogGroup",
        "logs:CreateLogStream",
        "logs:DescribeLogStreams",
        "logs:PutLogEvents",
        "logs:PutRetentionPolicy",
      ],
      resources: [stack.arn("logs", `log-group:/aws/containerinsights/${clusterName}/*`)],
    },
    {
      sid: "FindLogGroups",
      actions: ["logs:DescribeLogGroups"],
      resources: ["*"],
      wildcardReason: "The action lists log groups and is for no single one.",
    },
    {
      sid: "DescribeNodes",
      actions: ["ec2:DescribeTags", "ec2:DescribeVolumes"],
      resources: ["*"],
      wildcardReason: "AWS knows no narrower resource for actions that list.",
    },
  ];
}

function signalsStatement(stack: EnvironmentStack): GrantStatement {
  return {
    sid: "WriteSignals",
    actions: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
    resources: [stack.arn("logs", "log-group:/aws/application-signals/data:*")],
  };
}

function tracesStatement(): GrantStatement {
  return {
    sid: "WriteTraces",
    actions: [
      "xray:GetSamplingRules",
      "xray:GetSamplingStatisticSummaries",
      "xray:GetSamplingTargets",
      "xray:PutTelemetryRecords",
      "xray:PutTraceSegments",
    ],
    resources: ["*"],
    wildcardReason: "Traces belong to no resource that a policy can name.",
  };
}
