import { IpSet } from "../../../constructs/waf/sets/ip-set";
import { RegexPatternSet } from "../../../constructs/waf/sets/regex-pattern-set";
import { WebAcl } from "../../../constructs/waf/web-acl";
import { testAdvice } from "../../support/followed-advice";
import { type Case, found, told } from "./support";

function ipSet(ranges: readonly string[]): Case["build"] {
  return (stack) => new IpSet(stack, "set", { description: "Office", addresses: ranges });
}

/** Addresses from 10.0.0.0 on, those of these numbers. */
function addresses(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, i) => `10.0.${(from + i) >> 8}.${(from + i) & 255}`);
}

/** Regular expressions of these numbers. */
function patterns(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, i) => `a${from + i}`);
}

const CASES: readonly Case[] = [
  {
    name: "addresses that are none, or the whole internet",
    build: (stack) =>
      new IpSet(stack, "set", {
        description: "Office",
        addresses: ["192.0.2.1/24", "0.0.0.0/0", "2001:db8::1/32", "::/0", "office"],
      }),
    problems: [
      {
        code: "CIDR_HOST_BITS",
        path: "sandbox-test/set › addresses 192.0.2.1/24",
        message: "`192.0.2.1/24` has host bits set: 192.0.2.1 is not the first address of its /24.",
        found: "192.0.2.1/24",
        expected: "the first address of the range",
        fix: "write 192.0.2.0/24",
      },
      {
        code: "IP_SET_WHOLE_INTERNET",
        path: "sandbox-test/set › addresses 0.0.0.0/0",
        message: "AWS WAF takes no range of prefix length 0.",
        found: "0.0.0.0/0",
        expected: "ranges of a prefix length from 1",
        fix: "leave the range out; what happens to everybody is the defaultAction of the web ACL",
      },
      {
        code: "CIDR_HOST_BITS",
        path: "sandbox-test/set › addresses 2001:db8::1/32",
        message: "`2001:db8::1/32` has host bits set: 2001:db8::1 is not the first address of its /32.",
        found: "2001:db8::1/32",
        expected: "the first address of the range",
        fix: "write 2001:db8::/32",
      },
      {
        code: "IP_SET_WHOLE_INTERNET",
        path: "sandbox-test/set › addresses ::/0",
        message: "AWS WAF takes no range of prefix length 0.",
        found: "::/0",
        expected: "ranges of a prefix length from 1",
        fix: "leave the range out; what happens to everybody is the defaultAction of the web ACL",
      },
      {
        code: "CIDR_MALFORMED",
        path: "sandbox-test/set › addresses office",
        message: "`office/32` is not an IPv4 range.",
        found: "office/32",
        expected:
          "an IPv4 range such as 10.0.0.0/16: four numbers from 0 to 255, a slash, a prefix length from 0 to 32",
        fix: "write all four numbers of the address and the prefix length",
      },
    ],
    ways: [
      {
        says: [
          "write 192.0.2.0/24",
          "leave the range out",
          "write 2001:db8::/32",
          "write all four numbers of the address and the prefix length",
        ],
        to: ipSet(["192.0.2.0/24", "2001:db8::/32", "198.51.100.7/32"]),
      },
    ],
  },
  {
    name: "more addresses than a set takes",
    build: ipSet(addresses(0, 10001)),
    problems: [
      {
        code: "IP_SET_TOO_LARGE",
        path: "sandbox-test/set › addresses",
        message: "AWS WAF keeps no more addresses of one IP version in a set.",
        found: "10001 ipv4 ranges",
        expected: "at most 10,000",
        fix: "join neighbouring ranges into wider ones, or make two sets and match both with `any`",
      },
    ],
    ways: [
      { says: "join neighbouring ranges into wider ones", to: ipSet(["10.0.0.0/19", ...addresses(8192, 10001)]) },
      {
        says: "make two sets and match both with `any`",
        to: (stack) => {
          const first = new IpSet(stack, "first", { description: "Office", addresses: addresses(0, 10000) });
          const second = new IpSet(stack, "second", { description: "Office", addresses: addresses(10000, 10001) });
          const when = { any: [{ ipSet: first }, { ipSet: second }] };
          return new WebAcl(stack, "acl", { managed: {}, rules: { office: { when, action: "allow" } } });
        },
      },
    ],
  },
  {
    name: "regular expressions that are none, too many",
    build: (stack) =>
      new RegexPatternSet(stack, "set", {
        description: "P",
        patterns: patterns(0, 11).concat("("),
      }),
    problems: [
      {
        code: "WAF_DESCRIPTION_INVALID",
        path: "sandbox-test/set › description",
        message: "AWS WAF does not take this description.",
        found: '"P" (1 characters)',
        expected: "3 to 256 of letters, digits, spaces and _ + = : # @ / - , . with no space at the ends",
        fix: "say in a few words what it is for",
      },
      {
        code: "REGEX_INVALID",
        path: "sandbox-test/set › patterns[11]",
        message: "AWS WAF does not take this regular expression: its syntax is wrong.",
        found: "(",
        expected: "PCRE of 1 to 512 characters without back references, look-around and named groups",
        fix: "rewrite the expression, or match a text instead",
      },
      {
        code: "REGEX_SET_SIZE",
        path: "sandbox-test/set › patterns",
        message: "A set of regular expressions cannot have this many.",
        found: "12 patterns",
        expected: "1 to 10",
        fix: "split the set and match both with `any`",
      },
    ],
    ways: [
      {
        says: [
          "say in a few words what it is for",
          "rewrite the expression",
          "split the set and match both with `any`",
        ],
        to: (stack) => {
          const sets = [patterns(0, 6), patterns(6, 11).concat("\\(")].map(
            (found, index) => new RegexPatternSet(stack, `set-${index}`, { description: "Paths", patterns: found }),
          );
          const when = { any: sets.map((regexSet) => ({ regexSet })) };
          return new WebAcl(stack, "acl", { managed: {}, rules: { paths: { when, action: "block" } } });
        },
      },
    ],
  },
  {
    name: "a set without regular expressions",
    build: (stack) => new RegexPatternSet(stack, "set", { description: "Paths", patterns: [] }),
    problems: [
      {
        code: "REGEX_SET_SIZE",
        path: "sandbox-test/set › patterns",
        message: "A set of regular expressions cannot have this many.",
        found: "0 patterns",
        expected: "1 to 10",
        fix: "write at least one",
      },
    ],
    ways: [
      {
        says: "write at least one",
        to: (stack) => new RegexPatternSet(stack, "set", { description: "Paths", patterns: ["^/admin"] }),
      },
    ],
  },
];

test.each(CASES)("$name is a problem", ({ build, problems }) => {
  expect(found(build)).toEqual(problems);
});

testAdvice(told(CASES), found);
