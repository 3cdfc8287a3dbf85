import type { Finding } from "../../guardrails/findings/judge";
import { isOpen, verdictOf } from "../../guardrails/findings/verdict";
import { GUARDRAILS } from "../../guardrails/rules";
import type { GrantedExemption } from "../../review/gates/settings.types";

const [RULE] = GUARDRAILS;

/** A finding at a place in the stack `app`. */
function at(place: string, severity: Finding["severity"] = "error"): Finding {
  if (!RULE) throw new Error("there are rules");
  return {
    rule: RULE,
    severity,
    stack: "app",
    place,
    address: "aws_instance.web",
    found: "it",
    expected: "not",
    fix: "no",
  };
}

function exemption(where: string, until = "2030-01-31"): GrantedExemption {
  return { rule: RULE?.id ?? "", at: where, reason: "it is meant", until, place: `exempt(${where})` };
}

test.each([
  ["app", true],
  ["app/orders", true],
  ["app/orders/instance", true],
  ["app/aws_instance.web", true],
  ["app/order", false],
  ["app/orders/instance/disk", false],
  ["other", false],
])("an exemption at %s fits a finding at app/orders/instance: %p", (where, fits) => {
  const { findings, exemptions } = verdictOf([at("app/orders/instance")], [exemption(where)]);
  expect(findings[0]?.exemption !== undefined).toBe(fits);
  expect(exemptions.map((one) => one.findings)).toEqual([fits ? 1 : 0]);
});

test("one that holds counts before one that has ended, and one that has ended until the day is judged", () => {
  const [ended, holds] = [exemption("app", "2029-12-31"), exemption("app/orders")];
  const given = [at("app/orders"), at("app/queue")];
  const { findings } = verdictOf(given, [ended, holds], "2030-01-01");
  expect(findings.map((one) => one.exemption?.at)).toEqual(["app/orders", "app"]);
  expect(findings.map((one) => isOpen(one))).toEqual([false, false]);
  expect(findings.map((one) => isOpen(one, true))).toEqual([false, true]);
  expect(verdictOf(given, [ended], "2029-12-31").exemptions).toMatchObject([{ isExpired: false, findings: 2 }]);
});

test("a warning is never open", () => {
  expect(isOpen(at("app", "warning"))).toBe(false);
});
