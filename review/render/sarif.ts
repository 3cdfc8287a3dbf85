import { RULES, type RuleName, type Severity } from "../findings";
import type { GatedFinding } from "../gates/exemptions";
import type { Review } from "../review";
import { type SarifLevel, type SarifResult, sarifLog } from "./sarif-log";
import { RISK_WORDS, sentenceOf, whereOf } from "./words";

const LEVELS: Readonly<Record<Severity, SarifLevel>> = {
  high: "error",
  medium: "warning",
  low: "note",
};

/** The findings as SARIF. What is acknowledged is suppressed. */
export function sarif(review: Review): string {
  const rules = [...new Set(review.findings.map(({ rule }) => rule))].sort();
  return sarifLog(
    rules.map(ruleOf),
    review.findings.map((one) => resultOf(review, one)),
  );
}

function ruleOf(id: RuleName) {
  const { risk, title, help } = RULES[id];
  return { id, title: `${title} (${RISK_WORDS[risk]})`, text: `${title}. ${help}`, help, tags: [risk] };
}

function resultOf(review: Review, one: GatedFinding): SarifResult {
  const where = whereOf(review, one);
  const { rule, stack, address, attribute = "", severity, acknowledged, place } = one;
  return {
    rule,
    level: LEVELS[severity],
    where,
    message: `${where}: ${sentenceOf(one)}`,
    key: [rule, stack, address, attribute],
    ...(place === undefined ? {} : { place }),
    ...(acknowledged ? { accepted: acknowledged.reason } : {}),
  };
}
