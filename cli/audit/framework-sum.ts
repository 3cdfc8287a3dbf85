import type { FrameworkSum, JudgedRequirement, RequirementStatus, ScannerResult } from "./audit.types";
import type { Framework, Requirement } from "./frameworks";

/** How a result counts: `account passed` is of what is not ours. */
export type ResultStatus = "passed" | "open" | "answered" | "account" | "account passed";

/** A result with how it counts. */
export interface JudgedResult {
  readonly result: ScannerResult;
  readonly status: ResultStatus;
}

/** What makes a requirement what it is, the gravest first. */
const BY_GRAVITY: readonly (readonly [RequirementStatus, readonly ResultStatus[]])[] = [
  ["failed", ["open"]],
  ["account", ["account"]],
  ["answered", ["answered"]],
  ["passed", ["passed", "account passed"]],
];

/** How an environment stands to each requirement of a framework, by what prowler's checks have found. */
export function frameworkSum({ name, title, requirements }: Framework, judged: readonly JudgedResult[]): FrameworkSum {
  const statuses = new Map<string, Set<ResultStatus>>();
  for (const { result, status } of judged) {
    if (result.scanner === "prowler") statuses.set(result.check, (statuses.get(result.check) ?? new Set()).add(status));
  }
  return { name, title, requirements: requirements.map((one) => judgeRequirement(one, statuses)) };
}

function judgeRequirement(
  { id, description, checks }: Requirement,
  statuses: ReadonlyMap<string, ReadonlySet<ResultStatus>>,
): JudgedRequirement {
  for (const [status, results] of BY_GRAVITY) {
    const because = checks.filter((check) => results.some((one) => statuses.get(check)?.has(one)));
    if (because.length > 0) return { id, description, status, checks: status === "passed" ? [] : because };
  }
  return { id, description, status: checks.length > 0 ? "empty" : "unjudged", checks: [] };
}
