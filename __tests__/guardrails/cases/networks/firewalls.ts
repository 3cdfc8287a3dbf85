import type { FIREWALL_RULES } from "../../../../guardrails/rules/networks/firewalls";
import { type CasesOf, failing, resources, unset, valued } from "../../rule-cases";

const LOGS = { cloudwatch_log_options: { log_enabled: true } };

const POLICY = {
  stateless_default_actions: ["aws:forward_to_sfe"],
  stateless_fragment_default_actions: ["aws:drop"],
};

/** Cases of the rules about firewalls and VPN. */
export const FIREWALL_CASES: CasesOf<typeof FIREWALL_RULES> = {
  "NET-29": {
    title: "VPN connections of production write down who came.",
    fix: "turn on the logs, with a log group that has a retention",
    passes: {
      logs: resources(
        ["aws_ec2_client_vpn_endpoint", { connection_log_options: { enabled: true } }],
        ["aws_vpn_connection", { tunnel1_log_options: LOGS, tunnel2_log_options: LOGS }],
      ),
    },
    fails: {
      "none, and of one tunnel alone": failing(
        [
          "aws_ec2_client_vpn_endpoint",
          { connection_log_options: { enabled: false } },
          valued("connection_log_options.enabled", "false", "= true"),
        ],
        [
          "aws_vpn_connection",
          { tunnel1_log_options: LOGS },
          unset("tunnel2_log_options.cloudwatch_log_options.log_enabled", "= true"),
        ],
      ),
    },
  },
  "NET-30": {
    title: "Firewalls of production write down what they let pass and what not.",
    fix: "add a logging configuration with the types ALERT and FLOW",
    passes: {
      "one with a log": {
        aws_networkfirewall_firewall: { main: { name: "main" } },
        aws_networkfirewall_logging_configuration: {
          main: { firewall_arn: "${aws_networkfirewall_firewall.main.arn}" },
        },
      },
    },
    fails: {
      "one without": {
        given: { aws_networkfirewall_firewall: { main: { name: "main" } } },
        told: [["app/aws_networkfirewall_firewall.main", "no log", "an aws_networkfirewall_logging_configuration"]],
      },
    },
  },
  "NET-31": {
    title: "Firewalls of production are protected from deletion, and from losing a subnet.",
    fix: "set delete_protection and subnet_change_protection to true",
    passes: {
      "one that is": resources([
        "aws_networkfirewall_firewall",
        { delete_protection: true, subnet_change_protection: true },
      ]),
    },
    fails: {
      "one that is not": failing([
        "aws_networkfirewall_firewall",
        { delete_protection: false },
        valued("delete_protection", "false", "= true"),
        unset("subnet_change_protection", "= true"),
      ]),
    },
  },
  "NET-32": {
    title: "Policies of firewalls in production have rules.",
    fix: "name a group of rules in stateful_rule_group_reference or stateless_rule_group_reference",
    passes: {
      "a group of either kind": resources(
        [
          "aws_networkfirewall_firewall_policy",
          { firewall_policy: { ...POLICY, stateful_rule_group_reference: [{ resource_arn: "arn" }] } },
        ],
        [
          "aws_networkfirewall_firewall_policy",
          { firewall_policy: { ...POLICY, stateless_rule_group_reference: [{ resource_arn: "arn", priority: 1 }] } },
        ],
      ),
    },
    fails: {
      none: {
        given: { aws_networkfirewall_firewall_policy: { main: { firewall_policy: POLICY } } },
        told: [
          [
            "app/aws_networkfirewall_firewall_policy.main › firewall_policy",
            "no group of rules",
            "a stateful or stateless group of rules",
          ],
        ],
      },
    },
  },
  "NET-33": {
    title: "Firewalls of production let nothing pass that no rule has seen.",
    fix: "take aws:forward_to_sfe, or aws:drop",
    passes: {
      "what is forwarded or dropped": resources(["aws_networkfirewall_firewall_policy", { firewall_policy: POLICY }]),
    },
    fails: {
      "what passes": failing([
        "aws_networkfirewall_firewall_policy",
        {
          firewall_policy: {
            stateless_default_actions: ["aws:pass"],
            stateless_fragment_default_actions: ["aws:pass", "count"],
          },
        },
        valued("firewall_policy.stateless_default_actions", '["aws:pass"]', "without aws:pass"),
        valued("firewall_policy.stateless_fragment_default_actions", '["aws:pass","count"]', "without aws:pass"),
      ]),
    },
  },
};
