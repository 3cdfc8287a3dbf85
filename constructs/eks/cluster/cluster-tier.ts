import type { Problems } from "../../core/errors";
import type { INetwork, ITier } from "../../network/network.types";
import { privateTier, type TierChoice } from "../../network/tiers/private-tier";

/**
 * Zones in which AWS makes no control planes (Amazon EKS User Guide, "View Amazon EKS networking requirements for VPC and subnets", as
 * of 2026-11).
 */
const ZONES_WITHOUT_CONTROL_PLANES = ["use1-az3", "usw1-az2", "cac1-az3"];

/** How a wrong tier is told. */
export const CLUSTER_TIER: TierChoice = { at: "tier", codePrefix: "EKS_", what: "Control plane and nodes" };

/** Which part of a network a cluster lies in. */
export interface ClusterPlace {
  readonly tier?: string;
  readonly zones?: readonly string[];
}

/**
 * The control plane's tier with the subnets of the cluster's zones, which are two or more; `undefined` when there is no tier.
 *
 * @param deployed zones that the cluster was made with, when it is there
 */
export function controlPlaneTier(
  network: INetwork,
  { tier: name, zones }: ClusterPlace,
  deployed: readonly string[] | undefined,
  problems: Problems,
): ITier | undefined {
  const tier = privateTier(network, name, CLUSTER_TIER, problems);
  const wanted = zones ?? deployed;
  if (!tier) return undefined;
  if (wanted !== undefined && !checkClusterZones(tier, wanted, deployed, problems)) return tier;
  const chosen = inZones(tier, wanted);
  checkZones(chosen, tier, problems);
  return chosen;
}

/** A tier with its subnets in some zones; all of them when no zones are given. */
export function inZones(tier: ITier, zones: readonly string[] | undefined): ITier {
  return zones ? { ...tier, subnets: tier.subnets.filter(({ zone }) => zones.includes(zone)) } : tier;
}

/**
 * A tier in the zones that compute lies in when it names none: those it is deployed in, else the cluster's, else all that the tier
 * has. So a zone that is added to the network replaces neither node groups nor Fargate profiles.
 */
export function defaultZones(tier: ITier, clusterTier: ITier, deployed: readonly string[] | undefined): ITier {
  const ofCluster = clusterTier.subnets.map(({ zone }) => zone);
  const choices = [deployed, ofCluster].map((zones) => inZones(tier, zones ?? []));
  return choices.find(({ subnets }) => subnets.length > 0) ?? tier;
}

/**
 * EKS takes other subnets for a cluster only in the zones that it was made with, and wants one in each of them (Amazon EKS User Guide,
 * "View Amazon EKS networking requirements for VPC and subnets", as of 2026-11).
 */
function checkClusterZones(
  tier: ITier,
  wanted: readonly string[],
  deployed: readonly string[] | undefined,
  problems: Problems,
): boolean {
  const there = tier.subnets.map(({ zone }) => zone);
  const kept = deployed ?? wanted;
  const missing = kept.filter((zone) => !there.includes(zone));
  const beside = "make a new cluster with other zones beside this one and move over";
  if (missing.length > 0) {
    problems.add("zones", {
      code: "EKS_CLUSTER_ZONE_MISSING",
      message: "A cluster keeps a subnet in every zone that it was made with, and its tier has none in one of them.",
      found: `a cluster in ${kept.join(", ")}; tier "${tier.name}" in ${there.join(", ") || "no zone"}`,
      expected: "a subnet of the tier in every zone of the cluster",
      fix:
        `keep ${missing.join(" and ")} in the network's zones, for the cluster's subnets, and take everything else out of it by ` +
        `\`zones\` of node groups, Fargate profiles and services; or ${beside}` +
        (deployed ? "" : `; or, if the cluster was never made, take ${missing.join(" and ")} out of its zones`),
    });
    return false;
  }
  if (deployed === undefined || isSameSet(wanted, deployed)) return true;
  problems.add("zones", {
    code: "EKS_CLUSTER_ZONES_FIXED",
    message: "A cluster keeps the zones that it was made with: EKS takes other subnets only in these, and one in each.",
    found: `[${wanted.join(", ")}], and [${deployed.join(", ")}] is deployed`,
    expected: `[${deployed.join(", ")}]`,
    fix: `write zones: [${deployed.join(", ")}], or leave them out; node groups and Fargate profiles may have other \`zones\`. Or ${beside}`,
  });
  return false;
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.every((zone) => b.includes(zone)) && b.every((zone) => a.includes(zone));
}

function checkZones(tier: ITier, whole: ITier, problems: Problems): void {
  const zones = zonesOf(tier);
  const usable = zonesOf(whole).filter((zone) => !ZONES_WITHOUT_CONTROL_PLANES.includes(zone));
  const named = usable.length >= 2 ? `set zones to two or more of ${usable.join(", ")}` : undefined;
  if (zones.length < 2) {
    problems.add("tier", {
      code: "EKS_TIER_ONE_ZONE",
      message: "EKS makes a cluster only over two zones or more.",
      found: `tier "${tier.name}" in ${zones.length === 0 ? "no zone" : `zone ${zones.join(", ")}`}`,
      expected: "subnets in two zones or more",
      fix: named ?? "add a zone to the network; the addresses of the others stay as they are",
    });
  }
  const refused = zones.filter((zone) => ZONES_WITHOUT_CONTROL_PLANES.includes(zone));
  if (refused.length === 0) return;
  problems.add("tier", {
    code: "EKS_ZONE_WITHOUT_CONTROL_PLANE",
    message: "AWS puts no control plane into this zone.",
    found: `tier "${tier.name}" in ${refused.join(", ")}`,
    expected: `none of ${ZONES_WITHOUT_CONTROL_PLANES.join(", ")}`,
    fix: named ?? "use another zone of the region in the network",
  });
}

function zonesOf({ subnets }: ITier): readonly string[] {
  return [...new Set(subnets.map(({ zone }) => zone))];
}
