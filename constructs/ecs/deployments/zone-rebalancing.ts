import type { Problems } from "../../core/errors";
import type { Deployment } from "./deployment.types";

/** Why ECS could not move the tasks of a service, and what would let it. */
export interface Hindrance {
  readonly found: string;
  readonly fix: string;
}

/**
 * What of a deployment keeps ECS from moving tasks to even the zones out: it needs room above the desired number, and is not for
 * deployments by CodeDeploy (Amazon ECS Developer Guide, "Balancing an Amazon ECS service across Availability Zones", as of 2026-11).
 */
function hindrancesOf(deployment: Deployment | undefined): readonly Hindrance[] {
  if (deployment?.by === "codedeploy") {
    return [{ found: "deployment by codedeploy", fix: "deploy by rolling or blue-green" }];
  }
  if (deployment?.by !== "rolling" || (deployment.maxPercent ?? 200) > 100) return [];
  return [{ found: "maxPercent 100", fix: "set maxPercent to 200" }];
}

/**
 * The argument of a service.
 *
 * @param asked what the properties say
 * @param others what keeps ECS from it besides the deployment
 */
export function rebalances(
  asked: boolean | undefined,
  deployment: Deployment | undefined,
  others: readonly Hindrance[] = [],
): "ENABLED" | "DISABLED" {
  return (asked ?? [...hindrancesOf(deployment), ...others].length === 0) ? "ENABLED" : "DISABLED";
}

/** Adds `ZONE_REBALANCING_IMPOSSIBLE` where it is asked for and ECS would refuse it. */
export function checkRebalancing(
  asked: boolean | undefined,
  deployment: Deployment | undefined,
  others: readonly Hindrance[],
  problems: Problems,
): void {
  if (asked !== true) return;
  for (const { found, fix } of [...hindrancesOf(deployment), ...others]) {
    problems.add("zoneRebalancing", {
      code: "ZONE_REBALANCING_IMPOSSIBLE",
      message: "ECS cannot even the zones out for such a service, and refuses to try.",
      found: `zoneRebalancing: true with ${found}`,
      expected: "zoneRebalancing left out, or a service that ECS can move",
      fix: `leave zoneRebalancing out, or ${fix}`,
    });
  }
}
