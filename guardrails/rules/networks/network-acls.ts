import { isAnywhere } from "../../../review/findings/security-rules";
import { isRecord } from "../../../review/values/values";
import type { Estate } from "../../tree/estate";
import type { Resource } from "../../tree/resource";
import { isKnown, type Values } from "../../tree/values";
import type { Found, ResourceRule, Rules } from "../rule.types";
import { containsRange } from "./contains-range";

/** A rule of a network ACL, all of it known, whichever way it was written. */
interface AclRule {
  readonly isEgress: boolean;
  readonly isAllow: boolean;
  readonly number: number;
  /** `-1` for all. */
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
  readonly range: string;
  readonly resource: Resource;
  readonly attribute?: string;
}

const ACL_TYPES = ["aws_network_acl", "aws_default_network_acl"];

const NETWORK_ACLS = 'Amazon VPC User Guide, "Custom network ACLs for your VPC", read 2026-11';

/** Names of protocols as rules have them, by the numbers of IANA. */
const PROTOCOLS: Readonly<Record<string, string>> = { "6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6", all: "-1" };

const LAST_PORT = 65_535;

/** Rules of an ACL: those that stand in it, and those that name it; nothing unless all are known. */
function rulesOf(acl: Resource, estate: Estate): readonly AclRule[] | undefined {
  const inside = (["ingress", "egress"] as const).flatMap((attribute) => {
    const value = acl.at(attribute);
    if (value === undefined || value === null) return [];
    const blocks = Array.isArray(value) || isRecord(value) ? acl.blocks(attribute) : [undefined];
    return blocks.map((values) => values && aclRule(acl, values, values.action, values.rule_no, attribute));
  });
  const outside = estate
    .referrers(acl, "aws_network_acl_rule", "network_acl_id")
    .map((rule) => aclRule(rule, rule.values, rule.values.rule_action, rule.values.rule_number));
  const all = [...inside, ...outside];
  const known = all.flatMap((rule) => rule ?? []);
  return known.length === all.length ? known : undefined;
}

function aclRule(
  resource: Resource,
  values: Values,
  action: unknown,
  number: unknown,
  attribute?: "ingress" | "egress",
): AclRule | undefined {
  const isEgress = attribute === undefined ? values.egress === true : attribute === "egress";
  const range = [values.cidr_block, values.ipv6_cidr_block].find((one) => typeof one === "string" && one !== "");
  const { protocol, from_port: from = 0, to_port: to = LAST_PORT } = values;
  if (![action, number, range, protocol, from, to].every(isKnown)) return undefined;
  if (typeof range !== "string" || typeof number !== "number" || "count" in values || "for_each" in values)
    return undefined;
  const all = PROTOCOLS[String(protocol)] ?? String(protocol).toLowerCase();
  return {
    ...{ isEgress, isAllow: String(action).toLowerCase() === "allow", number, range, resource },
    protocol: all,
    from: all === "-1" ? 0 : Number(from),
    to: all === "-1" ? LAST_PORT : Number(to),
    ...(attribute === undefined ? {} : { attribute }),
  };
}

/** Rules by ACL, so that each is read once; nothing for one of which a rule is not known. */
function rulesByAcl(estate: Estate): ReadonlyMap<Resource, readonly AclRule[]> {
  return new Map(
    estate.all(...ACL_TYPES).flatMap((acl) => {
      const rules = rulesOf(acl, estate);
      return rules === undefined ? [] : [[acl, rules] as const];
    }),
  );
}

/**
 * Ports that every kind of client takes answers at: Linux from 32768 to 60999, Windows from 49152 on; NAT gateways, load balancers and Lambda
 * from 1024 on (Amazon VPC User Guide, "Custom network ACLs for your VPC", section "Ephemeral ports", read 2026-12). An ACL
 * that is made for one kind of client may leave the others out.
 */
const ANSWERS = { from: 49_152, to: 60_999 } as const;

/** Whether rules of TCP admit the ports of answers, together. */
function admitAnswers(rules: readonly AclRule[]): boolean {
  let reached: number = ANSWERS.from;
  for (const { from, to } of rules.filter(speaksTcp).sort((a, b) => a.from - b.from)) {
    if (from <= reached && to >= reached) reached = to + 1;
  }
  return reached > ANSWERS.to;
}

function speaksTcp({ isAllow, protocol }: AclRule): boolean {
  return isAllow && (protocol === "tcp" || protocol === "-1");
}

