import { DynamodbContributorInsights } from "@cdktf/provider-aws/lib/dynamodb-contributor-insights";
import { DynamodbResourcePolicy } from "@cdktf/provider-aws/lib/dynamodb-resource-policy";
import { DynamodbTable, type DynamodbTableConfig } from "@cdktf/provider-aws/lib/dynamodb-table";
import { Lazy } from "cdktf";
import type { Construct } from "constructs";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { checkLastingFacts } from "../core/memory/lasting-facts";
import { checkExactName } from "../core/names/exact-name";
import { namedBy } from "../core/names/physical-names/name-source";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { tag } from "../core/tags/tags";
import { terraformJson } from "../core/texts/terraform-json";
import { addCheck } from "../core/validation";
import type { EncryptionKey } from "../encryption/encryption-key";
import type { PolicyStatement } from "../iam/policies/policy-document";
import { ResourceStatements } from "../iam/policies/resource-statements";
import { askedAlarms } from "../monitoring/environment-alarms";
import { MetricAlarm } from "../monitoring/metric-alarm";
import { ExistingTable } from "./existing-table";
import type { ITable } from "./table.types";
import { TableBase } from "./table-base";
import { checkTable } from "./table-checks";
import { checkDeployedExpiry, expiryOf } from "./table-expiry";
import { attributesOf, checkDeployedTypes, nameOf, projectionOf, textOf } from "./table-keys";
import type { ExistingTableProps, GlobalIndex, TableImport, TableProps } from "./table-props";
import { TableScaling } from "./table-scaling";

const STREAMS = { keys: "KEYS_ONLY", new: "NEW_IMAGE", old: "OLD_IMAGE", "new-and-old": "NEW_AND_OLD_IMAGES" } as const;
const FORMATS = { csv: "CSV", "dynamodb-json": "DYNAMODB_JSON", ion: "ION" } as const;
const REPLACED = { code: "TABLE_REPLACED", what: "table", service: "DynamoDB", reason: "moved by an export" } as const;

/** Days that a table can be restored to at most (Amazon DynamoDB API Reference, `PointInTimeRecoverySpecification`, as of 2026-11). */
const RECOVERY_DAYS = 35;

/**
 * A table of DynamoDB: encrypted, reached by TLS alone, restorable to any second of the last 35 days, and open to those roles of the account
 * that are granted it. In a protected environment neither DynamoDB nor Terraform deletes it.
 *
 * ```ts
 * const carts = new Table(this, "carts", { key: { id: "string" }, expires: "until" });
 * carts.grantReadWrite(api);
 * ```
 *
 * At synth: `RESOURCE_POLICY_SID_TWICE`, `RESOURCE_POLICY_PUBLIC`.
 */
export class Table extends TableBase {
  readonly table: DynamodbTable;
  readonly policy: DynamodbResourcePolicy;
  readonly tableName: string;
  readonly hasIndexes: boolean;
  /** The key that was made here; nothing for one by its ARN. */
  readonly key?: EncryptionKey;
  readonly keyArn?: string;
  /** By `read` and `write`; only where capacity is bought. */
  readonly scaling: Readonly<Partial<Record<"read" | "write", TableScaling>>>;
  /** Of the table by `table`, and of indexes by their names; only with `contributorInsights`. */
  readonly insights: Readonly<Record<string, DynamodbContributorInsights>>;
  /** Alarms by what they tell, where it has any. */
  readonly alarms: Readonly<Partial<Record<"throttled-reads" | "throttled-writes", MetricAlarm>>>;
  readonly #hasStream: boolean;
  readonly #statements: ResourceStatements;

