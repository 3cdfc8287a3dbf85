import { type ConfigNode, childOf, type Entry, type MapNode, type Path } from "../reading/tree";
import type { Schema } from "./schema.types";

/**
 * The schema of a value's child. In a map with several forms it is the form that the value chose; `undefined` when the schema
 * does not know the child.
 */
export function schemaOfChild(schema: Schema, node: ConfigNode | undefined, step: string | number): Schema | undefined {
  if (schema.anyOf) {
    const form = formOf(schema, node);
    return form && schemaOfChild(form, node, step);
  }
  if (schema.items) return schema.items;
  if (schema.properties && Object.hasOwn(schema.properties, step)) return schema.properties[String(step)];
  return schema.additionalProperties || undefined;
}

/** The schemas that a value may follow where its kind tells which (`false` or a map); empty for any other schema. */
export function choicesOf({ anyOf, discriminator }: Schema): readonly Schema[] {
  return anyOf && !discriminator ? anyOf : [];
}

/** The forms of a map with several, by the values of the key that tells them; empty for any other schema. */
export function formsOf({ anyOf, discriminator }: Schema): ReadonlyMap<string | number | boolean, Schema> {
  if (!anyOf || !discriminator) return new Map();
  return new Map(
    anyOf.flatMap((form) =>
      valuesOf(form.properties?.[discriminator.propertyName] ?? {}).map((value) => [value, form] as const),
    ),
  );
}

/** The schema that a value chose, by its form or by its kind. */
export function formOf(schema: Schema, node: ConfigNode | undefined): Schema | undefined {
  if (!node || !schema.anyOf) return undefined;
  if (!schema.discriminator) {
    const choices = choicesOf(schema).filter((choice) => isOfKind(choice, node));
    return choices.find((choice) => hasRequired(choice, node)) ?? choices[0];
  }
  const chosen = childOf(node, schema.discriminator.propertyName);
  const { default: usual } = schema.discriminator;
  if (!chosen) return usual === undefined ? undefined : formsOf(schema).get(usual);
  return chosen.kind === "scalar" && chosen.value !== null ? formsOf(schema).get(chosen.value) : undefined;
}

/** Whether a value is of the kind that a schema asks for, and where it lists values, one of these. */
function isOfKind(schema: Schema, node: ConfigNode): boolean {
  const values = valuesOf(schema);
  if (values.length > 0) return node.kind === "scalar" && node.value !== null && values.includes(node.value);
  return kindOf(schema) === kindOfNode(node);
}

/** Whether a map has the keys that one of several forms requires, which tell it where no value does. */
function hasRequired({ required = [] }: Schema, node: ConfigNode): boolean {
  return required.every((key) => childOf(node, key) !== undefined);
}

/** The schema at a path, following the forms that the tree chose. */
export function schemaAt(root: Schema, tree: ConfigNode, path: Path): Schema | undefined {
  let schema: Schema | undefined = root;
  let node: ConfigNode | undefined = tree;
  for (const step of path) {
    schema = schema && schemaOfChild(schema, node, step);
    node = node && childOf(node, step);
  }
  return schema;
}

/** The keys that a map may have; `undefined` when it may have any. */
export function keysOf(schema: Schema, node: ConfigNode | undefined): string[] | undefined {
  if (schema.properties) return Object.keys(schema.properties);
  if (schema.propertyNames?.enum) return schema.propertyNames.enum.map(String);
  const form = formOf(schema, node);
  if (form) return keysOf(form, node);
  if (!schema.discriminator) return undefined;
  return [...new Set(schema.anyOf?.flatMap((option) => keysOf(option, node) ?? []))];
}

/** The tree with its keys in the schema's order. Names of one's own choice keep the order of declaration. */
export function inSchemaOrder(node: MapNode, schema: Schema | undefined): MapNode;
export function inSchemaOrder(node: ConfigNode, schema: Schema | undefined): ConfigNode;
export function inSchemaOrder(node: ConfigNode, schema: Schema | undefined): ConfigNode {
  if (!schema || node.kind !== "map") return node;
  const known = keysOf(schema, node);
  const keys = known ? known.filter((key) => node.entries.has(key)) : [...node.entries.keys()];
  const entries = [...node.entries].sort(([a], [b]) => keys.indexOf(a) - keys.indexOf(b));
  const ordered = entries.map(([key, entry]): [string, Entry] => [
    key,
    { ...entry, value: inSchemaOrder(entry.value, schemaOfChild(schema, node, key)) },
  ]);
  return { ...node, entries: new Map(ordered) };
}

/** Which forms of a map know a key, for messages: `mode "instance"`; `undefined` for none and for a map with one form. */
export function formsWith(schema: Schema, key: string): string | undefined {
  const names = [...formsOf(schema)].flatMap(([value, form]) =>
    Object.hasOwn(form.properties ?? {}, key) ? [JSON.stringify(value)] : [],
  );
  return names.length > 0 ? `${schema.discriminator?.propertyName} ${names.join(" or ")}` : undefined;
}

/** The values that a schema lists; empty for one that lists none. */
export function valuesOf(schema: Schema): readonly (string | number | boolean)[] {
  return schema.enum ?? [];
}

/** What kind of value stands in a file, or is asked for. */
export type Kind = "text" | "number" | "boolean" | "list" | "map";

const KINDS: Readonly<Record<NonNullable<Schema["type"]>, Kind>> = {
  string: "text",
  number: "number",
  integer: "number",
  boolean: "boolean",
  array: "list",
  object: "map",
};

/** What kind of value a schema asks for; nothing for a choice between kinds, and where anything may stand. */
export function kindOf({ type }: Schema): Kind | undefined {
  return type && KINDS[type];
}

/** What kind of value stands in a file; nothing for `null`. */
export function kindOfNode(node: ConfigNode): Kind | undefined {
  if (node.kind !== "scalar") return node.kind;
  if (node.value === null) return undefined;
  return typeof node.value === "string" ? "text" : (typeof node.value as "number" | "boolean");
}

/** Whether a scalar of the right kind is within the limits of its schema. */
export function followsRule(schema: Schema, value: string | number | boolean | null): boolean {
  if (typeof value === "string") {
    const { pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema;
    const hasLength = value.length >= minLength && value.length <= maxLength;
    return hasLength && (pattern === undefined || new RegExp(pattern).test(value));
  }
  if (typeof value !== "number") return true;
  const { type, minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
  return value >= minimum && value <= maximum && (type !== "integer" || Number.isSafeInteger(value));
}
