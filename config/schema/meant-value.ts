import { closest, closestValue } from "../checks/suggest";
import { toNode } from "../mending/edits";
import type { ConfigNode, Entry } from "../reading/tree";
import type { Schema } from "./schema.types";
import { choicesOf, followsRule, formsOf, keysOf, kindOf, kindOfNode, schemaOfChild, valuesOf } from "./schema-walk";
import { inUnit, withUnit } from "./units";

/** Words that other languages, and YAML 1.1, have for the two. */
const WORDS: Readonly<Record<string, boolean>> = {
  ...{ true: true, yes: true, on: true, "1": true, enabled: true },
  ...{ false: false, no: false, off: false, "0": false, disabled: false },
};

/**
 * The value that was most likely meant where another one stands that the schema refuses, as the advice says it.
 *
 * @param above the map that it stands in
 * @returns nothing where that is anybody's guess
 */
export function meantValue(node: ConfigNode, schema: Schema, above?: ConfigNode): ConfigNode | undefined {
  if (node.kind === "list") return kindOf(schema) === "map" ? byName(node.items, schema, node) : undefined;
  if (node.kind !== "scalar" || node.value === null) return undefined;
  if (schema.discriminator) return inItsForm(node, schema);
  if (kindOf(schema) === "map") return asMap(node, schema) ?? asExample(node, schema) ?? byName([node], schema, node);
  const choices = choicesOf(schema);
  if (choices.length > 0) return ofChoices(node, choices);
  const value = meantScalar(node, schema, above);
  return value === undefined ? listOfOne(node, schema) : toNode(value, node.at);
}

type Scalar = Extract<ConfigNode, { readonly kind: "scalar" }>;

function meantScalar(node: Scalar, schema: Schema, above?: ConfigNode): string | number | boolean | undefined {
  const [wanted, given, { value }] = [kindOf(schema), kindOfNode(node), node];
  const values = valuesOf(schema);
  const fitting = (one: string | number | undefined) =>
    one !== undefined && followsRule(schema, one) && (values.length === 0 || values.includes(one)) ? one : undefined;
  if (schema.unit && typeof value === "number") return fitting(withUnit(value, schema.unit, valuesIn(above)));
  if (schema.unit && typeof value === "string") return fitting(inUnit(value, schema.unit));
  if (wanted === "boolean") return WORDS[node.text.toLowerCase()];
  if (wanted === "text" && given !== "text") return fitting(node.text);
  if (wanted === "number" && given === "text") {
    const number = numberIn(node.text);
    return number === undefined ? undefined : fitting(number);
  }
  const suggestion = typeof value === "string" && closestValue(value, values.map(String));
  return values.find((one) => String(one) === suggestion);
}

function valuesIn(above: ConfigNode | undefined): (key: string) => unknown {
  return (key) => {
    const node = above?.kind === "map" ? above.entries.get(key)?.value : undefined;
    return node?.kind === "scalar" ? node.value : undefined;
  };
}

/** The number that a text is, or the only one in it: `/20`, `30 days`. */
function numberIn(text: string): number | undefined {
  const [number, another] = text.match(/-?\d+(\.\d+)?/g) ?? [];
  return number === undefined || another !== undefined ? undefined : Number(number);
}

function listOfOne(node: Scalar, schema: Schema): ConfigNode | undefined {
  const { items } = schema;
  if (kindOf(schema) !== "list") return undefined;
  const choices = items && [items, ...choicesOf(items)];
  const isFitting =
    choices?.some((one) => kindOf(one) === kindOfNode(node) && isOneOf(one, node) && followsRule(one, node.value)) ??
    true;
  return isFitting ? { kind: "list", at: node.at, items: [node] } : undefined;
}

/** `nat: single` in the place of `nat: { mode: single }`. */
function inItsForm(node: Scalar, schema: Schema): ConfigNode | undefined {
  const key = schema.discriminator?.propertyName ?? "";
  const forms = formsOf(schema);
  const meant = [...forms.keys()].find((value) => String(value) === closest(node.text, [...forms.keys()].map(String)));
  if (meant === undefined) return undefined;
  const isWhole = (forms.get(meant)?.required ?? []).every((one) => one === key);
  return isWhole ? toNode({ [key]: meant }, node.at) : undefined;
}

/** `domain: example.com` in the place of `domain: { name: example.com }`, and `true` in the place of a map in which nothing has to be said. */
function asMap(node: Scalar, { required = [], properties = {} }: Schema): ConfigNode | undefined {
  const [key, another] = required;
  if (key === undefined) return node.value === true ? { kind: "map", at: node.at, entries: new Map() } : undefined;
  const child = properties[key] ?? {};
  const isFitting = kindOf(child) === kindOfNode(node) && isOneOf(child, node) && followsRule(child, node.value);
  if (another !== undefined || !isFitting) return undefined;
  return { kind: "map", at: node.at, entries: new Map([[key, { keyAt: node.at, value: node }]]) };
}

