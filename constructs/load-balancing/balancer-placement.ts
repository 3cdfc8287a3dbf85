import type { Problems } from "../core/errors";
import type { INetwork, ITier } from "../network/network.types";
import type { TierKind } from "../network/network-props";
import type { LoadBalancerScheme } from "./load-balancer.types";

/** Where a balancer is to lie. */
export interface PlacementRequest {
  readonly network: INetwork;
  readonly scheme: LoadBalancerScheme;
  readonly tier?: string;
  /** Kinds of tier that an internal balancer may lie in, the preferred one first. */
  readonly internalKinds: readonly TierKind[];
  /** Zones that AWS asks for: an Application Load Balancer needs two (`CreateLoadBalancer`, as of 2026-11). */
  readonly leastZones: number;
}

/**
 * Finds the tier of a balancer. Adds `TIER_UNKNOWN`, `BALANCER_TIER_KIND`, `BALANCER_TIER_MISSING`,
 * `BALANCER_ZONES_TOO_FEW`.
 */
export function placeBalancer(request: PlacementRequest, problems: Problems): ITier | undefined {
  const { network, scheme, leastZones } = request;
  const kinds: readonly TierKind[] = scheme === "internet-facing" ? ["public"] : request.internalKinds;
  const tier = request.tier === undefined ? firstOf(network, kinds) : named(network, request.tier, problems);
  if (!tier) {
    if (request.tier === undefined) addMissing(request, kinds, problems);
    return undefined;
  }
  if (!kinds.includes(tier.kind)) addWrongKind(request, tier, kinds, problems);
  if (tier.subnets.length < leastZones) {
    problems.add("tier", {
      code: "BALANCER_ZONES_TOO_FEW",
      message: "An Application Load Balancer needs subnets in at least two availability zones.",
      found: `tier "${tier.name}" with ${tier.subnets.length === 0 ? "no zones" : `zone ${tier.subnets.map(({ zone }) => zone).join(", ")}`}`,
      expected: `a tier with at least ${leastZones} zones`,
      fix: "add a zone to the network, or to this tier; the subnets that are there stay as they are",
    });
  }
  return tier;
}

function firstOf(network: INetwork, kinds: readonly TierKind[]): ITier | undefined {
  return kinds.flatMap((kind) => network.tiers.filter((tier) => tier.kind === kind))[0];
}

function named(network: INetwork, name: string, problems: Problems): ITier | undefined {
  const tier = network.tiers.find((candidate) => candidate.name === name);
  if (tier) return tier;
  problems.add("tier", {
    code: "TIER_UNKNOWN",
    message: "The network has no tier of this name.",
    found: `"${name}"`,
    expected: `one of ${network.tiers.map((candidate) => candidate.name).join(", ")}`,
    fix: "use one of these names, or add the tier to the network",
  });
  return undefined;
}

function addMissing(request: PlacementRequest, kinds: readonly TierKind[], problems: Problems): void {
  const { network, scheme } = request;
  const otherKinds: readonly TierKind[] = scheme === "internal" ? ["public"] : request.internalKinds;
  const other = firstOf(network, otherKinds)
    ? `, or make the balancer ${scheme === "internal" ? "internet-facing" : "internal"}`
    : "";
  const tiers = network.tiers.map(({ name, kind }) => `${name} (${kind})`);
  problems.add("tier", {
    code: "BALANCER_TIER_MISSING",
    message: `The network has no tier for a balancer that is ${scheme}.`,
    found: tiers.length > 0 ? `tiers ${tiers.join(", ")}` : "no tiers",
    expected: `a tier that is ${kinds.join(" or ")}`,
    fix: `add a ${kinds[0]} tier to the network${other}`,
  });
}

function addWrongKind(
  { network, scheme }: PlacementRequest,
  tier: ITier,
  kinds: readonly TierKind[],
  problems: Problems,
): void {
  const better = network.tiers.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);
  problems.add("tier", {
    code: "BALANCER_TIER_KIND",
    message:
      scheme === "internet-facing"
        ? "A balancer that is internet-facing needs a public tier: elsewhere no answer finds the way back."
        : "An internal balancer does not belong into a public tier.",
    found: `${scheme} in the ${tier.kind} tier "${tier.name}"`,
    expected: `a tier that is ${kinds.join(" or ")}`,
    fix: better.length > 0 ? `use ${better.join(" or ")}` : `add a ${kinds[0]} tier to the network`,
  });
}
