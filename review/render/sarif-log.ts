import { createHash } from "node:crypto";
import { jsonText } from "./json-text";

/** How SARIF ranks a result. */
export type SarifLevel = "error" | "warning" | "note";

/** A rule that results name. */
export interface SarifRule {
  readonly id: string;
  /** What it is about, in a line. */
  readonly title: string;
  /** What it is about, whole. */
  readonly text: string;
  /** What can be done. */
  readonly help: string;
  readonly tags: readonly string[];
}

/** A finding. */
export interface SarifResult {
  /** Id of its rule. */
  readonly rule: string;
  readonly level: SarifLevel;
  /** What it is about: a construct path, or an address. */
  readonly where: string;
  readonly message: string;
  /** What it is known again by: nothing that changes with lines and values. */
  readonly key: readonly string[];
  /**
   * Place in the repository: `config/base.yaml:12:3`, or a file.
   *
   * @default - nobody knows, so that GitHub does not show it
   */
  readonly place?: string;
  /**
   * Why it is accepted.
   *
   * @default - it is not
   */
  readonly accepted?: string;
}

/**
 * Findings as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", 2020), with what GitHub's code
 * scanning asks for (GitHub Docs, "SARIF support for code scanning", read 2026-11): a place in a file of the repository, rules with
 * descriptions and help, and a fingerprint by which a finding is known again when lines move. What is accepted is suppressed.
 */
export function sarifLog(rules: readonly SarifRule[], results: readonly SarifResult[]): string {
  const ids = rules.map(({ id }) => id);
  const seen = new Map<string, number>();
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "groundplan", rules: rules.map(ruleJson) } },
        columnKind: "utf16CodeUnits",
        results: results.map((one) => {
          const key = one.key.join("\u0000");
          const number = (seen.get(key) ?? 0) + 1;
          seen.set(key, number);
          return resultJson(one, ids.indexOf(one.rule), `${fingerprint(key)}:${number}`);
        }),
      },
    ],
  };
  return jsonText(log);
}

function ruleJson({ id, title, text, help, tags }: SarifRule) {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text },
    help: { text: help, markdown: help },
    properties: { tags },
  };
}

function resultJson({ rule, level, where, message, place, accepted }: SarifResult, ruleIndex: number, known: string) {
  return {
    ruleId: rule,
    ruleIndex,
    level,
    message: { text: message },
    locations: [
      {
        ...(place === undefined ? {} : { physicalLocation: physicalLocation(place) }),
        logicalLocations: [{ fullyQualifiedName: where, kind: "resource" }],
      },
    ],
    // The first is the one that GitHub reads; neither has a line or a value in it.
    partialFingerprints: { primaryLocationLineHash: known, "groundplan/v1": known },
    ...(accepted === undefined
      ? {}
      : { suppressions: [{ kind: "external", status: "accepted", justification: accepted }] }),
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
