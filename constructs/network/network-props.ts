import type { Tagged } from "../core/tags/tags";
import type { Name } from "../core/texts/text.types";
import type { DeployedNetwork, ReservedRange, TierRequest } from "./address-plan/address-plan.types";
import type { NetworkAclOpening, NetworkAclProps } from "./network-acls/network-acl-props";

export type {
  IcmpMessage,
  IcmpMessages,
  NetworkAclOpening,
  NetworkAclProps,
  NetworkAclRule,
} from "./network-acls/network-acl-props";

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

/**
 * How private tiers reach the internet.
 *
 * - `none`: not at all; only isolated and public tiers are allowed.
 * - `single`: one NAT gateway for all zones. Cheap; a failure of its zone cuts off the others.
 * - `per-zone`: one NAT gateway in every zone; each private route table uses its own zone's.
 * - `instance`: an EC2 instance per NAT, for sandboxes; far cheaper and far slower than a gateway.
 */
export type NatProps = NatNone | NatSingle | NatPerZone | NatInstance;

export interface NatNone {
  /** No NAT. */
  readonly mode: "none";
}

export interface NatSingle {
  /** One NAT gateway for all zones. */
  readonly mode: "single";
  /**
   * Zone that the gateway lies in. Name it before you add a zone that comes before the present ones, or the gateway moves.
   *
   * @default - the first zone by letter or number
   */
  readonly zone?: string;
  /**
   * Allocation id of an Elastic IP of yours.
   *
   * @default - a new Elastic IP
   */
  readonly eip?: string;
}

export interface NatPerZone {
  /** One NAT gateway in every zone. */
  readonly mode: "per-zone";
  /**
   * Allocation ids of Elastic IPs of yours by zone; all zones or none.
   *
   * @default - new Elastic IPs
   */
  readonly eips?: Readonly<Record<string, string>>;
}

export interface NatInstance {
  /** An EC2 instance as NAT. */
  readonly mode: "instance";
  /**
   * Instance type; Arm (`t4g`) and x86 are told apart by it. Another one of the same architecture is a restart, one of the other
   * architecture a new instance.
   *
   * @default "t4g.micro"
   */
  readonly instanceType?: string;
  /**
   * Image id; another one is another instance. An image without `nft` installs it by dnf at its first boot.
   *
   * @default - the newest Amazon Linux 2023 for the type's architecture, resolved by EC2 at launch
   */
  readonly ami?: string;
  /**
   * One instance for all zones, or one in each.
   *
   * @default false
   */
  readonly perZone?: boolean;
  /**
   * Zone that the one instance lies in. Name it before you add a zone that comes before the present ones, or it moves.
   *
   * @default - the first zone by letter or number
   */
  readonly zone?: string;
}

/** Endpoints through which the VPC reaches AWS services without NAT or internet gateway. */
export interface EndpointProps {
  /**
   * Gateway endpoints: `s3`, `dynamodb`, `s3express` (S3 Express One Zone); free. Routes are added to every route table of the VPC.
   *
   * @default ["s3", "dynamodb"]
   */
  readonly gateway?: readonly string[];
  /**
   * Interface endpoints: services of AWS by the last part of their name (`ssm`, `ecr.api`, `logs`), those of partners and of other accounts
   * by their whole name (`com.amazonaws.vpce.<region>.vpce-svc-…`). Each is billed by the hour in each of its zones, and by the gigabyte:
   * 0.01 US dollars an hour in us-east-1 (AWS PrivateLink pricing, as of 2026-11), so six of them in three zones come to about 130 a month.
   * Beside NAT nobody needs them.
   *
   * @example ["ssm", "logs"]
   * @default - none
   */
  readonly interface?: readonly string[];
  /**
   * Tier that the interface endpoints lie in, one subnet per zone. Name it if an isolated tier may still come.
   *
   * @default - the first isolated tier, else the first private one
   */
  readonly tier?: string;
  /**
   * Zones of interface endpoints by service name, for services that are not in all of them.
   *
   * @default - every zone of the network
   */
  readonly zones?: Readonly<Record<string, readonly string[]>>;
  /**
   * Whether interface endpoints take over the service's own name in the VPC, by service name.
   *
   * @default - yes for AWS's services but S3, DynamoDB and S3 Express; no for those of others, which may have no name
   */
  readonly privateDns?: Readonly<Record<string, boolean>>;
  /**
   * Endpoint policies by service name, as a policy document. Its keys are sorted. `{vpcId}` in a text stands for the id of the VPC.
   *
   * @default - AWS's: every action of the service, for principals of any account
   */
  readonly policies?: Readonly<Record<string, unknown>>;
}

/** Where the VPC's flow log goes. */
export type FlowLogProps = FlowLogToCloudWatch | FlowLogToS3;

interface FlowLogCommon {
  /**
   * Which traffic is recorded.
   *
   * @synonym trafficType
   * @default "ALL"
   */
  readonly traffic?: "ALL" | "ACCEPT" | "REJECT";
  /**
   * Seconds over which packets are gathered into one record: 60 or 600.
   *
   * @synonym maxAggregationInterval
   * @default 600
   */
  readonly aggregationSeconds?: 60 | 600;
  /**
   * Fields of a record in order, by AWS's names (`srcaddr`, `pkt-srcaddr`, `flow-direction`).
   *
   * @default - AWS's default format, version 2
   */
  readonly fields?: readonly string[];
}

export interface FlowLogToCloudWatch extends FlowLogCommon {
  /** Records go to CloudWatch Logs. */
  readonly to: "cloudwatch";
  /**
   * Days that records are kept; one of the values CloudWatch Logs knows (1, 3, 5, 7, 14, 30, 60, 90 …).
   *
   * @minimum 1
   * @maximum 3653
   * @default - the environment's `logs`, else 30
   */
  readonly retentionDays?: number;
  /**
   * Whether records are encrypted with a KMS key of their own (costs a key) instead of AWS's.
   *
   * @default false
   */
  readonly ownKey?: boolean;
  /**
   * The whole name of the log group, of one that is taken over.
   *
   * @default - made of the network
   */
  readonly logGroupName?: string;
  /**
   * The whole name of the role by which records are written.
   *
   * @default - made of the network
   */
  readonly roleName?: string;
}

export interface FlowLogToS3 extends FlowLogCommon {
  /** Records go to an S3 bucket. */
  readonly to: "s3";
  /**
   * ARN of an existing bucket whose policy admits log delivery.
   *
   * @default - a bucket is made: private, encrypted, TLS-only, with a lifecycle
   */
  readonly bucketArn?: string;
  /**
   * Days that records are kept in the bucket that is made.
   *
   * @minimum 1
   * @default 90
   */
  readonly retentionDays?: number;
  /**
   * File format. The conversion to Parquet is billed by the gigabyte (Amazon CloudWatch pricing, "Vended logs", as of 2026-11).
   *
   * @default "plain-text"
   */
  readonly format?: "plain-text" | "parquet";
}

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
   * @default 64512
   */
  readonly amazonSideAsn?: number;
}

/** A prefix list: ranges that are used in many places, kept in one. */
export interface PrefixListProps {
  /** CIDRs by what they are (`seoul office`), all of one IP version. */
  readonly entries: Readonly<Record<string, string>>;
  /**
   * How many entries the list can grow to; every reference to the list counts as so many rules.
   *
   * @minimum 1
   * @maximum 1000
   * @default - the number of entries
   */
  readonly maxEntries?: number;
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
   * How many zones the address plan keeps room for, 1 to 8.
   *
   * @minimum 1
   * @maximum 8
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
