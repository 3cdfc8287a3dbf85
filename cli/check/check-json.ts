import { jsonText } from "../../review/render/json-text";
import { type CheckedFinding, type CheckReport, ofStatus } from "./report.types";

/** Version of the form below. */
const VERSION = 1;

/** A check for other programs. */
export function checkJson(report: CheckReport): string {
  return jsonText({
    version: VERSION,
    counts: {
      open: ofStatus(report, "open").length,
      warning: ofStatus(report, "warning").length,
      exempt: ofStatus(report, "exempt").length,
      problems: report.problems.length,
    },
    stacks: report.stacks.map(({ name, resources, rules }) => ({ name, resources, rules: rules.map(({ id }) => id) })),
    findings: report.findings.map(findingJson),
    exemptions: report.exemptions,
    problems: report.problems,
  });
}

function findingJson({ rule, severity: _, exemption, ...finding }: CheckedFinding) {
  const { id, level, title, reason, source } = rule;
  return {
    rule: id,
    level,
    ...finding,
    title,
    reason,
    source,
    ...(exemption ? { exemption: { reason: exemption.reason, until: exemption.until, place: exemption.place } } : {}),
  };
}
