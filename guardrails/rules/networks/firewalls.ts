import { textsOf } from "../../tree/values";
import type { ResourceRule, Rules } from "../rule.types";
import { on, type Setting, settingRule } from "../setting-rule";

/** A list without an action that lets everything pass. */
const lettingNothingPass = (at: string): Setting => ({
  at,
  expected: "without aws:pass",
  holds: (value) => !textsOf(value).includes("aws:pass"),
  byDefault: false,
});

const FIREWALLS_LOGGED: ResourceRule = {
  level: "production",
  title: "Firewalls of production write down what they let pass and what not.",
  reason: "Why a connection was refused, and what an attack looked like, is told nowhere else.",
  expected: "an aws_networkfirewall_logging_configuration",
  fix: "add a logging configuration with the types ALERT and FLOW",
  source: "AWS Security Hub User Guide, control NetworkFirewall.2, read 2026-11",
  types: ["aws_networkfirewall_firewall"],
  check: (firewall, estate) =>
    estate.referrers(firewall, "aws_networkfirewall_logging_configuration", "firewall_arn").length > 0
      ? []
      : [{ found: "no log" }],
};

const RULES_THERE: ResourceRule = {
  level: "production",
  title: "Policies of firewalls in production have rules.",
  reason: "A firewall without any costs what one with rules costs, and judges nothing.",
  expected: "a stateful or stateless group of rules",
  fix: "name a group of rules in stateful_rule_group_reference or stateless_rule_group_reference",
  source: "AWS Security Hub User Guide, control NetworkFirewall.3, read 2026-11",
  types: ["aws_networkfirewall_firewall_policy"],
  check: (policy) =>
    ["stateful_rule_group_reference", "stateless_rule_group_reference"].every((name) =>
      policy.lacks(`firewall_policy.${name}`),
    )
      ? [{ found: "no group of rules", attribute: "firewall_policy" }]
      : [],
};

/** Rules about firewalls, and ways into a network from outside. */
export const FIREWALL_RULES = {
  "NET-29": settingRule({
    level: "production",
    title: "VPN connections of production write down who came.",
    reason: "Who was in the network, and when a tunnel was down, is told nowhere else.",
    fix: "turn on the logs, with a log group that has a retention",
    source: "AWS Security Hub User Guide, controls EC2.51 and EC2.171, read 2026-11",
    settings: {
      aws_ec2_client_vpn_endpoint: on("connection_log_options.enabled"),
      aws_vpn_connection: [
        on("tunnel1_log_options.cloudwatch_log_options.log_enabled"),
        on("tunnel2_log_options.cloudwatch_log_options.log_enabled"),
      ],
    },
  }),
  "NET-30": FIREWALLS_LOGGED,
  "NET-31": settingRule({
    level: "production",
    title: "Firewalls of production are protected from deletion, and from losing a subnet.",
    reason: "Where the way out leads through a firewall, nothing goes out without it.",
    fix: "set delete_protection and subnet_change_protection to true",
    source: "AWS Security Hub User Guide, controls NetworkFirewall.9 and NetworkFirewall.10, read 2026-11",
    settings: { aws_networkfirewall_firewall: [on("delete_protection"), on("subnet_change_protection")] },
  }),
  "NET-32": RULES_THERE,
  "NET-33": settingRule({
    level: "production",
    title: "Firewalls of production let nothing pass that no rule has seen.",
    reason: "What the stateless rules let pass of itself is never asked of the stateful ones.",
    fix: "take aws:forward_to_sfe, or aws:drop",
    source: "AWS Security Hub User Guide, controls NetworkFirewall.4 and NetworkFirewall.5, read 2026-11",
    settings: {
      aws_networkfirewall_firewall_policy: [
        lettingNothingPass("firewall_policy.stateless_default_actions"),
        lettingNothingPass("firewall_policy.stateless_fragment_default_actions"),
      ],
    },
  }),
} as const satisfies Rules;
