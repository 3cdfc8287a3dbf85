// Clusters of Aurora: instances of a fixed size or by demand, with readers beside the writer.

export { DatabaseCluster } from "./database-cluster";
export type { DatabaseClusterMetrics, IDatabaseCluster } from "./database-cluster.types";
export type {
  ClusterInstanceOptions,
  DatabaseClusterOptions,
  DatabaseClusterProps,
  ServerlessCapacity,
} from "./database-cluster-props";
