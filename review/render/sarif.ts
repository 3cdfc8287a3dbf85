import { createHash } from "node:crypto";
import { RULES, type RuleName, type Severity } from "../findings";
import type { GatedFinding } from "../gates/exemptions";
import type { Review } from "../review";
import { jsonText } from "./json-text";
import { RISK_WORDS, sentenceOf, whereOf } from "./words";

const LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  high: "error",
  medium: "warning",
  low: "note",
};

/**
 * The findings as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", 2020), with what GitHub's code
 * scanning asks for (GitHub Docs, "SARIF support for code scanning", read 2026-11): a place in a file of the repository, rules with
 * descriptions and help, and a fingerprint by which a finding is known again when lines move. What is acknowledged is suppressed.
 */
export function sarif(review: Review): string {
  const rules = [...new Set(review.findings.map(({ rule }) => rule))].sort();
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "groundplan", rules: rules.map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        results: resultsOf(review, rules),
      },
    ],
  };
  return jsonText(log);
}

function ruleOf(id: RuleName) {
  const { risk, title, help } = RULES[id];
  return {
    id,
    shortDescription: { text: `${title} (${RISK_WORDS[risk]})` },
    fullDescription: { text: `${title}. ${help}` },
    help: { text: help, markdown: help },
    properties: { tags: [risk] },
  };
}

function resultsOf(review: Review, rules: readonly RuleName[]) {
  const seen = new Map<string, number>();
  return review.findings.map((one) => {
    const key = [one.rule, one.stack, one.address, one.attribute ?? ""].join("\u0000");
    const number = (seen.get(key) ?? 0) + 1;
    seen.set(key, number);
    return resultOf(review, one, rules.indexOf(one.rule), `${fingerprint(key)}:${number}`);
  });
}

function resultOf(review: Review, one: GatedFinding, ruleIndex: number, known: string) {
  const where = whereOf(review, one);
  const { acknowledged, place } = one;
  return {
    ruleId: one.rule,
    ruleIndex,
    level: LEVELS[one.severity],
    message: { text: `${where}: ${sentenceOf(one)}` },
    locations: [
      {
        ...(place === undefined ? {} : { physicalLocation: physicalLocation(place) }),
        logicalLocations: [{ fullyQualifiedName: where, kind: "resource" }],
      },
    ],
    // The first is the one that GitHub reads; neither has a line or a value in it.
    partialFingerprints: { primaryLocationLineHash: known, "groundplan/v1": known },
    ...(acknowledged
      ? { suppressions: [{ kind: "external", status: "accepted", justification: acknowledged.reason }] }
      : {}),
  };
}

/** `config/base.yaml:12:3`; a file alone is told at its first line, since GitHub shows nothing that has none. */
function physicalLocation(place: string) {
  const [, file = place, line = "1", column] = /^(.*?):(\d+)(?::(\d+))?$/.exec(place) ?? [];
  return {
    artifactLocation: { uri: file.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" },
    region: { startLine: Number(line), ...(column === undefined ? {} : { startColumn: Number(column) }) },
  };
}

function fingerprint(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 32);
}
