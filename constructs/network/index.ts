// VPCs: address plan, tiers of subnets, NAT, endpoints, network ACLs, flow logs.

export { ExistingNetwork } from "./existing-network";
export { Network } from "./network";
export type { INetwork, ISubnet, ITier } from "./network.types";
export type {
  IcmpMessage,
  IcmpMessages,
  NetworkAclOpening,
  NetworkAclProps,
  NetworkAclRule,
} from "./network-acls/network-acl-props";
export { networkContract, networkFromContract, publishNetwork } from "./network-contract";
export type {
  DhcpProps,
  EndpointProps,
  FlowLogProps,
  FlowLogToCloudWatch,
  FlowLogToFirehose,
  FlowLogToS3,
  NatInstance,
  NatNone,
  NatPerZone,
  NatProps,
  NatRegional,
  NatSingle,
  NetworkProps,
  PrefixListProps,
  TierKind,
  TierProps,
  TierRoute,
  TransitGatewayProps,
  VpnGatewayProps,
} from "./network-props";
