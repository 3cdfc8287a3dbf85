import { QUOTAS } from "../../aws/quotas";
import type { Problems } from "../../core/errors";
import type { TierKind } from "../tiers/tier-props";
import { checkIcmp, icmpOf, meantFor } from "./network-acl-icmp";
import { type AclContext, coversRange, isInside, type PeerRange, peerRanges } from "./network-acl-peers";
import { hasPorts, parsePorts } from "./network-acl-ports";
import type { IcmpMessage, NetworkAclProps, NetworkAclRule } from "./network-acl-props";

/** Direction of a rule, as seen from the subnet. */
export type AclDirection = "ingress" | "egress";

/** One rule as AWS takes it: one address range, one number. */
export interface PlannedAclRule {
  /** Name of the rule that it was made from. */
  readonly name: string;
  /** Whether the other side is the VPC or a tier. */
  readonly inside: boolean;
  /** Stable id within the ACL: `ingress-https`, with the kind of peer behind it where a named rule becomes several. */
  readonly id: string;
  readonly direction: AclDirection;
  readonly number: number;
  readonly action: "allow" | "deny";
  readonly protocol: "tcp" | "udp" | "icmp" | "all";
  readonly fromPort?: number;
  readonly toPort?: number;
  /** Message of ICMP; every one without it. */
  readonly icmp?: IcmpMessage;
  /** IPv4 range; exactly one of `cidr`, `ipv6Cidr` and `ipv6Index` is set. */
  readonly cidr?: string;
  /** IPv6 range, or `vpc` for the VPC's own, which AWS chooses. */
  readonly ipv6Cidr?: string;
  /** The /64 of this number in the VPC's own IPv6 range. */
  readonly ipv6Index?: number;
}

/** Room between two named rules, for the ranges that one name stands for. */
const STEP = 100;

/** Highest number of a named rule; the numbers above are for the answers' way. */
const MAX_NAMED_NUMBER = 8000;

/** The answers' way lies behind every named rule, so that a named deny wins. */
const EPHEMERAL_OFFSET = { tcp: 10_000, udp: 20_000 } as const;

/**
 * Ports that clients choose for the answers. Amazon VPC User Guide, "Ephemeral ports": NAT gateways and Elastic Load Balancing
 * use 1024–65535 (as of 2026-11).
 */
export const ANSWER_PORTS = [1024, 65_535] as const;

/** The rules that a tier has when none are given. */
export function defaultNetworkAcl(kind: TierKind, hasGatewayEndpoints: boolean): NetworkAclProps {
  const vpc = { vpc: { action: "allow", peer: "vpc" } } as const;
  if (kind === "isolated") {
    // S3 and DynamoDB answer from public addresses, through the gateway endpoint; there is no other route out.
    const endpoints = {
      "gateway-endpoints": { action: "allow", peer: "anywhere", protocol: "tcp", ports: 443 },
    } as const;
    return { ingress: vpc, egress: hasGatewayEndpoints ? { ...vpc, ...endpoints } : vpc };
  }
  const noAdministration = {
    "no-ssh": { action: "deny", peer: "anywhere", protocol: "tcp", ports: 22 },
    "no-rdp": { action: "deny", peer: "anywhere", protocol: "tcp", ports: 3389 },
  } as const;
  // Path MTU discovery needs ICMP in both directions.
  const icmp = { icmp: { action: "allow", peer: "anywhere", protocol: "icmp" } } as const;
  const web = {
    http: { action: "allow", peer: "anywhere", protocol: "tcp", ports: 80 },
    https: { action: "allow", peer: "anywhere", protocol: "tcp", ports: 443 },
  } as const;
  return {
    ingress: { ...vpc, ...noAdministration, ...(kind === "public" ? web : {}), ...icmp },
    egress: { all: { action: "allow", peer: "anywhere" } },
  };
}

/** A named rule with its number and its ranges. */
interface NumberedRule {
  readonly name: string;
  readonly direction: AclDirection;
  readonly number: number;
  readonly rule: NetworkAclRule;
  readonly ports?: readonly [number, number];
  readonly ranges: readonly PeerRange[];
}

/**
 * Turns named rules into numbered ones, opens the ephemeral ports for the answers, and checks everything: peers, ports, number
 * clashes, denies that can never match, and the quota. Problems are added with `property` in front.
 */
