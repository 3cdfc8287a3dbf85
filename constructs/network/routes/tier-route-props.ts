/** A route of a tier: which addresses, and what they are sent to. */
export type TierRoute =
  | RouteByTransitGateway
  | RouteByVpnGateway
  | RouteByPeering
  | RouteByNetworkInterface
  | RouteByEndpoint;

interface RouteCommon {
  /**
   * Where the route leads: an IPv4 or IPv6 CIDR, the name of one of the network's prefix lists, or the id of another one (`pl-…`).
   *
   * @example 10.99.0.0/16
   */
  readonly to: string;
}

export interface RouteByTransitGateway extends RouteCommon {
  /** By the transit gateway that the network is attached to. */
  readonly by: "transit-gateway";
}

export interface RouteByVpnGateway extends RouteCommon {
  /** By the network's VPN gateway, for what the other side does not announce. */
  readonly by: "vpn-gateway";
}

export interface RouteByPeering extends RouteCommon {
  /** By a VPC peering connection. */
  readonly by: "peering";
  /**
   * Id of the connection.
   *
   * @example pcx-0123456789abcdef0
   */
  readonly id: string;
}

export interface RouteByNetworkInterface extends RouteCommon {
  /** By the network interface of an appliance, such as a firewall, whose source and destination check is off. */
  readonly by: "network-interface";
  /**
   * Id of the network interface.
   *
   * @example eni-0123456789abcdef0
   */
  readonly id: string;
}

export interface RouteByEndpoint extends RouteCommon {
  /** By a Gateway Load Balancer endpoint, behind which appliances stand. */
  readonly by: "endpoint";
  /**
   * Id of the endpoint.
   *
   * @example vpce-0123456789abcdef0
   */
  readonly id: string;
}
