import { type ConfigNode, childOf, type Entry, type MapNode, type Path } from "../reading/tree";
import { type Rule, rules, type Schema } from "./schema-parts";
import type * as z from "./zod";

type Def = z.core.$ZodTypes["_zod"]["def"];

function defOf(schema: Schema): Def {
  return (schema as z.core.$ZodTypes)._zod.def;
}

/** The schema without `optional`. */
function unwrap(schema: Schema): Schema {
  const def = defOf(schema);
  return def.type === "optional" ? unwrap(def.innerType) : schema;
}

/**
 * The schema of a value's child. In a map with several forms it is the form that the value chose; `undefined` when the schema
 * does not know the child.
 */
function schemaOfChild(schema: Schema, node: ConfigNode | undefined, step: string | number): Schema | undefined {
  const def = defOf(schema);
  if (def.type === "object") return Object.hasOwn(def.shape, step) ? def.shape[String(step)] : undefined;
  if (def.type === "record") return def.valueType;
  if (def.type === "array") return def.element;
  const form = formOf(schema, node);
  return form && schemaOfChild(form, node, step);
}

/** The schemas that a value may follow where its kind tells which (`false` or a map); empty for any other schema. */
export function choicesOf(schema: Schema): readonly Schema[] {
  const def = defOf(schema);
  return def.type === "union" && !("discriminator" in def) ? (def.options as readonly Schema[]) : [];
}

/** Of a map with several forms, the one that the value chose. */
function formOf(schema: Schema, node: ConfigNode | undefined): Schema | undefined {
  const def = defOf(schema);
  if (def.type !== "union") return undefined;
  if (!("discriminator" in def)) return choicesOf(schema).find((choice) => node && kindOf(choice) === node.kind);
  const { discriminator } = def as z.core.$ZodDiscriminatedUnionDef;
  const chosen = node && childOf(node, discriminator);
  return def.options.find((option) => {
    const literal = defOf(option as Schema);
    const form = literal.type === "object" ? literal.shape[discriminator] : undefined;
    return chosen?.kind === "scalar" && form && valuesOf(form).includes(chosen.value as string);
  }) as Schema | undefined;
}

/** The schema at a path, following the forms that the tree chose. */
export function schemaAt(root: Schema, tree: ConfigNode, path: Path): Schema | undefined {
  let schema: Schema | undefined = unwrap(root);
  let node: ConfigNode | undefined = tree;
  for (const step of path) {
    schema = schema && schemaOfChild(schema, node, step);
    schema = schema && unwrap(schema);
    node = node && childOf(node, step);
  }
  return schema;
}

/** The keys that a map may have; `undefined` when it may have any. */
export function keysOf(schema: Schema, node: ConfigNode | undefined): string[] | undefined {
  const def = defOf(schema);
  if (def.type === "object") return Object.keys(def.shape);
  const form = formOf(schema, node);
  if (form) return keysOf(form, node);
  if (def.type !== "union" || !("discriminator" in def)) return undefined;
  return [...new Set(def.options.flatMap((option) => keysOf(option as Schema, node) ?? []))];
}

/** The tree with its keys in the schema's order. Names of one's own choice keep the order of declaration. */
export function inSchemaOrder(node: MapNode, schema: Schema | undefined): MapNode;
export function inSchemaOrder(node: ConfigNode, schema: Schema | undefined): ConfigNode;
export function inSchemaOrder(node: ConfigNode, schema: Schema | undefined): ConfigNode {
  if (!schema || node.kind !== "map") return node;
  const known = keysOf(unwrap(schema), node);
  const keys = known ? known.filter((key) => node.entries.has(key)) : [...node.entries.keys()];
  const entries = [...node.entries].sort(([a], [b]) => keys.indexOf(a) - keys.indexOf(b));
  const ordered = entries.map(([key, entry]): [string, Entry] => [
    key,
    { ...entry, value: inSchemaOrder(entry.value, schemaOfChild(unwrap(schema), node, key)) },
  ]);
  return { ...node, entries: new Map(ordered) };
}

/** Which forms of a map know a key, for messages: `mode "instance"`; `undefined` for none and for a map with one form. */
export function formsWith(schema: Schema, key: string): string | undefined {
  const def = defOf(schema);
  if (def.type !== "union" || !("discriminator" in def)) return undefined;
  const { discriminator } = def as z.core.$ZodDiscriminatedUnionDef;
  const names = def.options.flatMap((option) => {
    const form = defOf(option as Schema);
    const isKnown = form.type === "object" && Object.hasOwn(form.shape, key);
    return isKnown ? valuesOf(form.shape[discriminator] as Schema).map((value) => JSON.stringify(value)) : [];
  });
  return names.length > 0 ? `${discriminator} ${names.join(" or ")}` : undefined;
}

/** The values that an enumeration allows; empty for any other schema. */
export function valuesOf(schema: Schema): (string | number | boolean)[] {
  const def = defOf(schema);
  if (def.type === "enum") return Object.values(def.entries);
  return def.type === "literal" ? (def.values as (string | number | boolean)[]) : [];
}

/** What kind of value a schema asks for. */
export type Kind = "text" | "number" | "boolean" | "list" | "map" | "other";

const KINDS: Readonly<Record<string, Kind>> = {
  string: "text",
  enum: "text",
  number: "number",
  boolean: "boolean",
  array: "list",
  object: "map",
  record: "map",
};

const LITERAL_KINDS: Readonly<Record<string, Kind>> = { number: "number", boolean: "boolean" };

/** What kind of value a schema asks for; `other` for a choice between kinds. */
export function kindOf(schema: Schema): Kind {
  const def = defOf(schema);
  if (def.type === "literal") return LITERAL_KINDS[typeof def.values[0]] ?? "text";
  if (def.type === "union" && "discriminator" in def) return "map";
  return KINDS[def.type] ?? "other";
}

/** The schema of the names of a map whose names are free. */
export function keySchemaOf(schema: Schema): Schema | undefined {
  const def = defOf(schema);
  return def.type === "record" ? def.keyType : undefined;
}

/** The rule of a schema. */
export function ruleOf(schema: Schema): Rule | undefined {
  return rules.get(schema);
}
