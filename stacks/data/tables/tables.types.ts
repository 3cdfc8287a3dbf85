import type { Name } from "../../../constructs/core/texts/text.types";
import type { TableProps } from "../../../constructs/dynamodb/table-props";
import type { KeyChoice } from "../../sections/key-choice";

/** A table: everything that `Table` takes. */
export interface TableSpec extends Omit<TableProps, "encryptionKey">, KeyChoice {}

/**
 * Tables by name.
 *
 * @named table
 */
export interface TablesProps {
  readonly [name: Name]: TableSpec;
}
