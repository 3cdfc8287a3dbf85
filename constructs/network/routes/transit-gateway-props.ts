/** How a network is attached to a transit gateway, of this account or of one that shares it. */
export interface TransitGatewayProps {
  /**
   * Id of the transit gateway. It exists, and accepts the attachment by itself or by its owner.
   *
   * @pattern ^tgw-[0-9a-f]{8,17}$
   * @code TRANSIT_GATEWAY_ID
   * @message This is not the id of a transit gateway.
   * @expected tgw- and 8 to 17 hexadecimal digits, such as tgw-0123456789abcdef0
   * @fix copy the id from the list of transit gateways
   * @example tgw-0123456789abcdef0
   */
  readonly id: string;
  /**
   * Tier that the attachment's interfaces lie in, one in each of its zones. Hosts in a zone without one do not reach the transit gateway.
   *
   * @default - the first isolated tier, else the first private one
   */
  readonly tier?: string;
  /**
   * Whether both directions of a connection pass the same zone: for a VPC in which a firewall stands.
   *
   * @default false
   */
  readonly applianceMode?: boolean;
  /**
   * Whether public names of hosts in other attached VPCs are answered with their private addresses.
   *
   * @default true
   */
  readonly dns?: boolean;
}
