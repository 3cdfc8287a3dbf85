import { readFileSync } from "node:fs";
import { join } from "node:path";

/** An object of Kubernetes as a chart renders it. */
export interface RenderedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

type Fields = ReadonlyMap<string, string>;

/** Part of the schema of a kind that a chart defines. */
interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly "x-kubernetes-int-or-string"?: boolean;
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
}

/**
 * Kinds of Kubernetes 1.35 with their fields, see `tools/kubernetes-kinds.ts`: `kubectl get --raw /openapi/v2 | node dist/tools/kubernetes-kinds.js`.
 */
const KINDS: ReadonlyMap<string, Fields> = new Map(
  readFileSync(join(__dirname, "kubernetes-1.35.txt"), "utf8")
    .trim()
    .split("\n")
    .map((line) => {
      const [name = "", fields = ""] = line.split(": ");
      return [name, new Map(fields.split(" ").map((field) => field.split("=") as [string, string]))];
    }),
);

/** Names of the kinds, with the type of each. */
const TYPES: ReadonlyMap<string, string> = new Map(
  [...KINDS].filter(([name]) => name.includes(" ")).map(([name, fields]) => [name, [...fields.keys()][0] ?? ""]),
);

/**
 * Decodes objects as an API does that takes no unknown field and no value of another form, and returns what it would refuse. Kinds that
 * `definitions` define are read by their own schemas.
 */
export function decode(objects: readonly RenderedObject[], definitions: readonly RenderedObject[] = objects): string[] {
  const custom = customKinds(definitions);
  return objects.flatMap((object) => {
    const kind = `${object.apiVersion} ${object.kind}`;
    const at = `${object.kind} ${object.metadata?.name}`;
    const type = TYPES.get(kind);
    if (type !== undefined) return checkForm(object, type, at);
    const schema = custom.get(kind);
    if (!schema) return [`${at}: no API has the kind ${kind}`];
    const { apiVersion: _, kind: __, metadata, ...rest } = object;
    return [
      ...checkForm(metadata, "ObjectMeta", `${at}.metadata`),
      ...checkSchema(rest, schema, at, new Set(["apiVersion", "kind", "metadata"])),
    ];
  });
}

function checkForm(value: unknown, form: string, at: string): string[] {
  if (value === null || value === undefined || form === "any") return [];
  const scalar = { s: "string", i: "number", n: "number", b: "boolean" }[form];
  if (scalar) {
    const fits = typeof value === scalar && (form !== "i" || Number.isInteger(value));
    return fits ? [] : [`${at} is ${JSON.stringify(value)}, and is ${NAMES[form]}`];
  }
  if (form === "x")
    return typeof value === "string" || Number.isInteger(value)
      ? []
      : [`${at} is ${JSON.stringify(value)}, and is a whole number or a text`];
  if (form.startsWith("[")) {
    if (!Array.isArray(value)) return [`${at} is no list`];
    return value.flatMap((one, index) => checkForm(one, form.slice(1, -1), `${at}[${index}]`));
  }
  if (typeof value !== "object" || Array.isArray(value)) return [`${at} is ${JSON.stringify(value)}, and has fields`];
  if (form.startsWith("{")) {
    return Object.entries(value).flatMap(([key, one]) => checkForm(one, form.slice(1, -1), `${at}.${key}`));
  }
  const fields = KINDS.get(form);
  if (!fields) throw new Error(`there is no type ${form}`);
  return Object.entries(value).flatMap(([key, one]) => {
    const below = fields.get(key);
    return below === undefined ? [`${at}.${key} is no field of ${form}`] : checkForm(one, below, `${at}.${key}`);
  });
}

const NAMES: Readonly<Record<string, string>> = { s: "a text", i: "a whole number", n: "a number", b: "true or false" };

function customKinds(definitions: readonly RenderedObject[]): ReadonlyMap<string, Schema> {
  return new Map(
    definitions
      .filter(({ kind }) => kind === "CustomResourceDefinition")
      .flatMap((definition): [string, Schema][] => {
        const { group, names, versions } = definition.spec as {
          group: string;
          names: { kind: string };
          versions: readonly { name: string; schema: { openAPIV3Schema: Schema } }[];
        };
        return versions.map(({ name, schema }) => [`${group}/${name} ${names.kind}`, schema.openAPIV3Schema]);
      }),
  );
}

function checkSchema(value: unknown, schema: Schema, at: string, known: ReadonlySet<string> = new Set()): string[] {
  if (value === null || value === undefined) return [];
  if (schema["x-kubernetes-int-or-string"]) return checkForm(value, "x", at);
  const form = { string: "s", integer: "i", number: "n", boolean: "b" }[schema.type ?? ""];
  if (form) return checkForm(value, form, at);
  if (schema.type === "array") {
    if (!Array.isArray(value)) return [`${at} is no list`];
    return value.flatMap((one, index) => checkSchema(one, schema.items ?? {}, `${at}[${index}]`));
  }
  if (schema.type !== "object") return [];
  if (typeof value !== "object" || Array.isArray(value)) return [`${at} is ${JSON.stringify(value)}, and has fields`];
  const open = schema["x-kubernetes-preserve-unknown-fields"] || (!schema.properties && !schema.additionalProperties);
  return Object.entries(value).flatMap(([key, one]) => {
    const below =
      schema.properties?.[key] ??
      (typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined);
    if (below) return checkSchema(one, below, `${at}.${key}`);
    return open || known.has(key) || schema.additionalProperties === true
      ? []
      : [`${at}.${key} is no field of the kind`];
  });
}
