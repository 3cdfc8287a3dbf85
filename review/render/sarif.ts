import type { Finding, Severity } from "../findings";
import type { Review } from "../review";
import { nameOf, RISK_WORDS } from "./words";

const LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  high: "error",
  medium: "warning",
  low: "note",
};

/** The findings as SARIF 2.1.0 (OASIS standard, 2020), which code scanning of GitHub and others show. */
export function sarif(review: Review): string {
  const rules = [...new Map(review.findings.map((one) => [one.rule, one])).values()].sort((a, b) =>
    a.rule < b.rule ? -1 : 1,
  );
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "groundplan", rules: rules.map(ruleOf) } },
        results: review.findings.map((one) => resultOf(review, one)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleOf({ rule, risk }: Finding) {
  return { id: rule, shortDescription: { text: `${rule.replaceAll("-", " ")} (${RISK_WORDS[risk]})` } };
}

function resultOf(review: Review, one: Finding) {
  const name = nameOf(review, one);
  return {
    ruleId: one.rule,
    level: LEVELS[one.severity],
    message: { text: `${one.stack}/${name}: ${one.sentence}` },
    locations: [{ logicalLocations: [{ fullyQualifiedName: `${one.stack}/${name}`, kind: "resource" }] }],
    partialFingerprints: { "groundplan/v1": [one.rule, one.stack, one.address, one.attribute ?? ""].join(" ") },
  };
}
