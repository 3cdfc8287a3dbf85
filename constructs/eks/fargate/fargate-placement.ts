import type { Problems } from "../../core/errors";
import type { INetwork, ITier } from "../../network/network.types";
import { checkWayOut } from "../../network/tiers/way-out";
import { defaultZones, inZones } from "../cluster/cluster-tier";
import type { FargateCluster } from "./fargate-cluster.types";
import type { FargateProfileOptions } from "./fargate-profile.types";

/**
 * What Fargate calls to start a pod, by the names of VPC endpoints, where the pods have no way to the internet (Amazon EKS User
 * Guide, "Deploy private clusters with limited internet access", as of 2026-11): images from ECR with their layers in S3, and the
 * credentials of IRSA from STS. Logs come on top where they are kept.
 */
const START_SERVICES = ["ecr.api", "ecr.dkr", "s3", "sts"] as const;

/** What decides on the place of pods besides what their profile says. */
export interface PodContext {
  /** Zones that the profile is deployed in. */
  readonly deployed: readonly string[] | undefined;
  /** Name of a protected environment, whose pods outlive the loss of a zone. */
  readonly protected: string | undefined;
}

/**
 * The tier that the pods of a profile lie in: private or isolated, and with a way to what Fargate calls. Adds `EKS_TIER_UNKNOWN`,
 * `EKS_FARGATE_TIER_PUBLIC`, `EKS_FARGATE_ENDPOINTS_MISSING`, `EKS_ZONE_UNKNOWN` or `EKS_FARGATE_ONE_ZONE`.
 */
export function placePods(
  cluster: Pick<FargateCluster, "network" | "tier">,
  options: Pick<FargateProfileOptions, "tier" | "zones" | "logging">,
  context: PodContext,
  problems: Problems,
): ITier | undefined {
  const { network } = cluster;
  const tier = network.tiers.find(({ name }) => name === (options.tier ?? cluster.tier.name));
  if (!tier) {
    problems.add("tier", {
      code: "EKS_TIER_UNKNOWN",
      message: "The network has no tier of this name.",
      found: `"${options.tier}"`,
      expected: `one of ${closedTiers(network)}`,
      fix: "use one of these names, or leave it out for the cluster's tier",
    });
    return undefined;
  }
  if (tier.kind === "public") {
    problems.add("tier", {
      code: "EKS_FARGATE_TIER_PUBLIC",
      message: "EKS takes no public subnets for Fargate: its pods have no public addresses and could reach nothing.",
      found: `public tier "${tier.name}"`,
      expected: `a private or isolated tier: ${closedTiers(network)}`,
      fix: "use one of these, or leave it out for the cluster's tier",
    });
    return undefined;
  }
  checkWayOut(
    {
      network,
      tier,
      services: [...START_SERVICES, ...(options.logging === false ? [] : ["logs"])],
      code: "EKS_FARGATE_ENDPOINTS_MISSING",
      consequence: "Pods could not start",
      what: "the pods",
    },
    problems,
  );
  const placed = options.zones
    ? chosenZones(tier, options.zones, problems)
    : defaultZones(tier, cluster.tier, context.deployed);
  if (placed && context.protected !== undefined) checkZones(placed, tier, context.protected, problems);
  return placed;
}

function chosenZones(tier: ITier, zones: readonly string[], problems: Problems): ITier | undefined {
  const known = tier.subnets.map(({ zone }) => zone);
  const unknown = zones.filter((zone) => !known.includes(zone));
  if (unknown.length === 0 && zones.length > 0) return inZones(tier, zones);
  problems.add("zones", {
    code: "EKS_ZONE_UNKNOWN",
    message: zones.length === 0 ? "Pods need a zone." : `Tier "${tier.name}" has no subnet in this zone.`,
    found: unknown.join(", ") || "an empty list",
    expected: `one or more of ${known.join(", ")}`,
    fix: "use these zones, or leave zones out for the cluster's",
  });
  return undefined;
}

function checkZones(tier: ITier, whole: ITier, environment: string, problems: Problems): void {
  const all = whole.subnets.map(({ zone }) => zone);
  const zones = [...new Set(tier.subnets.map(({ zone }) => zone))];
  if (zones.length >= 2) return;
  problems.add("tier", {
    code: "EKS_FARGATE_ONE_ZONE",
    message: "A protected environment runs pods in two zones or more, so that they outlive the loss of one.",
    found: `tier "${tier.name}" in zone ${zones.join(", ") || "none"} of ${environment}`,
    expected: "a tier with subnets in two zones or more",
    fix: all.length >= 2 ? `set zones to two or more of ${all.join(", ")}` : "add a zone to the network",
  });
}

function closedTiers(network: INetwork): string {
  const closed = network.tiers.filter(({ kind }) => kind !== "public").map(({ name }) => name);
  return closed.join(", ") || "none yet: add a private tier to the network";
}
