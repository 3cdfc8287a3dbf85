import type { Problems } from "../../core/errors";
import type { INetwork, ITier } from "../../network/network.types";

/**
 * Zones in which AWS makes no control planes (Amazon EKS User Guide, "View Amazon EKS networking requirements for VPC and subnets", as
 * of 2026-11).
 */
const ZONES_WITHOUT_CONTROL_PLANES = ["use1-az3", "usw1-az2", "cac1-az3"];

/** The tier of a name, or the first private one; `undefined` when a problem was added. Public tiers are refused. */
export function clusterTier(
  network: INetwork,
  name: string | undefined,
  at: string,
  problems: Problems,
): ITier | undefined {
  const tier = network.tiers.find((candidate) =>
    name === undefined ? candidate.kind === "private" : candidate.name === name,
  );
  const closed = network.tiers.filter(({ kind }) => kind !== "public").map((candidate) => candidate.name);
  const tiers = network.tiers.map((candidate) => `${candidate.name} (${candidate.kind})`).join(", ") || "no tiers";
  const fix = closed.length > 0 ? `name the tier: ${closed.join(" or ")}` : "add a private tier to the network";
  if (tier === undefined) {
    problems.add(at, {
      code: name === undefined ? "EKS_PRIVATE_TIER_MISSING" : "EKS_TIER_UNKNOWN",
      message: name === undefined ? "The network has no private tier." : "The network has no tier of this name.",
      found: name === undefined ? tiers : `"${name}"`,
      expected: name === undefined ? "a private tier, or the name of another one" : `one of ${tiers}`,
      fix,
    });
    return undefined;
  }
  if (tier.kind !== "public") return tier;
  problems.add(at, {
    code: "EKS_TIER_PUBLIC",
    message: "Control plane and nodes belong into private tiers, where nothing on the internet can reach them.",
    found: `public tier "${tier.name}"`,
    expected: "a private or isolated tier",
    fix,
  });
  return undefined;
}

/** The control plane's tier, which is in two zones or more; `undefined` when there is none. */
export function controlPlaneTier(network: INetwork, name: string | undefined, problems: Problems): ITier | undefined {
  const tier = clusterTier(network, name, "tier", problems);
  if (tier) checkZones(tier, problems);
  return tier;
}

function checkZones(tier: ITier, problems: Problems): void {
  const zones = [...new Set(tier.subnets.map(({ zone }) => zone))];
  if (zones.length < 2) {
    problems.add("tier", {
      code: "EKS_TIER_ONE_ZONE",
      message: "EKS makes a cluster only over two zones or more.",
      found: `tier "${tier.name}" in ${zones.length === 0 ? "no zone" : `zone ${zones.join(", ")}`}`,
      expected: "subnets in two zones or more",
      fix: "add a zone to the network; the addresses of the others stay as they are",
    });
  }
  const refused = zones.filter((zone) => ZONES_WITHOUT_CONTROL_PLANES.includes(zone));
  if (refused.length === 0) return;
  problems.add("tier", {
    code: "EKS_ZONE_WITHOUT_CONTROL_PLANE",
    message: "AWS puts no control plane into this zone.",
    found: `tier "${tier.name}" in ${refused.join(", ")}`,
    expected: `none of ${ZONES_WITHOUT_CONTROL_PLANES.join(", ")}`,
    fix: "use another zone of the region",
  });
}
