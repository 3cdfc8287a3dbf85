import { type Entry, type Expression, interpolated, type Part, plainText } from "../expressions/expression";
import { escapedTemplate, quotedTemplate } from "../expressions/template";

/** Columns that a line has room for. Texts are not broken, so that a long one makes a longer line. */
export const WIDTH = 110;

/** Columns up to which an object of one entry stands in its line. */
const SHORT = 70;

/** An assignment: its left side, and the lines of its value. */
export interface Assignment {
  readonly key: string;
  /** The first without indentation, the others with that which they have below the key. */
  readonly lines: readonly string[];
}

/** Where a value stands. */
interface Place {
  /** Columns that are left. */
  readonly room: number;
  /**
   * Whether a text of several lines is written as lines: as the whole value of an attribute it is, in an object where it makes a line too long,
   * and in a list, where a comma would stand behind it, never.
   */
  readonly asLines: "always" | "long" | "never";
}

/** The value of an attribute. */
export function valueLines(value: Expression, room: number): string[] {
  if (value.kind === "object" && value.entries.length > 0) return objectLines(value.entries, room);
  return lines(value, { room, asLines: "always" });
}

function lines(value: Expression, place: Place): string[] {
  const line = inLine(value);
  const isShort = line !== undefined && line.length <= place.room;
  const hasLines = place.asLines === "always" || (place.asLines === "long" && !isShort);
  const broken = (hasLines ? heredocOf(value) : undefined) ?? (isShort ? undefined : brokenLoop(value));
  if (broken) return broken;
  if (line !== undefined && (isShort || isAtom(value))) return [line];
  switch (value.kind) {
    case "list":
      return listLines(value.items, place.room);
    case "object":
      return objectLines(value.entries, place.room);
    case "call": {
      const inner = lines(value.argument, { ...place, room: place.room - value.name.length - 2 });
      return around(`${value.name}(`, inner, ")");
    }
    default:
      return [line ?? ""];
  }
}

/** Values that are not broken. */
function isAtom({ kind }: Expression): boolean {
  return kind === "code" || kind === "literal" || kind === "template";
}

/** A value in one line; undefined for what would not be read there. */
function inLine(value: Expression): string | undefined {
  switch (value.kind) {
    case "code":
      return value.text.includes("\n") ? `(${value.text})` : value.text;
    case "literal":
      return String(value.value);
    case "template":
      return quotedTemplate(value.parts);
    case "list":
      return listInLine(value.items);
    case "call": {
      const argument = value.argument.kind === "object" ? shortObject(value.argument.entries) : inLine(value.argument);
      return argument === undefined ? undefined : `${value.name}(${argument})`;
    }
    case "object":
      return shortObject(value.entries);
  }
}

function listInLine(items: readonly Expression[]): string | undefined {
  // An object alone in a list opens and ends with it.
  if (items.length === 1 && items[0]?.kind === "object") return undefined;
  const parts = items.map(inLine);
  return parts.includes(undefined) ? undefined : `[${parts.join(", ")}]`;
}

/** An object of no entry or one, where that is short. */
function shortObject(entries: readonly Entry[]): string | undefined {
  const [only, ...rest] = entries;
  if (!only) return "{}";
  const value = rest.length === 0 ? inLine(only.value) : undefined;
  const line = value === undefined ? undefined : `{ ${keyText(only.key)} = ${value} }`;
  return line !== undefined && line.length <= SHORT ? line : undefined;
}

function listLines(items: readonly Expression[], room: number): string[] {
  const [only, ...rest] = items;
  if (only && rest.length === 0 && (only.kind === "object" || only.kind === "call")) {
    const inner = lines(only, { room: room - 2, asLines: "never" });
    return around("[", inner, "]");
  }
  const below = items.flatMap((item) => {
    const own = lines(item, { room: room - 3, asLines: "never" });
    return [...own.slice(0, -1), `${own.at(-1)},`];
  });
  return ["[", ...indented(below), "]"];
}

function objectLines(entries: readonly Entry[], room: number): string[] {
  if (entries.length === 0) return ["{}"];
  const assignments = entries.map(({ key, value }) => {
    const left = keyText(key);
    return { key: left, lines: lines(value, { room: room - left.length - 5, asLines: "long" }) };
  });
  return ["{", ...indented(aligned(assignments)), "}"];
}

