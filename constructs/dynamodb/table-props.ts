import type { Tagged } from "../core/tags/tags";
import type { BucketName, RegionCode } from "../core/texts/text.types";
import type { EncryptionKey } from "../encryption/encryption-key";
import type { Alarms } from "../monitoring/environment-alarms";
import type { KeyAttribute } from "./table.types";

/** What is kept of an item in an index. */
interface Projected {
  /**
   * What an index keeps of each item: `all` of it, its `keys` alone, or the keys and the attributes that are named. What it does not keep has
   * to be read from the table. Another choice makes the index anew.
   *
   * @default "all"
   */
  readonly projection?: "all" | "keys" | readonly string[];
}

/** Capacity of an index that is bought. */
export interface IndexCapacity {
  /**
   * Read capacity units.
   *
   * @minimum 1
   */
  readonly read: number;
  /**
   * Write capacity units.
   *
   * @minimum 1
   */
  readonly write: number;
}

/** An index by another key, over the whole table. */
export interface GlobalIndex extends Projected {
  /**
   * The attribute by which the index finds items, and what it holds: `{ customer: string }`. Several items may have the same.
   *
   * @example { "customer": "string" }
   * @synonym partitionKey, hashKey
   */
  readonly key: KeyAttribute;
  /**
   * The attribute by which items with the same `key` are sorted, and what it holds.
   *
   * @example { "at": "number" }
   * @default - they have no order
   * @synonym rangeKey
   */
  readonly sortKey?: KeyAttribute;
  /**
   * What is bought for the index, where the table's capacity is `provisioned`. It is not scaled: Terraform cannot leave what scaling has
   * changed of one index as it is without leaving all changes of indexes undone.
   *
   * @default - the most that the table may have, so that the index never holds up what is written to the table
   */
  readonly capacity?: IndexCapacity;
}

/** An index that sorts the items of each `key` by another attribute. */
export interface LocalIndex extends Projected {
  /**
   * The attribute by which items are sorted, and what it holds: `{ total: number }`.
   *
   * @example { "total": "number" }
   */
  readonly sortKey: KeyAttribute;
}

/** Capacity that follows the load between two limits. */
export interface ScaledCapacity {
  /**
   * Units that are always there.
   *
   * @minimum 1
   */
  readonly min: number;
  /**
   * Units that are never exceeded.
   *
   * @minimum 1
   */
  readonly max: number;
  /**
   * Percent of the capacity that should be used.
   *
   * @minimum 20
   * @maximum 90
   * @default 70
   */
  readonly target?: number;
}

/** Each request is billed, and there is room for as many as come. */
export interface OnDemandCapacity {
  /** Each request is paid for. */
  readonly by: "on-demand";
  /**
   * Read request units a second above which requests are refused, to limit what they cost.
   *
   * @minimum 1
   * @default - no limit but the account's
   */
  readonly maxReads?: number;
  /**
   * The same for write request units.
   *
   * @minimum 1
   * @default - no limit but the account's
   */
  readonly maxWrites?: number;
}

/** Capacity is bought, and follows the load. */
export interface ProvisionedCapacity {
  /** Units are bought by the hour, whether they are used or not. */
  readonly by: "provisioned";
  /** Read capacity units. */
  readonly read: ScaledCapacity;
  /** Write capacity units. */
  readonly write: ScaledCapacity;
}

/** How far back a table can be restored. */
export interface RecoveryOptions {
  /**
   * Days that are kept.
   *
   * @minimum 1
   * @maximum 35
   * @default 35
   */
  readonly days?: number;
}

/** The table once more in another region. What is written in one region is there in the other within a second or so. */
export interface TableReplica {
  /**
   * ARN of the KMS key of that region that encrypts the replica. Where the table has a key of its own, each replica has one.
   *
   * @default - the service's own key, as for the table
   */
  readonly keyArn?: string;
  /**
   * Whether it can be restored to any second, as the table can.
   *
   * @default true
   */
  readonly recovery?: boolean;
}

/** What a table is filled with when it is made. Later changes of it do nothing. */
export interface TableImport {
  /** Bucket of the objects, which whoever deploys may read. */
  readonly bucketName: BucketName;
  /**
   * Only objects whose names begin so.
   *
   * @example carts/
   * @default - all of them
   */
  readonly prefix?: string;
  /** How the items are written: `dynamodb-json` and `ion` as exports of tables have it. */
  readonly format: "csv" | "dynamodb-json" | "ion";
  /**
   * How the objects are compressed.
   *
   * @default "none"
   */
  readonly compression?: "none" | "gzip" | "zstd";
  /**
   * What parts the values of a line of `csv`.
   *
   * @default - a comma
   */
  readonly delimiter?: string;
  /**
   * Names of the attributes of `csv`, in the order of the values.
   *
   * @default - the first line has them
   */
  readonly header?: readonly string[];
}

