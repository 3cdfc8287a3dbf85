import { parse } from "yaml";
import { CHECKOV_ANSWERS } from "../../guardrails/answers/checkov";
import { GUARDRAIL_IDS } from "../../guardrails/rules";
import { renderCheckovSettings } from "../../tools/checkov-settings";

test("each check is answered once, in sentences, by guardrails that there are", () => {
  const checks = CHECKOV_ANSWERS.map(({ check }) => check);
  expect([...new Set(checks)]).toEqual(checks);
  for (const { check, asks, reason, rule } of CHECKOV_ANSWERS) {
    expect(check).toMatch(/^CKV2?_AWS_\d+$/);
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
