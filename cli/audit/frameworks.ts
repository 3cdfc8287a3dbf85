import { closest } from "../../config/checks/suggest";
import { GroundplanError, type Problem } from "../../constructs/core/errors";
import { shellWord } from "../../constructs/core/texts/shell-word";

/** A compliance framework, as prowler has it. */
export interface Framework {
  /** As prowler's command line names it: `cis_3.0_aws`. */
  readonly name: string;
  /** As it is called: `CIS 3.0`. */
  readonly title: string;
  readonly requirements: readonly Requirement[];
}

/** What a framework asks for. */
export interface Requirement {
  readonly id: string;
  readonly description: string;
  /** Checks of prowler's that it is judged by; none where people have to look. */
  readonly checks: readonly string[];
}

/** Short names that people use. */
const SHORT_NAMES: Readonly<Record<string, string>> = { fsbp: "aws-foundational-security-best-practices" };

/**
 * The frameworks that are meant by names: those of prowler's command line (`cis_3.0_aws`), which may be written as in `CIS-3.0`, or words of
 * these (`pci`), which may mean several.
 *
 * @param known names of prowler's command line
 * @returns those that are meant, in the order of `known`
 * @throws GroundplanError `AUDIT_FRAMEWORK_UNKNOWN` for each name that means none
 */
export function frameworksMeant(wanted: readonly string[], known: readonly string[]): readonly string[] {
  const meant = wanted.map((name) => ({ name, frameworks: meantBy(name, known) }));
  const problems = meant.flatMap(({ name, frameworks }) =>
    frameworks.length > 0 ? [] : [unknownFramework(name, known)],
  );
  if (problems.length > 0) throw new GroundplanError(problems);
  return known.filter((name) => meant.some(({ frameworks }) => frameworks.includes(name)));
}

function meantBy(wanted: string, known: readonly string[]): readonly string[] {
  const words = wordsOf(wanted).join("-");
  const sought = wordsOf(SHORT_NAMES[words] ?? words);
  if (sought.length === 0) return [];
  const exact = known.filter((name) => wordsOf(name).join() === sought.join());
  return exact.length > 0 ? exact : known.filter((name) => hasWords(wordsOf(name), sought));
}

/** `cis_3.0_aws`, `CIS-3.0` and `CIS 3.0` are `cis` and `3.0`. */
function wordsOf(name: string): readonly string[] {
  const words = name
    .toLowerCase()
    .split(/[-_ ]+/)
    .filter(Boolean);
  return words.length > 1 && words.at(-1) === "aws" ? words.slice(0, -1) : words;
}

function hasWords(name: readonly string[], sought: readonly string[]): boolean {
  return name.some((_, start) => sought.every((word, at) => name[start + at] === word));
}

function unknownFramework(name: string, known: readonly string[]): Problem {
  const example = closest(name, known);
  return {
    code: "AUDIT_FRAMEWORK_UNKNOWN",
    path: "command line › --framework",
    message: "Prowler knows no such framework.",
    found: name,
    expected: `one of ${known.join(", ")}`,
    fix:
      example === undefined
        ? "write one of these, or leave --framework out"
        : `write --framework ${shellWord(example)}`,
  };
}

/** The problem of frameworks that nobody can judge. */
export function frameworksWithoutProwler(wanted: readonly string[], install: string): Problem {
  return {
    code: "AUDIT_FRAMEWORK_UNKNOWN",
    path: "command line › --framework",
    message: "Frameworks are judged by prowler's checks.",
    found: `${wanted.join(", ")}, and no \`prowler\` on the PATH`,
    expected: "prowler among the scanners",
    fix: `install it: ${install}; or leave --framework out`,
  };
}

/**
 * Reads what `prowler aws --list-compliance` prints: the names of frameworks, each behind a dash (prowler 5.46,
 * `prowler/lib/check/check.py`, read 2026-11).
 */
export function readFrameworkNames(text: string): readonly string[] {
  return [...plainText(text).matchAll(/^- (\S+)$/gm)].map(([, name = ""]) => name);
}

/**
 * Reads what `prowler aws --list-compliance-requirements` prints of frameworks, in the order in which they were named (prowler 5.46,
 * `prowler/lib/check/check.py`, read 2026-11).
 *
 * @param names the frameworks that were named
 */
export function readFrameworks(text: string, names: readonly string[]): readonly Framework[] {
  const [, ...parts] = plainText(text).split(/^Listing (?=.* Compliance Requirements:$)/m);
  return parts.map((part, index) => {
    const [heading = "", ...requirements] = part.split(/^Requirement Id: /m);
    const title = heading.split("\n")[0]?.replace(/ (\S+) Compliance Requirements:$/, "") ?? "";
    return {
      name: names[index] ?? "",
      title: title.replaceAll(/ +/g, " ").trim(),
      requirements: merged(requirements.map(readRequirement)),
    };
  });
}

function readRequirement(text: string): Requirement {
  const [id = ""] = text.split("\n", 1);
  const [, description = "", list = ""] = /^\t- Description: (.*?)\n\t- Checks:\n?(.*)/ms.exec(text) ?? [];
  const checks = [...list.matchAll(/^\s+(?:\[(\w+)\] )?(\w+)\s*$/gm)]
    .filter(([, provider]) => provider === undefined || provider === "aws")
    .map(([, , check = ""]) => check);
  return { id: id.trim(), description: description.replaceAll(/\s+/g, " ").trim(), checks };
}

/** Parts of one requirement, which some frameworks have one after the other, as one. */
function merged(parts: readonly Requirement[]): readonly Requirement[] {
  const byId = new Map<string, Requirement>();
  for (const part of parts) {
    const before = byId.get(part.id);
    byId.set(part.id, before ? { ...before, checks: [...new Set([...before.checks, ...part.checks])] } : part);
  }
  return [...byId.values()];
}

/** Without the colours of a terminal. */
function plainText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours are such characters.
  return text.replaceAll(/\u001b\[[0-9;]*m/g, "").replaceAll("\r", "");
}
