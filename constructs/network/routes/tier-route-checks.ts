import { Problems } from "../../core/errors";
import type { AddressPlan } from "../address-plan/address-plan.types";
import { type Cidr, checkCidr, contains, formatCidr } from "../address-plan/cidr";
import { checkIpv6Cidr } from "../address-plan/ipv6-cidr";
import type { NetworkProps } from "../network-props";
import type { TierProps } from "../tiers/tier-props";
import type { TierRoute } from "./tier-route-props";

/** Ids by what they are the ids of. */
const IDS = {
  peering: ["pcx", "a VPC peering connection"],
  "network-interface": ["eni", "a network interface"],
  endpoint: ["vpce", "a Gateway Load Balancer endpoint"],
} as const;

/** Checks the attachment to a transit gateway and the tiers' own routes, each against the address plan and against each other. */
export function checkRoutes(props: NetworkProps, addresses: AddressPlan | undefined, problems: Problems): void {
  checkTransitGateway(props, problems);
  for (const tier of props.tiers) {
    const owners = new Map<string, string>();
    for (const [name, route] of Object.entries(tier.routes ?? {})) {
      const property = `tiers.${tier.name}.routes.${name}`;
      checkTarget(route, props, property, problems);
      const destination = checkDestination(route, tier, { props, addresses }, property, problems);
      if (destination === undefined) continue;
      const owner = owners.get(destination);
      if (owner !== undefined) problems.add(`${property}.to`, twice(destination, owner, name));
      owners.set(destination, name);
    }
  }
}

/** The tier that an attachment lies in: the named one, else the first isolated one, else the first private one. */
export function attachmentTier<T extends Pick<TierProps, "name" | "kind">>(
  { transitGateway }: Pick<NetworkProps, "transitGateway">,
  tiers: readonly T[],
): T | undefined {
  if (transitGateway?.tier !== undefined) return tiers.find(({ name }) => name === transitGateway.tier);
  return tiers.find(({ kind }) => kind === "isolated") ?? tiers.find(({ kind }) => kind === "private");
}

function checkTransitGateway(props: NetworkProps, problems: Problems): void {
  const { transitGateway, tiers } = props;
  if (!transitGateway) return;
  const { id, tier } = transitGateway;
  if (!id.includes("${") && !/^tgw-[0-9a-f]{8,17}$/.test(id)) {
    problems.add("transitGateway.id", {
      code: "TRANSIT_GATEWAY_ID",
      message: "This is not the id of a transit gateway.",
      found: `"${id}"`,
      expected: "tgw- and 8 to 17 hexadecimal digits, such as tgw-0123456789abcdef0",
      fix: "copy the id from the list of transit gateways",
    });
  }
  if (attachmentTier(props, tiers)) return;
  const names = tiers.map(({ name }) => name);
  problems.add("transitGateway.tier", {
    code: "TRANSIT_GATEWAY_TIER_UNKNOWN",
    message: "The attachment to a transit gateway lies in a tier of the network.",
    found: tier === undefined ? "no private or isolated tier" : `"${tier}"`,
    expected: `one of ${names.join(", ")}`,
    fix: "name one of these, or add a tier of kind isolated for it",
  });
}

function checkTarget(route: TierRoute, props: NetworkProps, property: string, problems: Problems): void {
  if (route.by === "transit-gateway" || route.by === "vpn-gateway") {
    const option = route.by === "vpn-gateway" ? "vpnGateway" : "transitGateway";
    if (props[option]) return;
    problems.add(`${property}.by`, {
      code: "ROUTE_TARGET_MISSING",
      message: "The route leads to a gateway that the network does not have.",
      found: `by: ${route.by} without ${option}`,
      expected: `${option}, or another target`,
      fix: `add ${option} to the network, or remove the route`,
    });
    return;
  }
  const [prefix, what] = IDS[route.by];
  if (route.id.includes("${") || new RegExp(`^${prefix}-[0-9a-f]{8,17}$`).test(route.id)) return;
  problems.add(`${property}.id`, {
    code: "ROUTE_TARGET_ID",
    message: `This is not the id of ${what}.`,
    found: `"${route.id}"`,
    expected: `${prefix}- and 8 to 17 hexadecimal digits, such as ${prefix}-0123456789abcdef0`,
    fix: "copy the id from the console, or name another kind of target in by",
  });
}

