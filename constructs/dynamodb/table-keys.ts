import type { IConstruct } from "constructs";
import type { Problems } from "../core/errors";
import { remember, remembered } from "../core/memory/remembered";
import type { AttributeType, KeyAttribute } from "./table.types";
import type { GlobalIndex, LocalIndex, TableProps } from "./table-props";

/** An attribute that a key is made of, and the property that names it. */
interface KeyPart {
  readonly at: string;
  readonly attribute: KeyAttribute;
}

/** DynamoDB's letters (Amazon DynamoDB API Reference, `AttributeDefinition`, as of 2026-11). */
const TYPES = { string: "S", number: "N", binary: "B" } as const satisfies Record<AttributeType, string>;

/** Name of the attribute of a key. */
export function nameOf(key: KeyAttribute): string {
  return Object.keys(key)[0] ?? "";
}

/** All attributes that keys of the table and its indexes are made of, as DynamoDB has them, in the order of their names. */
export function attributesOf(props: TableProps): readonly { readonly name: string; readonly type: string }[] {
  const types = typesOf(props);
  return Object.keys(types)
    .sort()
    .map((name) => ({ name, type: TYPES[types[name] ?? "string"] }));
}

/** What an attribute of a key holds, by name; the first that says so counts. */
export function typesOf(props: TableProps): Readonly<Record<string, AttributeType>> {
  return Object.fromEntries(
    partsOf(props)
      .reverse()
      .flatMap(({ attribute }) => Object.entries(attribute)),
  );
}

/** The arguments of an index for what it keeps of items. */
export function projectionOf({ projection = "all" }: Pick<GlobalIndex, "projection">): {
  readonly projectionType: string;
  readonly nonKeyAttributes?: string[];
} {
  if (projection === "all") return { projectionType: "ALL" };
  if (projection === "keys") return { projectionType: "KEYS_ONLY" };
  return { projectionType: "INCLUDE", nonKeyAttributes: [...projection].sort() };
}

/** A local index in one text, by which a change is seen. */
export function textOf(indexes: Readonly<Record<string, LocalIndex>>): string {
  return Object.keys(indexes)
    .sort()
    .map((name) => {
      const index = indexes[name] as LocalIndex;
      const { projectionType, nonKeyAttributes = [] } = projectionOf(index);
      const kept = projectionType === "INCLUDE" ? nonKeyAttributes.join(" and ") : projectionType.toLowerCase();
      return `${name} by ${nameOf(index.sortKey)} with ${kept}`;
    })
    .join(", ");
}

/**
 * Adds `TABLE_KEY_ATTRIBUTES`, `TABLE_KEY_TWICE`, `TABLE_ATTRIBUTE_TWO_TYPES` for what is wrong with the keys of the table and its indexes.
 */
export function checkKeys(props: TableProps, problems: Problems): void {
  for (const part of partsOf(props)) checkOne(part, problems);
  checkPair("sortKey", props.key, props.sortKey, problems);
  for (const [name, index] of Object.entries(props.indexes ?? {})) {
    checkPair(`indexes.${name}.sortKey`, index.key, index.sortKey, problems);
  }
  for (const [name, index] of Object.entries(props.localIndexes ?? {})) {
    checkPair(`localIndexes.${name}.sortKey`, props.key, index.sortKey, problems);
  }
  checkTypes(props, problems);
}

const REMEMBERED = "attributes";

