import type { Problems } from "../../core/errors";
import type { INetwork, ITier } from "../../network/network.types";
import { checkWayOut } from "../../network/way-out";
import type { FargateCluster } from "./fargate-cluster.types";
import type { FargateProfileOptions } from "./fargate-profile.types";

/**
 * What Fargate calls to start a pod, by the names of VPC endpoints, where the pods have no way to the internet (Amazon EKS User
 * Guide, "Deploy private clusters with limited internet access", as of 2026-11): images from ECR with their layers in S3, and the
 * credentials of IRSA from STS. Logs come on top where they are kept.
 */
const START_SERVICES = ["ecr.api", "ecr.dkr", "s3", "sts"] as const;

/**
 * The tier that the pods of a profile lie in: private or isolated, and with a way to what Fargate calls. Adds `EKS_TIER_UNKNOWN`,
 * `EKS_FARGATE_TIER_PUBLIC`, `EKS_FARGATE_ENDPOINTS_MISSING` or `EKS_FARGATE_ONE_ZONE`.
 *
 * @param environment name of a protected environment, whose pods outlive the loss of a zone
 */
export function placePods(
  cluster: Pick<FargateCluster, "network" | "tier">,
  options: Pick<FargateProfileOptions, "tier" | "logging">,
  environment: string | undefined,
  problems: Problems,
): ITier | undefined {
  const { network } = cluster;
  const tier = options.tier === undefined ? cluster.tier : network.tiers.find(({ name }) => name === options.tier);
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
  if (environment !== undefined) checkZones(tier, environment, problems);
  return tier;
}

function checkZones(tier: ITier, environment: string, problems: Problems): void {
  const zones = [...new Set(tier.subnets.map(({ zone }) => zone))];
  if (zones.length >= 2) return;
  problems.add("tier", {
    code: "EKS_FARGATE_ONE_ZONE",
    message: "A protected environment runs pods in two zones or more, so that they outlive the loss of one.",
    found: `tier "${tier.name}" in zone ${zones.join(", ") || "none"} of ${environment}`,
    expected: "a tier with subnets in two zones or more",
    fix: "add a zone to the network",
  });
}

function closedTiers(network: INetwork): string {
  const closed = network.tiers.filter(({ kind }) => kind !== "public").map(({ name }) => name);
  return closed.join(", ") || "none yet: add a private tier to the network";
}