export function planNetworkAcl(
  acl: NetworkAclProps,
  context: AclContext,
  problems: Problems,
  property: string,
): readonly PlannedAclRule[] {
  const named = (["ingress", "egress"] as const).flatMap((direction) =>
    numberRules(acl[direction], direction, context, problems, `${property}.${direction}`),
  );
  const answers = (acl.ephemeralPorts ?? true) ? answerRules(named) : [];
  const all = [...named, ...answers];
  for (const direction of ["ingress", "egress"] as const) {
    const own = named.filter((rule) => rule.direction === direction);
    // The answers' numbers follow from the named ones: they can only clash where those do.
    checkNumbers(own, problems, `${property}.${direction}`);
    // To come before a deny is what an opening is for.
    const others = own.filter(({ name }) => direction === "egress" || !context.openings?.includes(name));
    checkShadowedDenies(others, problems, `${property}.${direction}`);
    const rules = all.filter((rule) => rule.direction === direction);
    checkIds(rules, problems, `${property}.${direction}`);
    checkQuota(rules, context.mostRules, problems, `${property}.${direction}`);
  }
  return all.flatMap(expand);
}

function numberRules(
  rules: Readonly<Record<string, NetworkAclRule>>,
  direction: AclDirection,
  context: AclContext,
  problems: Problems,
  property: string,
): NumberedRule[] {
  return Object.entries(rules).map(([name, rule], index) => {
    const number = rule.number ?? (index + 1) * STEP;
    if (!Number.isInteger(number) || number < 1 || number > MAX_NAMED_NUMBER) {
      problems.add(`${property}.${name}.number`, {
        code: "NACL_NUMBER_RANGE",
        message: "The rule number is out of range.",
        found: String(number),
        expected: `a whole number from 1 to ${MAX_NAMED_NUMBER}; higher ones are kept for the answers' way`,
        fix: "leave the number out and rules are numbered in their order, or choose one in the range",
      });
    }
    checkRuleName(name, problems, `${property}.${name}`);
    const ports = parsePorts(rule, problems, `${property}.${name}`);
    checkIcmp(rule, problems, `${property}.${name}`);
    const ranges = peerRanges(rule.peer, context, problems, `${property}.${name}.peer`).filter(meantFor(rule));
    // A rule whose ports mean nothing is not compared with others.
    const sound = ports !== undefined || !hasPorts(rule);
    return { name, direction, number, rule, ranges: sound ? ranges : [], ...(ports ? { ports } : {}) };
  });
}

/** The form keeps the order of declaration too: JavaScript moves keys that are numbers to the front. */
function checkRuleName(name: string, problems: Problems, property: string): void {
  if (/^[a-z][a-z0-9-]{0,31}$/.test(name)) return;
  problems.add(property, {
    code: "NACL_NAME_FORM",
    message: "The name of the rule has a wrong form.",
    found: `"${name}"`,
    expected: "1 to 32 of a-z, 0-9 and -, starting with a letter",
    fix: "rename the rule after what it is for, for example https",
  });
}

/** The rules in the other direction that let the answers of admitted connections through. */
function answerRules(named: readonly NumberedRule[]): NumberedRule[] {
  const answers: NumberedRule[] = [];
  const sorted = [...named].sort((a, b) => a.number - b.number);
  for (const origin of sorted.filter(({ rule }) => rule.action === "allow")) {
    const direction = origin.direction === "ingress" ? "egress" : "ingress";
    for (const protocol of answerProtocols(origin.rule)) {
      const answer: NumberedRule = {
        name: `answers-${protocol}-${origin.name}`,
        direction,
        number: EPHEMERAL_OFFSET[protocol] + origin.number,
        rule: { action: "allow", peer: origin.rule.peer, protocol, ports: ANSWER_PORTS.join("-") },
        ports: ANSWER_PORTS,
        ranges: origin.ranges,
      };
      const known = [...named, ...answers].filter((other) => other.direction === direction);
      if (!known.some((other) => other.rule.action === "allow" && covers(other, answer))) answers.push(answer);
    }
  }
  return answers;
}

function answerProtocols(rule: NetworkAclRule): readonly ("tcp" | "udp")[] {
  const protocol = rule.protocol ?? "all";
  if (protocol === "all") return ["tcp", "udp"];
  return protocol === "icmp" ? [] : [protocol];
}

/** Whether `outer` matches everything that `inner` matches. */
function covers(outer: NumberedRule, inner: NumberedRule): boolean {
  const outerProtocol = outer.rule.protocol ?? "all";
  if (outerProtocol !== "all" && outerProtocol !== (inner.rule.protocol ?? "all")) return false;
  if (outer.rule.icmp) return false;
  if (outer.ports && (!inner.ports || outer.ports[0] > inner.ports[0] || outer.ports[1] < inner.ports[1])) return false;
  return inner.ranges.every((range) => outer.ranges.some((wide) => coversRange(wide, range)));
}

