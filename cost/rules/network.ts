import type { Item } from "../items";
import { blocksOf, type CostResource, isUnknown, lengthOf, textOf, type Values } from "../resources";
import { flat, type Part, part, type Rules, type Unpriced } from "./rule";

/** What networks and load balancers cost. */
export const NETWORK: Rules = {
  aws_alb: loadBalancer,
  aws_ec2_transit_gateway_vpc_attachment: flat("transit-gateway-attachment"),
  aws_eip: address,
  aws_elb: flat("clb"),
  aws_lb: loadBalancer,
  aws_nat_gateway: natGateway,
  aws_vpc_endpoint: endpoint,
  aws_vpn_connection: vpnConnection,
};

/**
 * An address is billed as long as it is there, in use or not, unless it was brought along (AWS Networking & Content Delivery Blog,
 * "Identify and optimize public IPv4 address usage on AWS", read 2026-11).
 */
function address({ values }: CostResource): readonly Part[] {
  const pool = textOf(values, "public_ipv4_pool") ?? "amazon";
  return pool === "amazon" ? [part("public-ipv4")] : [];
}

/**
 * A regional gateway is billed for each zone that it is in (Amazon VPC pricing, as public documents quote it, read 2026-11). Where its
 * zones are named, its addresses are Elastic IPs; else AWS gives it one in each zone (AWS CDK API Reference,
 * `RegionalNatGatewayProviderProps`, read 2026-11).
 */
function natGateway({ values }: CostResource): readonly Part[] {
  if (textOf(values, "availability_mode") !== "regional") return [part("nat-gateway")];
  const zones = blocksOf(values, "availability_zone_address").length;
  return zones > 0
    ? [part("nat-gateway", zones)]
    : [part("nat-gateway", 1, "a regional NAT gateway whose zones are not named is in one zone"), part("public-ipv4")];
}

/** Gateways are free. Interface and Gateway Load Balancer endpoints are billed for each zone (AWS PrivateLink pricing, read 2026-11). */
function endpoint({ values }: CostResource): readonly (Part | Unpriced)[] {
  const kind = textOf(values, "vpc_endpoint_type") ?? "Gateway";
  const items: Readonly<Record<string, Item>> = {
    Interface: "interface-endpoint",
    GatewayLoadBalancer: "gateway-lb-endpoint",
  };
  const item = items[kind];
  if (item === undefined) {
    return kind === "Gateway" && !isUnknown(values.vpc_endpoint_type)
      ? []
      : [{ why: "this kind of endpoint has no price here" }];
  }
  return [perSubnet(item, values, "subnet_ids", "an endpoint whose subnets are not known is in one zone")];
}

/** A balancer, and the addresses that AWS gives it where it faces the internet: one in each zone. */
function loadBalancer({ values }: CostResource): readonly (Part | Unpriced)[] {
  const type = textOf(values, "load_balancer_type") ?? "application";
  const items: Readonly<Record<string, Item>> = { application: "alb", gateway: "gwlb", network: "nlb" };
  const item = items[type];
  if (item === undefined) return [{ why: "the type of the load balancer is not known" }];
  const isPublic = values.internal === false || values.internal === null || values.internal === undefined;
  const hasAddresses = textOf(values, "ip_address_type") !== "dualstack-without-public-ipv4";
  if (!isPublic || !hasAddresses || type === "gateway") return [part(item)];
  const mapped = blocksOf(values, "subnet_mapping");
  if (mapped.length > 0) {
    // Elastic IPs that it was given are billed by themselves.
    const own = mapped.filter(({ allocation_id: id }) => id === null || id === undefined || id === "").length;
    return [part(item), ...(own > 0 ? [part("public-ipv4", own)] : [])];
  }
  return [
    part(item),
    perSubnet("public-ipv4", values, "subnets", "a balancer whose subnets are not known has one address"),
  ];
}

function perSubnet(item: Item, values: Values, attribute: string, assumed: string): Part {
  const subnets = lengthOf(values, attribute) ?? 0;
  return subnets > 0 ? part(item, subnets) : part(item, 1, assumed);
}

/**
 * A transit gateway is billed by what is connected to it, and a VPN connection is among its attachments (AWS Transit Gateway pricing, and
 * AWS Transit Gateway guide, "What is AWS Transit Gateway for Amazon VPC?", read 2026-11).
 */
function vpnConnection({ values }: CostResource): readonly Part[] {
  const isOnTransitGateway = textOf(values, "transit_gateway_id") !== undefined || isUnknown(values.transit_gateway_id);
  return [part("vpn-connection"), ...(isOnTransitGateway ? [part("transit-gateway-attachment")] : [])];
}
