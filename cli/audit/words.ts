import { type Audit, type AuditFinding, findingsOf, isGrave, SEVERITIES } from "./audit.types";
import { installCommand } from "./scanner-result";

/** Rows of a table of frameworks, the heading first. */
export function frameworkRows({ frameworks }: Audit): readonly (readonly string[])[] {
  return [
    ["framework", "passed", "answered", "failed", "of the account"],
    ...frameworks.map(({ name, passed, answered, failed, account }) => [
      name,
      ...[passed, answered, failed, account].map((ids) => String(ids.length)),
    ]),
  ];
}

/** What each scanner did, and what was not asked. */
export function scannerLines({ scanners, unanswered }: Audit): readonly string[] {
  const lines = scanners.map(({ scanner, version, passed }) =>
    version === undefined
      ? `${scanner} is not on the PATH, and did not run: ${installCommand(scanner)}`
      : `${scanner} ${version}: ${passed} checks of our resources passed`,
  );
  if (unanswered.length === 0) return lines;
  return [
    ...lines,
    `The emulator could not answer ${unanswered.length} kinds of requests; what checks say of these means nothing.`,
  ];
}

/** The sum of an audit. */
export function countsLine(audit: Audit): string {
  const [open, answered, account] = [
    findingsOf(audit, "open"),
    findingsOf(audit, "answered"),
    findingsOf(audit, "account"),
  ];
  const grave = open.filter(isGrave).length;
  const opened = open.length === 0 ? "0 open" : `${open.length} open (${grave} medium or graver)`;
  const ofAccount = `${account.length} of the account${account.length === 0 ? "" : ` (${bySeverity(account)})`}`;
  return `${audit.environment}: ${opened}, ${answered.length} answered, ${ofAccount}`;
}

function bySeverity(findings: readonly AuditFinding[]): string {
  return SEVERITIES.map((severity) => ({ severity, count: findings.filter((one) => one.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}`)
    .join(", ");
}
