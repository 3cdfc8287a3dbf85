import { checkExemptionReason, type ExemptionReason } from "../../core/environments/exemptions";
import type { Problems } from "../../core/errors";
import type { INetwork, ISubnet, ITier } from "../../network/network.types";
import { privateTier } from "../../network/tiers/private-tier";
import { checkWayOut } from "../../network/tiers/way-out";
import { TASKS_AND_INSTANCES } from "../cluster/cluster-checks";

/** Where tasks lie, and whether they have public addresses. */
export interface TaskPlacement {
  readonly tier: ITier;
  readonly subnetIds: readonly string[];
  readonly publicAddress: boolean;
}

/** What is asked for. */
export interface PlacementRequest {
  readonly tier?: string;
  readonly zones?: readonly string[];
  readonly publicAddress?: ExemptionReason;
}

/** What ECS calls to start a task, by the names of VPC endpoints (Amazon ECR User Guide, "Amazon ECR interface VPC endpoints", as of 2026-11). */
const START_SERVICES = ["ecr.api", "ecr.dkr", "logs", "s3"] as const;

/**
 * Finds the tier of tasks: a private one, unless there is a reason for public addresses. Adds `TIER_PUBLIC`,
 * `PRIVATE_TIER_MISSING`, `TIER_UNKNOWN`, `PUBLIC_ADDRESS_TIER`, `EXEMPTION_REASON`, `TASK_ENDPOINTS_MISSING` or
 * `TASK_ZONE_UNKNOWN`.
 */
export function placeTasks(
  network: INetwork,
  request: PlacementRequest,
  extraServices: readonly string[],
  problems: Problems,
): TaskPlacement | undefined {
  const open = request.publicAddress !== undefined;
  if (request.publicAddress) checkExemptionReason(request.publicAddress.reason, "publicAddress.reason", problems);
  const tier = open
    ? publicTier(network, request, problems)
    : privateTier(network, request.tier, { at: "tier", what: TASKS_AND_INSTANCES }, problems);
  if (!tier) return undefined;
  checkWayOut(
    {
      network,
      tier,
      services: [...START_SERVICES, ...extraServices],
      code: "TASK_ENDPOINTS_MISSING",
      consequence: "Tasks could not start",
      what: "the tasks",
    },
    problems,
  );
  const subnets = chooseSubnets(tier, request.zones, problems);
  return {
    tier: { ...tier, subnets },
    subnetIds: subnets.map((subnet) => subnet.subnetId),
    publicAddress: open,
  };
}

function chooseSubnets(tier: ITier, zones: readonly string[] | undefined, problems: Problems): readonly ISubnet[] {
  if (zones === undefined) return tier.subnets;
  const known = tier.subnets.map(({ zone }) => zone);
  const unknown = zones.filter((zone) => !known.includes(zone));
  if (unknown.length === 0 && zones.length > 0) return tier.subnets.filter(({ zone }) => zones.includes(zone));
  problems.add("zones", {
    code: "TASK_ZONE_UNKNOWN",
    message: zones.length === 0 ? "Tasks need a zone." : `Tier "${tier.name}" has no subnet in this zone.`,
    found: unknown.join(", ") || "an empty list",
    expected: `one or more of ${known.join(", ")}`,
    fix: "use these zones, or leave zones out for all of them",
  });
  // What else depends on the place is not to be told twice.
  return tier.subnets;
}

/** Adds `SERVICE_ONE_ZONE` when a protected environment would lose the service with one zone. */
export function checkZones({ tier }: TaskPlacement, network: INetwork, environment: string, problems: Problems): void {
  const zones = [...new Set(tier.subnets.map((subnet) => subnet.zone))];
  if (zones.length >= 2) return;
  const whole = network.tiers.find(({ name }) => name === tier.name)?.subnets.map((subnet) => subnet.zone) ?? [];
  problems.add("tier", {
    code: "SERVICE_ONE_ZONE",
    message: "A protected environment runs services in two zones or more, so that it outlives the loss of one.",
    found: `tier "${tier.name}" in zone ${zones.join(", ") || "none"} of ${environment}`,
    expected: "a tier with subnets in two zones or more",
    fix: whole.length >= 2 ? `set zones to two or more of ${whole.join(", ")}` : "add a zone to the network",
  });
}

function publicTier(network: INetwork, request: PlacementRequest, problems: Problems): ITier | undefined {
  const candidates = network.tiers.filter((tier) => tier.kind === "public");
  const tier = request.tier === undefined ? candidates[0] : candidates.find(({ name }) => name === request.tier);
  if (tier) return tier;
  problems.add("publicAddress", {
    code: "PUBLIC_ADDRESS_TIER",
    message: "A public address is of no use without a route to the internet gateway.",
    found: request.tier === undefined ? "a network without a public tier" : `tier "${request.tier}"`,
    expected: `a public tier${candidates.length > 0 ? `: ${candidates.map(({ name }) => name).join(", ")}` : ""}`,
    fix: `${candidates[0] ? `set tier: "${candidates[0].name}", or ` : ""}leave publicAddress out${request.tier === undefined ? "" : " and put the tasks into a private tier"}; without one, tasks reach the internet by the network's NAT, or AWS by its endpoints`,
  });
  return undefined;
}
