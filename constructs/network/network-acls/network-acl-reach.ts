import type { Problem, Problems } from "../../core/errors";
import type { ITier } from "../network.types";
import { LAST_OPENING } from "./network-acl-openings";
import { coversRange, type PeerRange } from "./network-acl-peers";
import { type AclDirection, ANSWER_PORTS, type PlannedAclRule } from "./network-acl-plan";

/** Connections that something opens to hosts in a tier. */
export interface Reach {
  readonly protocol: "tcp" | "udp";
  readonly port: number;
  /** Range that they come from; without one, somewhere outside the VPC that is not known here. */
  readonly from?: string;
}

/** What stands in a connection's way: a rule that denies it, or that none allows it. */
interface Obstacle {
  readonly direction: AclDirection;
  readonly rule?: PlannedAclRule;
}

/**
 * Checks that the network ACL of a tier lets connections and their answers through. Network ACLs refuse in silence: the client waits
 * until it gives up, and every security group looks right. Adds `NETWORK_ACL_BLOCKS`.
 *
 * @param tier a tier without rules is one of a network that was made elsewhere, of which nothing is known
 * @param what the connections, for the message: `SSH to the bastion`
 */
export function checkReach(
  tier: Pick<ITier, "name" | "networkAcl">,
  reach: Reach,
  what: string,
  problems: Problems,
  property: string,
): void {
  const obstacle = tier.networkAcl && obstacleOf(tier.networkAcl, reach);
  if (obstacle) problems.add(property, blocked(tier.name, obstacle, reach, what));
}

function obstacleOf(rules: readonly PlannedAclRule[], { protocol, port, from }: Reach): Obstacle | undefined {
  return (
    decide(rules, { direction: "ingress", protocol, ports: [port, port], from }) ??
    decide(rules, { direction: "egress", protocol, ports: ANSWER_PORTS, from })
  );
}

interface Packets {
  readonly direction: AclDirection;
  readonly protocol: "tcp" | "udp";
  readonly ports: readonly [number, number];
  readonly from: string | undefined;
}

/**
 * What the lowest rule says that covers the packets; a rule for a part of their range decides nothing about the others. Ranges that are
 * not known are let through when any rule may be meant for them.
 */
function decide(rules: readonly PlannedAclRule[], packets: Packets): Obstacle | undefined {
  const { direction, protocol, ports, from } = packets;
  const asked = from === undefined ? undefined : rangeOf(from);
  const matching = rules
    .filter((rule) => rule.direction === direction && (rule.protocol === "all" || rule.protocol === protocol))
    .filter(({ fromPort = 0, toPort = 65_535 }) => fromPort <= ports[0] && toPort >= ports[1])
    .sort((a, b) => a.number - b.number);
  const first = asked
    ? matching.find((rule) => coversRange({ ...rule, ...NO_OFFSET }, asked))
    : matching.find((rule) => rule.action === "deny" || !rule.inside);
  if (first?.action === "allow") return undefined;
  return { direction, ...(first ? { rule: first } : {}) };
}

const NO_OFFSET = { offset: 0, suffix: "" } as const;

function rangeOf(cidr: string): PeerRange {
  return { ...NO_OFFSET, ...(cidr.includes(":") ? { ipv6Cidr: cidr } : { cidr }) };
}

function blocked(tier: string, { direction, rule }: Obstacle, reach: Reach, what: string): Omit<Problem, "path"> {
  const { protocol, port, from } = reach;
  const ports = direction === "ingress" ? String(port) : ANSWER_PORTS.join("-");
  const way = direction === "ingress" ? `${protocol} ${ports} from` : `answers, ${protocol} ${ports}, to`;
  const by = rule ? `refused by its rule "${rule.name}" (${rule.number})` : "not admitted by any of its rules";
  return {
    code: "NETWORK_ACL_BLOCKS",
    message: `The network ACL of tier "${tier}" would silently stop ${what}.`,
    found: `${way} ${from ?? "outside the VPC"}, ${by}`,
    expected: `a network ACL that lets ${what} in and the answers out`,
    fix: direction === "ingress" ? openingFor(tier, rule, reach) : answersFor(tier, rule, reach),
  };
}

/** An opening that lets connections in. Its name says what it is for, so that two of them can stand side by side. */
function openingFor(tier: string, rule: PlannedAclRule | undefined, { protocol, port, from }: Reach): string {
  const range = from ?? "203.0.113.0/24";
  const name = `${protocol}-${port}-${range.replace(/[.:/]+/g, "-")}`.slice(0, 32);
  const opening = `"${name}": { from: "${range}", protocol: "${protocol}", ports: ${port} }`;
  const first =
    rule && rule.number <= LAST_OPENING
      ? `give the rule "${rule.name}" of its network ACL a number above ${LAST_OPENING}, and `
      : "";
  const each = from === undefined ? ", with one for each range of the prefix list" : "";
  return `${first}add to the openings of the tier "${tier}" of the network: ${opening}${each}`;
}

function answersFor(tier: string, rule: PlannedAclRule | undefined, { protocol, from }: Reach): string {
  const allow = `allow ${protocol} ${ANSWER_PORTS.join("-")} to ${from ?? "the clients"} in its egress`;
  return rule
    ? `in the network ACL of tier "${tier}", ${allow} before the rule "${rule.name}"`
    : `leave ephemeralPorts: false out of the network ACL of tier "${tier}", or ${allow}`;
}
