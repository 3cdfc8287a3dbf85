import type { Estate } from "../../tree/estate";
import { isDefault, networksOf, purposeOf, type Route, routesIn, TABLE_TYPES } from "../../tree/networks";
import type { Resource } from "../../tree/resource";
import type { Found, ResourceRule, Rules } from "../rule.types";

const ROUTE_TYPES = ["aws_route", ...TABLE_TYPES];

const ROUTE_TABLES = 'Amazon VPC User Guide, "Configure route tables", read 2026-11';

/** Where a route stands, behind what is found. */
function by({ destination, resource }: Route, target: string): string {
  return `${destination} leads to ${target}, by ${resource.place}`;
}

const PUBLIC_LEADS_OUT: ResourceRule = {
  level: "error",
  title: "Subnets that are called public have a route to an internet gateway.",
  reason: "A balancer or a NAT gateway that is put there is reached by nobody, and reaches nobody.",
  expected: "a default route to an internet gateway",
  fix: "add the route to the subnet's table, or call the subnet private",
  source: ROUTE_TABLES,
  types: ["aws_subnet"],
  check: (subnet, estate) => {
    if (purposeOf(subnet) !== "public") return [];
    const kind = estate.derived(networksOf).kindOf(subnet);
    return kind === undefined || kind === "public"
      ? []
      : [{ found: kind === "private" ? "a default route that leads elsewhere" : "no default route" }];
  },
};

const PRIVATE_HAS_NO_WAY_IN: ResourceRule = {
  level: "error",
  title: "Subnets that are called private have no route to an internet gateway.",
  reason: "Who reads the name puts there what nobody may reach, and an address on the internet is all that is missing.",
  expected: "no route to an internet gateway",
  fix: "let the subnet go out by a NAT gateway, or call it public",
  source: ROUTE_TABLES,
  types: ["aws_subnet"],
  check: (subnet, estate) => {
    const purpose = purposeOf(subnet);
    if (purpose === undefined || purpose === "public") return [];
    const networks = estate.derived(networksOf);
    const table = networks.tableOf(subnet);
    const routes = table === undefined ? [] : networks.routesOf(table);
    return routes
      .filter(({ isToInternet, destination }) => isToInternet && destination !== undefined)
      .slice(0, 1)
      .map((route) => ({ found: by(route, "an internet gateway") }));
  },
};

const NO_WAY_OUT_BY_PEERING: ResourceRule = {
  level: "error",
  title: "Default routes lead to what lets out: a gateway, NAT, a firewall or a transit gateway.",
  reason:
    "A peering connection carries nothing to the internet gateway, the NAT gateway or the firewall of the other VPC.",
  expected: "a NAT gateway, a firewall's endpoint or a transit gateway",
  fix: "give the VPC a NAT gateway, or join the VPCs by a transit gateway that leads to the firewall",
  source:
    'Amazon VPC Peering Guide, "How VPC peering connections work", section "VPC peering limitations", read 2026-12',
  types: ROUTE_TYPES,
  check: (resource) =>
    routesIn(resource)
      .filter((route) => isDefault(route) && route.hop === "vpc_peering_connection_id")
      .map(({ destination }) => ({
        found: `${destination} leads to a peering connection`,
        attribute: resource.type === "aws_route" ? "vpc_peering_connection_id" : "route",
      })),
};

const ISOLATED_STAYS_IN: ResourceRule = {
  level: "error",
  title: "Subnets that are called isolated have no default route.",
  reason: "What is put there counts on it that nothing which it holds can be sent out.",
  expected: "no default route",
  fix: "remove the route and reach AWS by endpoints, or call the subnet private",
  source: ROUTE_TABLES,
  types: ["aws_subnet"],
  check: (subnet, estate) => {
    if (purposeOf(subnet) !== "isolated") return [];
    // One to an internet gateway is told by the rule about private subnets.
    const [route] = estate
      .derived(networksOf)
      .defaultRoutesOf(subnet)
      .filter(({ isToInternet }) => !isToInternet);
    return route === undefined ? [] : [{ found: `${route.destination} leads out, by ${route.resource.place}` }];
  },
};

/** Tables of the subnets of a VPC, and those that name it. */
function tablesOf(vpc: Resource, estate: Estate): readonly Resource[] {
  return TABLE_TYPES.flatMap((type) =>
    estate.referrers(vpc, type, type === "aws_route_table" ? "vpc_id" : "default_route_table_id"),
  );
}

