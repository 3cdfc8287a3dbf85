import {
  type Audit,
  type AuditFinding,
  type FrameworkSum,
  findingsOf,
  isGrave,
  REQUIREMENT_STATUSES,
  type RequirementStatus,
  SEVERITIES,
} from "./audit.types";
import { scannerNotes } from "./scanner-result";

/** What a status of a requirement is called. */
export const STATUS_WORDS: Readonly<Record<RequirementStatus, string>> = {
  failed: "failed",
  answered: "answered",
  passed: "passed",
  account: "account",
  empty: "empty",
  unjudged: "not judged",
};

/** Rows of a table of frameworks with numbers of requirements, the heading first. */
export function frameworkRows({ frameworks }: Pick<Audit, "frameworks">): readonly (readonly string[])[] {
  return [
    ["framework", ...REQUIREMENT_STATUSES.map((status) => STATUS_WORDS[status])],
    ...frameworks.map((framework) => [
      framework.name,
      ...REQUIREMENT_STATUSES.map((status) => String(idsOf(framework, status).length)),
    ]),
  ];
}

/** Ids of the requirements that a framework has in a status. */
export function idsOf({ requirements }: FrameworkSum, status: RequirementStatus): readonly string[] {
  return requirements.filter((one) => one.status === status).map(({ id }) => id);
}

/** What each scanner did, and what was not asked. */
export function scannerLines({ scanners, unanswered }: Audit): readonly string[] {
  const lines = scanners.flatMap(({ scanner, version, passed }) => [
    ...(version === undefined ? [] : [`${scanner} ${version}: ${passed} checks of our resources passed`]),
    ...scannerNotes({ scanner, version }, "did not run"),
  ]);
  if (unanswered.length === 0) return lines;
  const kinds = unanswered.length === 1 ? "1 kind" : `${unanswered.length} kinds`;
  return [...lines, `The emulator could not answer ${kinds} of requests; what checks say of these means nothing.`];
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
