import type { CodeShape, OptionsShape, Range, Shape } from "../../constructs/core/shapes/shape.types";
import type { Comments } from "./shapes-of-types";

/** The file that editors read what may stand below `defaults` from, from the folder of the project. */
export const DEFAULTS_SCHEMA_FILE = "config/defaults.schema.json";

/** What the schema is made of. */
export interface DefaultsSource {
  /** What constructs are given, by their classes. */
  readonly constructs: Readonly<Record<string, Shape>>;
  readonly types: Readonly<Record<string, OptionsShape | CodeShape>>;
  /** What the comments of options say, by the names of their types. */
  readonly comments: ReadonlyMap<string, Comments>;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema of `defaults`, for editors: of each class the options that may be left out and that a file can hold. The program itself checks
 * defaults by the table that this is made from, and tells more.
 */
export function renderDefaultsSchema(source: DefaultsSource): string {
  const maker = new DefaultsSchemaMaker(source);
  const classes = Object.entries(source.constructs).flatMap(([name, shape]) => {
    const options = maker.optional(shape);
    return Object.keys(options).length === 0 ? [] : [[name, options] as const];
  });
  const named = classes.map(([name, options]) => [name, removable(objectOf(options))] as const);
  return [
    "{",
    '  "$schema": "http://json-schema.org/draft-07/schema#",',
    '  "title": "Defaults of constructs by their classes",',
    '  "type": ["object", "null"],',
    '  "additionalProperties": false,',
    ...linesOf("properties", named, ","),
    ...linesOf(
      "definitions",
      [...maker.definitions].sort(([a], [b]) => (a < b ? -1 : 1)),
      "",
    ),
    "}",
    "",
  ].join("\n");
}

/** A line for each, so that a change is read as one. */
function linesOf(key: string, entries: readonly (readonly [name: string, json: Json])[], end: string): string[] {
  const lines = entries.map(([name, json]) => `    ${JSON.stringify(name)}: ${JSON.stringify(json)}`);
  return [`  "${key}": {`, lines.join(",\n"), `  }${end}`];
}

class DefaultsSchemaMaker {
  readonly definitions = new Map<string, Json>();
  /** Types that no file can hold. */
  readonly #unwritable = new Set<string>();

  constructor(private readonly source: DefaultsSource) {
    // Whether a type can be written depends on those in it: asked until nothing changes.
    for (let before = -1; before < this.#unwritable.size; ) {
      before = this.#unwritable.size;
      for (const [name, type] of Object.entries(source.types)) {
        if ("members" in type || Object.values(type.required).some((shape) => !this.#isWritable(shape)))
          this.#unwritable.add(name);
      }
    }
  }

  /** Options of a class that may be left out, from all its forms. */
  optional(shape: Shape): Readonly<Record<string, Json>> {
    const options = new Map<string, Json[]>();
    for (const form of this.#forms(shape)) {
      for (const [key, json] of Object.entries(this.#properties(form, "optional")))
        options.set(key, [...(options.get(key) ?? []), json]);
    }
    const entries = [...options].map(([key, all]) => [key, anyOf(distinct(all))] as const);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #forms(shape: Shape): readonly string[] {
    if (typeof shape === "string") return [];
    if ("union" in shape) return shape.union.flatMap((one) => this.#forms(one));
    return "type" in shape ? [shape.type] : [];
  }

  #isWritable(shape: Shape): boolean {
    if (typeof shape === "string") return shape !== "function" && shape !== "object";
    if ("union" in shape) return shape.union.some((one) => this.#isWritable(one));
    if ("list" in shape) return this.#isWritable(shape.list);
    if ("map" in shape) return this.#isWritable(shape.map);
    return !("type" in shape) || !this.#unwritable.has(shape.type);
  }

  #properties(name: string, kind: "required" | "optional"): Readonly<Record<string, Json>> {
    const type = this.source.types[name];
    if (type === undefined || "members" in type) return {};
    const comments = this.source.comments.get(name) ?? {};
    return Object.fromEntries(
      Object.entries(type[kind])
        .filter(([, shape]) => this.#isWritable(shape))
        .map(([key, shape]) => {
          const comment = comments[key];
          const json = removable(this.#schema(shape, type.ranges?.[key]));
          return [key, comment === undefined ? json : described(json, comment)];
        }),
    );
  }

  #schema(shape: Shape, range?: Range): Json {
    if (typeof shape === "string") return simple(shape, range);
    if ("values" in shape) return { enum: shape.values };
    if ("list" in shape) return { type: "array", items: this.#schema(shape.list, range) };
    if ("map" in shape) return { type: "object", additionalProperties: removable(this.#schema(shape.map, range)) };
    if ("union" in shape) {
      const writable = shape.union.filter((one) => this.#isWritable(one));
      return anyOf(writable.map((one) => this.#schema(one, range)));
    }
    this.#define(shape.type);
    return { $ref: `#/definitions/${shape.type}` };
  }

  #define(name: string): void {
    if (this.definitions.has(name)) return;
    this.definitions.set(name, {});
    const required = this.#properties(name, "required");
    const object = objectOf({ ...required, ...this.#properties(name, "optional") });
    this.definitions.set(name, object);
  }
}

function simple(shape: string, range?: Range): Json {
  if (shape === "any") return {};
  if (shape === "text") return { type: "string" };
  if (shape !== "number") return { type: shape };
  if (range === undefined) return { type: "number" };
  const [minimum, maximum] = range;
  return { type: "integer", minimum, ...(maximum === null ? {} : { maximum }) };
}

function objectOf(properties: Readonly<Record<string, Json>>): Json {
  return { type: "object", additionalProperties: false, properties };
}

/** A value that a file may take away with `null`. */
function removable(json: Json): Json {
  const { type, enum: values, anyOf: forms } = json;
  if (typeof type === "string") return { ...json, type: [type, "null"] };
  if (Array.isArray(values)) return { ...json, enum: [...values, null] };
  if (Array.isArray(forms)) return { ...json, anyOf: [...forms, { type: "null" }] };
  return "$ref" in json ? { anyOf: [json, { type: "null" }] } : json;
}

function described(json: Json, description: string): Json {
  return { description, ...json };
}

function anyOf(forms: readonly Json[]): Json {
  const [only = {}, ...others] = forms;
  return others.length === 0 ? only : { anyOf: forms };
}

function distinct(all: readonly Json[]): readonly Json[] {
  return [...new Map(all.map((json) => [JSON.stringify(json), json])).values()];
}
