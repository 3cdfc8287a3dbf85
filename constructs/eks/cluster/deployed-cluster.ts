import type { IConstruct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { remembered } from "../../core/memory/remembered";
import type { AutoModeNodePool } from "../auto-mode/auto-mode.types";
import type { EksClusterProps, IpFamily } from "./eks-cluster.types";

/** What a cluster of this name was deployed with: another name is another cluster. */
export interface DeployedCluster {
  /** Zones that it was made with. */
  readonly zones: readonly string[];
  readonly ipFamily: IpFamily;
  /** Its node pools, where EKS Auto Mode is on; `undefined` where it is off. */
  readonly autoModePools?: readonly AutoModeNodePool[];
}

/** What is remembered of the cluster; `undefined` when it is not deployed. */
export function deployedCluster(cluster: IConstruct, props: EksClusterProps): DeployedCluster | undefined {
  const name = clusterNameOf(cluster, props);
  const of = (key: string): unknown => {
    const known = remembered(cluster, key);
    return known && Object.entries(known).find(([of]) => of === name)?.[1];
  };
  const zones = of("zones");
  if (!isTexts(zones)) return undefined;
  const pools = of("autoMode");
  return {
    zones,
    // Only IPv6 is remembered.
    ipFamily: of("ipFamily") === "ipv6" ? "ipv6" : "ipv4",
    ...(isTexts(pools) ? { autoModePools: pools as readonly AutoModeNodePool[] } : {}),
  };
}

/** Name of the cluster as a literal. */
export function clusterNameOf(cluster: IConstruct, { name = "", clusterName }: EksClusterProps): string {
  return clusterName ?? EnvironmentStack.of(cluster).physicalName("eksCluster", name);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