/** What a route is checked against. */
interface Ground {
  readonly props: NetworkProps;
  readonly addresses: AddressPlan | undefined;
}

/** The destination of a route as its table knows it; `undefined` when it is wrong. */
function checkDestination(
  route: TierRoute,
  tier: TierProps,
  ground: Ground,
  property: string,
  problems: Problems,
): string | undefined {
  const { to } = route;
  const { prefixLists = {}, ipv6 } = ground.props;
  if (to.includes("${") || Object.hasOwn(prefixLists, to) || /^pl-[0-9a-f]{8,17}$/.test(to)) return to;
  if (!/[.:]/.test(to)) {
    const names = Object.keys(prefixLists);
    problems.add(`${property}.to`, {
      code: "ROUTE_DESTINATION",
      message: "The route leads to no addresses.",
      found: `"${to}"`,
      expected: `a CIDR, the id of a prefix list (pl-…)${names.length > 0 ? `, or one of ${names.join(", ")}` : ", or the name of one of the network's"}`,
      fix: "write the range, such as 10.99.0.0/16, or add a prefix list of this name",
    });
    return undefined;
  }
  if (to.includes(":")) {
    if (!checkIpv6Cidr(to, `${property}.to`, problems)) return undefined;
    if (!ipv6) problems.add(`${property}.to`, withoutIpv6(to));
    else if (to === "::/0" && tier.kind !== "isolated") problems.add(`${property}.to`, defaultTaken(to, tier));
    return to;
  }
  const cidr = checkCidr(to, `${property}.to`, problems);
  if (!cidr) return undefined;
  if (cidr.prefix === 0 && tier.kind !== "isolated") problems.add(`${property}.to`, defaultTaken(to, tier));
  checkInside(route, cidr, ground, property, problems);
  return formatCidr(cidr);
}

/**
 * Inside the VPC's ranges only what stands in the middle of the way can be a target, and only for whole subnets (Amazon VPC User Guide,
 * "Subnet route tables", as of 2026-11).
 */
function checkInside(
  { by, to }: TierRoute,
  cidr: Cidr,
  { props, addresses }: Ground,
  property: string,
  problems: Problems,
): void {
  const ranges = [props.cidr, ...(props.secondaryCidrs ?? [])];
  const inside = ranges.some((text) => {
    const range = checkCidr(text, "", new Problems(""));
    return range !== undefined && contains(range, cidr);
  });
  if (!inside || addresses === undefined) return;
  const isMiddle = by === "network-interface" || by === "endpoint";
  const subnets = addresses.tiers.flatMap((planned) => planned.subnets.map((subnet) => subnet.cidr));
  if (isMiddle && (subnets.includes(to) || ranges.includes(to))) return;
  problems.add(`${property}.to`, {
    code: "ROUTE_INSIDE_VPC",
    message: "The route is for addresses of the VPC itself, which reach each other without one.",
    found: `${to} by ${by}, inside ${ranges.join(", ")}`,
    expected: isMiddle
      ? "the whole range of a subnet, or a range outside of the VPC"
      : "a range outside of the VPC; only a network interface or an endpoint can stand between its subnets",
    fix: isMiddle
      ? "name the range of a subnet (`npx groundplan map`), or remove the route"
      : "name the range of the other side, or remove the route",
  });
}

function withoutIpv6(to: string) {
  return {
    code: "ROUTE_WITHOUT_IPV6",
    message: "The route is for IPv6, and the network has none.",
    found: to,
    expected: "a network with IPv6, or an IPv4 range",
    fix: "set ipv6: true for the network, or remove the route",
  };
}

function defaultTaken(to: string, { kind, name }: TierProps) {
  return {
    code: "ROUTE_DEFAULT_TAKEN",
    message: `A ${kind} tier has a default route already.`,
    found: `${to} in the ${kind} tier "${name}"`,
    expected: "a narrower range, or an isolated tier, which has no default route",
    fix: 'make the tier "isolated", or name the ranges that the route is for',
  };
}

function twice(destination: string, owner: string, name: string) {
  return {
    code: "ROUTE_TWICE",
    message: "A route table has one route for a destination.",
    found: `${destination} in "${owner}" and "${name}"`,
    expected: "each destination once",
    fix: "remove one of the two",
  };
}
