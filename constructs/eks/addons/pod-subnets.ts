import type { Problems } from "../../core/errors";
import { availabilityZoneOf } from "../../network/address-plan/availability-zones";
import type { INetwork } from "../../network/network.types";

/**
 * Labels of nodes that say where they lie: every node has the zone's name, and since Kubernetes 1.30 its id (Amazon EKS User Guide,
 * "Review release notes for Kubernetes versions on standard support", as of 2024-12).
 */
const ZONE_NAME_LABEL = "topology.kubernetes.io/zone";
const ZONE_ID_LABEL = "topology.k8s.aws/zone-id";

const ADD_ONE = "add a private or isolated tier for the pods to the network, and use it";

/** Subnets of pods, for the CNI's custom networking. */
export interface PodSubnets {
  /** Label of nodes by which the CNI finds the subnet. */
  readonly label: string;
  /** Subnet ids by the label's value. */
  readonly subnetIds: Readonly<Record<string, string>>;
}

/**
 * The subnets that pods get their addresses from. Nodes find theirs by the name of their zone, or by its id in networks whose zones
 * are ids: those stand for another name in each account.
 */
export function podSubnets(network: INetwork, tierName: string, region: string): PodSubnets {
  const places = network.tier(tierName).subnets.map(({ zone, subnetId }) => ({
    ...availabilityZoneOf(zone, region),
    subnetId,
  }));
  const byId = places.some(({ availabilityZoneId }) => availabilityZoneId !== undefined);
  return {
    label: byId ? ZONE_ID_LABEL : ZONE_NAME_LABEL,
    subnetIds: Object.fromEntries(
      places.map(({ availabilityZone, availabilityZoneId, subnetId }) => [
        availabilityZone ?? availabilityZoneId,
        subnetId,
      ]),
    ),
  };
}

/** Checks that a tier can give pods their addresses, in every zone that nodes may lie in. */
export function checkPodTier(network: INetwork, name: string, at: string, problems: Problems): void {
  const tier = network.tiers.find((candidate) => candidate.name === name);
  const closed = network.tiers.filter(({ kind }) => kind !== "public").map((candidate) => candidate.name);
  const tiers = network.tiers.map((candidate) => `${candidate.name} (${candidate.kind})`).join(", ") || "no tiers";
  if (tier === undefined) {
    problems.add(at, {
      code: "EKS_POD_TIER_UNKNOWN",
      message: "The network has no tier of this name.",
      found: `"${name}"`,
      expected: `one of ${tiers}`,
      fix: closed.length > 0 ? `use ${closed.join(" or ")}` : ADD_ONE,
    });
    return;
  }
  if (tier.kind === "public") {
    problems.add(at, {
      code: "EKS_POD_TIER_PUBLIC",
      message: "Pods belong into private or isolated tiers, where nothing on the internet can reach them.",
      found: `public tier "${name}"`,
      expected: "a private or isolated tier",
      fix: closed.length > 0 ? `use ${closed.join(" or ")}` : ADD_ONE,
    });
  }
  checkZones(network, tier.name, at, problems);
}

/** A node in a zone without a subnet for pods has no pods. */
function checkZones(network: INetwork, name: string, at: string, problems: Problems): void {
  const zonesOf = (names: readonly string[]) =>
    new Set(
      network.tiers
        .filter((tier) => names.includes(tier.name))
        .flatMap((tier) => tier.subnets)
        .map(({ zone }) => zone),
    );
  const nodeTiers = network.tiers.filter(({ kind }) => kind === "private").map((tier) => tier.name);
  const covered = zonesOf([name]);
  const missing = [...zonesOf(nodeTiers)].filter((zone) => !covered.has(zone)).sort();
  if (missing.length === 0) return;
  problems.add(at, {
    code: "EKS_POD_TIER_ZONES",
    message: "Nodes may lie in zones in which the tier has no subnet, and could run no pods there.",
    found: `tier "${name}" in ${[...covered].sort().join(", ") || "no zone"}`,
    expected: `subnets in every zone of ${nodeTiers.join(", ")}`,
    fix: `add ${missing.join(" and ")} to the tier`,
  });
}
