import { WebAcl } from "../../../constructs/waf/web-acl";
import { testAdvice } from "../../support/followed-advice";
import { acl, type Case, found, odd, told } from "./support";

/** Rules at 5 and 6, and one more. */
function fiveAnd(priority: number): Case["build"] {
  return acl({
    managed: {},
    rules: {
      a: { when: { countries: ["KR"] }, action: "block", priority: 5 },
      b: { rate: { limit: 10 }, priority },
      c: { rate: { limit: 10 }, priority: 6 },
    },
  });
}

const CASES: readonly Case[] = [
  {
    name: "a rate below what AWS counts, over a time that AWS does not",
    build: (stack) =>
      new WebAcl(stack, "acl", { managed: {}, rules: { odd: { rate: { limit: 9, windowSeconds: 90 as 60 } } } }),
    problems: [
      {
        code: "RATE_LIMIT_INVALID",
        path: "sandbox-test/acl › rules.odd.rate.limit",
        message: "AWS WAF does not count up to this limit.",
        found: "9",
        expected: "a whole number from 10 to 2,000,000,000",
        fix: "start with a multiple of what one busy visitor sends, such as 2000 in 300 seconds",
      },
      {
        code: "RATE_WINDOW_INVALID",
        path: "sandbox-test/acl › rules.odd.rate.windowSeconds",
        message: "AWS WAF does not count over this time.",
        found: "90 seconds",
        expected: "60, 120, 300 or 600 seconds",
        fix: "use 300, or 60 to stop a flood sooner",
      },
    ],
    ways: [
      { says: ["such as 2000 in 300 seconds", "use 300"], to: odd({ rate: { limit: 2000, windowSeconds: 300 } }) },
      {
        says: ["such as 2000 in 300 seconds", "60 to stop a flood sooner"],
        to: odd({ rate: { limit: 2000, windowSeconds: 60 } }),
      },
    ],
  },
  {
    name: "a name that AWS keeps for itself",
    build: (stack) =>
      new WebAcl(stack, "acl", { managed: {}, rules: { "AWS-odd": { when: { countries: ["KR"] }, action: "block" } } }),
    problems: [
      {
        code: "RULE_NAME_INVALID",
        path: "sandbox-test/acl › rules.AWS-odd",
        message: "AWS WAF does not take this name for a rule, or keeps it for itself.",
        found: '"AWS-odd"',
        expected: "1 to 128 of letters, digits, - and _; not All, not Default_Action, and not starting with AWS",
        fix: "name the rule by what it does: block-scanners",
      },
    ],
    ways: [
      {
        says: "block-scanners",
        to: acl({ managed: {}, rules: { "block-scanners": { when: { countries: ["KR"] }, action: "block" } } }),
      },
    ],
  },
  {
    name: "more rate limits than a web ACL has",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        managed: {},
        rules: Object.fromEntries(
          Array.from({ length: 11 }, (_, i) => [`rate-${i}`, { rate: { limit: 10 }, priority: i }]),
        ),
      }),
    problems: [
      {
        code: "RATE_RULES_MANY",
        path: "sandbox-test/acl › rules",
        message: "A web ACL has no more rate limits.",
        found: "11 rules with a rate",
        expected: "at most 10",
        fix: "join limits that are alike, with `of: { any: […] }`",
      },
    ],
    ways: [
      {
        says: "with `of: { any: […] }`",
        to: acl({
          managed: {},
          rules: Object.fromEntries(
            Array.from({ length: 10 }, (_, i) => {
              const of = { any: [{ countries: ["KR"] }, { countries: ["JP"] }] };
              return [`rate-${i}`, { rate: i === 0 ? { limit: 10, of } : { limit: 10 }, priority: i }];
            }),
          ),
        }),
      },
    ],
  },
  {
    name: "two rules in one place",
    build: fiveAnd(5),
    problems: [
      {
        code: "RULE_PRIORITY_CLASH",
        path: "sandbox-test/acl › rules.b.priority",
        message: "Two rules of the web ACL have the same place in the order.",
        found: "rules.a and rules.b at 5",
        expected: "a place of its own for each rule",
        fix: "give rules.b the priority 7, or another that is free",
      },
    ],
    ways: [
      { says: "the priority 7", to: fiveAnd(7) },
      { says: "another that is free", to: fiveAnd(8) },
    ],
  },
  {
    name: "a place that is none",
    build: (stack) => new WebAcl(stack, "acl", { managed: {}, rules: { odd: { rate: { limit: 10 }, priority: -1 } } }),
    problems: [
      {
        code: "RULE_PRIORITY_INVALID",
        path: "sandbox-test/acl › rules.odd.priority",
        message: "This is no place in the order of rules.",
        found: "-1",
        expected: "a whole number from 0 to 1000000",
        fix: "leave it out, or use a number such as 500 to come before all others",
      },
    ],
    ways: [
      { says: "leave it out", to: odd({ rate: { limit: 10 } }) },
      { says: "a number such as 500", to: odd({ rate: { limit: 10 }, priority: 500 }) },
    ],
  },
];

test.each(CASES)("$name is a problem", ({ build, problems }) => {
  expect(found(build)).toEqual(problems);
});

testAdvice(told(CASES), found);
