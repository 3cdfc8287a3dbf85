import { WebAcl } from "../../../constructs/waf/web-acl";
import type { WebAclProps } from "../../../constructs/waf/web-acl.types";
import { testAdvice } from "../../support/followed-advice";
import { acl, type Case, found, told } from "./support";

/** A web ACL with so many rules that need 40 units each. */
function scripts(count: number, capacity?: WebAclProps["capacity"]): Case["build"] {
  const rules = Array.from({ length: count }, (_, priority) => {
    return [`x${priority}`, { when: { injection: "xss" }, action: "block", priority }] as const;
  });
  return acl({ managed: {}, capacity, rules: Object.fromEntries(rules) });
}

/** Groups that need 1600 units. */
const EXPENSIVE = {
  core: true,
  "sql-database": true,
  linux: true,
  windows: true,
  posix: true,
  "known-bad-inputs": true,
} as const;

const CASES: readonly Case[] = [
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
    ways: [{ says: "did you mean core?", to: acl({ managed: { core: true } }) }],
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
        fix: "did you mean LFI_URIPATH? A rule that AWS added belongs into constructs/waf/rules/managed-rule-groups.ts",
      },
    ],
    ways: [
      { says: "did you mean LFI_URIPATH?", to: acl({ managed: { linux: { overrides: { LFI_URIPATH: "count" } } } }) },
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
    ways: [{ says: "remove it", to: acl({ managed: { linux: {} } }) }],
  },
  {
    name: "more capacity than a web ACL has, accepted for no reason",
    build: scripts(126, { max: 9000, reason: "why not" }),
    problems: [
      {
        code: "WEB_ACL_CAPACITY_EXCEEDED",
        path: "sandbox-test/acl › capacity",
        message: "The rules need more capacity than a web ACL has.",
        found: "5040 units",
        expected: "at most 5000 units",
        fix: "leave rules or rule groups out; one text transformation less saves 10 units, a regular expression set 25",
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
        fix: "write 5000, or what the rules need when there are fewer",
      },
    ],
    ways: [
      {
        says: ["leave rules or rule groups out", "say why, and until when", "write 5000"],
        to: scripts(125, { max: 5000, reason: "sandbox has no domain; nobody outside the team uses it" }),
      },
      {
        says: [
          "leave rules or rule groups out",
          "say why, and until when",
          "or what the rules need when there are fewer",
        ],
        to: scripts(40, { max: 1600, reason: "sandbox has no domain; nobody outside the team uses it" }),
      },
    ],
  },
  {
    name: "an acceptance of less than what is included",
    build: scripts(50, { max: 1500, reason: "all servers share it" }),
    problems: [
      {
        code: "WEB_ACL_CAPACITY_ACCEPTANCE",
        path: "sandbox-test/acl › capacity.max",
        message: "This does not accept paid capacity.",
        found: "1500",
        expected: "a whole number from 1501 to 5000",
        fix: "write 2000, which the rules need",
      },
    ],
    ways: [
      { says: "write 2000, which the rules need", to: scripts(50, { max: 2000, reason: "all servers share it" }) },
    ],
  },
  {
    name: "an acceptance that nothing needs",
    build: scripts(1, { max: 40, reason: "all servers share it" }),
    problems: [
      {
        code: "WEB_ACL_CAPACITY_ACCEPTANCE",
        path: "sandbox-test/acl › capacity.max",
        message: "This does not accept paid capacity.",
        found: "40",
        expected: "a whole number from 1501 to 5000",
        fix: "remove `capacity`: the price of a request includes the 40 units needed",
      },
    ],
    ways: [{ says: "remove `capacity`", to: scripts(1) }],
  },
  {
    name: "more capacity than was accepted",
    build: acl({ managed: EXPENSIVE, capacity: { max: 1501, reason: "all servers share it" } }),
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
    ways: [
      {
        says: "leave a rule group out",
        to: acl({ managed: { ...EXPENSIVE, linux: false }, capacity: { max: 1501, reason: "all servers share it" } }),
      },
      {
        says: "capacity: { max: 1600",
        to: acl({ managed: EXPENSIVE, capacity: { max: 1600, reason: "all servers share it" } }),
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
        fix: "give the log a bucket of its own whose name starts with aws-waf-logs-",
      },
    ],
    ways: [
      {
        says: "a bucket of its own whose name starts with aws-waf-logs-",
        to: acl({ logging: { to: "s3", bucketArn: "arn:aws:s3:::aws-waf-logs-shop" } }),
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
        fix: "write the ARN of the stream, like arn:aws:firehose:us-east-1:111111111111:deliverystream/aws-waf-logs-shop",
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
    ways: [
      {
        says: [
          "write the ARN of the stream, like arn:aws:firehose:us-east-1:111111111111:deliverystream/aws-waf-logs-shop",
          "leave `only` out",
        ],
        to: acl({
          logging: {
            to: "firehose",
            streamArn: "arn:aws:firehose:us-east-1:111111111111:deliverystream/aws-waf-logs-shop",
          },
        }),
      },
      { says: ["write the ARN of the stream", "set logging: false"], to: acl({ logging: false }) },
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
    ways: [{ says: "use 60", to: acl({ logging: { to: "cloudwatch", retentionDays: 60 } }) }],
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
        fix: 'write "the shop"',
      },
    ],
    ways: [{ says: 'write "the shop"', to: acl({ description: "the shop" }) }],
  },
  {
    name: "a description that is too long",
    build: acl({ description: "a".repeat(257) }),
    problems: [
      {
        code: "WAF_DESCRIPTION_INVALID",
        path: "sandbox-test/acl › description",
        message: "AWS WAF does not take this description.",
        found: `"${"a".repeat(257)}" (257 characters)`,
        expected: "3 to 256 of letters, digits, spaces and _ + = : # @ / - , . with no space at the ends",
        fix: "say it in 256 characters, 1 fewer",
      },
    ],
    ways: [{ says: "say it in 256 characters, 1 fewer", to: acl({ description: "a".repeat(256) }) }],
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
    ways: [
      {
        says: "make another of scope REGIONAL for the resource",
        to: (stack) => new WebAcl(stack, "acl", { scope: "REGIONAL" }).associate("edge", "arn"),
      },
    ],
  },
];

test.each(CASES)("$name is a problem", ({ build, problems }) => {
  expect(found(build)).toEqual(problems);
});

testAdvice(told(CASES), found);
