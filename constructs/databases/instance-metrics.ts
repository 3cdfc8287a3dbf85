import { metricsOf } from "../monitoring/metric";
import type { DatabaseMetrics, ReplicaMetrics } from "./database.types";

/**
 * Metrics of an instance by its name. RDS reports every minute (Amazon RDS User Guide, "Amazon CloudWatch metrics for Amazon RDS", as of
 * 2026-11).
 */
export function instanceMetrics(instanceName: string): DatabaseMetrics {
  const metric = metricsOf("AWS/RDS", { DBInstanceIdentifier: instanceName });
  return {
    cpu: metric("CPUUtilization", "Average"),
    freeStorage: metric("FreeStorageSpace", "Minimum"),
    freeMemory: metric("FreeableMemory", "Minimum"),
    connections: metric("DatabaseConnections", "Maximum"),
  };
}

/** The same of a replica. */
export function replicaMetrics(instanceName: string): ReplicaMetrics {
  const metric = metricsOf("AWS/RDS", { DBInstanceIdentifier: instanceName });
  return { ...instanceMetrics(instanceName), lag: metric("ReplicaLag", "Maximum") };
}
