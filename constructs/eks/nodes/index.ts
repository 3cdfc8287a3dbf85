// Nodes: managed groups, self-managed groups, launch templates, user data.

export { maxPodsOf } from "./instances/max-pods";
export { NodeGroup } from "./node-group";
export type {
  NodeGroupOptions,
  NodeOptions,
  NodeRemoteAccess,
  NodeTaint,
  NodeUpdate,
  SelfManagedNodesOptions,
} from "./node-group.types";
export type { NodesCluster } from "./nodes-cluster.types";
export { SelfManagedNodes } from "./self-managed-nodes";
export type {
  ContainerdOptions,
  InstanceOptions,
  KubeletOptions,
  LocalStorage,
  NodeConfig,
  NodeFeatureGates,
} from "./start/node-config.types";
