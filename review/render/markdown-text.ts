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
  // A pipe ends a cell even in code, and the backslash that would prevent it is shown in code elsewhere.
  if (shown.includes("|")) return codeInTag(shown);
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const space = shown.startsWith("`") || shown.endsWith("`") || shown === "" ? " " : "";
  return `${fence}${space}${shown}${space}${fence}`;
}

/**
 * What GitHub makes something of wherever it is rendered, except in code: mentions, references to issues and to commits, addresses, emoji
 * by name, and formulas; amounts of dollars are none. No backslash and no number in the place of a character prevents it (github/cmark-gfm,
 * issue 181, "At sign and hash escaping is not possible"; GitHub Docs, "Autolinked references and URLs"; read 2026-11).
 */
const LIVE =
  /@|#\d|GH-\d|:\/\/|www\.|(mailto|xmpp):|:[\w+-]+:|(?<![a-z\d])(?=\d*[a-f])[\da-f]{7,40}(?![a-z\d])|\$(?!\d[\d.,]*\W*$)/i;

/** A text as plain words in Markdown: what has a meaning there is escaped, and words that GitHub would make something of are code. */
export function plain(text: string): string {
  return visible(text)
    .split(/(\s+)/)
    .map((word) => (LIVE.test(word) ? word.replace(/^(\(*)(.*?)([,;:.)]*)$/u, codeBetween) : escaped(word)))
    .join("");
}

function codeBetween(_: string, before: string, word: string, after: string): string {
  return `${before}${code(word)}${after}`;
}

function escaped(word: string): string {
  return word
    .replace(/[\\`*_{}[\]()#+!|~>-]/g, (character) => `\\${character}`)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;");
}

/**
 * A text as code within a tag in Markdown, such as `<summary>`: up to the next empty line all is HTML there, in which neither a backtick nor
 * a backslash means anything (CommonMark 0.31.2, "HTML blocks"). What could mean something here or elsewhere is written as its number.
 */
export function codeInTag(text: string): string {
  const numbered = visible(text).replace(/[^\p{L}\p{N} ,()/-]/gu, (character) => `&#${character.codePointAt(0)};`);
  return `<code>${numbered}</code>`;
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
