import type { EgressOnlyInternetGateway } from "@cdktf/provider-aws/lib/egress-only-internet-gateway";
import type { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import type { Vpc } from "@cdktf/provider-aws/lib/vpc";
import type { VpnGateway } from "@cdktf/provider-aws/lib/vpn-gateway";
import { VpnGatewayRoutePropagation } from "@cdktf/provider-aws/lib/vpn-gateway-route-propagation";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import type { NatTarget } from "../nat/nat-gateways";
import { createRoutes, type RouteTargets } from "../routes/tier-routes";
import type { CreatedSubnet, CreatedTier } from "./subnets";

/** The ways out of the VPC. */
export interface Gateways {
  readonly vpc: Vpc;
  readonly internet?: InternetGateway;
  readonly egressOnly?: EgressOnlyInternetGateway;
  readonly vpn?: VpnGateway;
  /** What routes of one's own lead to. */
  readonly targets: RouteTargets;
  readonly nat: readonly NatTarget[];
  /** Whether every zone has a NAT of its own, also when there is one zone only: a second one must not replace its table. */
  readonly natPerZone: boolean;
}

/**
 * Route tables, routes and associations of one tier: one table for all zones, or one for each zone where the default routes
 * differ (a NAT in every zone).
 */
export class TierRouting extends BaseConstruct {
  /** Tables by key: the tier's name, or `<tier>-<zone>`. */
  readonly tables: Readonly<Record<string, RouteTable>>;
  /** The tier's own routes by name, or by `<name>-<zone>` where every zone has its own table. */
  readonly routes: Readonly<Record<string, Route>>;

  constructor(scope: Construct, id: string, tier: CreatedTier, gateways: Gateways, ipv6: boolean) {
    super(scope, id);
    const perZone = tier.props.kind === "private" && gateways.natPerZone;
    const tables: Record<string, RouteTable> = {};
    let routes: Readonly<Record<string, Route>> = {};
    for (const subnet of tier.subnets) {
      const key = perZone ? subnet.key : tier.props.name;
      if (tables[key] === undefined) {
        const table = this.#createTable(key, perZone ? subnet.zone : "all", tier, gateways, ipv6);
        const suffix = perZone ? `-${subnet.zone}` : "";
        routes = { ...routes, ...createRoutes(this, tier.props.routes ?? {}, table, suffix, gateways.targets) };
        tables[key] = table;
      }
      this.#associate(subnet, tables[key]);
    }
    this.tables = tables;
    this.routes = routes;
  }

  #createTable(key: string, zone: string, tier: CreatedTier, gateways: Gateways, ipv6: boolean): RouteTable {
    const suffix = zone === "all" ? "" : `-${zone}`;
    const table = new RouteTable(this, `table${suffix}`, {
      vpcId: gateways.vpc.id,
      tags: { Name: EnvironmentStack.of(this).physicalName("tag", key), Tier: tier.props.name },
    });
    this.#routeIpv4(table, suffix, zone, tier, gateways);
    if (ipv6) this.#routeIpv6(table, suffix, tier, gateways);
    if (tier.props.dns64) this.#routeNat64(table, suffix, zone, gateways);
    if (gateways.vpn && (tier.props.vpnRoutes ?? tier.props.kind !== "public")) {
      new VpnGatewayRoutePropagation(this, `vpn${suffix}`, { routeTableId: table.id, vpnGatewayId: gateways.vpn.id });
    }
    return table;
  }

  #routeIpv4(table: RouteTable, suffix: string, zone: string, tier: CreatedTier, gateways: Gateways): void {
    const destination = { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0" };
    if (tier.props.kind === "public" && gateways.internet) {
      new Route(this, `internet${suffix}`, { ...destination, gatewayId: gateways.internet.id });
    }
    if (tier.props.kind === "private") {
      const nat = natOf(zone, gateways);
      if (nat) new Route(this, `internet${suffix}`, { ...destination, ...nat.route });
    }
  }

  /** IPv6 has no NAT: public tiers use the internet gateway, private ones the gateway that only lets connections out. */
  #routeIpv6(table: RouteTable, suffix: string, tier: CreatedTier, gateways: Gateways): void {
    const destination = { routeTableId: table.id, destinationIpv6CidrBlock: "::/0" };
    if (tier.props.kind === "public" && gateways.internet) {
      new Route(this, `internet-ipv6${suffix}`, { ...destination, gatewayId: gateways.internet.id });
    }
    if (tier.props.kind === "private" && gateways.egressOnly) {
      new Route(this, `internet-ipv6${suffix}`, { ...destination, egressOnlyGatewayId: gateways.egressOnly.id });
    }
  }

  /** NAT gateways translate what comes for this prefix (Amazon VPC User Guide, "DNS64 and NAT64", as of 2026-11). */
  #routeNat64(table: RouteTable, suffix: string, zone: string, gateways: Gateways): void {
    const nat = natOf(zone, gateways);
    if (!nat) return;
    new Route(this, `nat64${suffix}`, {
      routeTableId: table.id,
      destinationIpv6CidrBlock: "64:ff9b::/96",
      ...nat.route,
    });
  }

  #associate(subnet: CreatedSubnet, table: RouteTable): void {
    new RouteTableAssociation(this, `subnet-${subnet.zone}`, { subnetId: subnet.resource.id, routeTableId: table.id });
  }
}

/** The NAT of a table for one zone, or for all of them. */
function natOf(zone: string, { nat }: Gateways): NatTarget | undefined {
  return zone === "all" ? nat[0] : nat.find((target) => target.zone === zone);
}
