import { review, sarif } from "../../review";
import { RULES } from "../../review/findings";
import type { ReviewSettings } from "../../review/gates/settings.types";
import { CASE_NAMES, caseInput } from "./cases";

/** The parts of SARIF that code scanning reads. */
interface Log {
  readonly version: string;
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly Rule[] } };
      readonly results: readonly Result[];
    },
  ];
}

interface Rule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation?: {
      readonly artifactLocation: { readonly uri: string; readonly uriBaseId: string };
      readonly region: { readonly startLine: number; readonly startColumn?: number };
    };
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

function settings(places: Readonly<Record<string, string>>): ReviewSettings {
  const stacks = Object.fromEntries(CASE_NAMES.map((name) => [name, { granted: [], places }]));
  return { version: 1, environment: "staging", isProduction: false, exemptions: [], stacks };
}

function logOf(places: Readonly<Record<string, string>>, names = CASE_NAMES): Log["runs"][0] {
  const log = JSON.parse(sarif(review(names.map(caseInput), { settings: [settings(places)] }))) as Log;
  expect(log.version).toBe("2.1.0");
  return log.runs[0];
}

test("every result is at a line of a file of the repository, and known by a rule with help", () => {
  const { tool, results } = logOf({ "": "config/staging.yaml:9:1" });
  expect(results.length).toBeGreaterThan(40);
  for (const { ruleId, ruleIndex, level, message, locations } of results) {
    const rule = tool.driver.rules[ruleIndex];
    expect(rule?.id).toBe(ruleId);
    for (const text of [rule?.shortDescription.text, rule?.fullDescription.text, rule?.help.text, message.text]) {
      expect(text?.trim()).toBeTruthy();
    }
    expect(["error", "warning", "note"]).toContain(level);
    expect(locations).toHaveLength(1);
    expect(locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: "config/staging.yaml", uriBaseId: "%SRCROOT%" },
      region: { startLine: 9, startColumn: 1 },
    });
  }
});

test("a construct is at the key that it or what it lies in comes from, and a file alone at its first line", () => {
  const place = (places: Readonly<Record<string, string>>, construct: string) => {
    const constructs = new Map([["aws_vpc_security_group_ingress_rule.https", construct]]);
    const input = { ...caseInput("opened-group"), constructs };
    const result = (JSON.parse(sarif(review([input], { settings: [settings(places)] }))) as Log).runs[0].results[0];
    const { artifactLocation, region } = result?.locations[0]?.physicalLocation ?? {};
    return [artifactLocation?.uri, region?.startLine, region?.startColumn];
  };
  const places = { "": "config/staging.yaml:9:1", "services/web": "config/base.yaml:64:7" };
  expect(place(places, "services/web/group/https")).toEqual(["config/base.yaml", 64, 7]);
  expect(place(places, "services/website")).toEqual(["config/staging.yaml", 9, 1]);
  expect(place({ "": "my config/a.yaml" }, "x")).toEqual(["my%20config/a.yaml", 1, undefined]);
});

test("a plan from elsewhere is at its file, and one without a file at none", () => {
  const input = caseInput("opened-group");
  const locations = (file?: string) =>
    (JSON.parse(sarif(review([file ? { ...input, file } : input]))) as Log).runs[0].results[0]?.locations[0];
  expect(locations("plans/web.json")?.physicalLocation?.artifactLocation.uri).toBe("plans/web.json");
  expect(locations()).not.toHaveProperty("physicalLocation");
});

test("a result has a fingerprint of its own, which stays when lines and other results move", () => {
  const fingerprints = (run: Log["runs"][0]) =>
    run.results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash ?? "");
  const all = fingerprints(logOf({ "": "config/staging.yaml:9:1" }));
  expect(new Set(all).size).toBe(all.length);
  expect(fingerprints(logOf({ "": "config/base.yaml:90:3" }))).toEqual(all);
  const few = fingerprints(logOf({ "": "config/staging.yaml:9:1" }, ["opened-group", "bucket-public"]));
  expect(few.filter((one) => !all.includes(one))).toEqual([]);
});

test("every rule is found in one of the cases, or in a test of its own", () => {
  const found = new Set<string>(review(CASE_NAMES.map(caseInput)).findings.map(({ rule }) => rule));
  expect(Object.keys(RULES).filter((rule) => !found.has(rule))).toEqual(["cost-limit", "stack-gone"]);
});
