import { toldOfReferences } from "./checks/known-at-synth";
import { callerPlace } from "./files/caller";
import type { Problem } from "./problem";
import { placeOfDefault } from "./shapes/default-places";
import { withoutSecrets } from "./texts/secret-forms";

/**
 * Bad input. Holds every problem that was found, not only the first, and is thrown before anything is written or called. What has the
 * form of a secret is never part of it, and what a check has against the text of a reference is told as `KNOWN_AFTER_APPLY`. A program
 * outside of the package is told its own line.
 */
export class GroundplanError extends Error {
  /** The problems, in the order in which they were found. */
  readonly problems: readonly Problem[];

  /** @param problems what is wrong; what a terminal would not show as it is, or not at all, is written as an escape */
  constructor(problems: readonly Problem[]) {
    const shown = told(problems);
    // What has lines of its own came to light when all was made: the line that asked for that is no mistake.
    const caller = shown.every(({ line }) => line !== undefined) ? undefined : callerPlace();
    super(caller === undefined ? formatProblems(shown) : `${formatProblems(shown)}\n\nCalled from ${caller}`);
    this.name = "GroundplanError";
    this.problems = shown;
  }
}

/**
 * Collects problems, so that a reader sees all of them at once.
 *
 * ```ts
 * const problems = new Problems("sandbox-network/network");
 * problems.add("cidr", { code: "CIDR_HOST_BITS", … });
 * problems.throwIfAny();
 * ```
 */
export class Problems {
  readonly #list: Problem[] = [];

  /** @param path construct path or file that the problems are about */
  constructor(readonly path: string) {}

  /** The problems so far. */
  get list(): readonly Problem[] {
    return this.#list;
  }

  /**
   * Adds a problem.
   *
   * @param property the property that is wrong (`tiers.app.prefixLength`); empty when the problem is about the whole
   */
  add(property: string, problem: Omit<Problem, "path">): void {
    this.#list.push(atDefault(toldOfReferences({ ...problem, path: this.#at(property) })));
  }

  /** Whether something is wrong with one of these properties, so that what follows from their values is not told besides. */
  hasAt(...properties: readonly string[]): boolean {
    const paths = properties.map((property) => placeOfDefault(this.path, property) ?? this.#at(property));
    return this.#list.some(({ path }) => paths.includes(path));
  }

  #at(property: string): string {
    return property ? `${this.path} › ${property}` : this.path;
  }

  /** Takes over problems that another part collected. */
  addAll(problems: readonly Problem[]): void {
    this.#list.push(...problems);
  }

  /** Runs a step and keeps the problems it throws; any other error passes through. Returns what the step returned. */
  collect<T>(step: () => T): T | undefined {
    try {
      return step();
    } catch (error) {
      if (!(error instanceof GroundplanError)) throw error;
      this.#list.push(...error.problems);
      return undefined;
    }
  }

  /** @throws GroundplanError with all problems, if there are any */
  throwIfAny(): void {
    if (this.#list.length > 0) throw new GroundplanError(this.#list);
  }
}

/** Several checks may refuse one reference, and a construct and one that it is made of the same number: each is told once. */
function told(problems: readonly Problem[]): readonly Problem[] {
  const shown = problems.map((problem) => fitToShow(atDefault(toldOfReferences(problem))));
  const known = new Set<string>();
  return shown.filter((problem) => {
    const { code, path } = problem;
    const key = code === "KNOWN_AFTER_APPLY" ? `${code} ${path}` : JSON.stringify(problem);
    const isNew = !known.has(key);
    known.add(key);
    return isNew;
  });
}

/** A problem with an option that the construct took from a default, at the default: whoever set it may not know of the construct. */
function atDefault(problem: Problem): Problem {
  const [construct = "", ...properties] = problem.path.split(" › ");
  const place = properties.length === 0 ? undefined : placeOfDefault(construct, properties.join(" › "));
  return place === undefined ? problem : { ...problem, path: place, found: `${problem.found}, in ${construct}` };
}

/** Longest quotation; what is longer is no help to a reader, and may be a whole file. */
const LONGEST_QUOTATION = 1000;

/** Characters that end a line, move the cursor, colour a terminal or turn the direction of writing round. */
const INVISIBLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu;

/**
 * A problem quotes what was written, which may hold anything: no part of it holds a secret, leaves its line, is blank or has no end. What
 * has been made fit stays as it is.
 */
function fitToShow({ code, path, message, found, expected, fix, line }: Problem): Problem {
  const quoted = found.trim() === "" ? JSON.stringify(found) : found;
  return {
    code,
    path: harmless(path),
    message: shortened(harmless(message)),
    found: shortened(harmless(quoted)),
    expected: harmless(expected),
    fix: harmless(fix),
    ...(line === undefined ? {} : { line }),
  };
}

function shortened(text: string): string {
  const [end, note] = [LONGEST_QUOTATION, ` … (${text.length} characters)`];
  return text.length <= end + note.length ? text : text.slice(0, end) + note;
}

/** Secrets first: keys have several lines. */
function harmless(text: string): string {
  return escaped(withoutSecrets(text));
}

function escaped(text: string): string {
  return text.replace(INVISIBLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** One problem as a block of text. */
export function formatProblem(problem: Problem): string {
  const p = fitToShow(toldOfReferences(problem));
  return (
    `${p.message} [${p.code}]\n` +
    `   at:       ${p.path}\n` +
    `   found:    ${p.found}\n` +
    `   expected: ${p.expected}\n` +
    `   fix:      ${p.fix}` +
    (p.line === undefined ? "" : `\n   made at:  ${p.line}`)
  );
}

/** The problems as text: numbered, one block each. */
export function formatProblems(problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const blocks = problems.map((problem, index) => `${index + 1}. ${formatProblem(problem)}`);
  return `${count} found; nothing was written or called.\n\n${blocks.join("\n\n")}`;
}

export type { Problem } from "./problem";
