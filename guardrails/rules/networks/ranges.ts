import { IPv4 } from "ipaddr.js";
import { type Cidr, contains, end, formatCidr, overlaps, rangeAt } from "../../../constructs/network/address-plan/cidr";
import type { Estate } from "../../tree/estate";
import { isRepeated, zonesAt } from "../../tree/networks";
import type { Resource } from "../../tree/resource";
import type { Found, ResourceRule, Rules } from "../rule.types";

/** Reads an IPv4 range; nothing of what is none, or not known. */
function rangeOf(value: unknown): Cidr | undefined {
  if (typeof value !== "string" || !IPv4.isValidCIDR(value)) return undefined;
  const [address, prefix] = IPv4.parseCIDR(value);
  const number = address.toByteArray().reduce((sum, byte) => sum * 256 + byte, 0);
  return rangeAt(number, prefix);
}

/** IPv4 ranges of a VPC, its own and those that were added; nothing unless all are known. */
function rangesOf(vpc: Resource, estate: Estate): readonly Cidr[] | undefined {
  const all = [vpc, ...estate.referrers(vpc, "aws_vpc_ipv4_cidr_block_association", "vpc_id")];
  const ranges = all.flatMap((one) => rangeOf(one.at("cidr_block")) ?? []);
  return ranges.length === all.length && !all.some(isRepeated) ? ranges : undefined;
}

/** For each subnet the one whose range it overlaps with and that begins before it. */
function overlapping(estate: Estate): ReadonlyMap<Resource, Resource> {
  const byVpc = new Map<Resource, { readonly subnet: Resource; readonly range: Cidr }[]>();
  for (const subnet of estate.all("aws_subnet")) {
    const [vpc] = subnet.targets("vpc_id");
    const range = rangeOf(subnet.at("cidr_block"));
    if (vpc === undefined || range === undefined || isRepeated(subnet)) continue;
    const members = byVpc.get(vpc);
    if (members) members.push({ subnet, range });
    else byVpc.set(vpc, [{ subnet, range }]);
  }
  const found = new Map<Resource, Resource>();
  for (const members of byVpc.values()) {
    let widest: (typeof members)[number] | undefined;
    for (const one of members.sort((a, b) => a.range.start - b.range.start || a.range.prefix - b.range.prefix)) {
      if (widest !== undefined && overlaps(widest.range, one.range)) found.set(one.subnet, widest.subnet);
      if (widest === undefined || end(one.range) > end(widest.range)) widest = one;
    }
  }
  return found;
}

const ONE_ZONE: ResourceRule = {
  level: "error",
  title: "A subnet says which zone it lies in.",
  reason: "AWS takes one by chance otherwise, which may be the same for two.",
  expected: "a zone by its name or its id",
  fix: "set availability_zone, to another zone for each subnet of a tier; a subnet that exists is replaced by another zone, so name the one that it has",
  source: 'Amazon VPC User Guide, "Subnets for your VPC", section "Subnet basics", read 2026-11',
  types: ["aws_subnet"],
  check: (subnet) =>
    subnet.lacks("availability_zone") && subnet.lacks("availability_zone_id")
      ? [{ found: "no zone", attribute: "availability_zone" }]
      : [],
};

const INSIDE_AND_APART: ResourceRule = {
  level: "error",
  title: "Subnets lie inside the ranges of their VPC, and do not overlap.",
  reason: "AWS refuses others when they are made, with part of the network standing.",
  expected: "a part of the VPC's ranges that no other subnet has",
  fix: "take a range that is free, or add one to the VPC",
  source: 'Amazon VPC User Guide, "Subnet CIDR blocks", read 2026-11',
  types: ["aws_subnet"],
  check: (subnet, estate) => {
    const range = rangeOf(subnet.at("cidr_block"));
    const [vpc] = subnet.targets("vpc_id");
    if (range === undefined || vpc === undefined) return [];
    const attribute = "cidr_block";
    const ranges = rangesOf(vpc, estate);
    if (ranges !== undefined && !ranges.some((outer) => contains(outer, range))) {
      return [{ found: `${formatCidr(range)}, outside ${ranges.map(formatCidr).join(" and ")}`, attribute }];
    }
    const other = estate.derived(overlapping).get(subnet);
    return other === undefined
      ? []
      : [
          {
            found: `${formatCidr(range)}, which overlaps ${String(other.at("cidr_block"))} of ${other.place}`,
            attribute,
          },
        ];
  },
};

/** VPCs that are joined by a peering connection, or by a transit gateway that both are attached to. */
function joinedBy(resource: Resource, estate: Estate): readonly Resource[] {
  if (resource.type === "aws_vpc_peering_connection") {
    return [...resource.targets("vpc_id"), ...resource.targets("peer_vpc_id")];
  }
  const own = resource.targets("vpc_id");
  const others = resource
    .targets("transit_gateway_id")
    .flatMap((gateway) => estate.referrers(gateway, resource.type, "transit_gateway_id"))
    // Of two that overlap the later one tells it.
    .filter((one) => one !== resource && `${one.stack} ${one.address}` < `${resource.stack} ${resource.address}`);
  return [...own, ...others.flatMap((one) => one.targets("vpc_id"))];
}

const JOINED_APART: ResourceRule = {
  level: "error",
  title: "VPCs that are joined have ranges that do not overlap.",
  reason: "An address that two networks have leads to one of them, and a peering connection of such two fails.",
  expected: "VPCs whose ranges have no address in common",
  fix: "give one of them another range, which replaces it, or let them reach each other by PrivateLink",
  source:
    'Amazon VPC Peering Guide, "How VPC peering connections work", section "VPC peering limitations", read 2026-12',
  types: ["aws_vpc_peering_connection", "aws_ec2_transit_gateway_vpc_attachment"],
  check: (resource, estate) => {
    const [own, ...others] = joinedBy(resource, estate).filter(({ type }) => type === "aws_vpc");
    const ranges = own === undefined ? undefined : rangesOf(own, estate);
    if (own === undefined || ranges === undefined) return [];
    return others.flatMap((other): Found[] => {
      const theirs = other === own ? undefined : rangesOf(other, estate);
      const both = ranges.find((range) => theirs?.some((one) => overlaps(one, range)));
      return both === undefined
        ? []
        : [{ found: `${formatCidr(both)} of ${own.place} overlaps a range of ${other.place}` }];
    });
  },
};

const GROUPS_OF_TWO_ZONES: ResourceRule = {
  level: "error",
  title: "Subnet groups of databases have subnets in two zones.",
  reason: "AWS refuses others, since a database that fails over needs a second zone.",
  expected: "subnets in two zones or more",
  fix: "add a subnet of another zone",
  source: 'Amazon RDS User Guide, "Working with a DB instance in a VPC", read 2026-11',
  types: ["aws_db_subnet_group", "aws_docdb_subnet_group", "aws_neptune_subnet_group"],
  check: (group) => {
    const zones = zonesAt(group, "subnet_ids");
    return zones?.size === 1 ? [{ found: "subnets of one zone", attribute: "subnet_ids" }] : [];
  },
};

/** Rules about addresses and zones. */
export const RANGE_RULES = {
  "NET-01": ONE_ZONE,
  "NET-02": INSIDE_AND_APART,
  "NET-03": JOINED_APART,
  "NET-17": GROUPS_OF_TWO_ZONES,
} as const satisfies Rules;
