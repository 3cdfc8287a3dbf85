import type { Problem } from "../problem";

/** How cdktf writes a reference before it is resolved: in texts, lists and maps, and as a number. */
const REFERENCE = /[$#&]\{TfToken\[[^\]]*\]\}|-\d(\.\d+)?e\+2[89]\d/g;

/** A reference as a text, or what is left of one whose text was changed as if it were one's own; and a reference as a number. */
const TRACE = /TfToken|-\d(\.\d+)?e\+2[89]\d/i;

/** Whether a text is or holds a reference to what is known after apply only. */
export function holdsReference(text: string): boolean {
  return TRACE.test(text);
}

/** A text in which references are not told by the number that cdktf gives them, which is another one at each run. */
export function withoutReferences(text: string): string {
  return text.replace(REFERENCE, "(a reference)");
}

/**
 * A reference stands where the value itself is needed: in a name, a range, a zone, a key. cdktf's text for it would become part of
 * names and addresses, change with everything that is declared before it, and replace the resource each time.
 *
 * @param path where, as in {@link Problem}
 */
export function knownAfterApply(path: string): Problem {
  return {
    code: "KNOWN_AFTER_APPLY",
    path: withoutReferences(path),
    message: "The value must be known at synth, and this one is known only after apply.",
    found: "a reference to a value of another resource",
    expected: "the value itself: names, ranges, zones, keys and whatever else decides on what is made",
    fix: "write the value out, or give both sides the same constant; a reference can stand where AWS takes an id, an ARN or an address",
  };
}

/** A file holds no references: where one only looks like it, the text itself is the mistake. */
const LOOKS_LIKE_ONE = "CONFIG_TOKEN";

/**
 * A problem as it is told. What a check has against the text of a reference is no mistake in the text: the value must be known.
 */
export function toldOfReferences(problem: Problem): Problem {
  const { code, path, message, found, expected, fix, ...rest } = problem;
  if (code === LOOKS_LIKE_ONE) return problem;
  if (holdsReference(found) || holdsReference(message)) return { ...knownAfterApply(path), ...rest };
  if (![path, expected, fix].some(holdsReference)) return problem;
  const [at, wanted, mended] = [path, expected, fix].map(withoutReferences) as [string, string, string];
  return { code, path: at, message, found, expected: wanted, fix: mended, ...rest };
}
