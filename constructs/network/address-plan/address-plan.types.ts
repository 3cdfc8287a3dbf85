/** Position of an availability zone inside a tier's slot: 0 for `a` (or `…-az1`) up to 7 for `h` (or `…-az8`). */
export type ZonePosition = number;

/** What one tier asks of the address plan. */
export interface TierRequest {
  /** Name of the tier, unique within the plan. */
  readonly name: string;
  /**
   * Prefix length of each of the tier's IPv4 subnets, 16 to 28.
   *
   * @minimum 16
   * @maximum 28
   * @rangeToldAs SUBNET_SIZE
   * @example 24
   * @synonym cidrMask
   */
  readonly prefixLength: number;
  /**
   * Which of the VPC's IPv4 ranges the tier lies in: `primary`, or one of the secondary ranges, named by its CIDR.
   *
   * @default "primary"
   */
  readonly range?: string;
  /**
   * The tier's slot, as one or two CIDRs: the first holds the zones a–d, the second e–h. `groundplan map --pin` writes it.
   * An empty list means that the tier owns no slot: then every zone in use needs an explicit subnet.
   *
   * @code CONFIG_WRONG_TYPE
   * @message The value has the wrong type.
   * @expected a CIDR, or a list of them
   * @fix write a text in quotes, or a list of such texts
   * @default - found by declaration order, behind the tiers declared before
   */
  readonly cidr?: string | readonly string[];
  /**
   * Zones of the network that the tier lies in.
   *
   * @example ["a", "c"]
   * @default - every zone of the network
   */
  readonly zones?: readonly string[];
  /**
   * Explicit subnet CIDRs by zone (letter or zone id), each with the tier's prefix length. A zone that is not named here
   * takes its place in the slot. With one for every zone of the tier the slot is kept only where nothing else lies in it.
   *
   * @default - every subnet takes its place in the slot
   */
  readonly subnets?: Readonly<Record<string, string>>;
  /**
   * The tier's place in the VPC's IPv6 /56, 0 to 31: each place holds eight /64. `groundplan map --pin` writes it.
   *
   * @minimum 0
   * @maximum 31
   * @rangeToldAs IPV6_SLOT
   * @default - found by declaration order
   */
  readonly ipv6Slot?: number;
}

/** Input of the address plan. */
export interface AddressPlanRequest {
  /** Primary IPv4 range of the VPC, /16 to /28. */
  readonly cidr: string;
  /**
   * Secondary IPv4 ranges, /16 to /28.
   *
   * @default - none
   */
  readonly secondaryCidrs?: readonly string[];
  /** Availability zones in use: letters (`a`) or zone ids (`apne2-az1`), not both. Order does not matter. */
  readonly zones: readonly string[];
  /**
   * How many availability zones a tier can grow to: up to 4 share one slot, 5 to 8 take a second one from the range's end. With fewer than
   * 4 a slot is smaller.
   *
   * @default 4
   */
  readonly maxZones?: number;
  /** The tiers, in the order in which they were introduced: a later tier never moves an earlier one. */
  readonly tiers: readonly TierRequest[];
  /**
   * Ranges that must stay free of subnets: the cluster's service range, on-premises networks, peers.
   *
   * @default - none besides 172.17.0.0/16 (Docker's bridge)
   */
  readonly reserved?: readonly ReservedRange[];
  /**
   * Whether the VPC has an Amazon-provided IPv6 /56 and every subnet a /64 of it.
   *
   * @default false
   */
  readonly ipv6?: boolean;
  /**
   * Whether the VPC's ranges may be publicly routable addresses. Only for addresses that you own: hosts in the VPC no
   * longer reach the real owner of these addresses on the internet.
   *
   * @default false
   */
  readonly allowPublicRanges?: boolean;
  /**
   * What is deployed of the network. Its tiers stay where they are, whatever is declared before them.
   *
   * @default - nothing
   */
  readonly deployed?: DeployedNetwork;
}

/** What is deployed of a network. */
export interface DeployedNetwork {
  /** Name of its environment, for messages. */
  readonly environment: string;
  /** Zones in the order in which they were introduced. */
  readonly zones: readonly string[];
  /**
   * How many zones the slots of its tiers were found for.
   *
   * @default 4
   */
  readonly maxZones?: number;
  /** Tiers in the order in which they were introduced. */
  readonly tiers: Readonly<Record<string, DeployedTier>>;
}

/** Where a tier lies that is deployed. */
export interface DeployedTier {
  /** The VPC range that it lies in. */
  readonly range: string;
  readonly prefixLength: number;
  readonly slots: readonly string[];
  /** CIDRs by zone. */
  readonly subnets: Readonly<Record<string, string>>;
  readonly ipv6Slot?: number;
  /** Whether it has been accepted that the tier goes to another place. */
  readonly mayMove?: boolean;
}

/** A range that subnets must not touch, with the reason. */
export interface ReservedRange {
  /**
   * The range.
   *
   * @example 192.168.0.0/16
   */
  readonly cidr: string;
  /** Who owns it, for the message: `service range of the EKS cluster`. */
  readonly reason: string;
}

/** One planned subnet. */
export interface PlannedSubnet {
  readonly tier: string;
  /** Letter or zone id, as given. */
  readonly zone: string;
  readonly position: ZonePosition;
  /** IPv4 range. */
  readonly cidr: string;
  /** Which of the VPC's /64 networks (0–255) the subnet has; absent without IPv6. */
  readonly ipv6Index?: number;
}

/** One tier's share of the plan. */
export interface PlannedTier {
  readonly name: string;
  /** The VPC range that the tier lies in. */
  readonly range: string;
  /** The tier's slots, to be written as `cidr` when pinned; empty when the tier was given none. */
  readonly slots: readonly string[];
  readonly ipv6Slot?: number;
  /** Subnets by position. */
  readonly subnets: readonly PlannedSubnet[];
}

/** One line of the address map. Entries of a range do not overlap, are in address order and cover it without gaps. */
export interface AddressMapEntry {
  /** VPC range that the entry lies in. */
  readonly range: string;
  readonly cidr: string;
  /** `used` by a subnet, `reserved` for a zone or tier that is not in use yet, or `free`. */
  readonly state: "used" | "reserved" | "free";
  readonly tier?: string;
  /** Zone letter or id for used entries; for reserved ones the letter or id that the place is kept for, where one is. */
  readonly zone?: string;
  /** Number of addresses. */
  readonly size: number;
  /** Why a reserved entry that belongs to no tier is kept: the reason of the reserved range it lies in. */
  readonly reason?: string;
}

/** The address plan: where every subnet lies, and what is left. */
export interface AddressPlan {
  readonly cidr: string;
  readonly secondaryCidrs: readonly string[];
  readonly tiers: readonly PlannedTier[];
  readonly map: readonly AddressMapEntry[];
}
