import { formatProblem } from "../../constructs/core/errors";
import { LOOSENINGS } from "../../guardrails/rules/loosenings";
import type { Rule } from "../../guardrails/rules/rule.types";
import { MAX_WIDTH } from "../table";
import { type CheckedFinding, type CheckReport, ofStatus, whereOf } from "./report.types";

const INDENT = "  ";

/** Room for the longest level, and a gap. */
const LEVEL_WIDTH = "warning  ".length;

/** A check for a terminal: what is found by place, what the rules are about, exemptions, and a sum. */
export function checkTable(report: CheckReport): string {
  const told = [...ofStatus(report, "open"), ...ofStatus(report, "warning")];
  return [
    ...(told.length === 0 ? [] : [...placeTables(told), ...ruleTexts(told)]),
    ...exemptionTexts(report),
    ...report.problems.map((problem) => `${formatProblem(problem)}\n`),
    `${sum(report)}\n`,
  ].join("\n");
}

/** What is found at each place, errors first: places with errors before the others. A place has a line of its own, so that it is never broken. */
function placeTables(told: readonly CheckedFinding[]): readonly string[] {
  const places = [...new Set(told.map(({ place }) => place))];
  const ruleWidth = Math.max(...told.map(({ rule }) => rule.id.length)) + 2;
  const widths = INDENT.length + ruleWidth + LEVEL_WIDTH;
  return places.map((place) => {
    const rows = told
      .filter((one) => one.place === place)
      .map(({ rule, status, found }) => {
        const level = status === "open" ? "error" : "warning";
        const head = `${INDENT}${rule.id.padEnd(ruleWidth)}${level.padEnd(LEVEL_WIDTH)}`;
        return `${head}${wrapped(found, MAX_WIDTH - widths + 2).join(`\n${" ".repeat(widths)}`)}\n`;
      });
    return `${place}\n${rows.join("")}`;
  });
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
    // What no rule can find is not looked for.
    const nothing = Object.hasOwn(LOOSENINGS, rule) ? "" : "; nothing found";
    const found = places.length === 0 ? nothing : `; ${places.length} found`;
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
