import { plainText } from "../../review/values/plain-text";
import type { Estate } from "../tree/estate";
import { covers, isUnread, namesEverybody, policiesAt, servicesOf } from "../tree/policies";
import type { Resource } from "../tree/resource";
import { unreferred } from "../tree/unreferred";
import { isKnown } from "../tree/values";
import type { ResourceRule, Rules } from "./rule.types";
import { atLeast, notOff, set, settingRule } from "./setting-rule";

const ALARMS = ["aws_cloudwatch_composite_alarm", "aws_cloudwatch_metric_alarm"];

/** Whether a composite alarm reads an alarm, and acts for it. */
function isPartOfAnother(alarm: Resource, estate: Estate): boolean {
  return estate.referrers(alarm, "aws_cloudwatch_composite_alarm", "alarm_rule").length > 0;
}

const ALARMS_ACT = settingRule({
  level: "warning",
  title: "Alarms tell somebody.",
  reason: "What goes off in a console that nobody looks at tells nobody.",
  fix: "name a topic in alarm_actions, whose subscribers are told",
  source: "AWS Security Hub User Guide, controls CloudWatch.15 and CloudWatch.17, read 2026-11",
  settings: Object.fromEntries(
    ALARMS.map((type) => [
      type,
      [
        { ...set("alarm_actions"), holds: (value: unknown) => !Array.isArray(value) || value.length > 0 },
        notOff("actions_enabled"),
      ],
    ]),
  ),
});

const SENT_BY_LOGS: ResourceRule = {
  level: "error",
  title: "Functions that get logs let CloudWatch Logs call them.",
  reason: "AWS refuses the subscription otherwise.",
  expected: "an aws_lambda_permission for logs.amazonaws.com",
  fix: "add the permission, with the log group's ARN as source_arn",
  source: 'Amazon CloudWatch Logs User Guide, "Log group-level subscription filters", read 2026-11',
  types: ["aws_cloudwatch_log_subscription_filter"],
  check: (filter, estate) =>
    filter
      .targets("destination_arn")
      .filter(({ type }) => type === "aws_lambda_function")
      .filter((target) => !permissionsOf(target, estate).some(admitsLogs))
      .map((target) => ({ found: `no permission to call ${target.place}`, attribute: "destination_arn" })),
};

/** Permissions of a function, as far as they name it by reference, and those of its stack that name one which is not known. */
function permissionsOf(target: Resource, estate: Estate): readonly Resource[] {
  const named = estate.referrers(target, "aws_lambda_permission", "function_name");
  const others = unreferred(estate, "aws_lambda_permission", "function_name").filter(
    (one) => !isKnown(one.at("function_name")) || isNameOf(String(one.at("function_name")), target),
  );
  return [...named, ...others];
}

function isNameOf(text: string, { values }: Resource): boolean {
  return text === values.function_name || text.includes(`:function:${values.function_name}`);
}

function admitsLogs(permission: Resource): boolean {
  const principal = permission.at("principal");
  return !isKnown(principal) || /^logs\.([\w-]+\.)?amazonaws\.com/.test(String(principal));
}

/** What tells the subscribers of a topic, by type and attribute. */
const READERS: readonly (readonly [type: string, attribute: string])[] = [
  ["aws_sns_topic_subscription", "topic_arn"],
  ["aws_chatbot_slack_channel_configuration", "sns_topic_arns"],
  ["aws_chatbot_teams_channel_configuration", "sns_topic_arns"],
];

const HEARD: ResourceRule = {
  level: "warning",
  title: "Topics of alarms have a subscriber, and let the alarm publish.",
  reason: "An alarm that goes to a topic without either goes nowhere, and AWS says nothing of it.",
  expected: "a subscription, and in a policy of the topic a statement for cloudwatch.amazonaws.com",
  fix: "subscribe an address, a function or a chat channel; let cloudwatch.amazonaws.com publish, by sns:Publish",
  source: 'Amazon CloudWatch User Guide, "Notifying users on alarm changes", read 2026-11',
  types: ["aws_sns_topic"],
  check: (topic, estate) => {
    const isOfAlarms = ALARMS.some((type) => estate.referrers(topic, type, "alarm_actions").length > 0);
    if (!isOfAlarms) return [];
    const isHeard = READERS.some(([type, attribute]) => estate.referrers(topic, type, attribute).length > 0);
    return [
      ...(isHeard ? [] : [{ found: "an alarm that nobody is subscribed to" }]),
      ...(admitsAlarms(topic, estate) ? [] : [{ found: "a policy that lets no alarm publish", attribute: "policy" }]),
    ];
  },
};

