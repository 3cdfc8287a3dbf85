// ECS clusters: capacity, namespaces, sessions in containers.

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
