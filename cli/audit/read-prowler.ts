import { type ScannerResult, SEVERITIES, type Severity } from "./audit.types";
import { recordOf, resultIn, scannerFailed, textOf } from "./scanner-result";

/**
 * Reads what prowler writes with `--output-formats json-ocsf` (OCSF, "Detection Finding [2004]"; Prowler documentation, "Reporting", read
 * 2026-11). What it leaves to people to check by hand is left out.
 *
 * @throws GroundplanError `AUDIT_SCANNER_FAILED`
 */
export function readProwler(text: string): readonly ScannerResult[] {
  const findings = resultIn(text, "prowler");
  if (!Array.isArray(findings)) throw scannerFailed("prowler", "no list of findings");
  return findings.flatMap((finding: unknown): ScannerResult[] => {
    const { metadata, finding_info: info, resources, ...rest } = recordOf(finding);
    const status = textOf(rest.status_code);
    if (status !== "PASS" && status !== "FAIL") return [];
    const [resource] = Array.isArray(resources) ? resources : [];
    return [
      {
        scanner: "prowler",
        check: textOf(recordOf(metadata).event_code),
        title: textOf(recordOf(info).title),
        isPassed: status === "PASS",
        severity: severityOf(rest.severity),
        resource: textOf(recordOf(resource).uid),
        detail: textOf(rest.status_detail),
      },
    ];
  });
}

function severityOf(value: unknown): Severity {
  const name = textOf(value).toLowerCase();
  return SEVERITIES.find((one) => one === name) ?? "informational";
}