/** Remembers what attributes hold, and adds `TABLE_ATTRIBUTE_TYPE` for one that holds something else where it is deployed. */
export function checkDeployedTypes(construct: IConstruct, props: TableProps, problems: Problems): void {
  const before = remembered(construct, REMEMBERED);
  const types = typesOf(props);
  remember(construct, REMEMBERED, { ...types });
  if (typeof before !== "object" || before === null || Array.isArray(before)) return;
  for (const { at, attribute } of partsOf(props)) {
    const name = nameOf(attribute);
    const deployed = (before as Readonly<Record<string, unknown>>)[name];
    if (deployed === undefined || deployed === types[name]) continue;
    problems.add(`${at}.${name}`, {
      code: "TABLE_ATTRIBUTE_TYPE",
      message: "DynamoDB cannot change what an attribute of a key holds.",
      found: `"${types[name]}", and "${String(deployed)}" in the table that is deployed`,
      expected: `"${String(deployed)}"`,
      fix: "take the change back, or give the attribute another name",
    });
  }
}

function checkOne({ at, attribute }: KeyPart, problems: Problems): void {
  const names = Object.keys(attribute);
  if (names.length !== 1) {
    const isSort = at.endsWith("sortKey");
    const found = names.length === 0 ? "no attribute" : names.join(" and ");
    problems.add(at, {
      code: "TABLE_KEY_ATTRIBUTES",
      message:
        "A key of DynamoDB has one attribute by which items are found, and may have one by which they are sorted.",
      found,
      expected: "one attribute, such as { id: string }",
      fix:
        names.length === 0 || isSort
          ? "name one attribute"
          : `leave one in ${at}, and write the other one as ${at.replace(/key$/, "sortKey")}`,
    });
    return;
  }
  const [name = ""] = names;
  // A name has 1 to 255 characters (Amazon DynamoDB API Reference, `AttributeDefinition`, as of 2026-11).
  if (name.length >= 1 && name.length <= 255) return;
  problems.add(at, {
    code: "TABLE_ATTRIBUTE_NAME",
    message: "DynamoDB has no such name for an attribute of a key.",
    found: `a name of ${name.length} characters`,
    expected: "1 to 255 characters",
    fix: "use a shorter name that is not empty",
  });
}

function checkPair(at: string, key: KeyAttribute, sortKey: KeyAttribute | undefined, problems: Problems): void {
  if (!sortKey || nameOf(key) !== nameOf(sortKey) || nameOf(key) === "") return;
  problems.add(at, {
    code: "TABLE_KEY_TWICE",
    message: "Items with the same key would all have the same place in the order.",
    found: `${nameOf(sortKey)}, as in key`,
    expected: "another attribute than that of key",
    fix: "name the attribute that sorts items with the same key, or leave the sort key out",
  });
}

function checkTypes(props: TableProps, problems: Problems): void {
  const first = new Map<string, { readonly at: string; readonly type: string }>();
  for (const { at, attribute } of partsOf(props)) {
    for (const [name, type] of Object.entries(attribute)) {
      const other = first.get(name);
      if (!other) first.set(name, { at, type });
      else if (other.type !== type) {
        problems.add(`${at}.${name}`, {
          code: "TABLE_ATTRIBUTE_TWO_TYPES",
          message: "An attribute holds the same kind of value wherever it is part of a key.",
          found: `"${type}", and "${other.type}" in ${other.at}`,
          expected: "one of them in both places",
          fix: `write ${other.type} here, or ${type} there`,
        });
      }
    }
  }
}

/** The attributes of all keys: of the table, and of the indexes in the order of their names. */
function partsOf({ key, sortKey, indexes = {}, localIndexes = {} }: TableProps): KeyPart[] {
  return [
    { at: "key", attribute: key },
    ...(sortKey ? [{ at: "sortKey", attribute: sortKey }] : []),
    ...sorted(indexes).flatMap(([name, index]) => [
      { at: `indexes.${name}.key`, attribute: index.key },
      ...(index.sortKey ? [{ at: `indexes.${name}.sortKey`, attribute: index.sortKey }] : []),
    ]),
    ...sorted(localIndexes).map(([name, index]) => ({ at: `localIndexes.${name}.sortKey`, attribute: index.sortKey })),
  ];
}

function sorted<T>(byName: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(byName).sort(([a], [b]) => (a < b ? -1 : 1));
}