/** Properties of {@link Table}. */
export interface TableProps extends Tagged {
  /**
   * The whole name, for a table that is taken over. Another name is another table.
   *
   * @default - made of project, environment, stack and id
   */
  readonly tableName?: string;
  /**
   * The attribute by which items are found (the partition key), and what it holds: `{ id: string }`. Another one is another table.
   *
   * @example { "id": "string" }
   * @synonym partitionKey, hashKey
   */
  readonly key: KeyAttribute;
  /**
   * The attribute by which items with the same `key` are told apart and sorted, and what it holds. Another one is another table.
   *
   * @example { "at": "number" }
   * @default - `key` alone tells items apart
   */
  readonly sortKey?: KeyAttribute;
  /**
   * Indexes by other keys, by name. They can be added and taken away at any time.
   *
   * @synonym globalIndexes
   * @named index
   * @default - none
   */
  readonly indexes?: Readonly<Record<string, GlobalIndex>>;
  /**
   * Indexes that sort the items of each `key` otherwise, by name. They are made with the table: other ones are another table.
   *
   * @named index
   * @default - none
   */
  readonly localIndexes?: Readonly<Record<string, LocalIndex>>;
  /**
   * The attribute that says when an item is deleted by itself, in seconds since 1970. It takes up to a few days.
   *
   * @example until
   * @default - items stay
   * @synonym ttl, timeToLiveAttribute
   */
  readonly expires?: string;
  /**
   * Whether requests are billed one by one, or capacity is bought that follows the load.
   *
   * @default - `on-demand`, without a limit
   */
  readonly capacity?: OnDemandCapacity | ProvisionedCapacity;
  /**
   * What is billed more: requests (`standard`) or storage (`infrequent-access`).
   *
   * @default "standard"
   */
  readonly tableClass?: "standard" | "infrequent-access";
  /**
   * What the stream of changes tells of each: the item's `keys`, its `new` or `old` image, or both. It is kept for a day.
   *
   * @default - no stream; with `replicas` `new-and-old`, which they need
   * @synonym streamViewType, streamSpecification
   */
  readonly stream?: "keys" | "new" | "old" | "new-and-old";
  /**
   * Whether the table can be restored, as another one, to any second of the last days: `true`, how many, or `false`.
   *
   * @synonym pointInTimeRecovery
   * @default - to any of the last 35 days
   */
  readonly recovery?: boolean | RecoveryOptions;
  /**
   * Whether DynamoDB refuses to delete the table.
   *
   * @default - as the environment's `protect`
   */
  readonly deletionProtection?: boolean;
  /**
   * The table in other regions, by region.
   *
   * @default - none
   */
  readonly replicas?: { readonly [region: RegionCode]: TableReplica };
  /**
   * What the table is filled with when it is made.
   *
   * @default - it is empty
   */
  readonly importFrom?: TableImport;
  /**
   * Whether CloudWatch Contributor Insights tells which keys are read and written most, in the table and in each of `indexes`. It is billed by
   * requests.
   *
   * @default false
   */
  readonly contributorInsights?: boolean;
  /**
   * KMS key that encrypts the table: one that was made here, or an ARN. The policy of one by its ARN stays as it is.
   *
   * @default - a key of DynamoDB's own, which costs nothing
   */
  readonly encryptionKey?: EncryptionKey | string;
  /**
   * Whether the account's key `aws/dynamodb` encrypts it, whose use CloudTrail tells of and KMS bills.
   *
   * @default false
   */
  readonly awsManagedKey?: boolean;
  /**
   * Why a change may make another table in the place of this one: its items are lost but for backups. Take it out again after the apply.
   *
   * @default - a change that would is refused
   */
  readonly replace?: string;
  /**
   * Alarms that tell when reads or writes are refused because there are too many.
   *
   * @default - there are alarms where the environment says by `alarms` who is told
   */
  readonly alarms?: Alarms;
}

/** What is known of a table that was not made in this stack. */
export interface ExistingTableProps {
  /** ARN of the table: a literal or a reference. */
  readonly tableArn: string;
  /**
   * Name of the table.
   *
   * @default - the last part of the ARN, which has to be a literal then
   */
  readonly tableName?: string;
  /**
   * Whether it has indexes, which roles may read as the table.
   *
   * @default false
   */
  readonly hasIndexes?: boolean;
  /**
   * ARN of the stream of its changes.
   *
   * @default - it has none
   */
  readonly streamArn?: string;
  /**
   * ARN of the KMS key that encrypts the table.
   *
   * @default - the table has no key of its own
   */
  readonly keyArn?: string;
}
