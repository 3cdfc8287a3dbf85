import { IpSet, RegexPatternSet, WebAcl } from "../../../constructs/waf";
import { testAdvice } from "../../support/followed-advice";
import { resourceOf, synthStack } from "../../support/synth";
import { type Case, found, told } from "./support";

const arn = (kind: string, { region = "ap-northeast-2", name = "shop" } = {}) =>
  `arn:aws:wafv2:${region}:111111111111:regional/${kind}/${name}/0f1e2d3c-0000-4000-8000-000000000000`;
const atCloudFront = (kind: string, region = "us-east-1") => arn(kind, { region }).replace("regional", "global");

describe("a web ACL that exists", () => {
  it("is neither made nor looked up, and protects a load balancer", () => {
    const balancer = "arn:aws:elasticloadbalancing:ap-northeast-2:111111111111:loadbalancer/app/edge/0123456789abcdef";
    const synthesized = synthStack((stack) => {
      WebAcl.fromExisting(stack, "shared", { webAclArn: arn("webacl") }).associate("edge", balancer);
    });
    expect(Object.keys(synthesized.resources)).toEqual(["aws_wafv2_web_acl_association"]);
    expect(synthesized.data).toEqual({});
    expect(resourceOf(synthesized, "aws_wafv2_web_acl_association")).toMatchObject({
      resource_arn: balancer,
      web_acl_arn: arn("webacl"),
    });
  });

  it("has the scope of its ARN, and of a reference the one that is said", () => {
    synthStack((stack) => {
      const scopeOf = (id: string, props: Parameters<typeof WebAcl.fromExisting>[2]) =>
        WebAcl.fromExisting(stack, id, props).scope;
      const { webAclArn } = new WebAcl(stack, "made");
      expect(scopeOf("a", { webAclArn: arn("webacl") })).toBe("REGIONAL");
      expect(scopeOf("b", { webAclArn: atCloudFront("webacl") })).toBe("CLOUDFRONT");
      expect(scopeOf("c", { webAclArn })).toBe("REGIONAL");
      expect(scopeOf("d", { webAclArn, scope: "CLOUDFRONT" })).toBe("CLOUDFRONT");
    });
  });
});

describe("sets that exist", () => {
  it("are referred to by rules", () => {
    const synthesized = synthStack((stack) => {
      const ipSet = IpSet.fromExisting(stack, "office", {
        ipv4Arn: arn("ipset", { name: "office-v4" }),
        ipv6Arn: arn("ipset", { name: "office-v6" }),
      });
      const regexSet = RegexPatternSet.fromExisting(stack, "bots", { regexPatternSetArn: arn("regexpatternset") });
      new WebAcl(stack, "acl", {
        managed: {},
        logging: false,
        rules: {
          office: { when: { ipSet }, action: "allow", priority: 1 },
          bots: { when: { regexSet }, action: "block", priority: 2 },
        },
      });
    });
    expect(Object.keys(synthesized.resources)).toEqual(["aws_wafv2_web_acl"]);
    expect(resourceOf(synthesized, "aws_wafv2_web_acl").rule).toMatchObject([
      {
        statement: {
          or_statement: {
            statement: [
              { ip_set_reference_statement: { arn: arn("ipset", { name: "office-v4" }) } },
              { ip_set_reference_statement: { arn: arn("ipset", { name: "office-v6" }) } },
            ],
          },
        },
      },
      { statement: { regex_pattern_set_reference_statement: { arn: arn("regexpatternset") } } },
    ]);
  });

  it("have the scope of their ARN, or of references the one that is said", () => {
    synthStack((stack) => {
      const { arns } = new IpSet(stack, "made", { description: "Office", addresses: ["192.0.2.0/24"] });
      const [ipv4Arn] = arns;
      expect(IpSet.fromExisting(stack, "a", { ipv6Arn: atCloudFront("ipset") })).toMatchObject({ scope: "CLOUDFRONT" });
      expect(IpSet.fromExisting(stack, "b", { ipv4Arn })).toMatchObject({ scope: "REGIONAL", arns });
      expect(IpSet.fromExisting(stack, "c", { ipv4Arn, scope: "CLOUDFRONT" }).scope).toBe("CLOUDFRONT");
    });
  });
});

