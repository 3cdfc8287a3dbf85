import { jsonText } from "../../review/render/json-text";
import { type Audit, findingsOf, isGrave } from "./audit.types";

/** Version of the form below. */
const VERSION = 3;

/** An audit for other programs. */
export function auditJson(audit: Audit): string {
  const { environment, about, scanners, findings, frameworks, unanswered } = audit;
  return jsonText({
    version: VERSION,
    environment,
    about,
    counts: {
      open: findingsOf(audit, "open").length,
      grave: findings.filter(isGrave).length,
      answered: findingsOf(audit, "answered").length,
      account: findingsOf(audit, "account").length,
    },
    scanners,
    findings: findings.map(({ answer, ...finding }) => ({
      ...finding,
      ...(answer ? { answer: { reason: answer.reason, rule: answer.rule } } : {}),
    })),
    frameworks,
    unanswered,
  });
}
