import type { Tagged } from "../core/tags/tags";
import type { Name } from "../core/texts/text.types";
import type { DeployedNetwork, ReservedRange } from "./address-plan/address-plan.types";
import type { EndpointProps } from "./endpoints/endpoint-props";
import type { FlowLogProps } from "./flow-logs/flow-log-props";
import type { NatProps } from "./nat/nat-props";
import type { PrefixListProps } from "./prefix-lists/prefix-list-props";
import type { TransitGatewayProps } from "./routes/transit-gateway-props";
import type { TierProps } from "./tiers/tier-props";

export type { EndpointProps } from "./endpoints/endpoint-props";
export type { FlowLogProps, FlowLogToCloudWatch, FlowLogToFirehose, FlowLogToS3 } from "./flow-logs/flow-log-props";
export type { NatInstance, NatNone, NatPerZone, NatProps, NatRegional, NatSingle } from "./nat/nat-props";
export type {
  IcmpMessage,
  IcmpMessages,
  NetworkAclOpening,
  NetworkAclProps,
  NetworkAclRule,
} from "./network-acls/network-acl-props";
export type { PrefixListProps } from "./prefix-lists/prefix-list-props";
export type { TierRoute } from "./routes/tier-route-props";
export type { TransitGatewayProps } from "./routes/transit-gateway-props";
export type { SubnetGroupNames, TierKind, TierProps } from "./tiers/tier-props";

/** What instances learn by DHCP. */
export interface DhcpProps {
  /**
   * Domain name.
   *
   * @default - the region's own (`<region>.compute.internal`)
   */
  readonly domainName?: string;
  /**
   * Name servers in the order in which hosts ask them, at most 4, as IP addresses or `AmazonProvidedDNS`.
   *
   * @default ["AmazonProvidedDNS"]
   */
  readonly nameServers?: readonly string[];
  /**
   * NTP servers in the order in which hosts ask them, at most 4, as IP addresses.
   *
   * @default - Amazon Time Sync, which needs no option
   */
  readonly ntpServers?: readonly string[];
}

/** A virtual private gateway, the AWS end of a site-to-site VPN. */
export interface VpnGatewayProps {
  /**
   * ASN of the Amazon side: 64512–65534, or 4200000000–4294967294.
   *
   * @minimum 64512
   * @maximum 4294967294
   * @rangeToldAs VPN_ASN_INVALID
   * @default 64512
   */
  readonly amazonSideAsn?: number;
}

/** Properties of {@link Network}. */
export interface NetworkProps extends Tagged {
  /**
   * Primary IPv4 range of the VPC, /16 to /28.
   *
   * @example 10.10.0.0/16
   * @synonym cidrBlock, vpcCidr
   */
  readonly cidr: string;
  /**
   * Secondary IPv4 ranges, /16 to /28; a tier lies in one by `range`.
   *
   * @synonym secondaryCidrBlocks
   * @default - none
   */
  readonly secondaryCidrs?: readonly string[];
  /**
   * Availability zones: letters (`a`) or zone ids (`apne2-az1`). Order does not matter.
   *
   * @example ["a", "c"]
   * @synonym azs, availabilityZones
   */
  readonly zones: readonly string[];
  /**
   * How many zones the address plan keeps room for, 1 to 8. Slots are half as large for 2, and for 3 other tiers may lie where a fourth zone
   * would; a network that is deployed keeps its places, whatever is written here.
   *
   * @minimum 1
   * @maximum 8
   * @rangeToldAs MAX_ZONES
   * @default 4
   */
  readonly maxZones?: number;
  /** The tiers, in the order in which they were introduced. */
  readonly tiers: readonly TierProps[];
  /**
   * What is deployed of the network: its tiers keep their places.
   *
   * @default - what the environment's memory holds of this construct; nothing before its first deployment
   */
  readonly deployed?: DeployedNetwork;
  /**
   * Ranges that must stay free of subnets.
   *
   * @default - none besides Docker's bridge 172.17.0.0/16
   */
  readonly reserved?: readonly ReservedRange[];
  /**
   * Whether the VPC's ranges may be public addresses. Only for addresses that you own: hosts in the VPC no longer reach the
   * real owner of these addresses on the internet.
   *
   * @default false
   */
  readonly allowPublicRanges?: boolean;
  /**
   * Dual stack: an Amazon-provided /56, a /64 per subnet, and an egress-only gateway for private tiers.
   *
   * @default false
   */
  readonly ipv6?: boolean;
  /**
   * NAT for the private tiers.
   *
   * @synonym natGateway, natGateways, enableNatGateway, singleNatGateway, oneNatGatewayPerAz
   * @default - one NAT gateway per zone if there is a private tier, else none
   */
  readonly nat?: NatProps;
  /**
   * Endpoints for AWS services.
   *
   * @default - gateway endpoints for S3 and DynamoDB
   */
  readonly endpoints?: EndpointProps;
  /**
   * Flow log of the VPC.
   *
   * @default - none
   */
  readonly flowLog?: FlowLogProps;
  /**
   * Further flow logs by name, each with a place of its own.
   *
   * @named flow log
   * @default - none
   */
  readonly flowLogs?: Readonly<Record<Name, FlowLogProps>>;
  /**
   * DHCP options.
   *
   * @default - the account's default set
   */
  readonly dhcp?: DhcpProps;
  /**
   * VPN gateway.
   *
   * @default - none
   */
  readonly vpnGateway?: VpnGatewayProps;
  /**
   * Attachment to a transit gateway. Tiers reach what lies behind it by `routes`.
   *
   * @default - none
   */
  readonly transitGateway?: TransitGatewayProps;
  /**
   * Prefix lists by name.
   *
   * @named prefix list
   * @default - none
   */
  readonly prefixLists?: Readonly<Record<Name, PrefixListProps>>;
  /**
   * Whether subnets carry the tags by which EKS's load balancer controller finds them; needs `dns`.
   *
   * @default true
   */
  readonly eksDiscovery?: boolean;
  /**
   * Whether the VPC resolver answers (`enableDnsSupport`) and instances get DNS names (`enableDnsHostnames`).
   *
   * @default true
   */
  readonly dns?: boolean;
}
