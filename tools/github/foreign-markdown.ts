import { MARKER } from "../../review";

/** Code by tags, in which everything that could mean something is written as its number. */
const TAGGED_CODE = "<code>(?:[\\p{L}\\p{N} ,()/-]|&#\\d+;)*</code>";
const BEGINS_WITH_CODE = new RegExp(`^${TAGGED_CODE}`, "u");

/** Tags that reviews have, each alone on its line; what folded text is called may begin with code. */
const TAG = new RegExp(`^(?:</?details>|<summary>(?:${TAGGED_CODE})?([^<>]*)</summary>)$`, "u");

/** A text in a picture: what could mean something there is written as its number. */
const TEXT = "[\\p{L}\\p{N} _./:·…–#;-]*";

/** The lines of a picture of Mermaid, as reviews draw it: boxes, arrows, and how they look. No line can lead anywhere or run anything. */
const PICTURE = new RegExp(
  [
    "^flowchart LR$",
    `^ {2}subgraph s\\d+\\["${TEXT}"\\]$`,
    `^ {4}s\\d+b[\\w-]+[[({/]{1,2}"${TEXT}<br>${TEXT}"[\\])}\\\\]{1,2}$`,
    "^ {2}end$",
    "^ {2}s\\d+b[\\w-]+ --> s\\d+b[\\w-]+$",
    "^ {2}classDef [a-z]+ [\\w#,: -]+$",
    "^ {2}class [\\w,-]+ [a-z]+$",
  ].join("|"),
  "u",
);

/** What is not seen, or turns the direction of writing; but the end of a line. */
const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]|\p{Cs}/u;

/**
 * What a text has that no review has; undefined for one that may be shown as a review. A job of a pull request from a fork runs what the
 * fork likes, so that the file which it calls a review may hold anything. Our own reviews have no link, picture from elsewhere, mention or
 * markup outside of code, and no code that could end in the middle of a line.
 */
export function foreignIn(markdown: string): string | undefined {
  if (!markdown.startsWith(`${MARKER}\n`)) return "another beginning";
  if (INVISIBLE.test(markdown)) return "a character that is not seen";
  let block: "text" | "picture" | "markup" = "text";
  for (const line of markdown.slice(MARKER.length + 1).split("\n")) {
    const text = line.trim();
    if (block === "picture") {
      if (text === "```") block = "text";
      else if (!PICTURE.test(line)) return "a picture of another kind";
      continue;
    }
    if (text === "```mermaid") {
      block = "picture";
      continue;
    }
    // What stands below a tag is markup too, up to an empty line: there nothing is code.
    if (text.startsWith("<")) block = "markup";
    else if (text === "") block = "text";
    const foreign = block === "markup" ? foreignInMarkup(text) : foreignInText(line);
    if (foreign) return foreign;
  }
  return block === "picture" ? "a picture without an end" : undefined;
}

function foreignInMarkup(text: string): string | undefined {
  if (!text.startsWith("<")) return foreignOutsideCode(text);
  const tag = TAG.exec(text);
  return tag === null ? "markup" : foreignOutsideCode(tag[1] ?? "");
}

function foreignInText(line: string): string | undefined {
  const outside = withoutCode(line);
  return outside === undefined ? "code that does not end on its line" : foreignOutsideCode(outside);
}

function foreignOutsideCode(text: string): string | undefined {
  if (/[<>]/.test(text)) return "markup";
  // Mentions and references are looked for in what is rendered, where a number has become its character.
  if (/&(?!(amp|lt|gt|quot);)/.test(text)) return "a character by its number or name";
  if (/[[\]]/.test(text) || /:\/\/|www\.|mailto:|xmpp:/i.test(text)) return "a link";
  if (text.includes("@")) return "a mention";
  if (/#\d|GH-\d/i.test(text)) return "a reference";
  return undefined;
}

/**
 * A line without its code and backslashes, as CommonMark reads it, and without escaped brackets, which mean nothing to anybody; undefined
 * if code does not end on the line. A bar within code would end the cell of a table, and with it the code.
 */
function withoutCode(line: string): string | undefined {
  let outside = "";
  for (let at = 0; at < line.length; ) {
    const run = /^`+/.exec(line.slice(at))?.[0];
    const tagged = BEGINS_WITH_CODE.exec(line.slice(at))?.[0];
    if (tagged !== undefined) at += tagged.length;
    else if (line[at] === "\\") {
      outside += /[^[\]<>]/.exec(line[at + 1] ?? "")?.[0] ?? "";
      at += 2;
    } else if (run === undefined) outside += line[at++];
    else {
      const end = endOfCode(line, at + run.length, run.length);
      if (end === undefined || line.slice(at, end).includes("|")) return undefined;
      at = end;
    }
  }
  return outside;
}

/** Where code ends that was begun with a number of backticks. */
function endOfCode(line: string, from: number, ticks: number): number | undefined {
  for (const match of line.slice(from).matchAll(/`+/g)) {
    if (match[0].length === ticks) return from + match.index + ticks;
  }
  return undefined;
}