  /**
   * @throws GroundplanError `EXACT_NAME_INVALID`, `KEY_ARN_INVALID`, `ALARM_ACTIONS_TOO_MANY`, `ARN_INVALID`, `TABLE_REPLACED`,
   * `TABLE_ATTRIBUTE_TYPE`, `TABLE_ATTRIBUTE_NAME`, `TABLE_ATTRIBUTE_TWO_TYPES`, `TABLE_KEY_ATTRIBUTES`, `TABLE_KEY_TWICE`, `TABLE_INDEX_NAME`,
   * `TABLE_INDEX_TWICE`, `TABLE_INDEX_CAPACITY`, `TABLE_LOCAL_INDEXES_TOO_MANY`, `TABLE_LOCAL_INDEX_WITHOUT_SORT_KEY`,
   * `TABLE_PROJECTION_EMPTY`, `TABLE_PROJECTION_TOO_MANY`, `TABLE_EXPIRES_INVALID`, `TABLE_EXPIRES_CHANGED`, `TABLE_TWO_KEYS`, `TABLE_CAPACITY_RANGE`,
   * `TABLE_REPLICA_REGION`, `TABLE_REPLICA_STREAM`, `TABLE_REPLICA_CAPACITY`, `TABLE_REPLICA_KEY`, `TABLE_IMPORT_LOCAL_INDEXES`,
   * `TABLE_IMPORT_FORMAT`
   */
  constructor(scope: Construct, id: string, props: TableProps) {
    super(scope, id);
    props = layDefaults(this, "Table", props);
    const problems = checkShape(this, "Table", props);
    problems.throwIfAny();
    tag(this, props);
    namedBy(this, props.tableName === undefined ? "id" : "tableName");
    const stack = EnvironmentStack.of(this);
    this.tableName = props.tableName ?? stack.physicalName("dynamodbTable", stack.stackName, id);
    checkExactName("dynamodbTable", props.tableName, problems, "tableName");
    checkTable(props, stack.environment.region, problems);
    checkDeployedTypes(this, props, problems);
    checkDeployedExpiry(this, props.expires, problems);
    checkLastingFacts(this, lastingFacts(this.tableName, props), REPLACED, props.replace, problems);
    problems.throwIfAny();
    if (typeof props.encryptionKey === "object") this.key = props.encryptionKey;
    const keyArn = typeof props.encryptionKey === "object" ? props.encryptionKey.arn : props.encryptionKey;
    if (keyArn !== undefined) this.keyArn = keyArn;
    const { indexes = {}, localIndexes = {}, replicas = {} } = props;
    this.hasIndexes = Object.keys({ ...indexes, ...localIndexes }).length > 0;
    this.#hasStream = props.stream !== undefined || Object.keys(replicas).length > 0;
    this.#statements = new ResourceStatements(this, {
      what: "table",
      instead: "",
      actions: ["dynamodb:*"],
      resources: [this.tableArn, `${this.tableArn}/index/*`],
    });
    this.table = this.#createTable(props);
    this.policy = new DynamodbResourcePolicy(this, "policy", {
      resourceArn: this.table.arn,
      // The provider compares it as a text.
      policy: Lazy.stringValue({ produce: () => terraformJson(JSON.parse(this.#statements.document())) }),
    });
    this.scaling = this.#scale(props);
    this.insights = props.contributorInsights ? this.#observe(Object.keys(indexes)) : {};
    this.alarms = this.#watch(props);
    addCheck(this, () => this.#statements.problems(this.node.path));
  }

  /** A table that was made elsewhere. Nothing is looked up, and its policy stays as it is. */
  static fromExisting(scope: Construct, id: string, props: ExistingTableProps): ITable {
    return new ExistingTable(scope, id, props);
  }

  /** ARN of the table. Known before the table exists, because its name is. */
  override get tableArn(): string {
    return EnvironmentStack.of(this).arn("dynamodb", `table/${this.tableName}`);
  }

  override get streamArn(): string | undefined {
    return this.#hasStream ? this.table.streamArn : undefined;
  }

  /**
   * Adds a statement to the table's policy, for principals that grants do not reach: another account. The same statement twice is one.
   */
  admit(statement: PolicyStatement): void {
    this.#statements.add(statement);
  }

  #createTable(props: TableProps): DynamodbTable {
    const { protect } = EnvironmentStack.of(this).environment;
    const { key, sortKey, indexes = {}, localIndexes = {} } = props;
    const isProvisioned = props.capacity?.by === "provisioned";
    return new DynamodbTable(this, "table", {
      name: this.tableName,
      hashKey: nameOf(key),
      ...(sortKey ? { rangeKey: nameOf(sortKey) } : {}),
      attribute: attributesOf(props).map((one) => ({ ...one })),
      ...blocks("globalSecondaryIndex", indexes, (name, index) => globalIndex(name, index, props)),
      ...blocks("localSecondaryIndex", localIndexes, (name, index) => ({
        name,
        rangeKey: nameOf(index.sortKey),
        ...projectionOf(index),
      })),
      ...capacityArguments(props),
      tableClass: props.tableClass === "infrequent-access" ? "STANDARD_INFREQUENT_ACCESS" : "STANDARD",
      deletionProtectionEnabled: props.deletionProtection ?? protect,
      ttl: expiryOf(this, props.expires),
      pointInTimeRecovery: recovery(props),
      // Said in full also where DynamoDB has the key: without it the provider would leave another one as it is.
      serverSideEncryption: {
        enabled: this.keyArn !== undefined || (props.awsManagedKey ?? false),
        ...(this.keyArn === undefined ? {} : { kmsKeyArn: this.keyArn }),
      },
      ...(this.#hasStream ? { streamEnabled: true, streamViewType: STREAMS[props.stream ?? "new-and-old"] } : {}),
      ...blocks("replica", props.replicas ?? {}, (regionName, { keyArn, recovery: isOn = true }) => ({
        regionName,
        pointInTimeRecovery: isOn,
        propagateTags: true,
        ...(keyArn === undefined ? {} : { kmsKeyArn: keyArn }),
      })),
      ...(props.importFrom ? { importTable: importArguments(props.importFrom) } : {}),
      lifecycle: lifecycle(protect, isProvisioned),
    });
  }

  #scale({ capacity }: TableProps): Table["scaling"] {
    if (capacity?.by !== "provisioned") return {};
    const tableName = this.table.name;
    return {
      read: new TableScaling(this, "read", { tableName, unit: "Read", capacity: capacity.read }),
      write: new TableScaling(this, "write", { tableName, unit: "Write", capacity: capacity.write }),
    };
  }

  #observe(indexes: readonly string[]): Table["insights"] {
    const tableName = this.table.name;
    return {
      table: new DynamodbContributorInsights(this, "insights", { tableName }),
      ...Object.fromEntries(
        indexes.map((indexName) => [
          indexName,
          new DynamodbContributorInsights(this, `insights-${indexName}`, { tableName, indexName }),
        ]),
      ),
    };
  }

  #watch({ alarms }: TableProps): Table["alarms"] {
    const asked = askedAlarms(this, alarms);
    if (!asked) return {};
    const of = (what: "reads" | "writes") =>
      new MetricAlarm(this, `throttled-${what}`, {
        ...asked,
        name: `${this.node.id}-throttled-${what}`,
        description: `${this.tableName} refuses ${what} because there are too many: look at which keys are asked for most, and at its capacity`,
        metric: this.metrics[what === "reads" ? "throttledReads" : "throttledWrites"]({ periodSeconds: 300 }),
        when: "above",
        threshold: 0,
      });
    return { "throttled-reads": of("reads"), "throttled-writes": of("writes") };
  }
}

