import { WebAcl } from "../../../constructs/waf/web-acl";
import { testAdvice } from "../../support/followed-advice";
import { acl, type Case, found, told } from "./support";

const CASES: readonly Case[] = [
  {
    name: "a label that is looked for before it is set",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        managed: {},
        rules: {
          early: { when: { label: "seen" }, action: "block", priority: 10 },
          late: { when: { countries: ["KR"] }, action: "count", labels: ["seen"], priority: 20 },
        },
      }),
    problems: [
      {
        code: "LABEL_TOO_EARLY",
        path: "sandbox-test/acl › rules.early.priority",
        message: "The rule looks for a label before any rule has set it.",
        found: 'priority 10, while "seen" is set at 20 or later',
        expected: "a priority behind the rule that sets the label",
        fix: "give the rule a priority above 20",
      },
    ],
    ways: [
      {
        says: "a priority above 20",
        to: acl({
          managed: {},
          rules: {
            early: { when: { label: "seen" }, action: "block", priority: 21 },
            late: { when: { countries: ["KR"] }, action: "count", labels: ["seen"], priority: 20 },
          },
        }),
      },
    ],
  },
  {
    name: "a label of AWS's groups before them",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        rules: {
          early: {
            when: { not: { label: "awswaf:managed:aws:core-rule-set:NoUserAgent_Header" } },
            action: "block",
            priority: 10,
          },
        },
      }),
    problems: [
      {
        code: "LABEL_TOO_EARLY",
        path: "sandbox-test/acl › rules.early.priority",
        message: "The rule looks for a label before any rule has set it.",
        found: 'priority 10, while "awswaf:managed:aws:core-rule-set:NoUserAgent_Header" is set at 4200 or later',
        expected: "a priority behind the rule that sets the label",
        fix: "give the rule a priority above 4200",
      },
    ],
    ways: [
      {
        says: "a priority above 4200",
        to: acl({
          rules: {
            early: {
              when: { not: { label: "awswaf:managed:aws:core-rule-set:NoUserAgent_Header" } },
              action: "block",
              priority: 4201,
            },
          },
        }),
      },
    ],
  },
  {
    name: "a label of a later group of AWS's, behind the first of them",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        rules: {
          between: {
            when: { label: "awswaf:managed:aws:known-bad-inputs:Log4JRCE" },
            action: "block",
            priority: 4250,
          },
        },
      }),
    problems: [
      {
        code: "LABEL_TOO_EARLY",
        path: "sandbox-test/acl › rules.between.priority",
        message: "The rule looks for a label before any rule has set it.",
        found: 'priority 4250, while "awswaf:managed:aws:known-bad-inputs:Log4JRCE" is set at 4300 or later',
        expected: "a priority behind the rule that sets the label",
        fix: "give the rule a priority above 4300",
      },
    ],
    ways: [
      {
        says: "a priority above 4300",
        to: acl({
          rules: {
            between: {
              when: { label: "awswaf:managed:aws:known-bad-inputs:Log4JRCE" },
              action: "block",
              priority: 4301,
            },
          },
        }),
      },
    ],
  },
  {
    name: "a label of a group of AWS's that the web ACL does not have",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        managed: { core: true },
        rules: {
          late: { when: { label: "awswaf:managed:aws:sql-database:SQLi_Body" }, action: "block", priority: 9000 },
        },
      }),
    problems: [
      {
        code: "LABEL_NEVER_SET",
        path: "sandbox-test/acl › rules.late",
        message: "The rule looks for a label that no rule of the web ACL sets.",
        found: '"awswaf:managed:aws:sql-database:SQLi_Body"',
        expected: "a label that a rule sets",
        fix: "add the group to managed: sql-database",
      },
    ],
    ways: [
      {
        says: "add the group to managed: sql-database",
        to: acl({
          managed: { core: true, "sql-database": true },
          rules: {
            late: { when: { label: "awswaf:managed:aws:sql-database:SQLi_Body" }, action: "block", priority: 9000 },
          },
        }),
      },
    ],
  },
  {
    name: "a label that nobody sets, in a rate and in what a group is limited to",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        managed: { core: { of: { label: "suspect" } } },
        rules: {
          seen: { when: { countries: ["KR"] }, action: "count", labels: ["shop:suspects"] },
          slow: { rate: { limit: 10, of: { not: { label: "suspects:shop" } } } },
        },
      }),
    problems: [
      {
        code: "LABEL_NEVER_SET",
        path: "sandbox-test/acl › rules.slow",
        message: "The rule looks for a label that no rule of the web ACL sets.",
        found: '"suspects:shop"',
        expected: "a label that a rule sets: shop:suspects",
        fix: "did you mean shop:suspects?",
      },
      {
        code: "LABEL_NEVER_SET",
        path: "sandbox-test/acl › managed.core",
        message: "The rule looks for a label that no rule of the web ACL sets.",
        found: '"suspect"',
        expected: "a label that a rule sets: shop:suspects",
        fix: "did you mean shop:suspects?",
      },
    ],
    ways: [
      {
        says: "did you mean shop:suspects?",
        to: acl({
          managed: { core: { of: { label: "shop:suspects" } } },
          rules: {
            seen: { when: { countries: ["KR"] }, action: "count", labels: ["shop:suspects"] },
            slow: { rate: { limit: 10, of: { not: { label: "shop:suspects" } } } },
          },
        }),
      },
    ],
  },
  {
    name: "a label that nobody sets, where no rule sets any",
    build: (stack) =>
      new WebAcl(stack, "acl", { managed: {}, rules: { late: { when: { label: "seen" }, action: "block" } } }),
    problems: [
      {
        code: "LABEL_NEVER_SET",
        path: "sandbox-test/acl › rules.late",
        message: "The rule looks for a label that no rule of the web ACL sets.",
        found: '"seen"',
        expected: "a label that a rule sets",
        fix: 'let a rule before it set the label: action: "count", labels: ["seen"]',
      },
    ],
    ways: [
      {
        says: 'action: "count", labels: ["seen"]',
        to: acl({
          managed: {},
          rules: {
            before: { when: { countries: ["KR"] }, action: "count", labels: ["seen"], priority: 500 },
            late: { when: { label: "seen" }, action: "block" },
          },
        }),
      },
    ],
  },
  {
    name: "a label of a group of AWS's that is not written in full",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        managed: { "sql-database": true },
        rules: { late: { when: { label: "sql-database:SQLi_Body" }, action: "block", priority: 9000 } },
      }),
    problems: [
      {
        code: "LABEL_NEVER_SET",
        path: "sandbox-test/acl › rules.late",
        message: "The rule looks for a label that no rule of the web ACL sets.",
        found: '"sql-database:SQLi_Body"',
        expected: "a label that a rule sets",
        fix: "write it in full: awswaf:managed:aws:sql-database:SQLi_Body",
      },
    ],
    ways: [
      {
        says: "write it in full: awswaf:managed:aws:sql-database:SQLi_Body",
        to: acl({
          managed: { "sql-database": true },
          rules: {
            late: { when: { label: "awswaf:managed:aws:sql-database:SQLi_Body" }, action: "block", priority: 9000 },
          },
        }),
      },
    ],
  },
  {
    name: "a label that begins as those of AWS do, one of seven parts and one with a part of 129 characters",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        managed: {},
        rules: {
          first: {
            when: { countries: ["KR"] },
            action: "count",
            labels: ["awswaf:seen", "a:b:c:d:e:f:g", `shop:${"x".repeat(129)}`],
          },
        },
      }),
    problems: ["awswaf:seen", "a:b:c:d:e:f:g", `shop:${"x".repeat(129)}`].map((label) => ({
      code: "LABEL_INVALID",
      path: "sandbox-test/acl › rules.first.labels",
      message: "AWS WAF does not take this label.",
      found: `"${label}"`,
      expected:
        "up to 6 parts of letters, digits, _ and -, 128 characters at most, with : between; none that AWS keeps for itself",
      fix: 'write it like "login:slow"',
    })),
    ways: [
      {
        says: 'like "login:slow"',
        to: acl({
          managed: {},
          rules: { first: { when: { countries: ["KR"] }, action: "count", labels: ["login:slow", "a:b:c:d:e:f"] } },
        }),
      },
    ],
  },
  {
    name: "a label with a part that AWS keeps for itself",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        managed: {},
        rules: {
          first: { when: { countries: ["KR"] }, action: "count", labels: ["a b"], priority: 1 },
          odd: { when: { label: "waf:x" }, action: "count", priority: 2 },
        },
      }),
    problems: [
      {
        code: "LABEL_INVALID",
        path: "sandbox-test/acl › rules.first.labels",
        message: "AWS WAF does not take this label.",
        found: '"a b"',
        expected:
          "up to 6 parts of letters, digits, _ and -, 128 characters at most, with : between; none that AWS keeps for itself",
        fix: 'write it like "login:slow"',
      },
      {
        code: "LABEL_INVALID",
        path: "sandbox-test/acl › rules.odd.when.label",
        message: "AWS WAF does not take this label.",
        found: '"waf:x"',
        expected:
          "up to 6 parts of letters, digits, _ and -, 128 characters at most, with : between; none that AWS keeps for itself",
        fix: 'write it like "login:slow"',
      },
    ],
    ways: [
      {
        says: 'like "login:slow"',
        to: acl({
          managed: {},
          rules: {
            first: { when: { countries: ["KR"] }, action: "count", labels: ["login:slow"], priority: 1 },
            odd: { when: { label: "login:slow" }, action: "count", priority: 2 },
          },
        }),
      },
    ],
  },
];

test.each(CASES)("$name is a problem", ({ build, problems }) => {
  expect(found(build)).toEqual(problems);
});

testAdvice(told(CASES), found);
