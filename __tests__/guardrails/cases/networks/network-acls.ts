import type { NETWORK_ACL_RULES } from "../../../../guardrails/rules/networks/network-acls";
import type { CasesOf } from "../../rule-cases";

/** A rule that stands in its ACL. */
function rule(
  number: number,
  action: "allow" | "deny",
  from: number,
  to: number,
  range = "0.0.0.0/0",
  protocol = "tcp",
) {
  return { rule_no: number, action, protocol, from_port: from, to_port: to, cidr_block: range };
}

const HTTPS = rule(100, "allow", 443, 443);

const ANSWERS = rule(110, "allow", 1024, 65_535);

const ALL = { rule_no: 100, action: "allow", protocol: "-1", from_port: 0, to_port: 0, cidr_block: "0.0.0.0/0" };

/** A rule of its own. */
function own(number: number, action: "allow" | "deny", range: string, egress = false) {
  return {
    ...{ network_acl_id: "${aws_network_acl.one.id}", rule_number: number, rule_action: action, egress },
    ...{ protocol: "tcp", from_port: 443, to_port: 443, cidr_block: range },
  };
}

/** Cases of the rules about network ACLs. */
export const NETWORK_ACL_CASES: CasesOf<typeof NETWORK_ACL_RULES> = {
  "NET-15": {
    title: "A network ACL that admits connections admits their answers.",
    fix: "allow tcp 1024 to 65535 in the other direction, to and from the ranges that are spoken with",
    passes: {
      "answers both ways": {
        aws_network_acl: { one: { ingress: [HTTPS, ANSWERS], egress: [HTTPS, ANSWERS] } },
        aws_default_network_acl: { main: { ingress: [ALL], egress: [ALL] } },
      },
      "answers of Linux alone, by two rules": {
        aws_network_acl: {
          one: { ingress: [HTTPS], egress: [rule(1, "allow", 32_768, 50_000), rule(2, "allow", 50_001, 60_999)] },
        },
      },
      "rules by an expression": {
        aws_network_acl: { one: { ingress: [HTTPS] } },
        aws_network_acl_rule: { all: { ...own(1, "allow", "0.0.0.0/0", true), for_each: "${var.rules}" } },
      },
      "one that admits nothing": { aws_network_acl: { one: { ingress: [], egress: [] } } },
    },
    fails: {
      "no way out for answers": {
        given: { aws_network_acl: { one: { ingress: [HTTPS], egress: [rule(100, "deny", 0, 65_535)] } } },
        told: [
          [
            "app/aws_network_acl.one",
            "connections that come in, and no way out for their answers",
            "ports 1024 to 65535 in the other direction",
          ],
        ],
      },
      "a gap in what comes in, by rules of their own": {
        given: {
          aws_network_acl: { one: { ingress: [rule(1, "allow", 1024, 50_000), rule(2, "allow", 50_002, 65_535)] } },
          aws_network_acl_rule: { out: own(100, "allow", "0.0.0.0/0", true) },
          aws_default_network_acl: { main: { egress: [ALL] } },
        },
        told: [
          [
            "app/aws_default_network_acl.main",
            "connections that go out, and no way in for their answers",
            "ports 1024 to 65535 in the other direction",
          ],
          [
            "app/aws_network_acl.one",
            "connections that go out, and no way in for their answers",
            "ports 1024 to 65535 in the other direction",
          ],
        ],
      },
    },
  },
  "NET-16": {
    title: "Rules of a network ACL have numbers of their own, and what denies stands before what allows it.",
    fix: "give the rule that denies a lower number, and each rule one of its own",
    passes: {
      "a refusal before what allows": {
        aws_network_acl: { one: { ingress: [rule(90, "deny", 443, 443, "198.51.100.0/24"), HTTPS] } },
      },
      "the same number in the other direction": { aws_network_acl: { one: { ingress: [HTTPS], egress: [HTTPS] } } },
      "a refusal of more than is allowed before": {
        aws_network_acl: { one: { ingress: [rule(90, "allow", 443, 443, "10.0.0.0/8"), rule(100, "deny", 443, 443)] } },
      },
      "a refusal of another family": {
        aws_network_acl: {
          one: {
            ingress: [HTTPS, { ...rule(110, "deny", 443, 443), cidr_block: "", ipv6_cidr_block: "2001:db8::/32" }],
          },
        },
      },
    },
    fails: {
      "a number twice, and refusals that come too late": {
        given: {
          aws_network_acl: { one: { ingress: [HTTPS] } },
          aws_network_acl_rule: { late: own(110, "deny", "198.51.100.0/24"), twice: own(110, "allow", "10.0.0.0/8") },
          aws_default_network_acl: { main: { egress: [ALL, rule(110, "deny", 25, 25)] } },
        },
        told: [
          [
            "app/aws_default_network_acl.main › egress",
            "number 110 denies what number 100 allows already",
            "a number that no other rule of the direction has, lower than that of the wider rule that allows",
          ],
          [
            "app/aws_network_acl_rule.late › rule_number",
            "number 110 denies what number 100 allows already",
            "a number that no other rule of the direction has, lower than that of the wider rule that allows",
          ],
          [
            "app/aws_network_acl_rule.twice › rule_number",
            "number 110 a second time",
            "a number that no other rule of the direction has, lower than that of the wider rule that allows",
          ],
        ],
      },
      "a refusal of IPv6 that comes too late": {
        given: {
          aws_network_acl: {
            one: {
              ingress: [
                { rule_no: 1, action: "allow", protocol: "-1", from_port: 0, to_port: 0, ipv6_cidr_block: "::/0" },
                {
                  rule_no: 2,
                  action: "deny",
                  protocol: "6",
                  from_port: 22,
                  to_port: 22,
                  ipv6_cidr_block: "2001:db8::/32",
                },
              ],
            },
          },
        },
        told: [
          [
            "app/aws_network_acl.one › ingress",
            "number 2 denies what number 1 allows already",
            "a number that no other rule of the direction has, lower than that of the wider rule that allows",
          ],
        ],
      },
    },
  },
  "NET-28": {
    title: "Network ACLs of production admit SSH and RDP from named ranges alone.",
    fix: "leave the port out, or name the ranges of who administers",
    passes: {
      "HTTPS and answers": { aws_network_acl: { one: { ingress: [HTTPS, ANSWERS] } } },
      "SSH from an office": { aws_network_acl: { one: { ingress: [rule(1, "allow", 22, 22, "203.0.113.0/24")] } } },
      "SSH that goes out": { aws_network_acl: { one: { egress: [rule(1, "allow", 22, 22)] } } },
      "SSH that is denied before everything is allowed": {
        aws_network_acl: {
          one: { ingress: [rule(1, "deny", 22, 22), rule(2, "deny", 3389, 3389), ALL] },
        },
      },
      "a rule that is known later": {
        aws_network_acl: { one: { ingress: [{ ...rule(1, "allow", 22, 22), cidr_block: "${var.range}" }] } },
      },
      "the default ACL, which the control leaves out": { aws_default_network_acl: { main: { ingress: [ALL] } } },
    },
    fails: {
      "SSH, and RDP by a rule of its own": {
        given: {
          aws_network_acl: { one: { ingress: [rule(1, "allow", 20, 30)] } },
          aws_network_acl_rule: {
            rdp: { ...own(2, "allow", "0.0.0.0/0"), from_port: 3389, to_port: 3389 },
          },
        },
        told: [
          [
            "app/aws_network_acl.one › ingress",
            "RDP from 0.0.0.0/0, by number 2",
            "no rule for port 22 or 3389 from everywhere, but that for answers",
          ],
          [
            "app/aws_network_acl.one › ingress",
            "SSH from 0.0.0.0/0, by number 1",
            "no rule for port 22 or 3389 from everywhere, but that for answers",
          ],
        ],
      },
      "everything by IPv6": {
        given: {
          aws_network_acl: {
            one: { ingress: [{ rule_no: 1, action: "allow", protocol: "-1", ipv6_cidr_block: "::/0" }] },
          },
        },
        told: ["RDP", "SSH"].map(
          (name) =>
            [
              "app/aws_network_acl.one › ingress",
              `${name} from ::/0, by number 1`,
              "no rule for port 22 or 3389 from everywhere, but that for answers",
            ] as const,
        ),
      },
    },
  },
};
