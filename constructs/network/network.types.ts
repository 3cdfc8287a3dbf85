import type { IConstruct } from "constructs";
import type { PlannedAclRule } from "./network-acls/network-acl-plan";
import type { TierKind } from "./tiers/tier-props";

/** One subnet, as others see it. */
export interface ISubnet {
  readonly subnetId: string;
  /** Zone letter or zone id, as the network names it. */
  readonly zone: string;
  /** IPv4 range. */
  readonly cidr: string;
}

/** One tier, as others see it. */
export interface ITier {
  readonly name: string;
  readonly kind: TierKind;
  /** Subnets by zone, in zone order. */
  readonly subnets: readonly ISubnet[];
  /**
   * Rules of the tier's network ACL.
   *
   * @default - not known: the network was made elsewhere
   */
  readonly networkAcl?: readonly PlannedAclRule[];
}

/** A network that was made here, is read from another stack's contract, or existed before. */
export interface INetwork extends IConstruct {
  readonly vpcId: string;
  /** IPv4 ranges of the VPC, the primary first. */
  readonly cidrs: readonly string[];
  /** Zones in use, in order. */
  readonly zones: readonly string[];
  /** Every tier, in the order of declaration. */
  readonly tiers: readonly ITier[];
  /** AWS services that have an endpoint in the VPC: `s3`, `ssm`. */
  readonly endpointServices: readonly string[];
  /** Whether private tiers reach the internet by NAT. */
  readonly hasNat: boolean;
  /** Whether the VPC has an internet gateway: a network has one when it has a public tier. */
  readonly hasInternetGateway: boolean;
  /** Whether hosts have IPv6 addresses besides, by which they reach the internet too. */
  readonly ipv6: boolean;
  /** Ids of the managed prefix lists by name. */
  readonly prefixListIds: Readonly<Record<string, string>>;

  /**
   * The tier of a name.
   *
   * @throws GroundplanError that lists the names there are
   */
  tier(name: string): ITier;
}