/** Without a policy a topic admits its account, and so its alarms. */
function admitsAlarms(topic: Resource, estate: Estate): boolean {
  const places = [topic, ...estate.referrers(topic, "aws_sns_topic_policy", "arn")].filter(
    (one) => !one.lacks("policy"),
  );
  if (places.length === 0 || places.some((one) => isUnread(one, "policy"))) return true;
  const statements = places.flatMap((one) => policiesAt(one, "policy")).flatMap((policy) => policy.statements);
  return statements.some(
    (one) =>
      one.isAllow &&
      (namesEverybody(one) ||
        servicesOf(one).includes("cloudwatch.amazonaws.com") ||
        one.principals.some(({ names }) => !names.every(isKnown))),
  );
}

/** Managed policies of AWS that let the agent of CloudWatch send. */
const AGENT_POLICIES = /:policy\/(CloudWatchAgent(Server|Admin)Policy|CloudWatchFullAccess(V2)?|AdministratorAccess)$/;

/** What a role is allowed: ARNs of policies, and the resources that hold others. */
function rightsOf(role: Resource, estate: Estate) {
  const attachments = estate.referrers(role, "aws_iam_role_policy_attachment", "role");
  const named = attachments.flatMap((one) => one.targets("policy_arn"));
  return {
    arns: [...role.texts("managed_policy_arns"), ...attachments.flatMap((one) => one.texts("policy_arn"))],
    isOpen: attachments.some((one) => !isKnown(one.at("policy_arn")) && one.targets("policy_arn").length === 0),
    holders: [
      [role, "inline_policy.policy"] as const,
      ...[...named, ...estate.referrers(role, "aws_iam_role_policy", "role")].map((one) => [one, "policy"] as const),
    ],
  };
}

function maySendMetrics(role: Resource, estate: Estate): boolean {
  const { arns, isOpen, holders } = rightsOf(role, estate);
  if (isOpen || arns.some((arn) => AGENT_POLICIES.test(arn)) || holders.some(([one, path]) => isUnread(one, path)))
    return true;
  const statements = holders.flatMap(([one, path]) => policiesAt(one, path)).flatMap((policy) => policy.statements);
  return statements.some(
    ({ isAllow, actions, exceptActions }) =>
      isAllow && (exceptActions !== undefined || actions.some((one) => covers(one, "cloudwatch:PutMetricData"))),
  );
}

const AGENT_MAY_SEND: ResourceRule = {
  level: "error",
  title: "Servers with the agent of CloudWatch may send what it measures.",
  reason: "The agent starts, is refused, and writes so into a file on the server that nobody reads.",
  expected: "CloudWatchAgentServerPolicy, or a statement that allows cloudwatch:PutMetricData",
  fix: "attach CloudWatchAgentServerPolicy to the role of the instance profile",
  source:
    'Amazon CloudWatch User Guide, "Prerequisites", section "IAM roles and users for CloudWatch agent", read 2026-12',
  types: ["aws_instance"],
  check: (instance, estate) => {
    const script = [...instance.texts("user_data"), ...instance.texts("user_data_base64")].map(plainText).join("\n");
    if (!script.includes("amazon-cloudwatch-agent")) return [];
    const roles = instance.targets("iam_instance_profile").flatMap((profile) => profile.targets("role"));
    return roles
      .filter((role) => role.type === "aws_iam_role" && !maySendMetrics(role, estate))
      .map((role) => ({ found: `${role.place} may not send metrics`, attribute: "iam_instance_profile" }));
  },
};

/** Rules about logs and alarms. */
export const MONITORING_RULES = {
  "MON-01": {
    ...ALARMS_ACT,
    check: (alarm, estate) => (isPartOfAnother(alarm, estate) ? [] : ALARMS_ACT.check(alarm, estate)),
  },
  "MON-02": settingRule({
    level: "warning",
    title: "Logs have an end.",
    reason: "Without one they are kept, and billed, for ever.",
    fix: "set retention_in_days to as many as somebody will look back",
    source: 'Amazon CloudWatch Logs User Guide, "Change log data retention in CloudWatch Logs", read 2026-11',
    settings: { aws_cloudwatch_log_group: atLeast("retention_in_days", 1) },
  }),
  "MON-03": SENT_BY_LOGS,
  "MON-04": AGENT_MAY_SEND,
  "MON-05": HEARD,
  "MON-06": settingRule({
    level: "warning",
    title: "Alarms look once a minute, or less often.",
    reason: "One that looks every ten seconds is billed three times as much, and so is what it measures.",
    fix: "set period to 60 or more, unless somebody acts within seconds",
    source: 'Amazon CloudWatch API Reference, "PutMetricAlarm", parameter Period, read 2026-11',
    settings: { aws_cloudwatch_metric_alarm: atLeast("period", 60, true) },
  }),
  "MON-08": settingRule({
    level: "warning",
    title: "Alarms say what it means that nothing is measured.",
    reason: "By default an alarm that gets no data stays as it is, also when what it watches is gone.",
    fix: "set treat_missing_data: breaching for what must always report, notBreaching for errors that are counted",
    source: 'Amazon CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data", read 2026-11',
    settings: { aws_cloudwatch_metric_alarm: set("treat_missing_data") },
  }),
} as const satisfies Rules;
