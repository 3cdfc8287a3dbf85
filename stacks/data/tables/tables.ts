import { Construct } from "constructs";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { Problems } from "../../../constructs/core/errors";
import { checkCall } from "../../../constructs/core/shapes/check-call";
import { layDefaults } from "../../../constructs/core/shapes/defaults";
import { Table } from "../../../constructs/dynamodb/table";
import type { ITable } from "../../../constructs/dynamodb/table.types";
import { TABLE_ACCESSES, type TableAccess, tableLink } from "../../../constructs/links/table-link";
import { checkKeyChoice, chosenKey } from "../../sections/key-choice";
import type { LinkMaker, Offer } from "../../sections/offer.types";
import { dataContract } from "../data-contract";
import type { DataProps, DataThings } from "../data-stack.types";
import type { DataMaking, DataPart } from "../part.types";
import { TABLE_OUTPUTS } from "./table-outputs";
import type { TableSpec, TablesProps } from "./tables.types";

/** Makes the tables of a section. */
function createTables({ stack, specs }: DataMaking<TablesProps>, problems: Problems): DataThings["tables"] {
  const scopes = { tables: new Construct(stack, "tables"), keys: new Construct(stack, "table-keys") };
  const made: Record<string, Table> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const one = problems.collect(() => createTable(scopes, name, spec));
    if (one) made[name] = one;
  }
  return made;
}

function createTable(
  scopes: Readonly<Record<"tables" | "keys", Construct>>,
  name: string,
  { keyArn, ownKey = false, ...options }: TableSpec,
): Table {
  const choice = { ownKey, ...(keyArn === undefined ? {} : { keyArn }) };
  const problems = new Problems(`${scopes.tables.node.path}/${name}`);
  checkKeyChoice(choice, problems);
  problems.throwIfAny();
  const { key } = chosenKey(scopes.keys, name, choice, {
    name: `table-${name}`,
    description: `Encrypts the items of the table ${name}`,
  });
  return new Table(scopes.tables, name, { ...options, ...(key === undefined ? {} : { encryptionKey: key }) });
}

/**
 * A table of the environment in another stack: its ARN, name, stream and key come from the contract, everything else from the section.
 *
 * @param name a table of the section
 * @param props the section `data`
 */
export function tableFromContract(scope: Construct, id: string, name: string, props: DataProps): ITable {
  checkCall("tableFromContract", { scope, id, name, props });
  const { tableArns, tableNames, tableStreamArns, tableKeyArns } = dataContract.read(EnvironmentStack.of(scope));
  const { keyArn, ownKey = false, ...spec } = props.tables?.[name] ?? { key: {} };
  const { stream, replicas = {}, indexes = {}, localIndexes = {} } = layDefaults({ scope, id }, "Table", spec);
  return Table.fromExisting(scope, id, {
    tableArn: tableArns(name),
    tableName: tableNames(name),
    hasIndexes: Object.keys({ ...indexes, ...localIndexes }).length > 0,
    ...(stream !== undefined || Object.keys(replicas).length > 0 ? { streamArn: tableStreamArns(name) } : {}),
    ...(ownKey || keyArn !== undefined ? { keyArn: tableKeyArns(name) } : {}),
  });
}

/** What services name in `uses`: `tables.carts`. */
const OFFER: Offer<DataProps, TableAccess> = {
  names: ({ tables = {} }) => Object.keys(tables),
  accesses: TABLE_ACCESSES,
  link: ({ scope, name, props }): LinkMaker<TableAccess> => {
    const table = tableFromContract(scope, "table", name, props);
    return (asked) => tableLink(table, asked);
  },
};

/** Tables of the section `data`. */
export const TABLES: DataPart<"tables"> = {
  create: createTables,
  outputs: TABLE_OUTPUTS,
  offer: OFFER,
  reader: "tableFromContract",
  keys: "table-keys",
  // `key` of a table is the one by which items are found.
  places: [
    [/^tables\/([^/ ]+) › encryptionKey$/, "tables.$1.keyArn"],
    [/^tables\/([^/ ]+) › key$/, "tables.$1.key"],
  ],
};
