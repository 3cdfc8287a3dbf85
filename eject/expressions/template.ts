import type { Part } from "./expression";

/**
 * Takes a template of Terraform apart: a text of Terraform JSON, in which `${…}` and `%{…}` are code, and `$${` and `%%{` stand for text
 * (Terraform language, "Strings and Templates", as of 2026-11). Of more signs in a row the last two are the escape.
 */
export function parseTemplate(written: string): Part[] {
  // Terraform reads no mark of the byte order at the beginning (seen with 1.11, as of 2026-11).
  const template = written.replace(/^\ufeff/, "");
  const parts: Part[] = [];
  let literal = "";
  let at = 0;
  while (at < template.length) {
    const signs = signsAt(template, at);
    if (signs === 0) {
      literal += template[at++];
    } else if (template[at + signs] !== "{") {
      literal += template.slice(at, at + signs);
      at += signs;
    } else if (signs > 1) {
      literal += `${template.slice(at, at + signs - 1)}{`;
      at += signs + 1;
    } else {
      const end = endOfCode(template, at + 2);
      if (literal) parts.push(literal);
      literal = "";
      parts.push({ source: template.slice(at, end) });
      at = end;
    }
  }
  if (literal) parts.push(literal);
  return parts;
}

/** How many of the same sign, `$` or `%`, stand in a row. */
function signsAt(text: string, at: number): number {
  const sign = text[at];
  if (sign !== "$" && sign !== "%") return 0;
  let end = at;
  while (text[end] === sign) end++;
  return end - at;
}

/** Where code ends that began before `at`: behind the `}` that closes it, which none in texts, comments and further brackets is. */
function endOfCode(text: string, start: number): number {
  let depth = 1;
  let at = start;
  while (at < text.length) {
    const character = text[at];
    if (character === '"') at = endOfText(text, at + 1);
    else if (isComment(text, at)) at = endOfComment(text, at);
    else if (text.startsWith("<<", at)) at = endOfHeredoc(text, at);
    else {
      at++;
      if (character === "{") depth++;
      if (character === "}" && --depth === 0) return at;
    }
  }
  throw new TemplateError(text);
}

/** Where a quoted text in code ends: behind its `"`. */
function endOfText(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const signs = signsAt(text, at);
    if (text[at] === '"') return at + 1;
    if (text[at] === "\\") at += 2;
    else if (signs === 1 && text[at + 1] === "{") at = endOfCode(text, at + 2);
    else at += Math.max(1, signs);
  }
  throw new TemplateError(text);
}

function isComment(text: string, at: number): boolean {
  return text[at] === "#" || text.startsWith("//", at) || text.startsWith("/*", at);
}

function endOfComment(text: string, at: number): number {
  const mark = text.startsWith("/*", at) ? "*/" : "\n";
  const end = text.indexOf(mark, at + 1);
  return end < 0 ? text.length : end + mark.length;
}

/** Where a heredoc ends, or behind its mark where none begins there. */
function endOfHeredoc(text: string, start: number): number {
  const [opening = "<<", name] = /^<<-?([\p{L}_][\p{L}\p{N}_-]*)\r?\n/u.exec(text.slice(start)) ?? [];
  const at = start + opening.length;
  if (name === undefined) return at;
  const end = new RegExp(`^[ \\t]*${name}(?=\\r?$)`, "m").exec(text.slice(at));
  if (!end) throw new TemplateError(text);
  return at + end.index + end[0].length;
}

/** A template whose code does not end. */
export class TemplateError extends Error {
  constructor(readonly template: string) {
    super(`The code in this text does not end: ${template}`);
  }
}

/** A text in the form that a template takes for it, without quotes: only `${` and `%{` are escaped. */
export function escapedTemplate(literal: string): string {
  return literal.replace(/([$%]+)\{/g, (_, signs: string) => `${signs}${signs.at(-1)}{`);
}

/** A template between quotes. */
export function quotedTemplate(parts: readonly Part[]): string {
  const inner = parts.map((part) => (typeof part === "string" ? escapedTemplate(escapedText(part)) : part.source));
  return `"${inner.join("")}"`;
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escapedText(literal: string): string {
  return literal.replace(/["\\]|\p{Cc}|[\u2028\u2029\ufeff]/gu, (character) => {
    const number = character.codePointAt(0) ?? 0;
    return ESCAPES[character] ?? `\\u${number.toString(16).padStart(4, "0")}`;
  });
}

/**
 * The template that a quoted text of code stands for.
 *
 * @returns undefined where the code is something else, or has escapes that a template has not
 */
export function unquoted(source: string): string | undefined {
  if (!source.startsWith('"') || endOfText(source, 1) !== source.length) return undefined;
  let template = "";
  let at = 1;
  while (at < source.length - 1) {
    const signs = signsAt(source, at);
    if (signs === 1 && source[at + 1] === "{") {
      const end = endOfCode(source, at + 2);
      template += source.slice(at, end);
      at = end;
    } else if (source[at] === "\\") {
      const character = UNESCAPED[source[at + 1] ?? ""];
      if (character === undefined) return undefined;
      template += character;
      at += 2;
    } else {
      const length = Math.max(1, signs);
      template += source.slice(at, at + length);
      at += length;
    }
  }
  return template;
}

const UNESCAPED: Readonly<Record<string, string>> = { '"': '"', "\\": "\\", n: "\n", r: "\r", t: "\t" };