/** `key: id` in the place of `key: { id: string }`, where the example of a map by names of one's own has one name. */
function asExample(node: Scalar, { examples: [example] = [], additionalProperties }: Schema): ConfigNode | undefined {
  const [value, another] = isMap(example) ? Object.values(example) : [];
  const isName = typeof node.value === "string" && /^[A-Za-z][A-Za-z0-9_.-]*$/.test(node.value);
  if (!additionalProperties || !isName || another !== undefined || isMap(value)) return undefined;
  return value === undefined ? undefined : toNode({ [node.text]: value }, node.at);
}

/** An address in the place of `{ email: … }`: the only form whose one key that is asked for has an example that looks alike. */
function ofChoices(node: Scalar, choices: readonly Schema[]): ConfigNode | undefined {
  const alike = choices.filter(({ properties = {}, required: [key, another] = [] }) => {
    const [example] = properties[key ?? ""]?.examples ?? [];
    return another === undefined && typeof example === "string" && looks(example) === looks(node.text);
  });
  const [one] = alike;
  return alike.length === 1 && one && typeof node.value === "string" ? asMap(node, one) : undefined;
}

/** What kind of text it is, as far as its signs tell. */
function looks(text: string): string {
  if (/^[a-z]+:\/\//.test(text)) return "page";
  return text.includes("@") ? "address" : "name";
}

/** A map with the keys that are asked for, by their examples; nothing where one of them has none. */
export function exampleMap(schema: Schema, at: ConfigNode["at"]): ConfigNode | undefined {
  const { examples: [own] = [], required = [], properties = {}, discriminator } = schema;
  if (isMap(own)) return toNode(own, at);
  if (required.length === 0 || discriminator) return undefined;
  const values = required.map((key) => [key, properties[key]?.examples?.[0]] as const);
  return values.some(([, value]) => value === undefined) ? undefined : toNode(Object.fromEntries(values), at);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isOneOf(schema: Schema, { value }: Scalar): boolean {
  return valuesOf(schema).length === 0 || valuesOf(schema).some((one) => one === value);
}

/** A list of what has its name in it, in the place of a map by these names: `name: web` with more keys, `name` with `value`, or names alone. */
function byName(items: readonly ConfigNode[], schema: Schema, { at }: ConfigNode): ConfigNode | undefined {
  if (items.length === 0 || schema.discriminator) return undefined;
  const entries = items.flatMap((item): [string, Entry][] => {
    const name = nameIn(item);
    const child = name && schemaOfChild(schema, undefined, name);
    const value = child && withoutName(item, child);
    return name !== undefined && value ? [[name, { keyAt: item.at, value }]] : [];
  });
  const map = new Map(entries);
  return map.size === items.length ? { kind: "map", at, entries: map } : undefined;
}

function nameIn(item: ConfigNode): string | undefined {
  const node = item.kind === "map" ? (item.entries.get("name")?.value ?? addressIn(item)) : item;
  if (node?.kind !== "scalar" || typeof node.value !== "string") return undefined;
  // `ops` of `ops@example.com`
  return looks(node.value) === "address" ? /^[a-z][a-z0-9-]*/.exec(node.value)?.[0] : node.value;
}

/** The address that a map holds and nothing else. */
function addressIn({ entries }: Extract<ConfigNode, { readonly kind: "map" }>): ConfigNode | undefined {
  const [first, another] = [...entries.values()].map(({ value }) => value);
  return first?.kind === "scalar" && looks(first.text) === "address" && !another ? first : undefined;
}

/** What an item of a list is where its name is a key. */
function withoutName(item: ConfigNode, child: Schema): ConfigNode | undefined {
  const isOf = (kind: string) => [child, ...choicesOf(child)].some((one) => kindOf(one) === kind);
  if (item.kind === "scalar" && looks(item.text) !== "name") return ofChoices(item, choicesOf(child));
  if (item.kind !== "map") return isOf("boolean") ? toNode(true, item.at) : undefined;
  if (!item.entries.has("name")) return isOf("map") ? item : undefined;
  const rest = new Map([...item.entries].filter(([key]) => key !== "name"));
  const [value] = [...rest.values()].map((entry) => entry.value);
  if (rest.size === 1 && rest.has("value") && value?.kind === "scalar" && isOf("text")) return value;
  return isOf("map") && !keysOf(child, undefined)?.includes("name") ? { ...item, entries: rest } : undefined;
}