/** What another table is needed for (AWS provider 5.100.0, `aws_dynamodb_table`, `ForceNew`). */
function lastingFacts(tableName: string, { key, sortKey, localIndexes = {} }: TableProps): Record<string, string> {
  return {
    tableName,
    key: nameOf(key),
    sortKey: sortKey ? nameOf(sortKey) : "",
    localIndexes: textOf(localIndexes),
  };
}

function globalIndex(name: string, index: GlobalIndex, { capacity }: TableProps) {
  const bought =
    capacity?.by === "provisioned"
      ? (index.capacity ?? { read: capacity.read.max, write: capacity.write.max })
      : undefined;
  return {
    name,
    hashKey: nameOf(index.key),
    ...(index.sortKey ? { rangeKey: nameOf(index.sortKey) } : {}),
    ...projectionOf(index),
    ...(bought ? { readCapacity: bought.read, writeCapacity: bought.write } : {}),
  };
}

function capacityArguments({
  capacity = { by: "on-demand" },
}: TableProps): Pick<DynamodbTableConfig, "billingMode" | "readCapacity" | "writeCapacity" | "onDemandThroughput"> {
  if (capacity.by === "provisioned") {
    return { billingMode: "PROVISIONED", readCapacity: capacity.read.min, writeCapacity: capacity.write.min };
  }
  const { maxReads, maxWrites } = capacity;
  return {
    billingMode: "PAY_PER_REQUEST",
    ...(maxReads === undefined && maxWrites === undefined
      ? {}
      : {
          onDemandThroughput: {
            ...(maxReads === undefined ? {} : { maxReadRequestUnits: maxReads }),
            ...(maxWrites === undefined ? {} : { maxWriteRequestUnits: maxWrites }),
          },
        }),
  };
}

function recovery({ recovery = true }: TableProps): DynamodbTableConfig["pointInTimeRecovery"] {
  if (recovery === false) return { enabled: false };
  return { enabled: true, recoveryPeriodInDays: recovery === true ? RECOVERY_DAYS : (recovery.days ?? RECOVERY_DAYS) };
}

function importArguments(from: TableImport): NonNullable<DynamodbTableConfig["importTable"]> {
  const { bucketName, prefix, format, compression = "none", delimiter, header } = from;
  return {
    inputFormat: FORMATS[format],
    inputCompressionType: compression.toUpperCase(),
    s3BucketSource: { bucket: bucketName, ...(prefix === undefined ? {} : { keyPrefix: prefix }) },
    ...(delimiter === undefined && header === undefined
      ? {}
      : {
          inputFormatOptions: {
            csv: {
              ...(delimiter === undefined ? {} : { delimiter }),
              ...(header === undefined ? {} : { headerList: [...header] }),
            },
          },
        }),
  };
}

/** What scaling has changed is no difference that a plan would set back. */
function lifecycle(protect: boolean, isProvisioned: boolean): DynamodbTableConfig["lifecycle"] {
  if (!protect && !isProvisioned) return undefined;
  return {
    ...(protect ? { preventDestroy: true } : {}),
    ...(isProvisioned ? { ignoreChanges: ["read_capacity", "write_capacity"] } : {}),
  };
}

/** Blocks of one kind in the order of their names; nothing where there are none. */
function blocks<Kind extends string, Thing, Block>(
  kind: Kind,
  things: Readonly<Record<string, Thing>>,
  make: (name: string, thing: Thing) => Block,
): Partial<Record<Kind, Block[]>> {
  const sorted = Object.entries(things).sort(([a], [b]) => (a < b ? -1 : 1));
  if (sorted.length === 0) return {};
  return { [kind]: sorted.map(([name, thing]) => make(name, thing)) } as Partial<Record<Kind, Block[]>>;
}
