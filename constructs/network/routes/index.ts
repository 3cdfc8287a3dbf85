// Routes of one's own, and the way to a transit gateway.

export type {
  RouteByEndpoint,
  RouteByNetworkInterface,
  RouteByPeering,
  RouteByTransitGateway,
  RouteByVpnGateway,
  TierRoute,
} from "./tier-route-props";
export { TransitGatewayAttachment } from "./transit-gateway-attachment";
export type { TransitGatewayProps } from "./transit-gateway-props";
