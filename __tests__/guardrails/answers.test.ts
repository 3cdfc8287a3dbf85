import { parse } from "yaml";
import { CHECKOV_ANSWERS } from "../../guardrails/answers/checkov";
import { PROWLER_ANSWERS } from "../../guardrails/answers/prowler";
import { GUARDRAIL_IDS } from "../../guardrails/rules";
import { renderCheckovSettings } from "../../tools/checkov-settings";
import { renderProwlerMutes } from "../../tools/prowler-mutes";

test.each([
  ["checkov", CHECKOV_ANSWERS, /^CKV2?_AWS_\d+$/],
  ["prowler", PROWLER_ANSWERS, /^[a-z0-9]+(_[a-z0-9]+)+$/],
] as const)("each check of %s is answered once, in sentences, by guardrails that there are", (_, answers, form) => {
  const checks = answers.map(({ check }) => check);
  expect([...new Set(checks)]).toEqual(checks);
  for (const { check, asks, reason, rule } of answers) {
    expect(check).toMatch(form);
    for (const text of [asks, reason]) expect(text).toMatch(/^[A-Z][^\n]*[^.\s]\.$/);
    if (rule !== undefined) expect(GUARDRAIL_IDS).toContain(rule);
  }
});

test("checkov's settings leave out what is answered, and nothing else", () => {
  expect(parse(renderCheckovSettings())).toEqual({
    directory: ["cdktf.out/stacks"],
    framework: ["terraform_json"],
    "skip-download": true,
    compact: true,
    quiet: true,
    "skip-check": CHECKOV_ANSWERS.map(({ check }) => check),
  });
});

test("prowler's mute list mutes what is answered, of resources of ours alone", () => {
  const { Mutelist } = parse(renderProwlerMutes());
  expect(Object.keys(Mutelist.Accounts)).toEqual(["*"]);
  const checks = Mutelist.Accounts["*"].Checks;
  expect(Object.keys(checks)).toEqual(PROWLER_ANSWERS.map(({ check }) => check));
  expect(checks.vpc_flow_logs_enabled).toEqual({
    Regions: ["*"],
    Resources: ["*"],
    Tags: ["ManagedBy=groundplan"],
    Description:
      "Every VPC has a flow log. Those of production have one; a sandbox does without its price. Guardrail NET-24.",
  });
});
