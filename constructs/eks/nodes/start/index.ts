// What nodes are told when they start: configuration, labels, taints, user data.

export type {
  ContainerdOptions,
  InstanceOptions,
  KubeletOptions,
  LocalStorage,
  NodeConfig,
  NodeFeatureGates,
} from "./node-config.types";
