import type { ExemptionReason } from "../../core/environments/exemptions";
import type { Name } from "../../core/texts/text.types";
import type { TierRequest } from "../address-plan/address-plan.types";
import type { NetworkAclOpening, NetworkAclProps } from "../network-acls/network-acl-props";
import type { TierRoute } from "../routes/tier-route-props";

/**
 * How a tier reaches the internet.
 *
 * - `public`: default route to the internet gateway; load balancers, NAT and published hosts.
 * - `private`: default route to NAT; compute. Nothing on the internet can open a connection to it.
 * - `isolated`: no default route at all; databases and caches.
 */
export type TierKind = "public" | "private" | "isolated";

/** Names of subnet groups. */
export interface SubnetGroupNames {
  /**
   * Name of the group for databases.
   *
   * @default - made of the tier
   */
  readonly db?: string;
  /**
   * Name of the group for caches.
   *
   * @default - made of the tier
   */
  readonly cache?: string;
}

/** One tier of subnets: one subnet in each availability zone, all with the same purpose. */
export interface TierProps extends TierRequest {
  /**
   * How the tier reaches the internet: `public` by an internet gateway, `private` by NAT, `isolated` not at all.
   *
   * @synonym subnetType
   */
  readonly kind: TierKind;
  /**
   * Whether EKS may place load balancers here: `elb` tags a public tier for internet-facing ones, `internal-elb` a private
   * or isolated tier for internal ones.
   *
   * @default - the first public tier is tagged `elb` and the first private tier `internal-elb`, when `eksDiscovery` is on
   */
  readonly eks?: "elb" | "internal-elb" | "none";
  /**
   * Subnet groups over the tier: `db` for RDS and Aurora, `cache` for ElastiCache. Isolated and private tiers only.
   *
   * @default - `db` and `cache` for isolated tiers, none for others
   */
  readonly subnetGroups?: readonly ("db" | "cache")[];
  /**
   * The whole names of subnet groups that are taken over, by kind.
   *
   * @default - made of the tier
   */
  readonly subnetGroupNames?: SubnetGroupNames;
  /**
   * The whole `Name` tags of the subnets, by zone.
   *
   * @default - made of tier and zone
   */
  readonly subnetNames?: Readonly<Record<string, string>>;
  /**
   * Rules of the tier's network ACL.
   *
   * @default - by kind. Every kind admits the VPC. Public tiers admit HTTP, HTTPS and ICMP from anywhere besides, private
   * ones ICMP; both let everything out, admit its answers on ports 1024–65535, and refuse SSH and RDP from outside the VPC.
   * Isolated tiers reach HTTPS outside (and admit its answers) if there are gateway endpoints, and nothing else
   */
  readonly networkAcl?: NetworkAclProps;
  /**
   * Tier whose network ACL this tier's subnets have too, with its rules and openings. Only without such of its own.
   *
   * @example app
   * @default - a network ACL of its own
   */
  readonly networkAclOf?: string;
  /**
   * Why the tier has no network ACL of its own. Its subnets stay in the VPC's default one, which lets everything in and out then, so that
   * security groups alone decide.
   *
   * @default - it has one
   */
  readonly withoutNetworkAcl?: ExemptionReason;
  /**
   * Routes of the tier's route tables besides the VPC's own and the default route, by name.
   *
   * @named route
   * @default - none
   */
  readonly routes?: Readonly<Record<Name, TierRoute>>;
  /**
   * What the tier's network ACL admits besides, by name: the networks that SSH comes from, a listener below 1024. At most 9. Openings come
   * before the other rules, numbered 10, 20, 30 … in their order, and open nothing by themselves: security groups decide.
   *
   * @named opening
   * @default - none
   */
  readonly openings?: Readonly<Record<Name, NetworkAclOpening>>;
  /**
   * Whether the tier's route tables get the routes that the VPN gateway learns.
   *
   * @default true for private and isolated tiers when there is a VPN gateway, false for public tiers
   */
  readonly vpnRoutes?: boolean;
  /**
   * Whether hosts of the tier reach by IPv6 what has IPv4 addresses only: the VPC resolver answers with addresses below 64:ff9b::/96, and
   * a route leads these to the tier's NAT gateway. Needs `ipv6`, a private tier and NAT gateways.
   *
   * @default false
   */
  readonly dns64?: boolean;
  /**
   * Whether names of hosts that are made from their ids (`i-….<region>.compute.internal`) have IPv6 addresses, as AAAA records. For hosts
   * that are made from then on. Needs `ipv6`.
   *
   * @default false
   */
  readonly aaaaRecords?: boolean;
  /**
   * Further tags for the tier's subnets; not `Name`, `Tier` and EKS's discovery tags, which are set here.
   *
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;
}
