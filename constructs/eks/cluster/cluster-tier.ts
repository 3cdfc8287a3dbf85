import type { Problems } from "../../core/errors";
import type { INetwork, ITier } from "../../network/network.types";
import { privateTier, type TierChoice } from "../../network/private-tier";

/**
 * Zones in which AWS makes no control planes (Amazon EKS User Guide, "View Amazon EKS networking requirements for VPC and subnets", as
 * of 2026-11).
 */
const ZONES_WITHOUT_CONTROL_PLANES = ["use1-az3", "usw1-az2", "cac1-az3"];

/** How a wrong tier is told. */
export const CLUSTER_TIER: TierChoice = { at: "tier", codePrefix: "EKS_", what: "Control plane and nodes" };

/** The control plane's tier, which is in two zones or more; `undefined` when there is none. */
export function controlPlaneTier(network: INetwork, name: string | undefined, problems: Problems): ITier | undefined {
  const tier = privateTier(network, name, CLUSTER_TIER, problems);
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
