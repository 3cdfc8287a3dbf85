import { closest } from "../../config/checks/suggest";
import type { Problem } from "../../constructs/core/errors";
import { shellWord } from "../../constructs/core/texts/shell-word";
import type { FrameworkSum, ScannerResult } from "./audit.types";

/** How a result counts: `account passed` is of what is not ours. */
export type ResultStatus = "passed" | "open" | "answered" | "account" | "account passed";

/** A result with how it counts. */
export interface JudgedResult {
  readonly result: ScannerResult;
  readonly status: ResultStatus;
}

/** What a requirement is by the gravest of its results, that one first. */
const GRAVEST: readonly ResultStatus[] = ["open", "account", "answered", "passed", "account passed"];

/** Short names that people use. */
const SHORT_NAMES: Readonly<Record<string, string>> = { fsbp: "aws-foundational-security-best-practices" };

/**
 * How frameworks stand. Each is named as prowler names it in its results (`CIS-3.0`) or on its command line (`cis_3.0_aws`), or by a part of
 * that (`pci`), which may mean several.
 */
export function frameworkSums(
  judged: readonly JudgedResult[],
  wanted: readonly string[],
): { readonly sums: readonly FrameworkSum[]; readonly problems: readonly Problem[] } {
  const known = [...new Set(judged.flatMap(({ result }) => Object.keys(result.requirements)))].sort();
  const meant = wanted.map((name) => ({ name, frameworks: frameworksMeant(name, known) }));
  const names = [...new Set(meant.flatMap(({ frameworks }) => frameworks))].sort();
  return {
    sums: names.map((name) => sumOf(name, judged)),
    problems: meant.flatMap(({ name, frameworks }) => (frameworks.length > 0 ? [] : [unknownFramework(name, known)])),
  };
}

function frameworksMeant(name: string, known: readonly string[]): readonly string[] {
  const short = plain(name);
  const wanted = SHORT_NAMES[short] ?? short;
  const exact = known.filter((one) => plain(one) === wanted);
  return exact.length > 0 ? exact : known.filter((one) => plain(one).includes(wanted));
}

/** `cis_3.0_aws` and `CIS-3.0` are `cis-3.0`. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[_ ]/g, "-").replace(/-aws$/, "");
}

function sumOf(name: string, judged: readonly JudgedResult[]): FrameworkSum {
  const statuses = new Map<string, ResultStatus>();
  for (const { result, status } of judged) {
    for (const id of result.requirements[name] ?? []) {
      const before = statuses.get(id);
      if (before === undefined || GRAVEST.indexOf(status) < GRAVEST.indexOf(before)) statuses.set(id, status);
    }
  }
  const collator = new Intl.Collator("en", { numeric: true });
  const of = (...wanted: readonly ResultStatus[]) =>
    [...statuses.entries()]
      .filter(([, status]) => wanted.includes(status))
      .map(([id]) => id)
      .sort(collator.compare);
  return {
    name,
    passed: of("passed", "account passed"),
    answered: of("answered"),
    failed: of("open"),
    account: of("account"),
  };
}

function unknownFramework(name: string, known: readonly string[]): Problem {
  const example = closest(name, known);
  return {
    code: "AUDIT_FRAMEWORK_UNKNOWN",
    path: "command line › --framework",
    message: "No check that ran belongs to such a framework.",
    found: name,
    expected: known.length > 0 ? `one of ${known.join(", ")}` : "prowler among the scanners, which knows frameworks",
    fix: example === undefined ? "leave --framework out" : `write --framework ${shellWord(example)}, or leave it out`,
  };
}
