/** The line of a place in a text, from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** Texts, brackets and braces of JSON; the colon tells the names of members from other texts. */
const MARKS = /"(?:[^"\\]|\\.)*"(\s*:)?|[[\]{}]/g;

/** The lines on which the statements of a policy begin, in their order. The text is JSON. */
export function statementLines(text: string): readonly number[] {
  const lines: number[] = [];
  let depth = 0;
  let inStatement = false;
  for (const { 0: mark, 1: colon, index } of text.matchAll(MARKS)) {
    if (mark.startsWith('"')) {
      if (depth === 1 && colon !== undefined) inStatement = /^"Statement"/.test(mark);
    } else if (mark === "{" || mark === "[") {
      // One statement needs no list around it.
      if (inStatement && mark === "{" && depth <= 2 && depth >= 1) lines.push(lineAt(text, index));
      depth += 1;
    } else {
      depth -= 1;
    }
  }
  return lines;
}
