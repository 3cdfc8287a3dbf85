import { withoutSecrets } from "../../constructs/core/texts/secret-forms";
import type { Rule } from "../../guardrails/rules/rule.types";
import { type CheckedFinding, type CheckedStack, type CheckReport, whereOf } from "./report.types";

/**
 * A check as JUnit's XML, as CI servers read it: a suite for each stack, a case for each rule that was asked in it. It fails by what is open,
 * and is skipped where all that was found is exempt; warnings are its output.
 */
export function checkJunit(report: CheckReport): string {
  const suites = report.stacks.map((stack) => suiteOf(stack, report));
  const problems = report.problems.map(({ code, path, message, found, fix }) =>
    testCase("exemptions", `${code} ${path}`, element("failure", { message }, `${path}: ${found}; fix: ${fix}`)),
  );
  const all = [...suites, ...(problems.length === 0 ? [] : [suite("exemptions", problems)])];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="groundplan check">\n${all.join("")}</testsuites>\n`;
}

function suiteOf({ name, rules }: CheckedStack, { findings }: CheckReport): string {
  const own = findings.filter(({ stack }) => stack === name);
  return suite(
    name,
    rules.map((rule) =>
      testCase(
        name,
        `${rule.id} ${rule.title}`,
        outcomeOf(
          rule,
          own.filter((one) => one.rule.id === rule.id),
        ),
      ),
    ),
  );
}

function outcomeOf({ reason }: Rule, findings: readonly CheckedFinding[]): string {
  const lines = (status: CheckedFinding["status"]) => findings.filter((one) => one.status === status).map(lineOf);
  const [open, exempt, warnings] = [lines("open"), lines("exempt"), lines("warning")];
  const output = warnings.length === 0 ? "" : element("system-out", {}, warnings.join("\n"));
  if (open.length > 0) return element("failure", { message: reason }, open.join("\n")) + output;
  return (exempt.length === 0 ? "" : element("skipped", { message: exempt.join("\n") })) + output;
}

function lineOf(one: CheckedFinding): string {
  const { found, expected, fix, exemption, status } = one;
  if (status !== "exempt" || !exemption) return `${whereOf(one)}: found ${found}; expected ${expected}; fix: ${fix}`;
  const end = exemption.until === undefined ? "" : ` until ${exemption.until}`;
  return `${whereOf(one)}: ${found}; exempt${end}, because ${exemption.reason}`;
}

function suite(name: string, cases: readonly string[]): string {
  const failures = cases.filter((one) => one.includes("<failure")).length;
  const skipped = cases.filter((one) => one.includes("<skipped")).length;
  const attributes = { name, tests: cases.length, failures, errors: 0, skipped };
  return `${element("testsuite", attributes, undefined, `\n${cases.join("")}`)}\n`;
}

function testCase(classname: string, name: string, outcome: string): string {
  return `  ${element("testcase", { classname, name }, undefined, outcome)}\n`;
}

function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  text?: string,
  inner = text === undefined ? "" : escaped(text),
): string {
  const head = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  return inner === "" ? `<${name}${head.join("")}/>` : `<${name}${head.join("")}>${inner}</${name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
};

/** Characters that XML 1.0 has no way to write (W3C, "Extensible Markup Language (XML) 1.0", "Characters") are left out. */
function escaped(text: string): string {
  return withoutSecrets(text)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"\n]/g, (sign) => ENTITIES[sign] ?? sign);
}
