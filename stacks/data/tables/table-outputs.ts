import type { Table } from "../../../constructs/dynamodb/table";
import { dataOutput, mockArn } from "../outputs";

/** What other stacks are told of the tables. */
export const TABLE_OUTPUTS = {
  tableArns: dataOutput(
    "ARNs of the tables by name",
    mockArn("dynamodb", "table/mock-"),
    ({ tableArn }: Table) => tableArn,
  ),
  tableNames: dataOutput(
    "Names of the tables in AWS, by their names in the configuration",
    (name) => `mock-${name}`,
    ({ tableName }: Table) => tableName,
  ),
  tableStreamArns: dataOutput(
    "Streams of changes, by the names of the tables that have one",
    (name) => `${mockArn("dynamodb", "table/mock-")(name)}/stream/2026-11-01T00:00:00.000`,
    ({ streamArn }: Table) => streamArn,
  ),
  tableKeyArns: dataOutput(
    "Keys that encrypt the items, by the names of the tables that have one",
    mockArn("kms", "key/mock-"),
    ({ keyArn }: Table) => keyArn,
  ),
};