const ANSWERS_COME_BACK: ResourceRule = {
  level: "error",
  title: "A network ACL that admits connections admits their answers.",
  reason: "It keeps no connections in mind: an answer is one more packet, to a port from 1024 on.",
  expected: "ports 1024 to 65535 in the other direction",
  fix: "allow tcp 1024 to 65535 in the other direction, to and from the ranges that are spoken with",
  source: NETWORK_ACLS,
  types: ACL_TYPES,
  check: (acl, estate) => {
    const rules = estate.derived(rulesByAcl).get(acl) ?? [];
    const [out, into] = [rules.filter(({ isEgress }) => isEgress), rules.filter(({ isEgress }) => !isEgress)];
    const asks = (some: readonly AclRule[]) => some.some((rule) => speaksTcp(rule) && rule.from < 1024);
    return [
      asks(into) && !admitAnswers(out) ? { found: "connections that come in, and no way out for their answers" } : [],
      asks(out) && !admitAnswers(into) ? { found: "connections that go out, and no way in for their answers" } : [],
    ].flat();
  },
};

/** What is wrong with the order of an ACL's rules, by the resource that has the rule. */
function disorder(estate: Estate): ReadonlyMap<Resource, readonly Found[]> {
  const found = new Map<Resource, Found[]>();
  for (const rules of estate.derived(rulesByAcl).values()) {
    const ordered = [...rules].sort((a, b) => a.number - b.number);
    for (const [at, rule] of ordered.entries()) {
      const before = ordered.slice(0, at).filter(({ isEgress }) => isEgress === rule.isEgress);
      const told = before.some(({ number }) => number === rule.number)
        ? `number ${rule.number} a second time`
        : shadowText(rule, before);
      if (told === undefined) continue;
      const { resource, attribute = "rule_number" } = rule;
      found.set(resource, [...(found.get(resource) ?? []), { found: told, attribute }]);
    }
  }
  return found;
}

function shadowText(rule: AclRule, before: readonly AclRule[]): string | undefined {
  if (rule.isAllow) return undefined;
  const wider = before.find((one) => one.isAllow && covers(one, rule));
  return wider && `number ${rule.number} denies what number ${wider.number} allows already`;
}

function covers(wide: AclRule, narrow: AclRule): boolean {
  const sameProtocol = wide.protocol === "-1" || wide.protocol === narrow.protocol;
  return sameProtocol && wide.from <= narrow.from && narrow.to <= wide.to && containsRange(wide.range, narrow.range);
}

const ORDER_COUNTS: ResourceRule = {
  level: "error",
  title: "Rules of a network ACL have numbers of their own, and what denies stands before what allows it.",
  reason: "The rule with the lowest number that fits decides, so a later one is never asked.",
  expected: "a number that no other rule of the direction has, lower than that of the wider rule that allows",
  fix: "give the rule that denies a lower number, and each rule one of its own",
  source: NETWORK_ACLS,
  types: [...ACL_TYPES, "aws_network_acl_rule"],
  check: (resource, estate) => estate.derived(disorder).get(resource) ?? [],
};

const ADMINISTRATION: Readonly<Record<number, string>> = { 22: "SSH", 3389: "RDP" };

/** Whether a rule is about a port of TCP from everywhere. */
function isAboutEverybody({ protocol, from, to, range }: AclRule, port: number): boolean {
  return ["tcp", "-1"].includes(protocol) && from <= port && port <= to && isAnywhere(range);
}

/** Whether a rule lets answers in, which come to any port from 1024 on, the one of RDP among them. */
function isForAnswers({ protocol, from, to }: AclRule): boolean {
  return protocol === "tcp" && from >= 1024 && to >= ANSWERS.to;
}

const NO_ADMINISTRATION: ResourceRule = {
  level: "production",
  title: "Network ACLs of production admit SSH and RDP from named ranges alone.",
  reason: "A security group by mistake opens every server of the subnet otherwise.",
  expected: "no rule for port 22 or 3389 from everywhere, but that for answers",
  fix: "leave the port out, or name the ranges of who administers",
  source: "AWS Security Hub User Guide, control EC2.21, read 2026-11",
  // What the default ACL of a VPC admits is for security groups to say: the control leaves it out.
  types: ["aws_network_acl"],
  check: (acl, estate) => {
    const rules = (estate.derived(rulesByAcl).get(acl) ?? [])
      .filter(({ isEgress }) => !isEgress)
      .sort((a, b) => a.number - b.number);
    return Object.entries(ADMINISTRATION).flatMap(([port, name]) =>
      ["0.0.0.0/0", "::/0"].flatMap((range): readonly Found[] => {
        const first = rules.find((rule) => rule.range === range && isAboutEverybody(rule, Number(port)));
        if (!first?.isAllow || isForAnswers(first)) return [];
        return [{ found: `${name} from ${range}, by number ${first.number}`, attribute: first.attribute ?? "ingress" }];
      }),
    );
  },
};

/** Rules about network ACLs. */
export const NETWORK_ACL_RULES = {
  "NET-15": ANSWERS_COME_BACK,
  "NET-16": ORDER_COUNTS,
  "NET-28": NO_ADMINISTRATION,
} as const satisfies Rules;
