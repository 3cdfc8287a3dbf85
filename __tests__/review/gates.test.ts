import { html, markdown, type ReviewOptions, review, reviewJson, sarif, terminal } from "../../review";
import type { Exemption, ReviewSettings } from "../../review/gates/settings.types";
import { caseInput } from "./cases";

const TODAY = "2026-11-29";

const ACKNOWLEDGED: Exemption = {
  rule: "ingress-anywhere",
  at: "opened-group",
  reason: "the shop is open to the world",
  until: "2027-01-31",
  place: "config/staging.yaml:40:5",
};

function settings(more: Partial<ReviewSettings>): ReviewSettings {
  const stacks = { "opened-group": { granted: [], places: { "": "config/staging.yaml:9:1" } } };
  return { version: 1, environment: "staging", isProduction: false, exemptions: [], stacks, ...more };
}

function reviewed(more: Partial<ReviewSettings>, options: ReviewOptions = {}) {
  return review([caseInput("opened-group")], { today: TODAY, settings: [settings(more)], ...options });
}

test("without settings every kind of risk needs approval", () => {
  const { risks, exemptions } = review([caseInput("opened-group")]);
  expect({ risks, exemptions }).toEqual({ risks: ["exposure"], exemptions: [] });
});

test("the configuration says which kinds of risk need approval, and the command line has the last word", () => {
  const risks = (more: Partial<ReviewSettings>, options?: ReviewOptions) => reviewed(more, options).risks;
  expect(risks({ failOn: ["data-loss"] })).toEqual([]);
  expect(risks({ failOn: ["exposure"] })).toEqual(["exposure"]);
  expect(risks({ failOn: ["data-loss"] }, { failOn: ["exposure"] })).toEqual(["exposure"]);
  expect(risks({ failOn: ["exposure"] }, { failOn: ["outage"] })).toEqual([]);
});

test("what needs no approval by the configuration is told all the same, and not called harmless", () => {
  const text = terminal(reviewed({ failOn: ["data-loss"] }));
  expect(text).toContain(" · nothing that needs approval\n");
  expect(text).toContain("high    exposure: opened-group/aws_vpc_security_group_ingress_rule.https");
});

test.each([
  ["its stack", "opened-group"],
  ["its address", "opened-group/aws_vpc_security_group_ingress_rule.https"],
])("an exemption at %s makes the approval unnecessary, and is shown with its reason and last day", (_, at) => {
  const result = reviewed({ exemptions: [{ ...ACKNOWLEDGED, at }] });
  expect(result.risks).toEqual([]);
  expect(result.findings[0]).toMatchObject({ needsApproval: false, acknowledged: { until: "2027-01-31" } });
  expect(result.exemptions).toMatchObject([{ findings: 1, isExpired: false }]);
  const said = "(acknowledged until 2027-01-31: the shop is open to the world)";
  for (const text of [terminal(result), reviewJson(result)]) expect(text).toContain("the shop is open to the world");
  expect(terminal(result)).toContain(said);
  expect(markdown(result)).toContain("### Exemptions");
  expect(html(result)).toContain(">Exemptions</h2>");
  expect(JSON.parse(sarif(result)).runs[0].results[0].suppressions).toEqual([
    { kind: "external", status: "accepted", justification: "the shop is open to the world" },
  ]);
});

test("an exemption of another rule, of another stack, or of a stack whose name only begins alike changes nothing", () => {
  const risks = (more: Partial<Exemption>) => reviewed({ exemptions: [{ ...ACKNOWLEDGED, ...more }] }).risks;
  expect(risks({ rule: "internet-route" })).toEqual(["exposure"]);
  expect(risks({ at: "opened" })).toEqual(["exposure"]);
  expect(risks({ at: "opened-group/aws_security" })).toEqual(["exposure"]);
});

