import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { GroundplanError } from "../core/errors";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import type { INetwork, ITier } from "./network.types";
import { type KnownPrefixList, tellPrefixList } from "./prefix-lists/known-prefix-lists";

/** What is known of a network that was not made in this stack. Values may be literals or references. */
export interface ExistingNetworkProps {
  readonly vpcId: string;
  /** IPv4 ranges of the VPC, the primary first. */
  readonly cidrs: readonly string[];
  /** Zones in use: letters or zone ids. */
  readonly zones: readonly string[];
  readonly tiers: readonly ITier[];
  /**
   * AWS services that have an endpoint in the VPC (`s3`, `ssm`).
   *
   * @default - none
   */
  readonly endpointServices?: readonly string[];
  /**
   * Whether private tiers reach the internet by NAT.
   *
   * @default true
   */
  readonly hasNat?: boolean;
  /**
   * Whether the VPC has an internet gateway.
   *
   * @default true
   */
  readonly hasInternetGateway?: boolean;
  /**
   * Whether hosts have IPv6 addresses besides.
   *
   * @default false
   */
  readonly ipv6?: boolean;
  /**
   * Ids of managed prefix lists by name.
   *
   * @default - none
   */
  readonly prefixListIds?: Readonly<Record<string, string>>;
  /**
   * What the managed prefix lists hold, by name: rules that name a list are judged by its ranges.
   *
   * @default - unknown: a list is taken for ranges of one's own
   */
  readonly prefixLists?: Readonly<Record<string, KnownPrefixList>>;
}

/** What `tier()` does for every kind of network. */
export function findTier(
  network: { readonly tiers: readonly ITier[]; readonly node: Construct["node"] },
  name: string,
): ITier {
  const tier = network.tiers.find((candidate) => candidate.name === name);
  if (tier) return tier;
  const names = network.tiers.map((candidate) => candidate.name).join(", ");
  throw new GroundplanError([
    {
      code: "TIER_UNKNOWN",
      path: network.node.path,
      message: "The network has no tier of this name.",
      found: `"${name}"`,
      expected: network.tiers.length > 0 ? `one of ${names}` : "a tier that is declared; the network declares none",
      fix: `${network.tiers.length > 0 ? "use one of these names, or " : ""}add the tier to the network`,
    },
  ]);
}

/** A network that exists: made by another stack, by another tool, or by hand. Nothing is looked up. */
export class ExistingNetwork extends BaseConstruct implements INetwork {
  readonly vpcId: string;
  readonly cidrs: readonly string[];
  readonly zones: readonly string[];
  readonly tiers: readonly ITier[];
  readonly endpointServices: readonly string[];
  readonly hasNat: boolean;
  readonly hasInternetGateway: boolean;
  readonly ipv6: boolean;
  readonly prefixListIds: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: ExistingNetworkProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingNetwork", props);
    checkShape(this, "ExistingNetwork", props);
    this.vpcId = props.vpcId;
    this.cidrs = props.cidrs;
    this.zones = props.zones;
    this.tiers = props.tiers;
    this.endpointServices = props.endpointServices ?? [];
    this.hasNat = props.hasNat ?? true;
    this.hasInternetGateway = props.hasInternetGateway ?? true;
    this.ipv6 = props.ipv6 ?? false;
    this.prefixListIds = props.prefixListIds ?? {};
    for (const [name, list] of Object.entries(props.prefixLists ?? {})) {
      const listId = this.prefixListIds[name];
      if (listId !== undefined) tellPrefixList(this, listId, list);
    }
  }

  tier(name: string): ITier {
    return findTier(this, name);
  }
}
