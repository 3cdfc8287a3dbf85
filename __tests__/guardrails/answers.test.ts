import { parse } from "yaml";
import { CHECKOV_ANSWERS } from "../../guardrails/answers/checkov";
import { PROWLER_ANSWERS } from "../../guardrails/answers/prowler";
import { UNFOLLOWED_CONTROLS } from "../../guardrails/answers/security-hub";
import { GUARDRAIL_IDS, GUARDRAILS } from "../../guardrails/rules";
import { renderCheckovSettings } from "../../tools/checkov-settings";
import { renderProwlerMutes } from "../../tools/prowler-mutes";
import FOUNDATIONAL from "./recorded/foundational-controls.json";

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

/** Controls that the sources of rules name, in small letters: AWS itself writes some of them in two ways. */
function followed(): ReadonlySet<string> {
  const texts = GUARDRAILS.flatMap(
    ({ source }) => source.match(/AWS Security Hub User Guide, controls? [^"]*/)?.[0] ?? [],
  );
  const ranges = texts.flatMap((text) => [...text.matchAll(/(\w+)\.(\d+) to \w+\.(\d+)/g)]);
  const within = ranges.flatMap(([, service, first, last]) =>
    Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => `${service}.${Number(first) + index}`),
  );
  const named = texts.flatMap((text) => text.match(/\b[A-Z]\w+\.\d+/g) ?? []);
  return new Set([...named, ...within].map((control) => control.toLowerCase()));
}

test("each control of the foundational standard is followed by a rule, or is not for a reason; none is both", () => {
  const known = Object.entries(FOUNDATIONAL).flatMap(([service, numbers]) => numbers.map((one) => `${service}.${one}`));
  const unfollowed = UNFOLLOWED_CONTROLS.flatMap(({ controls }) => controls);
  const rules = followed();
  const isFollowed = (control: string) => rules.has(control.toLowerCase());
  expect([...new Set(unfollowed)]).toEqual(unfollowed);
  expect(known.filter((control) => !isFollowed(control) && !unfollowed.includes(control))).toEqual([]);
  expect(unfollowed.filter((control) => isFollowed(control) || !known.includes(control))).toEqual([]);
  expect(known.length).toBeGreaterThan(290);
  for (const { reason } of UNFOLLOWED_CONTROLS) expect(reason).toMatch(/^[A-Z][^\n]*[^.\s]\.$/);
});
