import type { Problem } from "../../constructs/core/errors";
import { GroundplanError } from "../../constructs/core/errors";

/** An answer of the `aws` command. */
export type AwsDocument = Readonly<Record<string, unknown>>;

/**
 * The JSON documents of a text, which stand one behind the other, as several runs of `aws … --output json` write them.
 *
 * @throws GroundplanError `ADOPT_INPUT_FORM`
 */
export function documentsIn(text: string): readonly AwsDocument[] {
  const documents: AwsDocument[] = [];
  let rest = text.trim();
  while (rest !== "") {
    const end = endOfDocument(rest);
    const one = end === undefined ? undefined : parsed(rest.slice(0, end));
    if (end === undefined || one === undefined) {
      throw new GroundplanError([
        noJson(
          rest,
          text
            .trim()
            .slice(0, text.trim().length - rest.length)
            .split("\n").length,
        ),
      ]);
    }
    documents.push(...[one].flat());
    rest = rest.slice(end).trim();
  }
  return documents;
}

/** Where the first document ends: behind its last bracket. */
function endOfDocument(text: string): number | undefined {
  if (!/^[{[]/.test(text)) return undefined;
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inText) {
      if (character === "\\") at++;
      else if (character === '"') inText = false;
    } else if (character === '"') inText = true;
    else if (character === "{" || character === "[") depth++;
    else if ((character === "}" || character === "]") && --depth === 0) return at + 1;
  }
  return undefined;
}

function parsed(text: string): AwsDocument | undefined {
  try {
    return JSON.parse(text) as AwsDocument;
  } catch {
    return undefined;
  }
}

function noJson(rest: string, line: number): Problem {
  return {
    code: "ADOPT_INPUT_FORM",
    path: `standard input:${line}`,
    message: "What was piped in is no JSON of the aws command.",
    found: JSON.stringify(rest.slice(0, 40)),
    expected: "JSON documents, one behind the other",
    fix: "run the commands with `--output json`; without any input, `groundplan adopt` prints them",
  };
}
