import { holdsReference, knownAfterApply } from "../checks/known-at-synth";
import { type Problem, Problems } from "../errors";
import { secretForm } from "./secret-forms";

/** Attributes whose texts are written in base64. */
export const ENCODED: ReadonlySet<string> = new Set(["user_data", "user_data_base64"]);

/**
 * Refuses what no text that Terraform would read may hold, whatever property it came by:
 *
 * - secrets, for state, plans and the console show them. They are known by their form here; where a name says more, the constructs
 *   check it;
 * - what is left of a reference whose text was taken for a text of one's own;
 * - numbers that are none, which JSON would leave out.
 *
 * @param terraform a stack as Terraform reads it
 * @param stack the stack's path, for what no construct is told of
 * @throws GroundplanError `SECRET_IN_TEXT`, `KNOWN_AFTER_APPLY`, `NUMBER_NOT_FINITE`
 */
export function refuseTexts(terraform: object, stack: string): void {
  const found: Problem[] = [];
  look(terraform, { at: stack, path: [] }, found);
  const problems = new Problems("");
  problems.addAll(found);
  problems.throwIfAny();
}

interface Place {
  /** Path of the construct. */
  readonly at: string;
  /** Keys below it. */
  readonly path: readonly string[];
}

function look(value: unknown, place: Place, found: Problem[]): void {
  if (typeof value === "string") {
    const what = secretForm(value) ?? secretForm(decoded(value, place));
    if (what !== undefined) found.push(secretInText(what, place));
    else if (holdsReference(value)) found.push(knownAfterApply(pathOf(place)));
    return;
  }
  if (typeof value === "number" && !Number.isFinite(value)) found.push(notFinite(value, place));
  if (typeof value !== "object" || value === null) return;
  const at = constructOf(value);
  const here = at === undefined ? place : { at, path: [] };
  for (const [key, below] of Object.entries(value)) {
    if (key === "//") continue;
    if (secretForm(key) !== undefined) found.push(secretInText("a secret as a key", here));
    else if (holdsReference(key)) found.push(knownAfterApply(pathOf(here)));
    look(below, { at: here.at, path: [...here.path, key] }, found);
  }
}

/** The construct that an element is made by, as cdktf notes it beside the attributes. */
function constructOf(value: object): string | undefined {
  const note = (value as { readonly "//"?: { readonly metadata?: { readonly path?: string } } })["//"];
  return note?.metadata?.path;
}

function decoded(text: string, { path }: Place): string {
  return ENCODED.has(path.at(-1) ?? "") && /^[A-Za-z0-9+/\s]+=*$/.test(text)
    ? Buffer.from(text, "base64").toString("latin1")
    : "";
}

function pathOf({ at, path }: Place): string {
  return `${at}${path.length > 0 ? ` › ${path.join(".")}` : ""}`;
}

function notFinite(value: number, place: Place): Problem {
  return {
    code: "NUMBER_NOT_FINITE",
    path: pathOf(place),
    message: "The value is no number that can be written down.",
    found: String(value),
    expected: "a number",
    fix: "look where it is computed; a division by zero or a missing value makes such numbers",
  };
}

function secretInText(what: string, place: Place): Problem {
  return {
    code: "SECRET_IN_TEXT",
    path: pathOf(place),
    message:
      "The value looks like a secret, and everybody who may see the plan, the state or the resource would read it.",
    found: what,
    expected: "a text without secrets: a script or a program reads them when it runs",
    fix: "take it out, and make it invalid where it came from; keep a new one in Secrets Manager, and let what needs it read it from there",
  };
}
