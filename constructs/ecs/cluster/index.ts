// ECS clusters: capacity, namespaces, sessions in containers.

export {
  type EcsClusterFromContractProps,
  ecsClusterContract,
  ecsClusterFromContract,
  publishEcsCluster,
} from "./cluster-contract";
export { EcsCluster } from "./ecs-cluster";
export type {
  ClusterCapacity,
  ClusterCapacityProvider,
  ClusterExec,
  ClusterNamespace,
  EcsClusterProps,
  ExecProps,
  ExistingEcsClusterProps,
  IEcsCluster,
  ServiceConnectNamespace,
} from "./ecs-cluster.types";
export { ExistingEcsCluster } from "./existing-cluster";
