import { areInternet } from "../../../constructs/network/wide-ranges";
import { isAnywhere, portsText, type SecurityRule, securityRules } from "../../../review/findings/security-rules";
import type { Estate } from "../../tree/estate";
import type { Resource } from "../../tree/resource";
import { coversPort } from "../../tree/security-groups";
import type { Found, ResourceRule, Rules } from "../rule.types";

/** Resources that admit somebody to the members of a group, in each of the ways that the provider has. */
const INGRESS_TYPES = [
  "aws_security_group",
  "aws_security_group_rule",
  "aws_vpc_security_group_ingress_rule",
  "aws_default_security_group",
];

/** Ports by which hosts are administered. */
const ADMINISTRATION: Readonly<Record<number, string>> = { 22: "SSH", 3389: "RDP" };

/**
 * Ports of databases, caches, search, monitoring and administration that nobody serves to the internet (AWS Security Hub User Guide,
 * control EC2.19, read 2026-11; and those of the notes).
 */
const PRIVATE_PORTS: readonly number[] = [
  20, 21, 23, 25, 110, 135, 143, 445, 1433, 1434, 3000, 3306, 4333, 5000, 5432, 5500, 5601, 6379, 8080, 8088, 8888,
  9042, 9090, 9092, 9200, 9300, 11211, 27017,
];

/** A rule that admits every address. */
function openIngress(resource: Resource): readonly SecurityRule[] {
  return securityRules(resource.type, resource.values).filter(
    ({ direction, peers }) => direction === "ingress" && peers.some(isAnywhere),
  );
}

function opened(resource: Resource, rule: SecurityRule, what: string): Found {
  const [peer = ""] = rule.peers.filter(isAnywhere);
  return { found: `${portsText(rule)} from ${peer}, which is ${what}`, attribute: attributeOf(resource) };
}

function attributeOf({ type }: Resource): string {
  if (type === "aws_vpc_security_group_ingress_rule") return "cidr_ipv4";
  return type === "aws_security_group_rule" ? "cidr_blocks" : "ingress";
}

const NO_ADMINISTRATION_FROM_ANYWHERE: ResourceRule = {
  level: "error",
  title: "No security group admits SSH or RDP from everywhere.",
  reason: "Ports of administration that answer the internet are tried for passwords and keys within minutes.",
  expected: "ranges, prefix lists or groups of who administers",
  fix: "admit the office's prefix list, the bastion's group or listed ranges, or use Session Manager, which needs no port",
  source: "AWS Security Hub User Guide, controls EC2.13 and EC2.14, read 2026-11",
  types: INGRESS_TYPES,
  check: (resource) =>
    openIngress(resource).flatMap((rule) =>
      Object.entries(ADMINISTRATION)
        .filter(([port]) => coversPort(rule, Number(port)))
        .slice(0, 1)
        .map(([, name]) => opened(resource, rule, name)),
    ),
};

const NO_PRIVATE_PORT_FROM_ANYWHERE: ResourceRule = {
  level: "error",
  title: "No security group admits ports of databases and administration from everywhere.",
  reason: "What answers on these ports trusts its network, and has no lock that was made for the internet.",
  expected: "security groups of who calls",
  fix: "admit the security groups of the applications that use it",
  source: "AWS Security Hub User Guide, control EC2.19, read 2026-11",
  types: INGRESS_TYPES,
  check: (resource) =>
    openIngress(resource).flatMap((rule) => {
      // What is open for everything is told by the rule about administration already.
      if (Object.keys(ADMINISTRATION).some((port) => coversPort(rule, Number(port)))) return [];
      const port = PRIVATE_PORTS.find((one) => coversPort(rule, one));
      return port === undefined ? [] : [opened(resource, rule, `port ${port}`)];
    }),
};

const EMPTY_DEFAULT_GROUP: ResourceRule = {
  level: "error",
  title: "The default security group of a VPC has no rules.",
  reason: "Whatever is started without a group of its own gets this one.",
  expected: "no rules",
  fix: "leave its rules out, and give what needs rules a group of its own",
  source: "AWS Security Hub User Guide, control EC2.2, read 2026-11",
  types: ["aws_default_security_group"],
  check: (resource) => {
    const rules = securityRules(resource.type, resource.values);
    return rules.length === 0 ? [] : [{ found: rules.length === 1 ? "1 rule" : `${rules.length} rules` }];
  },
};

