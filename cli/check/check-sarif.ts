import type { Rule } from "../../guardrails/rules/rule.types";
import { type SarifResult, type SarifRule, sarifLog } from "../../review/render/sarif-log";
import { type CheckedFinding, type CheckReport, whereOf } from "./report.types";

/** A check for code scanning, each finding at the key of the configuration, or in the file, that it comes from. What is exempt is suppressed. */
export function checkSarif({ findings }: CheckReport): string {
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort((a, b) => (a.id < b.id ? -1 : 1));
  return sarifLog(rules.map(ruleOf), findings.map(resultOf));
}

function ruleOf({ id, title, reason, fix, source, level }: Rule): SarifRule {
  return { id, title, text: `${title} ${reason} (${source})`, help: fix, tags: [level] };
}

function resultOf(one: CheckedFinding): SarifResult {
  const { rule, status, stack, place, address = place, attribute = "", found, file, exemption } = one;
  const where = whereOf(one);
  return {
    rule: rule.id,
    level: status === "open" ? "error" : "warning",
    where,
    message: `${where}: ${found}`,
    key: [rule.id, stack, address, attribute],
    ...(file === undefined ? {} : { place: file }),
    ...(status === "exempt" && exemption ? { accepted: exemption.reason } : {}),
  };
}
