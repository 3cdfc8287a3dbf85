import type { Problems } from "../../core/errors";
import type { RateRule, WebAclRule } from "../web-acl.types";

/** Most rate-based rules of a web ACL (AWS WAF Developer Guide, "AWS WAF quotas", as of 2026-11). */
const MAX_RATE_RULES = 10;

/** Limits of a rate (AWS WAFV2 API Reference, `RateBasedStatement`, as of 2026-11). */
const RATE = { min: 10, max: 2_000_000_000, windows: [60, 120, 300, 600] } as const;

/** Checks the names of the rules, and how many of them limit a rate. */
export function checkRuleNames(rules: Readonly<Record<string, WebAclRule>>, problems: Problems): void {
  for (const name of Object.keys(rules)) {
    if (/^[\w-]{1,128}$/.test(name) && !/^(aws|All$|Default_Action$)/i.test(name)) continue;
    problems.add(`rules.${name}`, {
      code: "RULE_NAME_INVALID",
      message: "AWS WAF does not take this name for a rule, or keeps it for itself.",
      found: `"${name}"`,
      expected: "1 to 128 of letters, digits, - and _; not All, not Default_Action, and not starting with AWS",
      fix: "name the rule by what it does: block-scanners",
    });
  }
  const rates = Object.values(rules).filter((rule) => "rate" in rule).length;
  if (rates <= MAX_RATE_RULES) return;
  problems.add("rules", {
    code: "RATE_RULES_MANY",
    message: "A web ACL has no more rate limits.",
    found: `${rates} rules with a rate`,
    expected: `at most ${MAX_RATE_RULES}`,
    fix: "join limits that are alike, with `of: { any: […] }`",
  });
}

/** Checks the limit and the window of a rate. */
export function checkRate(rate: RateRule["rate"], problems: Problems, property: string): void {
  if (!Number.isInteger(rate.limit) || rate.limit < RATE.min || rate.limit > RATE.max) {
    problems.add(`${property}.limit`, {
      code: "RATE_LIMIT_INVALID",
      message: "AWS WAF does not count up to this limit.",
      found: String(rate.limit),
      expected: `a whole number from ${RATE.min} to ${RATE.max.toLocaleString("en")}`,
      fix: "start with a multiple of what one busy visitor sends, such as 2000 in 300 seconds",
    });
  }
  const { windowSeconds } = rate;
  if (windowSeconds === undefined || RATE.windows.includes(windowSeconds)) return;
  problems.add(`${property}.windowSeconds`, {
    code: "RATE_WINDOW_INVALID",
    message: "AWS WAF does not count over this time.",
    found: `${windowSeconds} seconds`,
    expected: "60, 120, 300 or 600 seconds",
    fix: "use 300, or 60 to stop a flood sooner",
  });
}
