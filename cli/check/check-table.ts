import { formatProblem } from "../../constructs/core/errors";
import type { Rule } from "../../guardrails/rules/rule.types";
import { MAX_WIDTH, renderTable } from "../table";
import { type CheckedFinding, type CheckReport, ofStatus, whereOf } from "./report.types";

/** A check for a terminal: a table of what is found, what the rules are about, exemptions, and a sum. */
export function checkTable(report: CheckReport): string {
  const told = [...ofStatus(report, "open"), ...ofStatus(report, "warning")];
  return [
    ...(told.length === 0 ? [] : [findingTable(told), ...ruleTexts(told)]),
    ...exemptionTexts(report),
    ...report.problems.map((problem) => `${formatProblem(problem)}\n`),
    `${sum(report)}\n`,
  ].join("\n");
}

function findingTable(findings: readonly CheckedFinding[]): string {
  const rows = findings.map((one, at) => {
    // What is at one place is one group, and its place stands there once.
    const isSame = findings[at - 1]?.place === one.place && findings[at - 1]?.status === one.status;
    return [isSame ? "" : one.place, one.rule.id, one.status === "open" ? "error" : "warning", one.found];
  });
  return renderTable([["where", "rule", "level", "found"], ...rows], [0, 3]);
}

function ruleTexts(findings: readonly CheckedFinding[]): readonly string[] {
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort((a, b) => (a.id < b.id ? -1 : 1));
  return rules.map((rule) => {
    const fixes = new Set(findings.filter((one) => one.rule === rule).map(({ fix }) => fix));
    return [ruleText(rule), ...[...fixes].map((fix) => indented(`fix: ${fix}`))].join("");
  });
}

function ruleText({ id, title, reason }: Rule): string {
  return `${wrapped(`${id}: ${title} ${reason}`, MAX_WIDTH).join("\n  ")}\n`;
}

function exemptionTexts({ findings, exemptions }: CheckReport): readonly string[] {
  if (exemptions.length === 0) return [];
  const lines = exemptions.map(({ rule, at, reason, until, isExpired, place }) => {
    const places = findings.filter(({ exemption }) => exemption?.rule === rule && exemption.at === at).map(whereOf);
    const found = places.length === 0 ? "" : `; ${places.length} found`;
    const end = isExpired
      ? `, ended on ${until}, so that its findings are open`
      : until === undefined
        ? ""
        : `, until ${until}`;
    return indented(`${at}: ${rule}${end}, because ${reason} (${place}${found})`);
  });
  return [`Exempt:\n${lines.join("")}`];
}

function sum(report: CheckReport): string {
  const count = (number: number, one: string, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
  const resources = report.stacks.reduce((all, stack) => all + stack.resources, 0);
  const rules = new Set(report.stacks.flatMap((stack) => stack.rules.map(({ id }) => id)));
  const found = [
    count(ofStatus(report, "open").length, "error"),
    count(ofStatus(report, "warning").length, "warning"),
    `${ofStatus(report, "exempt").length} exempt`,
    ...(report.problems.length === 0 ? [] : [`${count(report.problems.length, "exemption")} to mend`]),
  ];
  const judged = `${count(report.stacks.length, "stack")}, ${count(resources, "resource")}, ${count(rules.size, "rule")}`;
  return `${judged}: ${found.join(", ")}`;
}

function indented(text: string): string {
  return `  ${wrapped(text, MAX_WIDTH - 2).join("\n    ")}\n`;
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width - 2) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
