/** A comment of a source file, as one line of text, with the declaration that it stands before. */
export interface Comment {
  readonly text: string;
  /** `MAX_REGEX = 512`, or the name alone where the value is longer; empty where no declaration follows. */
  readonly declares: string;
}

/** A JSDoc comment, or lines of `//` one below the other, with the line that follows. */
const COMMENT = /\/\*\*([\s\S]*?)\*\/\s*([^\n]*)|((?:^[ \t]*\/\/[^\n]*\n)+)([^\n]*)/gm;

/** Longest text of a value that is told beside its name. */
const LONGEST_VALUE = 60;

/** The comments of a TypeScript source. */
export function commentsOf(source: string): Comment[] {
  return [...source.matchAll(COMMENT)].map(([, doc, ofDoc = "", lines = "", ofLines = ""]) => ({
    text: oneLine(doc ?? lines),
    declares: declared(doc === undefined ? ofLines : ofDoc),
  }));
}

/** Tags for the schema of the configuration: forms and examples, and no facts. */
const SCHEMA_TAG = /^@(pattern|code|message|expected|fix|example|form)\b/;

function oneLine(comment: string): string {
  const lines = comment.split("\n").map((line) => line.replace(/^\s*(\*|\/\/)\s?/, ""));
  const said = lines.filter((line) => !SCHEMA_TAG.test(line));
  return said.join(" ").replace(/\s+/g, " ").trim();
}

function declared(line: string): string {
  const [, name, rest = ""] =
    /^\s*(?:(?:export|readonly|private|static|const|function|interface|type|class|async|abstract)\s+)*([#\w]+)\??(.*)$/.exec(
      line,
    ) ?? [];
  if (name === undefined || /^(return|if|for|const|throw|case|import|this|await|new)$/.test(name)) return "";
  const [, value] = /^(?:: [^=]+)? = (.+?);?$/.exec(rest) ?? [];
  return value !== undefined && value.length <= LONGEST_VALUE && !/[{[(]$/.test(value) ? `${name} = ${value}` : name;
}
