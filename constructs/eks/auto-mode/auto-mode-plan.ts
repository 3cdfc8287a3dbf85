import type { AutoModeNodePool, AutoModeOptions, AutoModePlan } from "./auto-mode.types";

/** Node pools that EKS brings along, sorted. */
export const NODE_POOLS: readonly AutoModeNodePool[] = ["general-purpose", "system"];

/** What EKS Auto Mode is to be; `undefined` where nothing is said of it. */
export function autoModePlan(asked: AutoModeOptions | boolean | undefined): AutoModePlan | undefined {
  if (asked === undefined) return undefined;
  const { enabled = true, nodePools = NODE_POOLS, nodeClassRole } = autoModeOptions(asked);
  return {
    enabled,
    nodePools: [...new Set(nodePools)].sort(),
    nodeClassRole: nodeClassRole ?? nodePools.length === 0,
  };
}

/** The options; those of `true` and `false` as an object. */
export function autoModeOptions(asked: AutoModeOptions | boolean | undefined): AutoModeOptions {
  if (typeof asked === "object") return asked;
  return asked === undefined ? {} : { enabled: asked };
}

/** Whether EKS Auto Mode is on. */
export function isAutoMode(asked: AutoModeOptions | boolean | undefined): boolean {
  return autoModePlan(asked)?.enabled ?? false;
}
