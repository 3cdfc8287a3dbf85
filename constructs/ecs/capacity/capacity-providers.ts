import { architectureOf } from "../../compute/instance-architecture";
import type { ClusterCapacity, ClusterCapacityProvider } from "../cluster/ecs-cluster.types";
import type { CpuArchitecture } from "../tasks/task-definition.types";

/** The capacity providers of Fargate that a cluster has. */
export function fargateProviders(capacity: ClusterCapacity = {}): Readonly<Record<string, ClusterCapacityProvider>> {
  return {
    FARGATE: { name: "FARGATE" },
    ...(capacity.fargateSpot === false ? {} : { FARGATE_SPOT: { name: "FARGATE_SPOT" } }),
  };
}

/** The architecture of instances, as ECS names it. */
export function ecsArchitecture(instanceType: string): CpuArchitecture {
  return architectureOf(instanceType) === "arm64" ? "ARM64" : "X86_64";
}
