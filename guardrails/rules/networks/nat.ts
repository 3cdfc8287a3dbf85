import type { Estate, GuardedStack } from "../../tree/estate";
import { networksOf, zoneTextOf } from "../../tree/networks";
import type { Resource } from "../../tree/resource";
import { isKnown } from "../../tree/values";
import type { Found, ResourceRule, Rules } from "../rule.types";

const NAT_GATEWAYS = 'Amazon VPC User Guide, "NAT gateway basics", read 2026-11';

function isPublic(gateway: Resource): boolean {
  return gateway.lacks("connectivity_type") || gateway.at("connectivity_type") === "public";
}

const IN_PUBLIC_SUBNET: ResourceRule = {
  level: "error",
  title: "NAT gateways lie in public subnets and have an Elastic IP.",
  reason: "What they translate reaches nobody otherwise.",
  expected: "an Elastic IP, and a subnet with a route to an internet gateway",
  fix: "give it an allocation_id and a public subnet, or set connectivity_type to private",
  source: NAT_GATEWAYS,
  types: ["aws_nat_gateway"],
  check: (gateway, estate) => {
    // A regional one lies in no subnet, and has addresses of AWS.
    if (!isPublic(gateway) || gateway.lacks("subnet_id")) return [];
    const [subnet] = gateway.targets("subnet_id");
    const kind = subnet === undefined ? undefined : estate.derived(networksOf).kindOf(subnet);
    const found: Found[] = gateway.lacks("allocation_id")
      ? [{ found: "no Elastic IP", attribute: "allocation_id" }]
      : [];
    return kind === undefined || kind === "public"
      ? found
      : [...found, { found: `a subnet without a route to an internet gateway`, attribute: "subnet_id" }];
  },
};

/** Addresses of Elastic IPs that something of their stack, or an output, names; whoever uses them, and in whatever attribute. */
function namedAddresses(estate: Estate): ReadonlySet<string> {
  return new Set(estate.stacks.filter(hasAddresses).flatMap(namedIn));
}

function hasAddresses({ resources }: GuardedStack): boolean {
  return resources.some(({ type }) => type === "aws_eip");
}

function namedIn({ name, resources, outputs }: GuardedStack): readonly string[] {
  const texts = [...resources.map(({ values }) => values), outputs].map((values) => JSON.stringify(values) ?? "");
  return texts.flatMap((text) => [...text.matchAll(/\baws_eip\.[\w-]+/g)].map(([address]) => `${name} ${address}`));
}

const USED_ADDRESSES: ResourceRule = {
  level: "warning",
  title: "Elastic IPs are used.",
  reason: "Each is billed by the hour, used or not; a warning, since an address may be kept for what is still to come.",
  expected: "a NAT gateway, an association, a load balancer or an output that names it",
  fix: "remove it, or use it",
  source:
    'AWS Security Hub User Guide, control EC2.12, and Amazon EC2 User Guide, "Elastic IP addresses", read 2026-12',
  types: ["aws_eip"],
  check: (address, estate) => {
    const isUsed =
      !address.lacks("instance") ||
      !address.lacks("network_interface") ||
      estate.derived(namedAddresses).has(`${address.stack} ${address.address}`);
    return isUsed || estate.stackOf(address).isPlan ? [] : [{ found: "nothing that uses it" }];
  },
};

const ZONE_OF_ITS_OWN: ResourceRule = {
  level: "production",
  title: "Subnets of production go out by a NAT gateway of their own zone.",
  reason: "A zone that fails takes the others off the internet otherwise, and what crosses zones is billed both ways.",
  expected: "a NAT gateway in each zone, and a route table for each",
  fix: "add a NAT gateway in the zone, and a route table that leads to it",
  source: NAT_GATEWAYS,
  types: ["aws_subnet"],
  check: (subnet, estate) => {
    const zone = zoneTextOf(subnet);
    const gateways = estate
      .derived(networksOf)
      .defaultRoutesOf(subnet)
      .flatMap(({ targets }) => targets)
      .filter(({ type }) => type === "aws_nat_gateway");
    const zones = gateways.flatMap((one) => one.targets("subnet_id")).flatMap((one) => zoneTextOf(one) ?? []);
    const [other] = zones;
    if (zone === undefined || other === undefined || !isKnown(zone) || !isKnown(other) || zones.includes(zone))
      return [];
    return [{ found: `a subnet of ${zone} goes out by a NAT gateway of ${other}`, attribute: "availability_zone" }];
  },
};

/** NAT gateways of each VPC, in the order of the estate. */
function gatewaysByVpc(estate: Estate): ReadonlyMap<Resource, readonly Resource[]> {
  const found = new Map<Resource, Resource[]>();
  for (const gateway of estate.all("aws_nat_gateway").filter(isPublic)) {
    for (const vpc of gateway.targets("subnet_id").flatMap((subnet) => subnet.targets("vpc_id"))) {
      const list = found.get(vpc);
      if (list) list.push(gateway);
      else found.set(vpc, [gateway]);
    }
  }
  return found;
}

const ONE_IN_A_SANDBOX: ResourceRule = {
  level: "warning",
  title: "Environments that are not protected have one NAT gateway at most.",
  reason: "Each is billed by the hour, and what is tried there can wait for a zone.",
  expected: "one NAT gateway for the VPC",
  fix: "let all zones go out by one, or by a NAT instance",
  source: 'Amazon VPC pricing, "NAT gateway", read 2026-11',
  types: ["aws_vpc"],
  check: (vpc, estate) => {
    if (estate.environmentOf(vpc).isProduction) return [];
    const count = estate.derived(gatewaysByVpc).get(vpc)?.length ?? 0;
    return count > 1 ? [{ found: `${count} NAT gateways` }] : [];
  },
};

/** Rules about NAT gateways and their addresses. */
export const NAT_RULES = {
  "NET-08": IN_PUBLIC_SUBNET,
  "NET-09": USED_ADDRESSES,
  "NET-10": ZONE_OF_ITS_OWN,
  "NET-11": ONE_IN_A_SANDBOX,
} as const satisfies Rules;
