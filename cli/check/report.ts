import type { Problem } from "../../constructs/core/problem";
import { endedProblems } from "../../guardrails/findings/problems";
import { isOpen, type JudgedFinding, type Verdict } from "../../guardrails/findings/verdict";
import type { Rule } from "../../guardrails/rules/rule.types";
import type { Estate } from "../../guardrails/tree/estate";
import type { CheckedFinding, CheckedStack, CheckReport, Status } from "./report.types";

/**
 * Makes a report of a verdict. An exemption whose day has passed acknowledges nothing here, and is a problem where it was for a warning.
 *
 * @param estates what was judged
 * @param fileOf where a finding is written
 */
export function reportOf(
  verdict: Verdict,
  estates: readonly Estate[],
  rules: readonly Rule[],
  problems: readonly Problem[],
  fileOf: (finding: JudgedFinding) => string | undefined,
): CheckReport {
  const { findings, exemptions } = verdict;
  return {
    stacks: estates.flatMap((estate) => stacksOf(estate, rules)),
    findings: findings.map((one): CheckedFinding => {
      const file = fileOf(one);
      return { ...one, status: statusOf(one), ...(file === undefined ? {} : { file }) };
    }),
    exemptions,
    problems: [...problems, ...endedProblems(verdict)],
  };
}

function statusOf(finding: JudgedFinding): Status {
  if (isOpen(finding, true)) return "open";
  return finding.exemption && !finding.exemption.isExpired ? "exempt" : "warning";
}

function stacksOf(estate: Estate, rules: readonly Rule[]): readonly CheckedStack[] {
  return estate.stacks.map(({ name, resources }) => {
    const types = new Set(resources.map(({ type }) => type));
    const isAsked = (rule: Rule) => !("types" in rule) || rule.types.some((type) => types.has(type));
    return { name, resources: resources.length, rules: rules.filter(isAsked) };
  });
}
