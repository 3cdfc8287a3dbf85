import type { Problems } from "../../core/errors";
import { checkCidr, contains, parseCidr } from "../address-plan/cidr";
import { canonicalIpv6Cidr, checkIpv6Cidr, containsIpv6 } from "../address-plan/ipv6-cidr";

/** A subnet that a rule can name by its tier. */
export interface AclSubnet {
  readonly cidr: string;
  /** Position of the zone, 0 to 7. */
  readonly position: number;
  /** Which of the VPC's /64 networks the subnet has; absent without IPv6. */
  readonly ipv6Index?: number;
}

/** What the rules of a tier can refer to. */
export interface AclContext {
  /** The VPC's IPv4 ranges, the primary first. */
  readonly vpcCidrs: readonly string[];
  readonly ipv6: boolean;
  /** Rules that a network ACL of this account may have in one direction. */
  readonly mostRules: number;
  /** Subnets of each tier by its name. */
  readonly tiers: Readonly<Record<string, readonly AclSubnet[]>>;
  /**
   * Rules for traffic into the tier that are openings.
   *
   * @default - none
   */
  readonly openings?: readonly string[];
}

/** One range of a peer. Exactly one of `cidr`, `ipv6Cidr` and `ipv6Index` is set. */
export interface PeerRange {
  /** Added to the rule's number; stable when ranges are added. */
  readonly offset: number;
  /** Added to the rule's id. */
  readonly suffix: string;
  readonly cidr?: string;
  /** IPv6 range, or `vpc` for the VPC's own, which AWS chooses. */
  readonly ipv6Cidr?: string;
  /** The /64 of this number in the VPC's own IPv6 range. */
  readonly ipv6Index?: number;
}

/** Names of peers that are no tiers. */
const PEER_NAMES = ["vpc", "anywhere"] as const;

/** Whether the name of a tier would mean something else: the letter of a zone, or a peer that is no tier. */
export function meansSomethingElse(tier: string): boolean {
  return PEER_NAMES.some((reserved) => reserved === tier) || /^[a-h]$/.test(tier);
}

/** Zones that a tier can have; the numbers of IPv6 ranges lie behind those of IPv4. */
const MOST_ZONES = 8;

/** The ranges that the peer of a rule stands for; none when a problem was added. */
export function peerRanges(peer: string, context: AclContext, problems: Problems, property: string): PeerRange[] {
  if (peer === "anywhere") {
    const ipv4 = { offset: 0, suffix: "", cidr: "0.0.0.0/0" };
    return context.ipv6 ? [ipv4, { offset: 1, suffix: "-ipv6", ipv6Cidr: "::/0" }] : [ipv4];
  }
  if (peer === "vpc") return vpcRanges(context);
  const tier = Object.hasOwn(context.tiers, peer) ? context.tiers[peer] : undefined;
  if (tier) return tier.flatMap(subnetRanges);
  if (peer.includes(":")) return ipv6Range(peer, context, problems, property);
  if (/^\d/.test(peer)) {
    const cidr = checkCidr(peer, property, problems);
    return cidr ? [{ offset: 0, suffix: "", cidr: peer }] : [];
  }
  problems.add(property, {
    code: "NACL_PEER_UNKNOWN",
    message: "The peer of the rule is neither a range nor a name that is known here.",
    found: `"${peer}"`,
    expected: `a CIDR, "vpc", "anywhere", or a tier: ${Object.keys(context.tiers).join(", ")}`,
    fix: "write one of these",
  });
  return [];
}

/** Whether a peer is a part of the VPC by its name. */
export function isInside(peer: string): boolean {
  return peer !== "anywhere" && !/[.:]/.test(peer);
}

function vpcRanges(context: AclContext): PeerRange[] {
  const ipv4 = context.vpcCidrs.map((cidr, index) => ({
    offset: index === 0 ? 0 : index + 1,
    suffix: index === 0 ? "" : `-${cidr.replace(/[./]/g, "-")}`,
    cidr,
  }));
  return context.ipv6 ? [...ipv4, { offset: 1, suffix: "-ipv6", ipv6Cidr: "vpc" }] : ipv4;
}

function subnetRanges({ cidr, position, ipv6Index }: AclSubnet): PeerRange[] {
  const suffix = `-${position + 1}`;
  const ipv4 = { offset: position, suffix, cidr };
  return ipv6Index === undefined
    ? [ipv4]
    : [ipv4, { offset: MOST_ZONES + position, suffix: `${suffix}-ipv6`, ipv6Index }];
}

function ipv6Range(peer: string, context: AclContext, problems: Problems, property: string): PeerRange[] {
  if (checkIpv6Cidr(peer, property, problems) === undefined) return [];
  if (context.ipv6) return [{ offset: 0, suffix: "", ipv6Cidr: canonicalIpv6Cidr(peer) }];
  problems.add(property, {
    code: "NACL_IPV6_OFF",
    message: "The peer is an IPv6 range, and the network has no IPv6, so the rule would never match.",
    found: `"${peer}" with ipv6: false`,
    expected: "an IPv4 range, or a network with IPv6",
    fix: "remove the rule, or set ipv6: true for the network",
  });
  return [];
}

/** Whether `wide` holds every address of `range`. */
export function coversRange(wide: PeerRange, range: PeerRange): boolean {
  if (wide.cidr) return range.cidr !== undefined && contains(parseCidr(wide.cidr), parseCidr(range.cidr));
  if (range.cidr) return false;
  if (wide.ipv6Cidr === "::/0") return true;
  if (wide.ipv6Cidr === "vpc") return range.ipv6Cidr === "vpc" || range.ipv6Index !== undefined;
  if (wide.ipv6Index !== undefined) return wide.ipv6Index === range.ipv6Index;
  const bothWritten = wide.ipv6Cidr !== undefined && range.ipv6Cidr !== undefined && range.ipv6Cidr !== "vpc";
  return bothWritten && containsIpv6(wide.ipv6Cidr ?? "", range.ipv6Cidr ?? "");
}
