import { documentOf } from "./document";
import { code, type Entry, type Expression, interpolated, type Part, text } from "./expression";
import { parseTemplate, unquoted } from "./template";

/** A value of Terraform JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** How texts are read. */
export interface Reading {
  /**
   * Whether the provider compares JSON in this attribute by its value.
   *
   * @default false
   */
  readonly isComparedAsJson?: boolean;
  /**
   * Whether texts are those of others in base64, which people read and write.
   *
   * @default false
   */
  readonly isEncoded?: boolean;
}

/** A value in which Terraform reads texts as templates. */
export function fromJson(value: Json, reading: Reading = {}): Expression {
  if (typeof value === "string") return fromTemplate(value, reading);
  if (Array.isArray(value)) return { kind: "list", items: value.map((item: Json) => fromJson(item, reading)) };
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(
      ([key, below]): Entry => ({ key: keyOf(key), value: fromJson(below, reading) }),
    );
    return { kind: "object", entries };
  }
  return { kind: "literal", value: value as number | boolean | null };
}

/** A value in which Terraform evaluates nothing, such as the default of a variable. */
export function literalJson(value: Json): Expression {
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return { kind: "list", items: value.map(literalJson) };
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, below]): Entry => ({ key: text(key), value: literalJson(below) }));
    return { kind: "object", entries };
  }
  return { kind: "literal", value: value as number | boolean | null };
}

/** References that JSON writes as plain texts, such as those of `depends_on`. */
export function references(value: Json): Expression {
  if (Array.isArray(value)) return { kind: "list", items: value.map(references) };
  return typeof value === "string" ? code(interpolated(onlyPart(parseTemplate(value))) ?? value) : literalJson(value);
}

function fromTemplate(template: string, { isComparedAsJson = false, isEncoded = false }: Reading): Expression {
  const parts = parseTemplate(template);
  const encoded = isEncoded ? decoded(parts) : undefined;
  if (encoded !== undefined) return { kind: "call", name: "base64encode", argument: text(encoded) };
  const only = interpolated(onlyPart(parts));
  if (only !== undefined) return callOf(only) ?? code(only);
  const document = documentOf(parts, isComparedAsJson);
  return document ? { kind: "call", name: "jsonencode", argument: document } : { kind: "template", parts };
}

/** What a text in base64 stands for; undefined where it is no text that `base64encode` would make the same of. */
function decoded(parts: readonly Part[]): string | undefined {
  const only = onlyPart(parts);
  if (typeof only !== "string") return undefined;
  const whole = Buffer.from(only, "base64").toString("utf8");
  const isSame = Buffer.from(whole, "utf8").toString("base64") === only;
  return isSame && !/(?![\n\t])\p{Cc}/u.test(whole) ? whole : undefined;
}

/** A key of an object, which is a template as well. */
function keyOf(key: string): Expression {
  return { kind: "template", parts: parseTemplate(key) };
}

function onlyPart(parts: readonly Part[]): Part | undefined {
  return parts.length === 1 ? parts[0] : undefined;
}

/** A call with one text that has several lines, so that it can be written as lines. */
function callOf(source: string): Expression | undefined {
  const [, name, argument] = /^([a-z0-9_]+)\((".*")\)$/s.exec(source) ?? [];
  if (name === undefined || argument === undefined || !argument.includes("\\n")) return undefined;
  const template = unquoted(argument);
  if (template === undefined) return undefined;
  return { kind: "call", name, argument: { kind: "template", parts: parseTemplate(template) } };
}