/** Text before the first line and behind the last one. */
function around(before: string, inner: readonly string[], behind: string): string[] {
  const all = [...inner];
  all[0] = `${before}${all[0]}`;
  // What closes a heredoc stands alone in its line.
  if (all.length > 1 && /^[A-Z]+$/.test(all.at(-1) ?? "")) return [...all, behind];
  all[all.length - 1] += behind;
  return all;
}

/** Whether the equals sign of a value stands in one column with those of its neighbours: a text written as lines counts as one line. */
export function isOneLine(own: readonly string[]): boolean {
  return own.length === 1 || own[0] === "<<-EOT";
}

/**
 * Assignments below each other, with the equals signs of neighbours that take one line in one column, as `terraform fmt` writes them.
 */
export function aligned(assignments: readonly Assignment[]): string[] {
  const all: string[] = [];
  let start = 0;
  while (start < assignments.length) {
    let end = start;
    for (let next = assignments[end]; next && isOneLine(next.lines); next = assignments[end]) end++;
    const together = assignments.slice(start, Math.max(end, start + 1));
    const width = Math.max(...together.map(({ key }) => [...key].length));
    for (const { key, lines: own } of together) {
      const gap = " ".repeat(width - [...key].length);
      all.push(`${key}${gap} = ${own[0]}`, ...own.slice(1));
    }
    start += together.length;
  }
  return all;
}

/** Lines two columns further in; empty ones stay empty. */
export function indented(all: readonly string[]): string[] {
  return all.map((line) => (line === "" ? "" : `  ${line}`));
}

/** The key of an object: bare where Terraform takes it for a name. */
export function keyText(key: Expression): string {
  const plain = plainText(key);
  if (plain !== undefined) return /^(?!(?:for|if|null|true|false)$)[A-Za-z_]\w*$/.test(plain) ? plain : inLineKey(key);
  const [only, ...rest] = key.kind === "template" ? key.parts : [];
  const source = rest.length === 0 ? interpolated(only) : undefined;
  return source === undefined ? inLineKey(key) : `(${source})`;
}

function inLineKey(key: Expression): string {
  return key.kind === "template" ? quotedTemplate(key.parts) : `(${inLine(key)})`;
}

/** A loop over something that has a name, which is all that is broken of code. */
const LOOP = /^((?:[a-z0-9_]+\()?)\[for (\w+(?:, \w+)? in [\w.[\]-]+ : [\w.-]+) (if .+)\]([)]?)$/;

/** A loop with a condition, both in a line of their own. */
function brokenLoop(value: Expression): string[] | undefined {
  const [, call, loop, condition, end] = value.kind === "code" ? (LOOP.exec(value.text) ?? []) : [];
  if (loop === undefined || condition === undefined) return undefined;
  return [`${call}[`, ...indented([`for ${loop}`, condition]), `]${end}`];
}

/** A text of several lines as lines, where they give the same text back. */
function heredocOf(value: Expression): string[] | undefined {
  if (value.kind !== "template") return undefined;
  // What code gives may end with a line too, which must not be lost with the one that is added.
  if (typeof value.parts.at(-1) !== "string") return undefined;
  const whole = value.parts.map((part) => (typeof part === "string" ? escapedTemplate(part) : part.source)).join("");
  const endsWithLine = whole.endsWith("\n");
  const content = (endsWithLine ? whole.slice(0, -1) : whole).split("\n");
  if (content.length < 2 || !isPlain(value.parts, content)) return undefined;
  const all = ["<<-EOT", ...indented(content), "EOT"];
  return endsWithLine ? all : around("chomp(", all, ")");
}

/** Whether `<<-` takes away no more than the indentation, and nothing in the text needs an escape that a heredoc has not. */
function isPlain(parts: readonly Part[], content: readonly string[]): boolean {
  const texts = parts.filter((part) => typeof part === "string").join("");
  const codes = parts.filter((part) => typeof part !== "string");
  if (/(?![\n\t])\p{Cc}|[\u2028\u2029\ufeff]/u.test(texts) || codes.some(({ source }) => source.includes("\n")))
    return false;
  if (content.at(-1) === "") return false;
  const isBlank = (line: string) => line !== "" && line.trim() === "";
  return content.some((line) => /^\S/.test(line)) && !content.some((line) => isBlank(line) || /^\s*EOT\s*$/.test(line));
}
