import { IpSet } from "../../../constructs/waf/ip-set";
import { RegexPatternSet } from "../../../constructs/waf/regex-pattern-set";
import { WebAcl } from "../../../constructs/waf/web-acl";
import { type Case, found } from "./support";

const CASES: readonly Case[] = [
  {
    name: "an answer that AWS WAF does not give",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        managed: {},
        rules: {
          odd: { rate: { limit: 10 }, action: { block: { status: 199, body: "slow", headers: { "a b": "c" } } } },
        },
      }),
    problems: [
      {
        code: "BLOCK_STATUS_INVALID",
        path: "sandbox-test/acl › rules.odd.action.block.status",
        message: "A blocked request cannot be answered with this status.",
        found: "199",
        expected: "a whole number from 200 to 599",
        fix: "403 for what is forbidden, 429 for what comes too often",
      },
      {
        code: "RESPONSE_BODY_UNKNOWN",
        path: "sandbox-test/acl › rules.odd.action.block.body",
        message: "The web ACL has no response body of this name.",
        found: '"slow"',
        expected: "a body in `responseBodies`, which is empty",
        fix: 'add responseBodies: { "slow": { type: "text", content: "…" } }',
      },
      {
        code: "RESPONSE_HEADERS_INVALID",
        path: "sandbox-test/acl › rules.odd.action.block.headers",
        message: "AWS WAF does not send these headers.",
        found: '"a b"',
        expected: "at most 10 headers, named by 1 to 64 of letters, digits and . _ $ -",
        fix: "correct the names",
      },
    ],
  },
  {
    name: "a default answer with an unknown body",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        defaultAction: { block: { status: 403, body: "lsow" } },
        responseBodies: { slow: { type: "text", content: "slow" } },
      }),
    problems: [
      {
        code: "RESPONSE_BODY_UNKNOWN",
        path: "sandbox-test/acl › defaultAction.block.body",
        message: "The web ACL has no response body of this name.",
        found: '"lsow"',
        expected: "one of slow",
        fix: 'add responseBodies: { "lsow": { type: "text", content: "…" } }',
      },
    ],
  },
  {
    name: "too many headers",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        managed: {},
        rules: {
          odd: {
            rate: { limit: 10 },
            action: {
              block: { status: 429, headers: Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`h${i}`, "v"])) },
            },
          },
        },
      }),
    problems: [
      {
        code: "RESPONSE_HEADERS_INVALID",
        path: "sandbox-test/acl › rules.odd.action.block.headers",
        message: "AWS WAF does not send these headers.",
        found: "11 headers",
        expected: "at most 10 headers, named by 1 to 64 of letters, digits and . _ $ -",
        fix: "leave some out",
      },
    ],
  },
  {
    name: "response bodies that are too long, one by one and together",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        responseBodies: Object.fromEntries(
          Array.from({ length: 13 }, (_, i) => [`b${i}`, { type: "text", content: "x".repeat(i === 0 ? 4097 : 4000) }]),
        ),
      }),
    problems: [
      {
        code: "RESPONSE_BODY_INVALID",
        path: "sandbox-test/acl › responseBodies.b0",
        message: "AWS WAF does not take this response body.",
        found: '"b0" with 4097 bytes',
        expected: "a name of letters, digits, - and _, and 1 to 4096 bytes",
        fix: "shorten the body, or let it load what it needs",
      },
      {
        code: "RESPONSE_BODIES_SIZE",
        path: "sandbox-test/acl › responseBodies",
        message: "The response bodies of one web ACL are too long together.",
        found: "52097 bytes",
        expected: "at most 51200",
        fix: "share bodies between rules, or shorten them",
      },
    ],
  },
  {
    name: "a group that there is none of",
    build: (stack) => new WebAcl(stack, "acl", { managed: JSON.parse('{ "cores": true }') }),
    problems: [
      {
        code: "MANAGED_GROUP_UNKNOWN",
        path: "sandbox-test/acl › managed.cores",
        message: "There is no rule group of this name.",
        found: '"cores"',
        expected:
          "ip-reputation, anonymous-ip, core, known-bad-inputs, admin-protection, sql-database, linux, posix, windows, php, wordpress, bot-control",
        fix: "did you mean core?",
      },
    ],
  },
  {
    name: "an override of a rule that the group does not have",
    build: (stack) => new WebAcl(stack, "acl", { managed: { linux: { overrides: { LFI_URLPATH: "count" } } } }),
    problems: [
      {
        code: "MANAGED_RULE_UNKNOWN",
        path: "sandbox-test/acl › managed.linux.overrides",
        message: "The group has no rule of this name, and AWS WAF would leave the override out without a word.",
        found: '"LFI_URLPATH" in AWSManagedRulesLinuxRuleSet',
        expected: "LFI_HEADER, LFI_QUERYSTRING, LFI_URIPATH",
        fix: "did you mean LFI_URIPATH? A rule that AWS added belongs into constructs/waf/managed-rule-groups.ts",
      },
    ],
  },
  {
    name: "an inspection level for a group without",
    build: (stack) => new WebAcl(stack, "acl", { managed: { linux: { inspectionLevel: "targeted" } } }),
    problems: [
      {
        code: "INSPECTION_LEVEL_UNUSED",
        path: "sandbox-test/acl › managed.linux.inspectionLevel",
        message: "Only Bot Control has inspection levels.",
        found: 'inspectionLevel: "targeted" for linux',
        expected: "inspectionLevel under managed.bot-control only",
        fix: "remove it",
      },
    ],
  },
  {
    name: "more capacity than a web ACL has, accepted for no reason",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        managed: {},
        capacity: { max: 9000, reason: "why not" },
        rules: Object.fromEntries(
          Array.from({ length: 126 }, (_, i) => [
            `x${i}`,
            { when: { injection: "xss" }, action: "block", priority: i },
          ]),
        ),
      }),
    problems: [
      {
        code: "WEB_ACL_CAPACITY_EXCEEDED",
        path: "sandbox-test/acl › capacity",
        message: "The rules need more capacity than a web ACL has.",
        found: "5040 units",
        expected: "at most 5000 units",
        fix: "leave rule groups out; one text transformation less saves 10 units, a regular expression set 25",
      },
      {
        code: "EXEMPTION_REASON",
        path: "sandbox-test/acl › capacity.reason",
        message: "An exemption needs a reason that a reviewer can judge.",
        found: '"why not"',
        expected: "a sentence",
        fix: 'say why, and until when, for example "sandbox has no domain; nobody outside the team uses it"',
      },
      {
        code: "WEB_ACL_CAPACITY_ACCEPTANCE",
        path: "sandbox-test/acl › capacity.max",
        message: "This does not accept paid capacity.",
        found: "9000",
        expected: "a whole number from 1501 to 5000",
        fix: "write the units that the rules need, or remove `capacity`",
      },
    ],
  },
  {
    name: "more capacity than was accepted",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        managed: {
          core: true,
          "sql-database": true,
          linux: true,
          windows: true,
          posix: true,
          "known-bad-inputs": true,
        },
        capacity: { max: 1501, reason: "all servers share it" },
      }),
    problems: [
      {
        code: "WEB_ACL_CAPACITY_PAID",
        path: "sandbox-test/acl › capacity",
        message: "The rules need more capacity than the price of a request includes.",
        found: "1600 units",
        expected: "at most the accepted 1501 units",
        fix: 'leave a rule group out, or accept the cost: capacity: { max: 1600, reason: "…" }',
      },
    ],
  },
  {
    name: "a log into a bucket of another name",
    build: (stack) => new WebAcl(stack, "acl", { logging: { to: "s3", bucketArn: "arn:aws:s3:::shop-logs" } }),
    problems: [
      {
        code: "WAF_LOG_DESTINATION",
        path: "sandbox-test/acl › logging.bucketArn",
        message: "AWS WAF does not deliver its log there.",
        found: '"arn:aws:s3:::shop-logs"',
        expected: "an ARN such as arn:aws:s3:::aws-waf-logs-shop: the name starts with aws-waf-logs-",
        fix: "give the log a bucket or a stream of its own whose name starts with aws-waf-logs-",
      },
    ],
  },
  {
    name: "a log into a stream of another name, of nothing",
    build: (stack) =>
      new WebAcl(stack, "acl", { logging: { to: "firehose", streamArn: "aws-waf-logs-shop", only: [] } }),
    problems: [
      {
        code: "WAF_LOG_DESTINATION",
        path: "sandbox-test/acl › logging.streamArn",
        message: "AWS WAF does not deliver its log there.",
        found: '"aws-waf-logs-shop"',
        expected:
          "an ARN such as arn:aws:firehose:us-east-1:111111111111:deliverystream/aws-waf-logs-shop: the name starts with aws-waf-logs-",
        fix: "give the log a bucket or a stream of its own whose name starts with aws-waf-logs-",
      },
      {
        code: "WAF_LOG_EMPTY",
        path: "sandbox-test/acl › logging.only",
        message: "The log would keep nothing.",
        found: "an empty list of outcomes",
        expected: "at least one outcome",
        fix: "leave `only` out to keep everything, or set logging: false",
      },
    ],
  },
  {
    name: "a log that is kept for a time that AWS does not know",
    build: (stack) => new WebAcl(stack, "acl", { logging: { to: "cloudwatch", retentionDays: 45 } }),
    problems: [
      {
        code: "LOG_RETENTION_INVALID",
        path: "sandbox-test/acl › logging.retentionDays",
        message: "CloudWatch Logs does not know this retention time.",
        found: "45 days",
        expected:
          "one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
        fix: "use 60",
      },
    ],
  },
  {
    name: "a description with quotes",
    build: (stack) => new WebAcl(stack, "acl", { description: 'the "shop"' }),
    problems: [
      {
        code: "WAF_DESCRIPTION_INVALID",
        path: "sandbox-test/acl › description",
        message: "AWS WAF does not take this description.",
        found: '"the "shop"" (10 characters)',
        expected: "3 to 256 of letters, digits, spaces and _ + = : # @ / - , . with no space at the ends",
        fix: "take out the other characters, such as quotes and parentheses",
      },
    ],
  },
  {
    name: "the association of a web ACL for CloudFront",
    build: (stack) => new WebAcl(stack, "acl", { scope: "CLOUDFRONT" }).associate("edge", "arn"),
    problems: [
      {
        code: "WEB_ACL_SCOPE",
        path: "sandbox-test/acl",
        message: "A web ACL of scope CLOUDFRONT is attached at the distribution and cannot be associated.",
        found: 'associate("edge", …) of a web ACL of scope CLOUDFRONT',
        expected: "a web ACL of scope REGIONAL",
        fix: "give the distribution this web ACL (`webAcl`), and make another of scope REGIONAL for the resource",
      },
    ],
  },
  {
    name: "an ARN that is not that of a web ACL",
    build: () => WebAcl.fromArn("arn:aws:waf::111111111111:webacl/0f1e2d3c"),
    problems: [
      {
        code: "WEB_ACL_ARN_INVALID",
        path: "WebAcl.fromArn",
        message: "This is not the ARN of a web ACL.",
        found: '"arn:aws:waf::111111111111:webacl/0f1e2d3c"',
        expected: "arn:aws:wafv2:region:account:regional/webacl/name/id, or global/webacl/name/id for CloudFront",
        fix: "copy the ARN from the web ACL's overview in the console; WAF Classic is not supported",
      },
    ],
  },
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
        fix: "use the web ACL's default action for everybody",
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
        fix: "use the web ACL's default action for everybody",
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
  },
  {
    name: "more addresses than a set takes",
    build: (stack) =>
      new IpSet(stack, "set", {
        description: "Office",
        addresses: Array.from({ length: 10001 }, (_, i) => `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`),
      }),
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
  },
  {
    name: "regular expressions that are none, too many",
    build: (stack) =>
      new RegexPatternSet(stack, "set", {
        description: "P",
        patterns: Array.from({ length: 11 }, (_, i) => `a${i}`).concat("("),
      }),
    problems: [
      {
        code: "WAF_DESCRIPTION_INVALID",
        path: "sandbox-test/set › description",
        message: "AWS WAF does not take this description.",
        found: '"P" (1 characters)',
        expected: "3 to 256 of letters, digits, spaces and _ + = : # @ / - , . with no space at the ends",
        fix: "take out the other characters, such as quotes and parentheses",
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
  },
];

test.each(CASES)("$name is a problem", ({ build, problems }) => {
  expect(found(build)).toEqual(problems);
});
