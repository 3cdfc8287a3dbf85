import { Route, type RouteConfig } from "@cdktf/provider-aws/lib/route";
import type { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import type { Construct } from "constructs";
import { addressBy } from "../../core/names/address";
import { pathInStack } from "../../core/names/path-in-stack";
import { referenceText } from "../../core/texts/reference-text";
import type { TierRoute } from "./tier-route-props";
import type { TransitGatewayAttachment } from "./transit-gateway-attachment";

/** What routes lead to that the network makes itself. */
export interface RouteTargets {
  readonly vpnGatewayId?: string;
  readonly transitGateway?: TransitGatewayAttachment;
  /** Ids of the network's prefix lists by name. */
  readonly prefixListIds: Readonly<Record<string, string>>;
}

/**
 * Makes the routes of one route table. A route is known by its destination: one that gets another name, or leads elsewhere, is changed in
 * place, for a second one beside it is refused (`RouteAlreadyExists`, Amazon EC2 API Reference, "Error codes", as of 2026-11).
 *
 * @param suffix what tells the table apart from the tier's others
 */
export function createRoutes(
  scope: Construct,
  routes: Readonly<Record<string, TierRoute>>,
  table: RouteTable,
  suffix: string,
  targets: RouteTargets,
): Readonly<Record<string, Route>> {
  return Object.fromEntries(
    Object.entries(routes).map(([name, route]) => {
      const resource = new Route(scope, `route-${name}${suffix}`, {
        routeTableId: table.id,
        ...destinationOf(route, targets),
        ...targetOf(route, targets),
      });
      addressBy(resource, `${pathInStack(scope)}${suffix} ${referenceText(route.to, scope)}`);
      return [`${name}${suffix}`, resource];
    }),
  );
}

function destinationOf({ to }: TierRoute, { prefixListIds }: RouteTargets): Partial<RouteConfig> {
  const list = prefixListIds[to] ?? (/[.:/]/.test(to) && !to.includes("${") ? undefined : to);
  if (list !== undefined) return { destinationPrefixListId: list };
  return to.includes(":") ? { destinationIpv6CidrBlock: to } : { destinationCidrBlock: to };
}

function targetOf(route: TierRoute, { transitGateway, vpnGatewayId }: RouteTargets): Partial<RouteConfig> {
  switch (route.by) {
    case "transit-gateway":
      // A route to a transit gateway that the VPC is not attached to is refused (Amazon VPC Transit Gateways guide, "VPC attachments",
      // as of 2026-11).
      return transitGateway
        ? { transitGatewayId: transitGateway.transitGatewayId, dependsOn: [transitGateway.attachment] }
        : {};
    case "vpn-gateway":
      return { gatewayId: vpnGatewayId };
    case "peering":
      return { vpcPeeringConnectionId: route.id };
    case "network-interface":
      return { networkInterfaceId: route.id };
    case "endpoint":
      return { vpcEndpointId: route.id };
  }
}
