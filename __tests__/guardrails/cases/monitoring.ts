import type { MONITORING_RULES } from "../../../guardrails/rules/monitoring";
import { allowing } from "../policy-texts";
import { type CasesOf, ofEach, type Resources, type Told } from "../rule-cases";

const ALARMS = ["aws_cloudwatch_composite_alarm", "aws_cloudwatch_metric_alarm"];

/** An alarm that goes to a topic, and what is about the topic. */
function telling(about: Resources = {}, topic: Readonly<Record<string, unknown>> = {}): Resources {
  return {
    aws_sns_topic: { alarms: topic },
    aws_cloudwatch_metric_alarm: { cpu: { alarm_actions: ["${aws_sns_topic.alarms.arn}"] } },
    ...about,
  };
}

const SUBSCRIBED = { aws_sns_topic_subscription: { us: { topic_arn: "${aws_sns_topic.alarms.arn}" } } };
const HEARD = "a subscription, and in a policy of the topic a statement for cloudwatch.amazonaws.com";

/** A policy that lets a service publish. */
const publishing = (service: string) => allowing("sns:Publish", "*", { Principal: { Service: service } });

/** A server with the agent, whose role has policies. */
function measured(policies: Resources, script = "dnf install -y amazon-cloudwatch-agent", role = {}): Resources {
  return {
    aws_instance: { web: { user_data: script, iam_instance_profile: "${aws_iam_instance_profile.web.name}" } },
    aws_iam_instance_profile: { web: { role: "${aws_iam_role.web.name}" } },
    aws_iam_role: { web: role },
    ...policies,
  };
}

/** A policy that is attached to the role. */
const attached = (arn: string): Resources => ({
  aws_iam_role_policy_attachment: { web: { role: "${aws_iam_role.web.name}", policy_arn: arn } },
});

/** A subscription of a function to a log, and permissions to call it. */
function logsTo(permissions: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {}): Resources {
  return {
    aws_cloudwatch_log_subscription_filter: { errors: { destination_arn: "${aws_lambda_function.tell.arn}" } },
    aws_lambda_function: { tell: { function_name: "tell" } },
    aws_lambda_permission: permissions,
  };
}

