import { htmlPage, type Section } from "../../review/render/html-page";
import { code, table, text } from "../../review/render/html-text";
import { type Audit, type AuditFinding, byAnswer, type FrameworkSum, findingsOf, isGrave } from "./audit.types";
import { countsLine, frameworkRows, STATUS_WORDS, scannerLines } from "./words";

/** An audit as one page: nothing is loaded from anywhere, no script runs, and nothing is left out. */
export function auditPage(audit: Audit): string {
  const { environment, about, findings } = audit;
  const heading = `Audit of ${environment}`;
  const sections = sectionsOf(audit).filter(({ body }) => body !== "");
  return htmlPage({
    title: heading,
    heading,
    skip: "Skip to the audit",
    verdict: countsLine(audit),
    isAsked: findings.some(isGrave),
    about: `Audited ${about}.`,
    sections,
  });
}

function sectionsOf(audit: Audit): readonly Section[] {
  return [
    { id: "open", heading: "Open", body: findingTable("open findings", findingsOf(audit, "open")) },
    { id: "answered", heading: "Answered", body: answeredTable(audit) },
    { id: "frameworks", heading: "Frameworks", body: frameworkParts(audit) },
    { id: "account", heading: "Of the account", body: findingTable("of the account", findingsOf(audit, "account")) },
    { id: "run", heading: "How it was audited", body: list([...scannerLines(audit), ...audit.unanswered]) },
  ];
}

function findingTable(label: string, findings: readonly AuditFinding[]): string {
  if (findings.length === 0) return "";
  const rows = findings.map(({ severity, check, title, place, address, detail }) => [
    `<span class="${severity === "critical" ? "high" : severity}">${severity}</span>`,
    `${code(check)} <small>${text(title)}</small>`,
    `${code(place)}${address === undefined || place.endsWith(`/${address}`) ? "" : ` <small>${code(address)}</small>`}`,
    text(detail),
  ]);
  return table(label, ["Severity", "Check", "Where", "What was found"], rows);
}

function answeredTable(audit: Audit): string {
  const rows = byAnswer(audit).map(([{ check, asks, reason, rule }, findings]) => [
    `<span class="${findings[0]?.severity ?? ""}">${findings[0]?.severity ?? ""}</span>`,
    `${code(check)} <small>${text(asks)}</small>`,
    `${text(reason)}${rule === undefined ? "" : ` ${code(rule)}`}`,
    findings.map(({ place }) => code(place)).join("<br>"),
  ]);
  return rows.length === 0 ? "" : table("answered findings", ["Severity", "Check", "Why it stays", "Where"], rows);
}

/** The numbers, and behind them each requirement of each framework. */
function frameworkParts(audit: Audit): string {
  const { frameworks } = audit;
  if (frameworks.length === 0) return "";
  const [heading = [], ...rows] = frameworkRows(audit);
  const sums = table(
    "frameworks",
    heading,
    rows.map((row) => row.map(text)),
  );
  return [sums, ...frameworks.map(requirementTable)].join("\n");
}

function requirementTable({ name, title, requirements }: FrameworkSum): string {
  const rows = requirements.map(({ id, description, status, checks }) => [
    text(STATUS_WORDS[status]),
    `${code(id)} <small>${text(description)}</small>`,
    checks.map(code).join("<br>"),
  ]);
  return `<h3>${text(title)}</h3>\n${table(name, ["Status", "Requirement", "Because of"], rows)}`;
}

function list(lines: readonly string[]): string {
  return lines.length === 0 ? "" : `<ul>${lines.map((line) => `<li>${text(line)}</li>`).join("")}</ul>`;
}