const CASES: readonly Case[] = [
  {
    name: "an ARN that is not that of a web ACL",
    build: (stack) => WebAcl.fromExisting(stack, "acl", { webAclArn: "arn:aws:waf::111111111111:webacl/0f1e2d3c" }),
    problems: [
      {
        code: "EXISTING_ARN_INVALID",
        path: "sandbox-test/acl › webAclArn",
        message: "This is not the ARN of a web ACL.",
        found: '"arn:aws:waf::111111111111:webacl/0f1e2d3c"',
        expected:
          "arn:aws:wafv2:<region>:<account>:regional/webacl/<name>/<id>, or global/webacl/<name>/<id> for CloudFront",
        fix: "copy the ARN of a web ACL from the console; WAF Classic is not supported",
      },
    ],
    ways: [
      {
        says: "copy the ARN of a web ACL from the console",
        to: (stack) => WebAcl.fromExisting(stack, "acl", { webAclArn: arn("webacl") }),
      },
    ],
  },
  {
    name: "a web ACL of CloudFront that would lie in another region",
    build: (stack) =>
      WebAcl.fromExisting(stack, "acl", { webAclArn: atCloudFront("webacl", "ap-northeast-2"), scope: "CLOUDFRONT" }),
    problems: [
      {
        code: "EXISTING_ARN_INVALID",
        path: "sandbox-test/acl › webAclArn",
        message: "This is not the ARN of a web ACL.",
        found: `"${atCloudFront("webacl", "ap-northeast-2")}"`,
        expected:
          "arn:aws:wafv2:<region>:<account>:regional/webacl/<name>/<id>, or global/webacl/<name>/<id> for CloudFront",
        fix: "copy the ARN of a web ACL from the console; WAF Classic is not supported",
      },
    ],
    ways: [
      {
        says: "copy the ARN of a web ACL from the console",
        to: (stack) => WebAcl.fromExisting(stack, "acl", { webAclArn: atCloudFront("webacl"), scope: "CLOUDFRONT" }),
      },
    ],
  },
  {
    name: "a web ACL of CloudFront in another account",
    build: (stack) =>
      WebAcl.fromExisting(stack, "acl", { webAclArn: atCloudFront("webacl").replace("111111111111", "222222222222") }),
    problems: [
      {
        code: "EXISTING_ARN_ACCOUNT",
        path: "sandbox-test/acl › webAclArn",
        message: "The ARN is that of a web ACL in another account, which nothing of this stack can use.",
        found: "an ARN of 222222222222, in a stack of 111111111111",
        expected: "an ARN of 111111111111",
        fix: "give the ARN of one in 111111111111",
      },
    ],
    ways: [
      {
        says: "give the ARN of one in 111111111111",
        to: (stack) => WebAcl.fromExisting(stack, "acl", { webAclArn: atCloudFront("webacl") }),
      },
    ],
  },
  {
    name: "a web ACL of another region, and another scope than that of its ARN",
    build: (stack) =>
      WebAcl.fromExisting(stack, "acl", { webAclArn: arn("webacl", { region: "eu-west-1" }), scope: "CLOUDFRONT" }),
    problems: [
      {
        code: "EXISTING_ARN_REGION",
        path: "sandbox-test/acl › webAclArn",
        message: "The ARN is that of a web ACL in another region, which nothing of this stack can use.",
        found: "an ARN of eu-west-1, in a stack of ap-northeast-2",
        expected: "an ARN of ap-northeast-2",
        fix: "give the ARN of one in ap-northeast-2",
      },
      {
        code: "WAF_ARN_SCOPE",
        path: "sandbox-test/acl › scope",
        message: "The ARN is that of a web ACL of another scope.",
        found: "scope CLOUDFRONT, and an ARN of scope REGIONAL",
        expected: "the scope of the ARN",
        fix: "leave scope out: the ARN has it",
      },
    ],
    ways: [
      {
        says: ["give the ARN of one in ap-northeast-2", "leave scope out"],
        to: (stack) => WebAcl.fromExisting(stack, "acl", { webAclArn: arn("webacl") }),
      },
    ],
  },
  {
    name: "sets of addresses of two scopes",
    build: (stack) => IpSet.fromExisting(stack, "office", { ipv4Arn: arn("ipset"), ipv6Arn: atCloudFront("ipset") }),
    problems: [
      {
        code: "IP_SET_SCOPES",
        path: "sandbox-test/office › ipv6Arn",
        message: "One rule cannot refer to sets of both scopes.",
        found: "a set of scope REGIONAL in ipv4Arn, and one of scope CLOUDFRONT in ipv6Arn",
        expected: "two sets of one scope",
        fix: "give the ARN of the set of scope REGIONAL, or bring in the other one by another IpSet.fromExisting",
      },
    ],
    ways: [
      {
        says: "give the ARN of the set of scope REGIONAL",
        to: (stack) => IpSet.fromExisting(stack, "office", { ipv4Arn: arn("ipset"), ipv6Arn: arn("ipset") }),
      },
      {
        says: "bring in the other one by another IpSet.fromExisting",
        to: (stack) => {
          IpSet.fromExisting(stack, "office", { ipv4Arn: arn("ipset") });
          IpSet.fromExisting(stack, "office-cdn", { ipv6Arn: atCloudFront("ipset") });
        },
      },
    ],
  },
  {
    name: "no set of addresses",
    build: (stack) => IpSet.fromExisting(stack, "office", {}),
    problems: [
      {
        code: "EXISTING_IP_SET_EMPTY",
        path: "sandbox-test/office › ipv4Arn",
        message: "A rule that refers to no set would match nothing.",
        found: "neither ipv4Arn nor ipv6Arn",
        expected: "the ARN of a set, or of one for each version",
        fix: "write ipv4Arn or ipv6Arn, by the version of the addresses in the set",
      },
    ],
    ways: [
      {
        says: "write ipv4Arn or ipv6Arn",
        to: (stack) => IpSet.fromExisting(stack, "office", { ipv6Arn: arn("ipset") }),
      },
    ],
  },
  {
    name: "the ARN of a set of addresses for one of regular expressions",
    build: (stack) => RegexPatternSet.fromExisting(stack, "bots", { regexPatternSetArn: arn("ipset") }),
    problems: [
      {
        code: "EXISTING_ARN_INVALID",
        path: "sandbox-test/bots › regexPatternSetArn",
        message: "This is not the ARN of a set of regular expressions.",
        found: `"${arn("ipset")}"`,
        expected:
          "arn:aws:wafv2:<region>:<account>:regional/regexpatternset/<name>/<id>, or global/regexpatternset/<name>/<id> for CloudFront",
        fix: "copy the ARN of a set of regular expressions from the console; WAF Classic is not supported",
      },
    ],
    ways: [
      {
        says: "copy the ARN of a set of regular expressions from the console",
        to: (stack) => RegexPatternSet.fromExisting(stack, "bots", { regexPatternSetArn: arn("regexpatternset") }),
      },
    ],
  },
  {
    name: "a set of another scope in a rule",
    build: (stack) => {
      const ipSet = IpSet.fromExisting(stack, "office", { ipv4Arn: atCloudFront("ipset") });
      new WebAcl(stack, "acl", { managed: {}, rules: { office: { when: { ipSet }, action: "allow" } } });
    },
    problems: [
      {
        code: "MATCH_SET_SCOPE",
        path: "sandbox-test/acl › rules.office.when.ipSet",
        message: "The set and the web ACL are of different scopes, so the one cannot refer to the other.",
        found: "sandbox-test/office of scope CLOUDFRONT, in a web ACL of scope REGIONAL",
        expected: "a set of scope REGIONAL",
        fix: 'make the set with scope: "REGIONAL"',
      },
    ],
  },
];

test.each(CASES)("$name is a problem", ({ build, problems }) => {
  expect(found(build)).toEqual(problems);
});

testAdvice(told(CASES), found);