function checkNumbers(rules: readonly NumberedRule[], problems: Problems, property: string): void {
  const owners = new Map<number, string>();
  for (const rule of rules) {
    for (const { offset } of rule.ranges) {
      const number = rule.number + offset;
      const owner = owners.get(number);
      if (owner !== undefined && owner !== rule.name) {
        problems.add(`${property}.${rule.name}.number`, {
          code: "NACL_NUMBER_CLASH",
          message: "Two rules of the network ACL have the same number in one direction.",
          found: `number ${number} for "${owner}" and "${rule.name}"`,
          expected: `a number of its own for every range of a rule ("${rule.name}" takes ${rule.ranges.length})`,
          fix: `leave the numbers out, or put them ${STEP} apart`,
        });
        break;
      }
      owners.set(number, rule.name);
    }
  }
}

/** Rules that stand for several ranges have several ids, which another rule's name could repeat. */
function checkIds(rules: readonly NumberedRule[], problems: Problems, property: string): void {
  const owners = new Map<string, string>();
  for (const rule of rules) {
    const ids = expand(rule).map(({ id }) => id);
    const other = ids.map((id) => owners.get(id)).find((owner) => owner !== undefined);
    for (const id of ids) owners.set(id, rule.name);
    if (other === undefined) continue;
    problems.add(`${property}.${rule.name}`, {
      code: "NACL_NAME_CLASH",
      message: "The name of the rule is one that another rule's ranges or answers get.",
      found: `"${rule.name}" and "${other}"`,
      expected:
        "names that do not end as the other's: -1 to -8 for zones, -ipv6, or a range; and none that begins with answers-",
      fix: "rename one of the two",
    });
  }
}

function checkShadowedDenies(rules: readonly NumberedRule[], problems: Problems, property: string): void {
  for (const deny of rules.filter(({ rule }) => rule.action === "deny")) {
    const allow = rules.find(
      (other) =>
        other.rule.action === "allow" && other.number < deny.number && deny.ranges.length > 0 && covers(other, deny),
    );
    if (!allow) continue;
    problems.add(`${property}.${deny.name}`, {
      code: "NACL_DENY_SHADOWED",
      message: "The deny can never match: a wider allow comes before it, and the lowest number decides.",
      found: `deny "${deny.name}" (${deny.number}) behind allow "${allow.name}" (${allow.number})`,
      expected: "the deny before the allow that it is an exception to",
      fix: waysBefore(deny, allow),
    });
  }
}

/** How a deny comes before an allow: the place in the list counts only for rules without numbers of their own. */
function waysBefore(deny: NumberedRule, allow: NumberedRule): string {
  const byPlace = deny.rule.number === undefined && allow.rule.number === undefined;
  const width = Math.max(...deny.ranges.map(({ offset }) => offset));
  const highest = allow.number - 1 - width;
  const byNumber =
    highest >= 1
      ? `give "${deny.name}" a number of at most ${highest}`
      : `give "${allow.name}" a number above ${deny.number + width}`;
  return byPlace ? `move "${deny.name}" before "${allow.name}", or ${byNumber}` : byNumber;
}

function checkQuota(rules: readonly NumberedRule[], most: number, problems: Problems, property: string): void {
  const count = rules.reduce((sum, rule) => sum + rule.ranges.length, 0);
  if (count <= most) return;
  problems.add(property, {
    code: "NACL_TOO_MANY_RULES",
    message: "The network ACL has more rules in one direction than AWS allows.",
    found: `${count} rules, with one for each range and the answers' way`,
    expected: `at most ${most} (${QUOTAS.rulesPerNetworkAcl.source})`,
    fix: [
      "use wider ranges",
      "keep the finer distinctions in security groups",
      ...(count <= QUOTAS.rulesPerNetworkAcl.most
        ? ["have the quota raised and set quotas.rulesPerNetworkAcl of the environment"]
        : []),
    ].join(", or "),
  });
}

function expand(rule: NumberedRule): PlannedAclRule[] {
  return rule.ranges.map(({ offset, suffix, ...range }) => ({
    name: rule.name,
    inside: isInside(rule.rule.peer),
    id: `${rule.direction}-${rule.name}${suffix}`,
    direction: rule.direction,
    number: rule.number + offset,
    action: rule.rule.action,
    protocol: rule.rule.protocol ?? "all",
    ...icmpOf(rule.rule, range),
    ...(rule.ports ? { fromPort: rule.ports[0], toPort: rule.ports[1] } : {}),
    ...range,
  }));
}
