import { terraformJson } from "../../constructs/core/texts/terraform-json";
import { code, type Entry, type Expression, interpolated, type Part, text } from "./expression";

/** Stand for code while a document is read; texts that have them are left as they are. */
const FIRST_MARK = 0xf0000;
const MARK = /[\u{f0000}-\u{fffff}]/u;

/**
 * Reads a text that is a JSON document, with code in its texts and keys.
 *
 * @param isComparedAsJson whether the provider compares the document by its value. Else only what `jsonencode` writes to the byte is read:
 *   its keys are sorted, and `<`, `>` and `&` escaped (Terraform language, "jsonencode Function", as of 2026-11)
 * @returns undefined for what is no object or list, has code outside of texts, or would be written another way
 */
export function documentOf(parts: readonly Part[], isComparedAsJson: boolean): Expression | undefined {
  const sources: Source[] = [];
  let json = "";
  for (const part of parts) {
    if (typeof part === "string") {
      if (MARK.test(part)) return undefined;
      json += part;
      continue;
    }
    const inner = interpolated(part);
    if (inner === undefined) return undefined;
    const mark = String.fromCodePoint(FIRST_MARK + sources.length);
    const whole = isInText(json) ? undefined : ENCODED_REFERENCE.exec(inner)?.[1];
    json += whole === undefined ? mark : `"${mark}"`;
    sources.push({ code: part.source, ...(whole === undefined ? {} : { whole }) });
  }
  if (!/^\s*[{[]/.test(json)) return undefined;
  const value = parsed(json);
  if (typeof value !== "object" || value === null || !isExact(value)) return undefined;
  if (!isComparedAsJson && (hasOpenOrder(value) || terraformJson(value) !== json)) return undefined;
  return expressionOf(value, sources);
}

/** Code in a document. */
interface Source {
  /** With its marks. */
  readonly code: string;
  /** The code of a whole value, which stands in no text. */
  readonly whole?: string;
}

/** A reference whose value is a whole value of the document: `jsonencode` writes it, whatever it is. */
const ENCODED_REFERENCE = /^jsonencode\(([\w.[\]-]+)\)$/;

/** Whether a text of JSON has begun and not yet ended. */
function isInText(json: string): boolean {
  return (json.replace(/\\./g, "").match(/"/g)?.length ?? 0) % 2 === 1;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Whether JavaScript holds every number as it was written, and no key was lost. */
function isExact(value: unknown): boolean {
  if (typeof value === "number") return !Number.isInteger(value) || Number.isSafeInteger(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.keys(value).every((key) => key !== "__proto__") && Object.values(value).every(isExact);
}

/** Whether the order of keys is known only when code has its values. */
function hasOpenOrder(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const keys = Array.isArray(value) ? [] : Object.keys(value);
  return (keys.length > 1 && keys.some((key) => MARK.test(key))) || Object.values(value).some(hasOpenOrder);
}

function expressionOf(value: unknown, sources: readonly Source[]): Expression {
  if (Array.isArray(value)) return { kind: "list", items: value.map((item) => expressionOf(item, sources)) };
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(
      ([key, below]): Entry => ({ key: textOf(key, sources), value: expressionOf(below, sources) }),
    );
    return { kind: "object", entries };
  }
  if (typeof value === "string") {
    const known = [...value].length === 1 ? sourceOf(value, sources)?.whole : undefined;
    if (known !== undefined) return code(known);
    const whole = textOf(value, sources);
    const parts = whole.kind === "template" ? whole.parts : [];
    const [only, ...rest] = parts;
    const source = rest.length === 0 ? interpolated(only) : undefined;
    if (source !== undefined && isText(source)) return code(source);
    // A document in a text of this one.
    const inner = documentOf(parts, false);
    return inner ? { kind: "call", name: "jsonencode", argument: inner } : whole;
  }
  return { kind: "literal", value: value as number | boolean | null };
}

function sourceOf(mark: string, sources: readonly Source[]): Source | undefined {
  return sources[(mark.codePointAt(0) ?? 0) - FIRST_MARK];
}

function textOf(value: string, sources: readonly Source[]): Expression {
  if (!MARK.test(value)) return text(value);
  const parts: Part[] = [];
  for (const piece of value.split(/([\u{f0000}-\u{fffff}])/u)) {
    if (MARK.test(piece)) parts.push({ source: sourceOf(piece, sources)?.code ?? "" });
    else if (piece) parts.push(piece);
  }
  return { kind: "template", parts };
}

/** Attributes that are texts in every provider; any other may be a number, which between quotes is a text and alone is none. */
const TEXTS =
  /(?:^|[._])(?:(?:arn|id|name|url|uri|endpoint|bucket|fqdn|issuer|principal|region|key|prefix)|(?:arn|id|name|url)s\["[^"]*"\])$/;

/** Whether code gives a text for certain, so that it needs no quotes in a document. */
function isText(source: string): boolean {
  return /^[\w.[\]"-]+$/.test(source) && TEXTS.test(source);
}
