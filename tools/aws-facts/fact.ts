import type { Comment } from "./comments";

/** A fact that a comment gives a source for. */
export interface Fact {
  /** What the comment says beside the source; empty where it says nothing else. */
  readonly fact: string;
  /** Titles of documents, operations of an API, issues. */
  readonly source: string;
  /** Month, or day, in which it was read, or which it is of: `2026-11`. */
  readonly asOf: string;
}

/** A month, a day, or a year behind "as of". What stands in quotes or backticks, or goes on with an hour, is an example of one. */
const DATE =
  /(?:,?\s*\b(?:as of|read in|read|of|in))?\s*\b(20\d\d-\d\d(?:-\d\d)?)\b(?![T"`-])|,?\s*\bas of (20\d\d)\b(?![-\d])/;

/** Text in parentheses, in which others may be. */
const IN_PARENTHESES = /\s*\(((?:[^()]|\([^()]*\))*)\)/g;

/** `Sources, as of 2026-11: …`, up to the end of the comment. */
const LISTED = /\bSources?(?: of these)?,? (?:as of |read )?(20\d\d(?:-\d\d){0,2}):\s*(.+)$/;

/** The end of a sentence, but not of an abbreviated number or version. */
const SENTENCE_END = /(?<=[.!?])\s+(?=[A-Z`"])/;

/** What a source has that can be looked up: a title, a name in code, an issue, or a publication that is one page. */
const TITLE = /"[^"]+"|`[^`]+`|\bissue \d+|\bGHSA-|\bRFC \d|release|pricing|README|models|documentation|\.org\b/i;

/** Whether a comment holds a date, and so gives a source. */
export function givesSource({ text }: Comment): boolean {
  return DATE.test(text.replace(/`[^`]*`/g, ""));
}

/** Whether a document can be found by what is said of it. */
export function namesDocument(source: string): boolean {
  return TITLE.test(source);
}

/**
 * The facts of a comment. A source stands in parentheses behind what it proves, `(IAM User Guide, "Quotas", as of 2026-11)`; or it begins
 * a sentence, `IAM User Guide, "Quotas", as of 2026-11: what it says`; or a list of sources ends the comment, `Sources, as of 2026-11: …`.
 *
 * @returns none if no source can be made out
 */
export function factsOf(comment: Comment): Fact[] {
  const text = comment.text.replace(/```.*?```/g, "").split(/ @(?:param|returns|throws|default) /)[0] ?? "";
  const listed = LISTED.exec(text);
  if (listed) {
    const [whole, asOf = "", source = ""] = listed;
    return [{ fact: trimmed(text.replace(whole, "")), source: trimmed(source), asOf }];
  }
  const proved = [...text.matchAll(IN_PARENTHESES)].flatMap(([whole, inside = ""]) =>
    inParentheses(text, whole, inside),
  );
  if (proved.length > 0) return proved;
  const sentence = text.split(SENTENCE_END).find((one) => DATE.test(one)) ?? "";
  const [source, asOf, rest] = splitAtDate(sentence.replace(/\s*\(((?:as of|read|from) [\d-]+)\)/, ", $1"));
  const fact = text.replace(sentence, rest === "" ? "" : `${capitalized(rest)} `);
  return source === "" ? [] : [{ fact: trimmed(fact), source, asOf }];
}

/** What a source in parentheses proves is the sentence that it stands in, and what is said behind its date. */
function inParentheses(text: string, whole: string, inside: string): Fact[] {
  if (!DATE.test(inside.replace(/`[^`]*`/g, ""))) return [];
  const [source, asOf, rest] = splitAtDate(inside);
  if (source === "") return [];
  const at = text.indexOf(whole) + whole.length - 1;
  let end = -1;
  const sentence = text.split(SENTENCE_END).find((one) => {
    end = text.indexOf(one, end + 1) + one.length;
    return at < end;
  });
  const said = trimmed((sentence ?? text).replace(whole, ""));
  return [{ fact: rest === "" ? said : `${said.replace(/\.$/, "")} (${rest}).`, source, asOf }];
}

/** What stands before the date, the date, and what stands behind it. */
function splitAtDate(text: string): [source: string, asOf: string, rest: string] {
  const match = DATE.exec(text);
  if (!match) return ["", "", ""];
  return [
    trimmed(text.slice(0, match.index)),
    match[1] ?? match[2] ?? "",
    trimmed(text.slice(match.index + match[0].length)).replace(/^\)\s*/, ""),
  ];
}

function trimmed(text: string): string {
  const inner = text
    .replace(/\s+([.,:;])/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
  return inner.replace(/^[\s.,:;]+/, "").replace(/[\s,:;]+$/, "");
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