const GATEWAY_IS_USED: ResourceRule = {
  level: "warning",
  title: "A VPC has an internet gateway if a subnet uses it.",
  reason: "One that is there for nothing is one route away from the internet; it harms nobody yet, so it is a warning.",
  expected: "a route of a public subnet to it",
  fix: "remove the gateway, or give the public subnets their route",
  source: 'Amazon VPC User Guide, "Enable internet access for a VPC using an internet gateway", read 2026-11',
  types: ["aws_internet_gateway"],
  check: (gateway, estate) => {
    const vpcs = gateway.targets("vpc_id");
    const networks = estate.derived(networksOf);
    const routes = vpcs.flatMap((vpc) => tablesOf(vpc, estate)).flatMap((table) => networks.routesOf(table));
    // CloudFront's VPC origins ask for a gateway that no route leads to; Global Accelerator does too.
    const isAskedFor = estate.all("aws_cloudfront_vpc_origin", "aws_globalaccelerator_endpoint_group").length > 0;
    if (vpcs.length === 0 || isAskedFor || estate.referrers(gateway, "aws_route", "gateway_id").length > 0) return [];
    return routes.some(({ isToInternet, hop }) => isToInternet || hop === undefined)
      ? []
      : [{ found: "no route to it" }];
  },
};

const ANSWERS_PASS_THE_FIREWALL: ResourceRule = {
  level: "error",
  title: "What leaves through a firewall's endpoint comes back through it.",
  reason: "A firewall that sees one direction of a connection drops it, or does not know what it carries.",
  expected: "a route to the endpoint in the table of the internet gateway or of the NAT gateway's subnet, too",
  fix: "associate a route table with the internet gateway, with a route to the endpoint for the subnet's range",
  source:
    'AWS Network Firewall Developer Guide, "VPC route table configuration for AWS Network Firewall", read 2026-11',
  types: ["aws_subnet"],
  check: (subnet, estate) => {
    const [vpc] = subnet.targets("vpc_id");
    const networks = estate.derived(networksOf);
    const leaves = networks.defaultRoutesOf(subnet).find(({ hop }) => hop === "vpc_endpoint_id");
    // Without a gateway to the internet the same way leads back.
    if (leaves === undefined || vpc === undefined) return [];
    if (estate.referrers(vpc, "aws_internet_gateway", "vpc_id").length === 0) return [];
    const routes = tablesOf(vpc, estate).flatMap((table) => networks.routesOf(table));
    const comesBack = routes.some(
      (route) => route.hop === undefined || (route.hop === "vpc_endpoint_id" && !isDefault(route)),
    );
    return comesBack ? [] : [{ found: `${by(leaves, "an endpoint")}, and no route leads back to one` }];
  },
};

const NO_IPV6_BY_NAT: ResourceRule = {
  level: "error",
  title: "No IPv6 leaves by a NAT gateway.",
  reason: "NAT gateways translate IPv4, and IPv6 only to IPv4 (64:ff9b::/96).",
  expected: "an egress-only internet gateway",
  fix: "let IPv6 leave by an egress-only internet gateway",
  source: 'Amazon VPC User Guide, "DNS64 and NAT64", read 2026-11',
  types: ROUTE_TYPES,
  check: (resource) =>
    routesIn(resource)
      .filter(({ hop, destination = "" }) => hop === "nat_gateway_id" && /^(?!64:ff9b:).*:.*\//.test(destination))
      .map(
        ({ destination }): Found => ({
          found: `${destination} leads to a NAT gateway`,
          attribute: resource.type === "aws_route" ? "nat_gateway_id" : "route",
        }),
      ),
};

/** Rules about routes. */
export const ROUTE_RULES = {
  "NET-04": PUBLIC_LEADS_OUT,
  "NET-05": PRIVATE_HAS_NO_WAY_IN,
  "NET-06": NO_WAY_OUT_BY_PEERING,
  "NET-07": ISOLATED_STAYS_IN,
  "NET-18": GATEWAY_IS_USED,
  "NET-21": ANSWERS_PASS_THE_FIREWALL,
  "NET-25": NO_IPV6_BY_NAT,
} as const satisfies Rules;