test("on its last day an exemption holds, and on the next its findings need approval again", () => {
  const on = (today: string) => reviewed({ exemptions: [ACKNOWLEDGED] }, { today });
  expect(on("2027-01-31").risks).toEqual([]);
  const after = on("2027-02-01");
  expect(after.risks).toEqual(["exposure"]);
  expect(terminal(after)).toContain("(acknowledged until 2027-01-31 only, which has passed)");
  expect(terminal(after)).toContain("(has ended: its findings need approval again; config/staging.yaml:40:5)");
});

test("an exemption that nothing needs is no mistake, and may be removed", () => {
  const unused = { ...ACKNOWLEDGED, rule: "stateful-replaced" };
  const elsewhere = { ...unused, at: "staging-network" };
  const text = terminal(reviewed({ exemptions: [unused, elsewhere] }));
  expect(text).toContain("opened-group: stateful-replaced, until 2027-01-31");
  expect(text).toContain("(nothing in these plans needs it: it may be removed; config/staging.yaml:40:5)");
  // Its stack is not part of the review, so nobody can tell.
  expect(text).not.toContain("staging-network");
});

test("the base tells which exemptions are new in the change, and judges nothing", () => {
  const before = [settings({ exemptions: [{ ...ACKNOWLEDGED, until: "2026-01-01" }], failOn: [] })];
  const result = reviewed({ exemptions: [ACKNOWLEDGED] }, { before });
  expect(result.exemptions).toMatchObject([{ isNew: true, isExpired: false }]);
  expect(markdown(result)).toContain("new in this change");
  const same = reviewed({ exemptions: [ACKNOWLEDGED] }, { before: [settings({ exemptions: [ACKNOWLEDGED] })] });
  expect(same.exemptions).toMatchObject([{ isNew: false }]);
  expect(reviewed({}, { before }).risks).toEqual(["exposure"]);
});

test("exemptions from what synth judges are listed with where they are set, the new ones before all else", () => {
  const grant = (path: string) => ({
    ...{ at: path, rule: "ALB-03", reason: "a sandbox needs no domain" },
    place: "plainHttp in config/dev.yaml:9:1",
  });
  const withGrants = (...paths: string[]) =>
    settings({ stacks: { "opened-group": { granted: paths.map(grant), places: {} } } });
  const both = withGrants("opened-group/load-balancer", "opened-group/old");
  const result = review([caseInput("opened-group")], { settings: [both], before: [withGrants("opened-group/old")] });
  expect(result.grants).toMatchObject([{ isNew: true }, { isNew: false }]);
  expect(terminal(result)).toContain(
    "  opened-group/load-balancer: ALB-03, because a sandbox needs no domain (new in this change; plainHttp in config/dev.yaml:9:1)\n",
  );
  expect(markdown(result)).toContain("| `ALB-03` | `opened-group/load-balancer` | a sandbox needs no domain |");
  expect(markdown(result)).toContain("<summary>1 exemptions as before</summary>");
});

describe("a stack that is gone from the configuration", () => {
  const gone = [
    {
      stack: "staging-orders",
      environment: "staging",
      holds: { aws_db_instance: 1, aws_security_group: 2 },
      place: "config/staging.yaml",
    },
  ];

  test("needs approval, with what it holds and the command that destroys it", () => {
    const result = review([caseInput("no-change")], { gone });
    expect(result.risks).toEqual(["protection"]);
    const text = terminal(result);
    expect(text).toContain(
      "staging-orders: is deployed, and nothing makes it any more: its 3 resources stay as they are, and nothing manages them; with data: aws_db_instance\n",
    );
    expect(text).toContain("npx groundplan destroy staging-orders");
    expect(markdown(result)).toContain("`npx groundplan destroy staging-orders`");
    expect(html(result)).toContain("npx groundplan destroy staging-orders");
  });

  test("is acknowledged by an exemption of its environment", () => {
    const acknowledged = { ...ACKNOWLEDGED, rule: "stack-gone", at: "staging-orders" };
    const result = review([caseInput("no-change")], { gone, settings: [settings({ exemptions: [acknowledged] })] });
    expect(result.risks).toEqual([]);
    expect(result.exemptions).toMatchObject([{ findings: 1 }]);
  });
});