/** Cases of the rules about logs and alarms. */
export const MONITORING_CASES: CasesOf<typeof MONITORING_RULES> = {
  "MON-01": {
    title: "Alarms tell somebody.",
    fix: "name a topic in alarm_actions, whose subscribers are told",
    passes: {
      "ones that do": ofEach(ALARMS, { alarm_actions: ["${aws_sns_topic.alarms.arn}"] }),
      "what another alarm reads": {
        aws_cloudwatch_metric_alarm: { cpu: { alarm_name: "cpu" } },
        aws_cloudwatch_composite_alarm: {
          both: { alarm_rule: "ALARM(${aws_cloudwatch_metric_alarm.cpu.alarm_name})", alarm_actions: ["${var.topic}"] },
        },
      },
    },
    fails: {
      "no word of it": {
        given: ofEach(ALARMS, {}),
        told: ALARMS.map(
          (type): Told => [`app/${type}.one › alarm_actions`, "alarm_actions is not set", "alarm_actions that is set"],
        ),
      },
      "an empty list, and actions that are off": {
        given: {
          aws_cloudwatch_metric_alarm: {
            none: { alarm_actions: [] },
            off: { alarm_actions: ["${var.topic}"], actions_enabled: false },
          },
        },
        told: [
          ["app/aws_cloudwatch_metric_alarm.none › alarm_actions", "alarm_actions = []", "alarm_actions that is set"],
          [
            "app/aws_cloudwatch_metric_alarm.off › actions_enabled",
            "actions_enabled = false",
            "actions_enabled = true",
          ],
        ],
      },
    },
  },
  "MON-02": {
    title: "Logs have an end.",
    fix: "set retention_in_days to as many as somebody will look back",
    passes: { "ones that have": { aws_cloudwatch_log_group: { web: { retention_in_days: 90 } } } },
    fails: {
      none: {
        given: { aws_cloudwatch_log_group: { web: { name: "web" } } },
        told: [
          [
            "app/aws_cloudwatch_log_group.web › retention_in_days",
            "retention_in_days is not set",
            "retention_in_days of 1 or more",
          ],
        ],
      },
      "zero, which is never": {
        given: { aws_cloudwatch_log_group: { web: { retention_in_days: 0 } } },
        told: [
          [
            "app/aws_cloudwatch_log_group.web › retention_in_days",
            "retention_in_days = 0",
            "retention_in_days of 1 or more",
          ],
        ],
      },
    },
  },
  "MON-03": {
    title: "Functions that get logs let CloudWatch Logs call them.",
    fix: "add the permission, with the log group's ARN as source_arn",
    passes: {
      "one that does": logsTo({
        logs: { function_name: "${aws_lambda_function.tell.arn}", principal: "logs.ap-northeast-2.amazonaws.com" },
      }),
      "one that is named": logsTo({ logs: { function_name: "tell", principal: "logs.amazonaws.com" } }),
      "a permission that is not known": logsTo({
        logs: { function_name: "${var.name}", principal: "logs.amazonaws.com" },
      }),
      "a function from elsewhere": {
        aws_cloudwatch_log_subscription_filter: { errors: { destination_arn: "${var.function}" } },
      },
    },
    fails: {
      "none, and another service": {
        given: logsTo({
          topic: { function_name: "tell", principal: "sns.amazonaws.com" },
          other: { function_name: "other", principal: "logs.amazonaws.com" },
        }),
        told: [
          [
            "app/aws_cloudwatch_log_subscription_filter.errors › destination_arn",
            "no permission to call app/aws_lambda_function.tell",
            "an aws_lambda_permission for logs.amazonaws.com",
          ],
        ],
      },
    },
  },
  "MON-04": {
    title: "Servers with the agent of CloudWatch may send what it measures.",
    fix: "attach CloudWatchAgentServerPolicy to the role of the instance profile",
    passes: {
      "AWS's policy": measured(attached("arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy")),
      "AWS's policy in the role": measured({}, undefined, {
        managed_policy_arns: ["arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy"],
      }),
      "a policy of one's own": measured({
        ...attached("${aws_iam_policy.send.arn}"),
        aws_iam_policy: { send: { policy: allowing("cloudwatch:Put*", "*") } },
      }),
      "a policy in the role": measured({
        aws_iam_role_policy: {
          send: { role: "${aws_iam_role.web.id}", policy: allowing("cloudwatch:PutMetricData", "*") },
        },
      }),
      "a policy that is not known": measured(attached("${var.policy}")),
      "no agent": measured({}, "dnf install -y nginx"),
      "a role that is not known": {
        aws_instance: { web: { user_data: "amazon-cloudwatch-agent", iam_instance_profile: "${var.profile}" } },
      },
    },
    fails: {
      "other policies": {
        given: measured({
          ...attached("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"),
          aws_iam_role_policy: { logs: { role: "${aws_iam_role.web.id}", policy: allowing("logs:PutLogEvents", "*") } },
        }),
        told: [
          [
            "app/aws_instance.web › iam_instance_profile",
            "app/aws_iam_role.web may not send metrics",
            "CloudWatchAgentServerPolicy, or a statement that allows cloudwatch:PutMetricData",
          ],
        ],
      },
    },
  },
  "MON-05": {
    title: "Topics of alarms have a subscriber, and let the alarm publish.",
    fix: "subscribe an address, a function or a chat channel; let cloudwatch.amazonaws.com publish, by sns:Publish",
    passes: {
      "a subscriber": telling(SUBSCRIBED),
      "a chat, and a policy for alarms": telling({
        aws_chatbot_slack_channel_configuration: { us: { sns_topic_arns: ["${aws_sns_topic.alarms.arn}"] } },
        aws_sns_topic_policy: {
          alarms: { arn: "${aws_sns_topic.alarms.arn}", policy: publishing("cloudwatch.amazonaws.com") },
        },
      }),
      "a policy that is not known": telling(SUBSCRIBED, { policy: "${var.policy}" }),
      "a topic of something else": { aws_sns_topic: { orders: {} } },
    },
    fails: {
      "nobody that listens": {
        given: telling(),
        told: [["app/aws_sns_topic.alarms", "an alarm that nobody is subscribed to", HEARD]],
      },
      "a policy for another service": {
        given: telling(SUBSCRIBED, { policy: publishing("events.amazonaws.com") }),
        told: [["app/aws_sns_topic.alarms › policy", "a policy that lets no alarm publish", HEARD]],
      },
    },
  },
  "MON-06": {
    title: "Alarms look once a minute, or less often.",
    fix: "set period to 60 or more, unless somebody acts within seconds",
    passes: { "a minute, or an expression": { aws_cloudwatch_metric_alarm: { cpu: { period: 60 }, sum: {} } } },
    fails: {
      "ten seconds": {
        given: { aws_cloudwatch_metric_alarm: { cpu: { period: 10 } } },
        told: [["app/aws_cloudwatch_metric_alarm.cpu › period", "period = 10", "period of 60 or more"]],
      },
    },
  },
  "MON-08": {
    title: "Alarms say what it means that nothing is measured.",
    fix: "set treat_missing_data: breaching for what must always report, notBreaching for errors that are counted",
    passes: { "one that does": { aws_cloudwatch_metric_alarm: { cpu: { treat_missing_data: "breaching" } } } },
    fails: {
      "one that does not": {
        given: { aws_cloudwatch_metric_alarm: { cpu: { alarm_name: "cpu" } } },
        told: [
          [
            "app/aws_cloudwatch_metric_alarm.cpu › treat_missing_data",
            "treat_missing_data is not set",
            "treat_missing_data that is set",
          ],
        ],
      },
    },
  },
};
