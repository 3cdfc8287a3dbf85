import type { Problems } from "../../core/errors";
import type { AutoModeNodePool, AutoModeOptions } from "./auto-mode.types";
import { autoModeOptions, autoModePlan, NODE_POOLS } from "./auto-mode-plan";

/**
 * Checks what is asked of EKS Auto Mode: `EKS_AUTO_MODE_LEFT_OUT`, `EKS_AUTO_MODE_POOL_UNKNOWN`,
 * `EKS_AUTO_MODE_ROLE_UNUSED`.
 *
 * @param deployed node pools of the cluster that is deployed, where EKS Auto Mode is on there
 */
export function checkAutoMode(
  asked: AutoModeOptions | boolean | undefined,
  deployed: readonly AutoModeNodePool[] | undefined,
  problems: Problems,
): void {
  const plan = autoModePlan(asked);
  if (!plan) {
    if (deployed) addLeftOut(problems);
    return;
  }
  const options = autoModeOptions(asked);
  checkPools(options.nodePools ?? [], problems);
  // Another thing than a list of pools has been told, and says nothing of roles.
  checkRoleName("nodeRoleName", options, plan.nodePools.length > 0, "a node pool of EKS's own", problems);
  checkRoleName("nodeClassRoleName", options, plan.nodeClassRole, "nodeClassRole: true", problems);
}

/**
 * Without the three blocks the provider asks for nothing, or for a part that AWS refuses (hashicorp/terraform-provider-aws, issue 40582, read
 * 2026-11).
 */
function addLeftOut(problems: Problems): void {
  problems.add("autoMode", {
    code: "EKS_AUTO_MODE_LEFT_OUT",
    message: "EKS Auto Mode is on in the cluster that is deployed, and leaving it out turns nothing off.",
    found: "no autoMode",
    expected: "autoMode, as it is deployed, or false",
    fix: "put autoMode back, or set it to false, deploy that, and leave it out then; false ends its nodes and deletes its load balancers",
  });
}

function checkPools(pools: readonly string[], problems: Problems): void {
  const known: readonly string[] = NODE_POOLS;
  const unknown = pools.filter((pool) => !known.includes(pool));
  if (unknown.length === 0) return;
  problems.add("autoMode.nodePools", {
    code: "EKS_AUTO_MODE_POOL_UNKNOWN",
    message: "EKS Auto Mode has no node pool of this name of its own.",
    found: unknown.map((pool) => `"${pool}"`).join(", "),
    expected: `some of ${NODE_POOLS.join(", ")}`,
    fix: "take one of these; NodePools of your own are objects in the cluster",
  });
}

/** AWS refuses a role without pools: "When Compute Config nodeRoleArn is not null or empty, nodePool value(s) must be provided." */
function checkRoleName(
  property: "nodeRoleName" | "nodeClassRoleName",
  options: AutoModeOptions,
  isUsed: boolean,
  needed: string,
  problems: Problems,
): void {
  const name = options[property];
  if (name === undefined || isUsed) return;
  problems.add(`autoMode.${property}`, {
    code: "EKS_AUTO_MODE_ROLE_UNUSED",
    message: "The role has a name, and no node would have the role.",
    found: `"${name}"`,
    expected: `${property} together with ${needed}`,
    fix: `leave ${property} out`,
  });
}
