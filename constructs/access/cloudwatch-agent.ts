import { createHash } from "node:crypto";
import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import type { GrantStatement } from "../iam/grantable";
import { createLogGroup } from "../monitoring/log-group";

/** Properties of {@link CloudWatchAgent}. */
export interface CloudWatchAgentProps {
  /** Last part of the names. */
  readonly name: string;
  /** Name of the log group, from {@link systemLogGroupName}. */
  readonly logGroupName: string;
  /** The whole name of the parameter. @default - made of `name` */
  readonly parameterName?: string;
  /** Days that logs are kept. */
  readonly retentionDays: number;
  /**
   * ARN of the key that encrypts the logs.
   *
   * @default - CloudWatch Logs' own key
   */
  readonly keyArn?: string;
}

const NAMESPACE = "CWAgent";

/** Log files, with the name of their stream. Amazon Linux 2023 writes them once rsyslog is installed. */
const LOG_FILES = { "/var/log/messages": "messages", "/var/log/secure": "secure" } as const;

/** The log group for the system logs of an instance. */
export function systemLogGroupName(stack: EnvironmentStack, name: string): string {
  return stack.physicalName("logGroup", stack.stackName, name, "system");
}

/**
 * The CloudWatch agent on Amazon Linux 2023: memory and disk, which EC2 cannot see from outside, and the system logs. The
 * configuration lies in a parameter; the instance fetches it at first boot.
 */
export class CloudWatchAgent extends BaseConstruct {
  readonly logGroup: CloudwatchLogGroup;
  readonly parameter: SsmParameter;
  /** Installs and starts the agent. Changes with the configuration, so that the instance does too. */
  readonly installScript: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: CloudWatchAgentProps,
  ) {
    super(scope, id);
    this.logGroup = createLogGroup(this, "log-group", {
      name: props.logGroupName,
      retentionDays: props.retentionDays,
      ...(props.keyArn === undefined ? {} : { key: props.keyArn }),
    });
    const configuration = agentConfiguration(props.logGroupName);
    this.parameter = new SsmParameter(this, "configuration", {
      name: this.#parameterName,
      description: `Configuration of the CloudWatch agent on ${props.name}`,
      type: "String",
      value: configuration,
    });
    this.installScript = installScript(this.#parameterName, configuration);
  }

  /** The prefix is the one that AWS's own policies for the agent know, should they be attached. */
  get #parameterName(): string {
    const stack = EnvironmentStack.of(this);
    return (
      this.props.parameterName ??
      `AmazonCloudWatch-${stack.physicalName("ssmDocument", stack.stackName, this.props.name)}`
    );
  }

  /**
   * What the agent needs: the part of CloudWatchAgentServerPolicy (CloudWatch User Guide, "Prerequisites", section "IAM roles and
   * users for CloudWatch agent", as of 2026-12) that this configuration uses, limited to its namespace, log group and parameter.
   */
  get instanceStatements(): GrantStatement[] {
    const stack = EnvironmentStack.of(this);
    return [
      {
        sid: "AgentMetrics",
        actions: ["cloudwatch:PutMetricData"],
        resources: ["*"],
        conditions: { StringEquals: { "cloudwatch:namespace": NAMESPACE } },
        wildcardReason: "Metrics have no ARN; the condition limits the statement to one namespace.",
      },
      {
        sid: "AgentLogs",
        actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        resources: [stack.arn("logs", `log-group:${this.props.logGroupName}:*`)],
      },
      {
        sid: "AgentConfiguration",
        actions: ["ssm:GetParameter"],
        resources: [stack.arn("ssm", `parameter/${this.#parameterName.replace(/^\//, "")}`)],
      },
    ];
  }
}

/** CloudWatch User Guide, "Manually create or edit the CloudWatch agent configuration file", as of 2026-11. */
function agentConfiguration(logGroupName: string): string {
  return JSON.stringify({
    // Only root may read /var/log/secure.
    agent: { metrics_collection_interval: 60, run_as_user: "root" },
    metrics: {
      namespace: NAMESPACE,
      append_dimensions: { InstanceId: "${aws:InstanceId}" },
      metrics_collected: {
        mem: { measurement: ["mem_used_percent"] },
        disk: { measurement: ["used_percent"], resources: ["/"], drop_device: true },
      },
    },
    logs: {
      logs_collected: {
        files: {
          collect_list: Object.entries(LOG_FILES).map(([file, stream]) => ({
            file_path: file,
            log_group_name: logGroupName,
            log_stream_name: `{instance_id}/${stream}`,
          })),
        },
      },
    },
  });
}

function installScript(parameter: string, configuration: string): string {
  const version = createHash("sha256").update(configuration).digest("hex").slice(0, 8);
  return `#!/bin/bash
# CloudWatch agent, configuration ${version}
set -euo pipefail
dnf install -y amazon-cloudwatch-agent rsyslog
systemctl enable --now rsyslog
/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c ssm:${parameter}
`;
}
