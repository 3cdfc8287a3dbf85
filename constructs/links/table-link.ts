import { checkCall } from "../core/shapes/check-call";
import type { ITable } from "../dynamodb/table.types";
import type { Link } from "./link.types";
import { checkLinked } from "./link-checks";

/** What may be done with the items of a table. The first is what counts where nothing is said. */
export const TABLE_ACCESSES = ["read-write", "read", "write"] as const;

/** One of {@link TABLE_ACCESSES}. */
export type TableAccess = (typeof TABLE_ACCESSES)[number];

/** Options of {@link tableLink}. */
export interface TableLinkOptions {
  /**
   * Whether items are read, written (and deleted), or both.
   *
   * @default "read-write"
   */
  readonly access?: TableAccess;
}

/**
 * What it means to use a table: permission for its items and its key. The application is told `TABLE_NAME`.
 *
 * ```ts
 * new FargateService(this, "api", { …, uses: { carts: tableLink(carts, { access: "read" }) } });
 * ```
 *
 * @param table one of the same stack, or `Table.fromExisting`
 * @throws GroundplanError `USE_LINK_INVALID`
 */
export function tableLink(table: ITable, options: TableLinkOptions = {}): Link {
  checkCall("tableLink", { options });
  const { access = "read-write" } = options;
  checkLinked("tableLink", { what: "a table", maker: "Table", key: "table", has: ["tableName", "grantRead"] }, table);
  return {
    grant(user) {
      if (access === "read-write") table.grantReadWrite(user);
      else if (access === "read") table.grantRead(user);
      else table.grantWrite(user);
    },
    variables: { TABLE_NAME: table.tableName },
  };
}
