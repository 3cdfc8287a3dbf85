import { IpSet } from "../../../constructs/waf/sets/ip-set";
import { RegexPatternSet } from "../../../constructs/waf/sets/regex-pattern-set";
import type { WebAclScope } from "../../../constructs/waf/waf-scope";
import { WebAcl } from "../../../constructs/waf/web-acl";
import { testAdvice } from "../../support/followed-advice";
import { acl, type Case, found, odd, told } from "./support";

/** A web ACL for CloudFront that refers to sets of a scope. */
function setsOf(scope: WebAclScope): Case["build"] {
  return (stack) => {
    const ipSet = new IpSet(stack, "office", { scope, description: "Office", addresses: [] });
    const regexSet = new RegexPatternSet(stack, "paths", { scope, description: "Paths", patterns: ["a"] });
    const when = { any: [{ ipSet }, { regexSet }] };
    new WebAcl(stack, "acl", { scope: "CLOUDFRONT", managed: {}, rules: { odd: { when, action: "block" } } });
  };
}

const CASES: readonly Case[] = [
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
        fix: 'write "GB" for "UK"; write "KR" for "kr"; look the country of "ZZ" up in ISO 3166-1',
      },
    ],
    ways: [
      {
        says: ['write "GB" for "UK"; write "KR" for "kr"', 'the country of "ZZ" up in ISO 3166-1'],
        to: odd({ when: { countries: ["GB", "KR", "NZ"] }, action: "block" }),
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
    ways: [
      { says: "name the countries", to: odd({ when: { countries: ["KR"] }, action: "block" }) },
      { says: "leave the rule out", to: acl({ managed: {}, rules: {} }) },
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
    ways: [
      {
        says: ["write the text", "search for a shorter part"],
        to: odd({
          when: {
            any: [
              { text: "a", position: "exactly" },
              { text: "x".repeat(200), position: "starts-with" },
            ],
          },
          action: "block",
        }),
      },
      {
        says: ["write the text", "use a regular expression"],
        to: odd({ when: { any: [{ text: "a", position: "exactly" }, { regex: "^x{201}$" }] }, action: "block" }),
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
    ways: [
      {
        says: ["did you mean LOWERCASE?", "such as URL_DECODE and LOWERCASE"],
        to: odd({ when: { text: "a", position: "exactly", transform: ["LOWERCASE", "URL_DECODE"] }, action: "block" }),
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
    ways: [
      {
        says: "rewrite the expression",
        to: odd({ when: { any: ["a", "aa", "(a)", "\\(", "^$"].map((regex) => ({ regex })) }, action: "block" }),
      },
      {
        says: "match a text instead",
        to: odd({ when: { any: ["a", "aa"].map((text) => ({ text, position: "contains" })) }, action: "block" }),
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
    ways: [
      {
        says: ["write the match without the list", "write the matches"],
        to: odd({
          when: { any: [{ countries: ["KR"] }, { label: "awswaf:clientip:geo:country:JP" }] },
          action: "block",
        }),
      },
      { says: ["write the match without the list", "leave the rule out"], to: acl({ managed: {}, rules: {} }) },
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
    ways: [
      {
        says: "join the inner matches with the outer ones",
        to: odd({ when: { not: { not: { countries: ["KR"] } } }, action: "block" }),
      },
      {
        says: "let a counting rule set a label and match the label",
        to: acl({
          managed: {},
          rules: {
            inner: { when: { not: { countries: ["KR"] } }, action: "count", labels: ["abroad"], priority: 500 },
            odd: { when: { not: { not: { not: { label: "abroad" } } } }, action: "block" },
          },
        }),
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
    ways: [
      {
        says: "join the inner matches with the outer ones",
        to: odd({ rate: { limit: 10, of: { not: { countries: ["KR"] } } } }),
      },
    ],
  },
  {
    name: "sets of another scope",
    build: setsOf("REGIONAL"),
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
    ways: [{ says: 'make the set with scope: "CLOUDFRONT"', to: setsOf("CLOUDFRONT") }],
  },
];

test.each(CASES)("$name is a problem", ({ build, problems }) => {
  expect(found(build)).toEqual(problems);
});

testAdvice(told(CASES), found);
