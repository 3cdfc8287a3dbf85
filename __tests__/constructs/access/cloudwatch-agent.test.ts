import { createHash } from "node:crypto";
import { resourceOf, resourcesOf } from "../../support/synth";
import { ED25519_KEY, synthBastion } from "./support";

const SSH = { mode: "ssh", from: ["offices"], publicKey: ED25519_KEY } as const;

describe("the CloudWatch agent", () => {
  test("is configured by a parameter: memory, disk and the system logs", () => {
    const synthesized = synthBastion({ cloudWatchAgent: true });

    const parameter = resourceOf(synthesized, "aws_ssm_parameter");
    expect(parameter).toMatchObject({
      name: "AmazonCloudWatch-groundplan-sandbox-access-bastion",
      type: "String",
    });
    expect(JSON.parse(String(parameter.value))).toEqual({
      agent: { metrics_collection_interval: 60, run_as_user: "root" },
      metrics: {
        namespace: "CWAgent",
        append_dimensions: { InstanceId: "$${aws:InstanceId}" },
        metrics_collected: {
          mem: { measurement: ["mem_used_percent"] },
          disk: { measurement: ["used_percent"], resources: ["/"], drop_device: true },
        },
      },
      logs: {
        logs_collected: {
          files: {
            collect_list: [
              {
                file_path: "/var/log/messages",
                log_group_name: "/groundplan/sandbox/access/bastion/system",
                log_stream_name: "{instance_id}/messages",
              },
              {
                file_path: "/var/log/secure",
                log_group_name: "/groundplan/sandbox/access/bastion/system",
                log_stream_name: "{instance_id}/secure",
              },
            ],
          },
        },
      },
    });
  });

  test("is installed and started at first boot, after its permissions and configuration are there", () => {
    const synthesized = synthBastion({ access: SSH, cloudWatchAgent: true });
    const instance = resourceOf(synthesized, "aws_instance");
    const configuration = String(resourceOf(synthesized, "aws_ssm_parameter").value).replace("$${", "${");
    // With it a new configuration changes the user data, and so the instance that would not read it otherwise.
    const version = createHash("sha256").update(configuration).digest("hex").slice(0, 8);

    expect(instance.user_data).toBe(
      [
        "#!/bin/bash",
        `# CloudWatch agent, configuration ${version}`,
        "set -euo pipefail",
        "dnf install -y amazon-cloudwatch-agent rsyslog",
        "systemctl enable --now rsyslog",
        "/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s " +
          "-c ssm:AmazonCloudWatch-groundplan-sandbox-access-bastion",
        "",
      ].join("\n"),
    );
    expect(instance.depends_on).toEqual([
      expect.stringMatching(/^aws_cloudwatch_log_group\.bastion_cloudwatch-agent_log-group_/),
      expect.stringMatching(/^aws_iam_role_policy\.bastion_role_cloudwatch-agent_/),
      expect.stringMatching(/^aws_ssm_parameter\.bastion_cloudwatch-agent_configuration_/),
    ]);
  });

  test("may write its metrics and its logs and read its configuration, and no more", () => {
    const policy = resourceOf(synthBastion({ access: SSH, cloudWatchAgent: true }), "aws_iam_role_policy");

    expect(JSON.parse(String(policy.policy)).Statement).toEqual([
      {
        Sid: "AgentConfiguration",
        Effect: "Allow",
        Action: "ssm:GetParameter",
        Resource:
          "arn:aws:ssm:ap-northeast-2:111111111111:parameter/AmazonCloudWatch-groundplan-sandbox-access-bastion",
      },
      {
        Sid: "AgentLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: "arn:aws:logs:ap-northeast-2:111111111111:log-group:/groundplan/sandbox/access/bastion/system:*",
      },
      {
        Sid: "AgentMetrics",
        Effect: "Allow",
        Action: "cloudwatch:PutMetricData",
        Resource: "*",
        Condition: { StringEquals: { "cloudwatch:namespace": "CWAgent" } },
      },
    ]);
  });

  test("shares the key and the retention of the sessions, where there are any", () => {
    const synthesized = synthBastion({ cloudWatchAgent: true, access: { mode: "ssm", logRetentionDays: 30 } });

    const groups = resourcesOf(synthesized, "aws_cloudwatch_log_group");
    expect(groups.map((group) => [group.name, group.retention_in_days])).toEqual([
      ["/groundplan/sandbox/access/bastion/system", 30],
      ["/groundplan/sandbox/access/bastion/sessions", 30],
    ]);
    expect(new Set(groups.map((group) => group.kms_key_id)).size).toBe(1);
    const statements = JSON.parse(String(resourceOf(synthesized, "aws_kms_key").policy)).Statement;
    expect(JSON.stringify(statements)).toContain("log-group:/groundplan/sandbox/access/bastion/system");
    expect(JSON.stringify(statements)).toContain("log-group:/groundplan/sandbox/access/bastion/sessions");
  });

  test("logs under CloudWatch's own key when there are no sessions", () => {
    const group = resourceOf(synthBastion({ access: SSH, cloudWatchAgent: true }), "aws_cloudwatch_log_group");
    expect(group).toEqual({ name: "/groundplan/sandbox/access/bastion/system", retention_in_days: 90 });
  });
});