const GROUPS_INSTEAD_OF_OWN_RANGES: ResourceRule = {
  level: "warning",
  title: "What lies in the VPC is admitted by its security group, not by the VPC's range.",
  reason: "The range admits everything that will ever be started in the VPC.",
  expected: "security groups of who calls",
  fix: "admit the security group of who calls",
  source: 'Amazon VPC User Guide, "Security group rules", section "Security group referencing", read 2026-11',
  types: INGRESS_TYPES,
  check: (resource, estate) => {
    const ranges = new Set(rangesOf(estate, resource));
    return securityRules(resource.type, resource.values)
      .filter(({ direction }) => direction === "ingress")
      .flatMap((rule) =>
        rule.peers
          .filter((peer) => ranges.has(peer))
          .map((peer) => ({
            found: `${portsText(rule)} from ${peer}, which is a whole VPC`,
            attribute: attributeOf(resource),
          })),
      );
  },
};

/** Ranges of the VPCs of a resource's environment. */
function rangesOf(estate: Estate, resource: Resource): readonly string[] {
  const { name } = estate.environmentOf(resource);
  return estate
    .all("aws_vpc", "aws_vpc_ipv4_cidr_block_association")
    .filter((vpc) => estate.environmentOf(vpc).name === name)
    .flatMap((vpc) => vpc.texts("cidr_block"));
}

const ADMINISTRATION_FROM_KNOWN_NETWORKS: ResourceRule = {
  level: "error",
  title: "SSH and RDP are admitted from networks that somebody has, not from parts of the internet.",
  reason: "Ranges as wide as half of the internet, or many together, are a way around the rule about everywhere.",
  expected: "ranges of /8 or longer, of IPv6 of /16 or longer, and together no more than that",
  fix: "admit the office's prefix list, the bastion's group or its ranges",
  source: 'Amazon EC2 User Guide, "Security group rules for different use cases", read 2026-11',
  types: INGRESS_TYPES,
  check: (resource) =>
    securityRules(resource.type, resource.values).flatMap((rule) => {
      const name = Object.entries(ADMINISTRATION).find(([port]) => coversPort(rule, Number(port)))?.[1];
      const ranges = rule.peers.filter((peer) => !isAnywhere(peer));
      return rule.direction === "egress" || name === undefined || !areInternet(ranges)
        ? []
        : [
            {
              found: `${portsText(rule)} from ${ranges.join(", ")}, which is ${name}`,
              attribute: attributeOf(resource),
            },
          ];
    }),
};

/** What the internet asks for: HTTP and HTTPS of load balancers, by UDP too, and OpenVPN. */
const ENTRIES: Readonly<Record<string, readonly number[]>> = {
  tcp: [80, 443, 1194],
  "6": [80, 443, 1194],
  udp: [443, 1194],
  "17": [443, 1194],
};

const ENTRY_PORTS_ALONE: ResourceRule = {
  level: "error",
  title: "Security groups admit everywhere to ports of entries alone.",
  reason:
    "A port that nobody has named for the internet answers it by an oversight; one that is meant says so by an exemption.",
  expected: "ports 80, 443 and 1194",
  fix: "name the ranges, prefix lists or groups of who calls, or declare the entry by publicEntry",
  source: "AWS Security Hub User Guide, control EC2.18, read 2026-11",
  types: INGRESS_TYPES,
  check: (resource) =>
    openIngress(resource).flatMap((rule) => {
      const { protocol, from, to } = rule;
      const ports = ENTRIES[protocol];
      const told = [...Object.keys(ADMINISTRATION).map(Number), ...PRIVATE_PORTS].some((port) =>
        coversPort(rule, port),
      );
      const isEntry = from !== undefined && from === to && ports?.includes(from);
      // ICMP opens nothing, and what cannot be read is not known.
      if (told || isEntry || ports === undefined || from === undefined) return [];
      return [opened(resource, rule, "no port of an entry")];
    }),
};

/** Rules about what security groups admit. */
export const OPENING_RULES = {
  "SG-01": NO_ADMINISTRATION_FROM_ANYWHERE,
  "SG-02": ADMINISTRATION_FROM_KNOWN_NETWORKS,
  "SG-06": GROUPS_INSTEAD_OF_OWN_RANGES,
  "SG-09": ENTRY_PORTS_ALONE,
  "SG-10": NO_PRIVATE_PORT_FROM_ANYWHERE,
  "SG-11": EMPTY_DEFAULT_GROUP,
} as const satisfies Rules;
