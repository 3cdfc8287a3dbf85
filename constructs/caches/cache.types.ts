import type { IConstruct } from "constructs";
import type { IGrantable } from "../iam/grantable";
import type { Metric, MetricOptions } from "../monitoring/metric";
import type { IConnectable } from "../security-groups/connections";
import type { Port } from "../security-groups/port";

/** A cache that was made here or existed before. */
export interface ICache extends IConstruct, IConnectable {
  /** Host name that clients connect to, by TLS: of the primary, or of all shards where there are several. */
  readonly host: string;
  /** Port that clients connect to, as a rule of security groups has it. */
  readonly port: Port;
  /** Number of the port. */
  readonly portNumber: number;
  /** Name of the cache, which tokens for logins are signed for. */
  readonly cacheName: string;
  /** The user that clients log in as with a token of IAM. */
  readonly userName: string;
  /** Lets a role log in by IAM as the user of this cache, to it and to no other. */
  grantConnect(grantable: IGrantable): void;
}

/** What can be said of a metric of a cache. */
export interface CacheMetricOptions extends MetricOptions {
  /**
   * Name of the node.
   *
   * @default - the first node, which is the primary until another one takes over
   */
  readonly node?: string;
}

/** Metrics of the nodes of a cache (Amazon ElastiCache User Guide, "Metrics for Valkey and Redis OSS", as of 2026-11). */
export interface CacheMetrics {
  /** Time of the engine's own thread that is in use, in percent. */
  readonly engineCpu: (options?: CacheMetricOptions) => Metric;
  /** Memory that is in use, in percent of what the engine may have. */
  readonly memory: (options?: CacheMetricOptions) => Metric;
  /** Connections of clients. */
  readonly connections: (options?: CacheMetricOptions) => Metric;
  /** Entries that had to go for others. */
  readonly evictions: (options?: CacheMetricOptions) => Metric;
  /** Seconds that a replica is behind the primary. */
  readonly replicationLag: (options?: CacheMetricOptions) => Metric;
}
