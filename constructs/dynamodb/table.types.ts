import type { IConstruct } from "constructs";
import type { IGrantable } from "../iam/grantable";
import type { Metric, MetricOptions } from "../monitoring/metric";

/** What a key's attribute holds. */
export type AttributeType = "string" | "number" | "binary";

/** An attribute by its name, with what it holds: `{ id: "string" }`. */
export type KeyAttribute = Readonly<Record<string, AttributeType>>;

/** Operations on items, by which DynamoDB tells its own errors apart. */
export type TableOperation =
  | "BatchGetItem"
  | "BatchWriteItem"
  | "DeleteItem"
  | "GetItem"
  | "GetRecords"
  | "PutItem"
  | "Query"
  | "Scan"
  | "TransactGetItems"
  | "TransactWriteItems"
  | "UpdateItem";

/** A table that was made here or existed before. */
export interface ITable extends IConstruct {
  /** Name of the table. */
  readonly tableName: string;
  /** ARN of the table. */
  readonly tableArn: string;
  /** ARN of the stream of its changes; nothing where it has none. */
  readonly streamArn?: string;
  /** What CloudWatch knows of the table. */
  readonly metrics: TableMetrics;
  /** Lets a role read items, by the table and its indexes, and use the table's key for it. It may not change any. */
  grantRead(grantable: IGrantable): void;
  /** Lets a role put, change and delete items, and use the table's key for it. It may not read any. */
  grantWrite(grantable: IGrantable): void;
  /** Lets a role do both. */
  grantReadWrite(grantable: IGrantable): void;
  /**
   * Lets a role read the stream of changes, and use the table's key for it.
   *
   * @throws GroundplanError `TABLE_WITHOUT_STREAM`
   */
  grantStream(grantable: IGrantable): void;
}

/** Metrics of a table (Amazon DynamoDB Developer Guide, "DynamoDB metrics and dimensions", as of 2026-11). */
export interface TableMetrics {
  /** Read capacity units that were used. */
  readonly reads: (options?: MetricOptions) => Metric;
  /** Write capacity units that were used. */
  readonly writes: (options?: MetricOptions) => Metric;
  /** Reads that were refused because there were too many. */
  readonly throttledReads: (options?: MetricOptions) => Metric;
  /** Writes that were refused because there were too many. */
  readonly throttledWrites: (options?: MetricOptions) => Metric;
  /** Errors of DynamoDB itself, which it counts for each operation alone. */
  readonly systemErrors: (operation: TableOperation, options?: MetricOptions) => Metric;
  /** Milliseconds that requests took which succeeded, for each operation alone. */
  readonly latency: (operation: TableOperation, options?: MetricOptions) => Metric;
}
