import { Table, type TableProps } from "../../../../constructs/dynamodb";
import { EncryptionKey } from "../../../../constructs/encryption/encryption-key";
import type { Program, Transition } from "../transition";

/** Tables that are changed in every way that DynamoDB knows, and one whose key is another. */
function tables(later: boolean): Program {
  return (stack) => {
    const encryptionKey = new EncryptionKey(stack, "key", { name: "carts", description: "Encrypts carts" });
    const totals = { key: { customer: "string" }, sortKey: { total: "number" } } as const;
    const changes: Partial<TableProps> = {
      expires: "until",
      indexes: { totals },
      recovery: { days: 7 },
      stream: "new-and-old",
      tableClass: "infrequent-access",
      contributorInsights: true,
      encryptionKey,
    };
    new Table(stack, "carts", { key: { id: "string" }, ...(later ? changes : {}) });
    const scaled = { min: 5, max: 50 };
    new Table(stack, "prices", {
      key: { article: "string" },
      ...(later ? { capacity: { by: "provisioned", read: scaled, write: scaled } } : {}),
    });
    new Table(stack, "orders", { key: later ? { customer: "string" } : { id: "string" }, replace: "nothing is in it" });
  };
}

/** Changes of tables. */
export const TABLES: readonly Transition[] = [
  {
    area: "data",
    name: "a table gets an index, an end of its items, a stream and a key, another is bought, and a third has another key",
    from: tables(false),
    to: tables(true),
    replaced: { aws_dynamodb_table: 1, aws_dynamodb_resource_policy: 1 },
  },
];
