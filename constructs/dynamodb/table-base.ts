import { BaseConstruct } from "../core/base-construct";
import { Problems } from "../core/errors";
import type { IGrantable } from "../iam/grantable";
import { grantKey } from "../iam/policies/key-grants";
import { grantSid } from "../iam/policies/sid";
import { metricsOf } from "../monitoring/metric";
import type { ITable, TableMetrics } from "./table.types";

/** What is asked of an index as well. */
const QUERIES = ["dynamodb:Query", "dynamodb:Scan"] as const;

/** Service Authorization Reference, "Actions, resources, and condition keys for Amazon DynamoDB", as of 2026-11. Transactions ask for these. */
const READS = [
  "dynamodb:BatchGetItem",
  "dynamodb:ConditionCheckItem",
  "dynamodb:DescribeTable",
  "dynamodb:GetItem",
  ...QUERIES,
] as const;
const WRITES = [
  "dynamodb:BatchWriteItem",
  "dynamodb:ConditionCheckItem",
  "dynamodb:DeleteItem",
  "dynamodb:DescribeTable",
  "dynamodb:PutItem",
  "dynamodb:UpdateItem",
] as const;
const STREAM = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"] as const;

/**
 * DynamoDB uses the table's key for whoever asks: to read it the data key is decrypted, and to write one is made too (Amazon DynamoDB
 * Developer Guide, "DynamoDB encryption at rest usage notes" and "How it works", as of 2026-11). Grants of the key are for whoever makes tables.
 */
const KEY_READS = ["kms:Decrypt", "kms:DescribeKey"] as const;
const KEY_WRITES = ["kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"] as const;

interface Access {
  readonly actions: readonly string[];
  readonly keyActions: readonly string[];
  /** Whether indexes are asked too. */
  readonly queries: boolean;
}

const ACCESSES = {
  Read: { actions: READS, keyActions: KEY_READS, queries: true },
  Write: { actions: WRITES, keyActions: [...KEY_READS, ...KEY_WRITES], queries: false },
  ReadWrite: {
    actions: [...new Set<string>([...READS, ...WRITES])].sort(),
    keyActions: [...KEY_READS, ...KEY_WRITES],
    queries: true,
  },
} as const satisfies Readonly<Record<string, Access>>;

/** What tables that are made here and those that exist have alike. */
export abstract class TableBase extends BaseConstruct implements ITable {
  abstract readonly tableName: string;
  abstract readonly tableArn: string;
  abstract readonly streamArn?: string;
  /** ARN of the key, whoever made it; nothing where DynamoDB or AWS has it. */
  abstract readonly keyArn?: string;
  /** Whether it has indexes. */
  abstract readonly hasIndexes: boolean;

  /** DynamoDB reports every minute what is not zero. */
  get metrics(): TableMetrics {
    const metric = metricsOf("AWS/DynamoDB", { TableName: this.tableName });
    const byOperation = (operation: string) =>
      metricsOf("AWS/DynamoDB", { TableName: this.tableName, Operation: operation });
    return {
      reads: metric("ConsumedReadCapacityUnits", "Sum"),
      writes: metric("ConsumedWriteCapacityUnits", "Sum"),
      throttledReads: metric("ReadThrottleEvents", "Sum"),
      throttledWrites: metric("WriteThrottleEvents", "Sum"),
      systemErrors: (operation, options) => byOperation(operation)("SystemErrors", "Sum")(options),
      latency: (operation, options) => byOperation(operation)("SuccessfulRequestLatency", "Average")(options),
    };
  }

  grantRead(grantable: IGrantable): void {
    this.#grant("Read", grantable);
  }

  grantWrite(grantable: IGrantable): void {
    this.#grant("Write", grantable);
  }

  grantReadWrite(grantable: IGrantable): void {
    this.#grant("ReadWrite", grantable);
  }

  grantStream(grantable: IGrantable): void {
    const { streamArn } = this;
    if (streamArn === undefined) {
      const problems = new Problems(this.node.path);
      problems.add("stream", {
        code: "TABLE_WITHOUT_STREAM",
        message: "The table has no stream of its changes that could be read.",
        found: "a grant of the stream",
        expected: "a table with a stream",
        fix: 'set stream of the table to "new-and-old", or give streamArn of one that exists',
      });
      problems.throwIfAny();
      return;
    }
    grantable.grantee.allow({
      sid: grantSid("Stream", this, grantable),
      actions: STREAM,
      resources: [streamArn],
    });
    grantKey(this, "dynamodb", "Stream", KEY_READS, grantable);
  }

  #grant(name: keyof typeof ACCESSES, grantable: IGrantable): void {
    const { actions, keyActions, queries }: Access = ACCESSES[name];
    grantable.grantee.allow({ sid: grantSid(name, this, grantable), actions, resources: [this.tableArn] });
    if (queries && this.hasIndexes) {
      grantable.grantee.allow({
        sid: grantSid("Query", this, grantable),
        actions: QUERIES,
        resources: [`${this.tableArn}/index/*`],
      });
    }
    grantKey(this, "dynamodb", name, keyActions, grantable);
  }
}
