import { IpSet } from "../../../constructs/waf/ip-set";
import { RegexPatternSet } from "../../../constructs/waf/regex-pattern-set";
import { WebAcl } from "../../../constructs/waf/web-acl";
import { type Case, found } from "./support";

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
  },
  {
    name: "two rules in one place",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        managed: {},
        rules: {
          a: { when: { countries: ["KR"] }, action: "block", priority: 5 },
          b: { rate: { limit: 10 }, priority: 5 },
          c: { rate: { limit: 10 }, priority: 6 },
        },
      }),
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
  },
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
  },
  {
    name: "a label with a part that AWS keeps for itself",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        managed: {},
        rules: { odd: { when: { label: "waf:x" }, action: "count", labels: ["a b"] } },
      }),
    problems: [
      {
        code: "LABEL_INVALID",
        path: "sandbox-test/acl › rules.odd.labels",
        message: "AWS WAF does not take this label.",
        found: '"a b"',
        expected: "letters, digits, _ and -, with : between parts; none of the parts that AWS keeps for itself",
        fix: 'write it like "login:slow"',
      },
      {
        code: "LABEL_INVALID",
        path: "sandbox-test/acl › rules.odd.when.label",
        message: "AWS WAF does not take this label.",
        found: '"waf:x"',
        expected: "letters, digits, _ and -, with : between parts; none of the parts that AWS keeps for itself",
        fix: 'write it like "login:slow"',
      },
    ],
  },
  {
    name: "countries that are none",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        managed: {},
        rules: { odd: { when: { countries: ["UK", "kr", "ZZ"] }, action: "block" } },
      }),
    problems: [
      {
        code: "COUNTRY_UNKNOWN",
        path: "sandbox-test/acl › rules.odd.when.countries",
        message: "These are no countries that AWS knows.",
        found: '"UK", "kr", "ZZ"',
        expected: "ISO 3166-1 codes of two capital letters, such as KR or DE",
        fix: "did you mean GB, KR?",
      },
    ],
  },
  {
    name: "no country",
    build: (stack) =>
      new WebAcl(stack, "acl", { managed: {}, rules: { odd: { when: { countries: [] }, action: "block" } } }),
    problems: [
      {
        code: "COUNTRIES_EMPTY",
        path: "sandbox-test/acl › rules.odd.when.countries",
        message: "The list of countries is empty.",
        found: "no country",
        expected: "at least one ISO 3166-1 code of two letters",
        fix: "name the countries, or leave the rule out",
      },
    ],
  },
  {
    name: "texts that are empty or too long",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        managed: {},
        rules: {
          odd: {
            when: {
              any: [
                { text: "", position: "exactly" },
                { text: "x".repeat(201), position: "exactly" },
              ],
            },
            action: "block",
          },
        },
      }),
    problems: [
      {
        code: "MATCH_TEXT_SIZE",
        path: "sandbox-test/acl › rules.odd.when.any[0].text",
        message: "AWS WAF does not search for a text of this size.",
        found: "0 bytes",
        expected: "1 to 200 bytes",
        fix: "write the text",
      },
      {
        code: "MATCH_TEXT_SIZE",
        path: "sandbox-test/acl › rules.odd.when.any[1].text",
        message: "AWS WAF does not search for a text of this size.",
        found: "201 bytes",
        expected: "1 to 200 bytes",
        fix: "search for a shorter part, or use a regular expression",
      },
    ],
  },
  {
    name: "unknown transformations, and too many",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        managed: {},
        rules: {
          odd: {
            when: { text: "a", position: "exactly", transform: ["lower", ...Array(10).fill("URL_DECODE")] },
            action: "block",
          },
        },
      }),
    problems: [
      {
        code: "TEXT_TRANSFORMATION_UNKNOWN",
        path: "sandbox-test/acl › rules.odd.when.transform",
        message: "AWS WAF knows no such text transformation.",
        found: '"lower"',
        expected:
          "BASE64_DECODE, BASE64_DECODE_EXT, CMD_LINE, COMPRESS_WHITE_SPACE, CSS_DECODE, ESCAPE_SEQ_DECODE, HEX_DECODE, HTML_ENTITY_DECODE, JS_DECODE, LOWERCASE, MD5, NORMALIZE_PATH, NORMALIZE_PATH_WIN, REMOVE_NULLS, REPLACE_COMMENTS, REPLACE_NULLS, SQL_HEX_DECODE, URL_DECODE, URL_DECODE_UNI, UTF8_TO_UNICODE",
        fix: "did you mean LOWERCASE?",
      },
      {
        code: "TEXT_TRANSFORMATIONS_MANY",
        path: "sandbox-test/acl › rules.odd.when.transform",
        message: "AWS WAF does no more transformations for one match.",
        found: "11 transformations",
        expected: "at most 10",
        fix: "keep those that undo a disguise, such as URL_DECODE and LOWERCASE",
      },
    ],
  },
  {
    name: "regular expressions with what AWS WAF leaves out",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        managed: {},
        rules: {
          odd: {
            when: {
              any: [{ regex: "(?=a)" }, { regex: "(a)\\1" }, { regex: "(?<n>a)" }, { regex: "(" }, { regex: "" }],
            },
            action: "block",
          },
        },
      }),
    problems: [
      {
        code: "REGEX_INVALID",
        path: "sandbox-test/acl › rules.odd.when.any[0].regex",
        message: "AWS WAF does not take this regular expression: it uses look-around.",
        found: "(?=a)",
        expected: "PCRE of 1 to 512 characters without back references, look-around and named groups",
        fix: "rewrite the expression, or match a text instead",
      },
      {
        code: "REGEX_INVALID",
        path: "sandbox-test/acl › rules.odd.when.any[1].regex",
        message: "AWS WAF does not take this regular expression: it uses a back reference.",
        found: "(a)\\1",
        expected: "PCRE of 1 to 512 characters without back references, look-around and named groups",
        fix: "rewrite the expression, or match a text instead",
      },
      {
        code: "REGEX_INVALID",
        path: "sandbox-test/acl › rules.odd.when.any[2].regex",
        message: "AWS WAF does not take this regular expression: it uses a named group.",
        found: "(?<n>a)",
        expected: "PCRE of 1 to 512 characters without back references, look-around and named groups",
        fix: "rewrite the expression, or match a text instead",
      },
      {
        code: "REGEX_INVALID",
        path: "sandbox-test/acl › rules.odd.when.any[3].regex",
        message: "AWS WAF does not take this regular expression: its syntax is wrong.",
        found: "(",
        expected: "PCRE of 1 to 512 characters without back references, look-around and named groups",
        fix: "rewrite the expression, or match a text instead",
      },
      {
        code: "REGEX_INVALID",
        path: "sandbox-test/acl › rules.odd.when.any[4].regex",
        message: "AWS WAF does not take this regular expression: it has 0 characters.",
        found: '""',
        expected: "PCRE of 1 to 512 characters without back references, look-around and named groups",
        fix: "rewrite the expression, or match a text instead",
      },
    ],
  },
  {
    name: "a combination of nothing, and of one",
    build: (stack) =>
      new WebAcl(stack, "acl", { managed: {}, rules: { odd: { when: { all: [{ any: [] }] }, action: "block" } } }),
    problems: [
      {
        code: "MATCH_COMBINATION_SHORT",
        path: "sandbox-test/acl › rules.odd.when.all",
        message: "`all` joins two matches or more.",
        found: "one match",
        expected: "at least two matches",
        fix: "write the match without the list",
      },
      {
        code: "MATCH_COMBINATION_SHORT",
        path: "sandbox-test/acl › rules.odd.when.all[0].any",
        message: "`any` joins two matches or more.",
        found: "an empty list",
        expected: "at least two matches",
        fix: "write the matches, or leave the rule out",
      },
    ],
  },
  {
    name: "matches too far inside one another",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        managed: {},
        rules: { odd: { when: { not: { not: { not: { not: { countries: ["KR"] } } } } }, action: "block" } },
      }),
    problems: [
      {
        code: "MATCH_TOO_DEEP",
        path: "sandbox-test/acl › rules.odd.when.not.not.not.not",
        message: "The AWS provider knows no statements this far inside one another.",
        found: "one level of all, any and not too many; an IP set with addresses of both versions is a level too",
        expected: "at most three levels in a rule, and two in what a rate or a managed group is limited to",
        fix: "join the inner matches with the outer ones, or let a counting rule set a label and match the label",
      },
    ],
  },
  {
    name: "matches too far inside what a rate is limited to",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        managed: {},
        rules: { odd: { rate: { limit: 10, of: { not: { not: { not: { countries: ["KR"] } } } } } } },
      }),
    problems: [
      {
        code: "MATCH_TOO_DEEP",
        path: "sandbox-test/acl › rules.odd.rate.of.not.not.not",
        message: "The AWS provider knows no statements this far inside one another.",
        found: "one level of all, any and not too many; an IP set with addresses of both versions is a level too",
        expected: "at most three levels in a rule, and two in what a rate or a managed group is limited to",
        fix: "join the inner matches with the outer ones, or let a counting rule set a label and match the label",
      },
    ],
  },
  {
    name: "sets of another scope",
    build: (stack) =>
      (() => {
        const ipSet = new IpSet(stack, "office", { description: "Office", addresses: [] });
        const regexSet = new RegexPatternSet(stack, "paths", { description: "Paths", patterns: ["a"] });
        new WebAcl(stack, "acl", {
          scope: "CLOUDFRONT",
          managed: {},
          rules: { odd: { when: { any: [{ ipSet }, { regexSet }] }, action: "block" } },
        });
      })(),
    problems: [
      {
        code: "MATCH_SET_SCOPE",
        path: "sandbox-test/acl › rules.odd.when.any[0].ipSet",
        message: "The set and the web ACL are of different scopes, so the one cannot refer to the other.",
        found: "sandbox-test/office of scope REGIONAL, in a web ACL of scope CLOUDFRONT",
        expected: "a set of scope CLOUDFRONT",
        fix: 'make the set with scope: "CLOUDFRONT"',
      },
      {
        code: "MATCH_SET_SCOPE",
        path: "sandbox-test/acl › rules.odd.when.any[1].regexSet",
        message: "The set and the web ACL are of different scopes, so the one cannot refer to the other.",
        found: "sandbox-test/paths of scope REGIONAL, in a web ACL of scope CLOUDFRONT",
        expected: "a set of scope CLOUDFRONT",
        fix: 'make the set with scope: "CLOUDFRONT"',
      },
    ],
  },
];

test.each(CASES)("$name is a problem", ({ build, problems }) => {
  expect(found(build)).toEqual(problems);
});
