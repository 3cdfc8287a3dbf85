import { basename, dirname } from "node:path";
import type { ScannerResult } from "./audit.types";
import { recordOf, resultIn, scannerFailed, textOf } from "./scanner-result";

/**
 * Reads what checkov writes with `--output json` of stacks that synth wrote (checkov's documentation, "Reviewing Scan Results", read 2026-11).
 *
 * @throws GroundplanError `AUDIT_SCANNER_FAILED`, also where there are files that it could not read
 */
export function readCheckov(text: string): readonly ScannerResult[] {
  const result = resultIn(text, "checkov");
  // One framework is told as it is, several as a list of them.
  const runs = (Array.isArray(result) ? result : [result]).map(recordOf);
  const lists = runs.map((run) => recordOf(run.results));
  if (lists.some((list) => !Array.isArray(list.passed_checks) || !Array.isArray(list.failed_checks))) {
    throw scannerFailed("checkov", "no lists of passed and failed checks");
  }
  const unread = runs.reduce((sum, run) => sum + Number(recordOf(run.summary).parsing_errors ?? 0), 0);
  if (unread > 0) throw scannerFailed("checkov", `${unread} files that it could not read`);
  return lists.flatMap(({ passed_checks: passed, failed_checks: failed }) => [
    ...resultsOf(passed, true),
    ...resultsOf(failed, false),
  ]);
}

function resultsOf(checks: unknown, isPassed: boolean): readonly ScannerResult[] {
  if (!Array.isArray(checks)) return [];
  return checks.map(recordOf).map((check) => ({
    scanner: "checkov",
    check: textOf(check.check_id),
    title: textOf(check.check_name),
    isPassed,
    // Without an account at its maker it tells none.
    severity: "medium",
    resource: `${basename(dirname(textOf(check.file_path)))}/${textOf(check.resource)}`,
    detail: "",
  }));
}
