import * as ts from "typescript-api";
import type { Rule, Schema, Unit } from "../../config/schema/schema.types";
import { isUnit } from "../../config/schema/units";
import { constantAt } from "./constants";

/** What the comment of a declaration says, as far as a schema has it. */
export interface Documented
  extends Pick<Schema, "description" | "defaultText" | "examples" | "synonyms" | "unit" | "editorSchema"> {
  readonly minimum?: number;
  readonly maximum?: number;
  /** What a number counts, for messages of constructs, where the option's name does not say it: `servers`. */
  readonly counts?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly rule?: Rule;
  /** `number` for one that may have a fraction, `any` for whatever YAML has. */
  readonly asType?: "number" | "any";
  /** What the free names of a map are names of, for messages about their form. */
  readonly named?: string;
  /** Why the option is there in code alone. */
  readonly codeOnly?: string;
  /** Code of the problem by which the construct itself tells that a number is out of its range. */
  readonly rangeToldAs?: string;
  /** Code of the problem by which the construct itself tells that the value is missing or none that is known. */
  readonly toldAs?: string;
}

/** The tags of a symbol's comment by name, in the order in which they are written. */
type Tags = ReadonlyMap<string, readonly string[]>;

/** Reads the comment of a property or of a type. */
export function documentationOf(symbol: ts.Symbol, checker: ts.TypeChecker): Documented {
  const tags = tagsOf(symbol, checker);
  const one = (name: string) => tags.get(name)?.[0];
  const declaration = symbol.declarations?.[0];
  const number = (name: string) => {
    const text = one(name);
    return text === undefined ? undefined : numberOf(text, declaration);
  };
  const form = one("form");
  const constant = form === undefined ? {} : (constantAt(form, declaration) as object);
  const texts: Partial<Rule & { pattern: string }> = {
    ...constant,
    ...pick(tags, ["pattern", "code", "message", "expected", "fix"]),
  };
  const { pattern, code, message, expected, fix } = texts;
  const rule = code && message && expected && fix ? { code, message, expected, fix } : undefined;
  if (pattern !== undefined && !rule)
    throw new Error(`${where(symbol)}: a pattern needs @code, @message, @expected and @fix`);
  return defined({
    description: plain(ts.displayPartsToString(symbol.getDocumentationComment(checker))) || undefined,
    // A text of code is a word in a file.
    defaultText: one("default")
      ?.replace(/^- /, "")
      .replace(/^"([^"]*)"/, "`$1`"),
    examples: tags.get("example")?.map(exampleOf),
    synonyms: tags.get("synonym")?.flatMap((names) => names.split(/,\s*/)),
    unit: unitOf(one("unit"), symbol),
    editorSchema: one("editorSchema"),
    minimum: number("minimum"),
    maximum: number("maximum"),
    counts: one("counts"),
    minLength: number("minLength"),
    maxLength: number("maxLength"),
    pattern,
    rule,
    asType: one("asType") as "number" | "any" | undefined,
    named: one("named"),
    codeOnly: one("codeOnly"),
    rangeToldAs: one("rangeToldAs"),
    toldAs: one("toldAs"),
  });
}

function unitOf(text: string | undefined, symbol: ts.Symbol): Unit | undefined {
  if (text === undefined || isUnit(text)) return text;
  throw new Error(`${where(symbol)}: ${text} is no unit that texts are written in`);
}

/** Where a symbol is declared, for errors of the generator. */
export function where(symbol: ts.Symbol): string {
  const declaration = symbol.declarations?.[0];
  return `${declaration?.getSourceFile().fileName ?? "unknown file"} › ${symbol.name}`;
}

function tagsOf(symbol: ts.Symbol, checker: ts.TypeChecker): Tags {
  const tags = new Map<string, string[]>();
  for (const { name, text } of symbol.getJsDocTags(checker)) {
    tags.set(name, [...(tags.get(name) ?? []), plain(ts.displayPartsToString(text))]);
  }
  return tags;
}

function pick(tags: Tags, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (tags.get(name)?.[0] === undefined ? [] : [[name, tags.get(name)?.[0] ?? ""]])),
  );
}

/** Comments are broken into lines, and link to what a reader of YAML does not see. */
function plain(text: string): string {
  return text
    .replace(/\{@link\s+([^}|\s]+)[^}]*\}/g, "$1")
    .replace(/\s*\n\s*(?=- )/g, "\n")
    .replace(/[^\S\n]*\n(?!- )[^\S\n]*/g, " ")
    .trim();
}

/** A figure, or a constant that the construct checks by. */
function numberOf(text: string, declaration: ts.Declaration | undefined): number {
  const figure = Number(text.replaceAll(",", ""));
  if (!Number.isNaN(figure)) return figure;
  const value = constantAt(text, declaration);
  if (typeof value !== "number") throw new Error(`${text} is no number`);
  return value;
}

function exampleOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;
}
