// Databases of RDS and clusters of Aurora: in the isolated tier, with a password that nobody sees.

export {
  type ClusterInstanceOptions,
  DatabaseCluster,
  type DatabaseClusterMetrics,
  type DatabaseClusterOptions,
  type DatabaseClusterProps,
  type IDatabaseCluster,
  type ServerlessCapacity,
} from "./cluster";
export { Database } from "./database";
export type { DatabaseMetrics, IDatabase, ProxyMetrics, ReplicaMetrics } from "./database.types";
export type { DatabaseOptions, DatabaseProps, ExistingDatabaseProps, PasswordFromSecret } from "./database-props";
export { ENGINE_VERSIONS, ENGINES_AS_OF, type EngineVersion } from "./engine-versions";
export type { MadeProxy, ProxyOptions } from "./proxy";
export type { ReadReplica, ReadReplicas } from "./replica-props";
export type { MadeReplica } from "./replicas";
export type { PointInTime } from "./restored";
