import { withoutSecrets } from "../../constructs/core/texts/secret-forms";

/** Characters that turn the direction of writing, end lines or are not seen. */
const INVISIBLE = /[\p{Cc}\p{Cf}\u2028\u2029]|\p{Cs}/gu;

/**
 * A text without what is not seen, as an escape in its place, and without what has the form of a secret: values are masked before, and this
 * is for names, of which anybody may make any.
 */
export function visible(text: string): string {
  return withoutSecrets(text).replace(INVISIBLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/**
 * A text as code in Markdown, also in a cell of a table: nothing in it can end the code, the cell or the line, be a link or a mention, or
 * become HTML.
 */
export function code(text: string): string {
  const shown = visible(text);
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const space = shown.startsWith("`") || shown.endsWith("`") || shown === "" ? " " : "";
  // A pipe ends a cell in GitHub's Markdown even in code, unless it is escaped.
  return `${fence}${space}${shown.replaceAll("|", "\\|")}${space}${fence}`;
}

/**
 * A text as plain words in Markdown: what has a meaning there is escaped. GitHub looks for mentions in what is rendered, where neither a
 * backslash nor a number in the place of `@` is left (github/markup, issue 1168, "@ character is not escapable", read 2026-11), but not in
 * code.
 */
export function plain(text: string): string {
  return visible(text)
    .replace(/[\\`*_{}[\]()#+!|~>-]/g, (character) => `\\${character}`)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/@+/g, "`$&`")
    .replace(/:\/\//g, ":&#47;&#47;")
    .replace(/\bwww\./gi, "www&#46;");
}

/**
 * A text within a tag in Markdown, such as `<summary>`: up to the next empty line all is HTML there, in which a backslash escapes nothing and
 * is shown (CommonMark 0.31.2, "HTML blocks"). What could mean something is written as its number, and `@` as the wide one, which is no mention.
 */
export function inTag(text: string): string {
  const asNumber = (character: string) => `&#${character.codePointAt(0)};`;
  return visible(text)
    .replaceAll("@", "\uff20")
    .replace(/[^\p{L}\p{N} _.,:()/-]/gu, asNumber)
    .replace(/:\/\//g, ":&#47;&#47;")
    .replace(/\bwww\./gi, "www&#46;")
    .replace(/\bGH-/gi, (reference) => reference.replace("-", asNumber));
}

/** A row of a table. */
export function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** A table; empty if it has no rows. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  return [row(heading), row(heading.map(() => "---")), ...rows.map(row)];
}
