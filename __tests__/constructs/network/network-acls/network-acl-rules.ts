import { type Attributes, resourcesOf, type SynthesizedStack } from "../../../support/synth";
import { nameOf, resolve } from "../network-fixtures";

const PROTOCOLS: Readonly<Record<string, string>> = {
  "-1": "all",
  "1": "icmp",
  "6": "tcp",
  "17": "udp",
  "58": "icmpv6",
};

/** The rules of a tier's ACL, in the order in which AWS looks at them: `100 allow all 10.10.0.0/16`. */
export function rulesOf(synthesized: SynthesizedStack, tier: string): { ingress: string[]; egress: string[] } {
  const own = resourcesOf(synthesized, "aws_network_acl_rule")
    .filter((rule) => nameOf(resolve(synthesized, rule.network_acl_id)) === tier)
    .sort((a, b) => Number(a.rule_number) - Number(b.rule_number));
  return {
    ingress: own.filter((rule) => rule.egress === false).map(describeRule),
    egress: own.filter((rule) => rule.egress === true).map(describeRule),
  };
}

function describeRule(rule: Attributes): string {
  const ports = rule.from_port === undefined ? "" : ` ${[...new Set([rule.from_port, rule.to_port])].join("-")}`;
  const range = String(rule.cidr_block ?? rule.ipv6_cidr_block)
    .replace(/^\$\{aws_vpc\.[^.]+\.ipv6_cidr_block\}$/, "the VPC's IPv6")
    .replace(/^\$\{cidrsubnet\(.*, 8, (\d+)\)\}$/, "the VPC's /64 $1");
  const message = (rule.icmp_type ?? -1) === -1 ? "" : ` ${rule.icmp_type}/${rule.icmp_code}`;
  return `${rule.rule_number} ${rule.rule_action} ${PROTOCOLS[String(rule.protocol)]}${message}${ports} ${range}`;
}
