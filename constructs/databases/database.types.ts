import type { IConstruct } from "constructs";
import type { IGrantable } from "../iam/grantable";
import type { Metric, MetricOptions } from "../monitoring/metric";
import type { IConnectable } from "../security-groups/connections";
import type { Port } from "../security-groups/port";

/** A database that was made here or existed before. */
export interface IDatabase extends IConstruct, IConnectable {
  /** Host name that clients connect to: that of the proxy, where there is one. */
  readonly host: string;
  /** Port that clients connect to, as a rule of security groups has it. */
  readonly port: Port;
  /** Number of the port. */
  readonly portNumber: number;
  /** Name of the database on the server. */
  readonly databaseName: string;
  /** Secret with the fields `username` and `password` of the owner. */
  readonly secretArn: string;
  /** Key of the secret, where it has one that was chosen. */
  readonly secretKeyArn?: string;
  /**
   * Lets a role log in by IAM as a user of the database, which that user has to be made for (`GRANT rds_iam TO …` in PostgreSQL,
   * `IDENTIFIED WITH AWSAuthenticationPlugin` in MySQL).
   *
   * @param user name of the user in the database
   */
  grantConnect(grantable: IGrantable, user: string): void;
}

/** Metrics of a database (Amazon RDS User Guide, "Amazon CloudWatch metrics for Amazon RDS", as of 2026-11). */
export interface DatabaseMetrics {
  /** Processor time in use, in percent. */
  readonly cpu: (options?: MetricOptions) => Metric;
  /** Storage that is free, in bytes. */
  readonly freeStorage: (options?: MetricOptions) => Metric;
  /** Memory that is free, in bytes. */
  readonly freeMemory: (options?: MetricOptions) => Metric;
  /** Connections of clients. */
  readonly connections: (options?: MetricOptions) => Metric;
}

/** Metrics of a read replica: those of a database, and how far it is behind. */
export interface ReplicaMetrics extends DatabaseMetrics {
  /** Seconds that it is behind its database. */
  readonly lag: (options?: MetricOptions) => Metric;
}

/** Metrics of a proxy in front of a database. */
export interface ProxyMetrics {
  /** How much of the time the database could be reached, in percent. */
  readonly availability: (options?: MetricOptions) => Metric;
  /** Connections of clients. */
  readonly clientConnections: (options?: MetricOptions) => Metric;
  /** Connections to the database. */
  readonly databaseConnections: (options?: MetricOptions) => Metric;
  /** Time that clients wait for a connection to the database, in microseconds. */
  readonly borrowLatency: (options?: MetricOptions) => Metric;
}
