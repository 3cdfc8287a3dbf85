// Tables of DynamoDB, their indexes, and who reads and writes.

export { Table } from "./table";
export type { AttributeType, ITable, KeyAttribute, TableMetrics, TableOperation } from "./table.types";
export type {
  ExistingTableProps,
  GlobalIndex,
  IndexCapacity,
  LocalIndex,
  OnDemandCapacity,
  ProvisionedCapacity,
  RecoveryOptions,
  ScaledCapacity,
  TableImport,
  TableProps,
  TableReplica,
} from "./table-props";
