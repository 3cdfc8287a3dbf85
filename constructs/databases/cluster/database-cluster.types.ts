import type { Metric, MetricOptions } from "../../monitoring/metric";
import type { DatabaseMetrics, IDatabase } from "../database.types";

/** A cluster of Aurora that was made here or existed before. `host` leads to the instance that writes, whichever it is. */
export interface IDatabaseCluster extends IDatabase {
  /** Host name that leads to one of the readers, and to the writer where there are none. */
  readonly readerHost: string;
}

/**
 * Metrics of a cluster: of the instance that writes, where nothing else is said (Amazon Aurora User Guide, "Amazon CloudWatch metrics for Amazon Aurora", as of
 * 2026-11).
 */
export interface DatabaseClusterMetrics extends Omit<DatabaseMetrics, "freeStorage"> {
  /** How far the slowest of the readers is behind, in milliseconds. */
  readonly replicaLag: (options?: MetricOptions) => Metric;
  /** Capacity units in use, in percent of the most that there may be; of serverless instances alone. */
  readonly capacity: (options?: MetricOptions) => Metric;
}
