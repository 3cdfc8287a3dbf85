import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { ListenerRule, type ListenerRuleProps, TargetGroup } from "../../../../constructs/load-balancing";
import { testAdvice } from "../../../support/followed-advice";
import { resourceOf } from "../../../support/synth";
import { synthEdge, testBalancer } from "../support";
import { ANSWER, type Case, HOST, ruleProblems, toldRules } from "./rule-support";

type Props = Omit<ListenerRuleProps, "listener">;

/** A rule, and the AWS provider that its stack asks for. */
function ruleOf(props: (stack: EnvironmentStack) => Props) {
  const synthesized = synthEdge((stack) => {
    new ListenerRule(stack, "rule", {
      ...props(stack),
      listener: testBalancer(stack, { authenticates: true }).listener,
    });
  });
  expect(synthesized.problems).toEqual([]);
  const { terraform } = JSON.parse(synthesized.json);
  return { rule: resourceOf(synthesized, "aws_lb_listener_rule"), provider: terraform.required_providers.aws.version };
}

const forward = (stack: EnvironmentStack) => ({
  forward: new TargetGroup(stack, "shop", { network: { vpcId: "vpc-1" }, port: 80 }),
});

const PROVIDER = "6.19 or later";
const JWT = {
  provider: "6.22 or later",
  issuer: "https://login.example.com",
  jwksEndpoint: "https://login.example.com/keys",
} as const;

describe("what only newer AWS providers have pins the stack to one", () => {
  it("rewrites URL and host on the way to targets", () => {
    const rewrite = {
      provider: PROVIDER,
      url: { regex: "^/shop/(.*)$", replace: "/$1" },
      host: { regex: "^(.+)\\.example\\.com$", replace: "$1.internal" },
    } as const;
    const { rule, provider } = ruleOf((stack) => ({ conditions: HOST, action: forward(stack), rewrite }));
    expect(rule.transform).toEqual([
      { type: "host-header-rewrite", host_header_rewrite_config: { rewrite: rewrite.host } },
      { type: "url-rewrite", url_rewrite_config: { rewrite: rewrite.url } },
    ]);
    expect(provider).toBe(">= 6.19.0, < 7.0.0");
  });

  it("asks for hosts, paths and headers by regular expressions", () => {
    const regex = { provider: PROVIDER, paths: ["^/v[12]/"], headers: { "X-Client": ["^app-"] } } as const;
    const { rule, provider } = ruleOf(() => ({ conditions: { ...HOST, regex }, action: ANSWER }));
    expect(rule.condition).toEqual([
      { host_header: { values: ["api.example.com"] } },
      { path_pattern: { regex_values: ["^/v[12]/"] } },
      { http_header: { http_header_name: "X-Client", regex_values: ["^app-"] } },
    ]);
    expect(provider).toBe(">= 6.19.0, < 7.0.0");
  });

  it("takes requests with a token alone", () => {
    const jwt = {
      ...JWT,
      claims: { scope: { format: "space-separated-values", values: ["orders", "stock"] } },
    } as const;
    const { rule, provider } = ruleOf(() => ({ conditions: HOST, action: ANSWER, authenticate: { jwt } }));
    expect(rule.action).toMatchObject([
      {
        order: 1,
        type: "jwt-validation",
        jwt_validation: {
          issuer: "https://login.example.com",
          jwks_endpoint: "https://login.example.com/keys",
          additional_claim: [{ name: "scope", format: "space-separated-values", values: ["orders", "stock"] }],
        },
      },
      { order: 2, type: "fixed-response" },
    ]);
    expect(provider).toBe(">= 6.22.0, < 7.0.0");
  });

  it("stays with the older ones without them", () => {
    expect(ruleOf(() => ({ conditions: HOST, action: ANSWER })).provider).toBe(">= 5.100.0, < 7.0.0");
  });
});

test("a rule for the same host with a regular expression besides is tried before one without", () => {
  const priorityOf = (props: Props) => ruleOf(() => props).rule.priority as number;
  const regex = { provider: PROVIDER, paths: ["^/v[12]/"] } as const;
  const withRegex = priorityOf({ conditions: { ...HOST, regex }, action: ANSWER });
  expect(withRegex).toBeLessThan(priorityOf({ conditions: HOST, action: ANSWER }));
});

const rewriting = (url: { regex: string; replace: string }) => (stack: EnvironmentStack) => ({
  conditions: HOST,
  action: forward(stack),
  rewrite: { provider: PROVIDER, url } as const,
});

const REFUSED: readonly Case[] = [
  [
    "a rewrite of an answer",
    { conditions: HOST, action: ANSWER, rewrite: { provider: PROVIDER, url: { regex: "^/a$", replace: "/b" } } },
    {
      property: "rewrite",
      code: "REWRITE_WITHOUT_FORWARD",
      message: "The request is rewritten for targets, and goes to none.",
      found: "rewrite with respond",
      expected: "rewrite only with forward",
      fix: "leave rewrite out",
    },
    [{ says: "leave rewrite out", to: { conditions: HOST, action: ANSWER } }],
  ],
  [
    "a rewrite of nothing",
    (stack) => ({ conditions: HOST, action: forward(stack), rewrite: { provider: PROVIDER } }),
    {
      property: "rewrite",
      code: "REWRITE_EMPTY",
      message: "Nothing of the request is rewritten.",
      found: "neither url nor host",
      expected: "url, host, or both",
      fix: 'write url: { regex: "^/shop/(.*)$", replace: "/$1" }, or leave rewrite out',
    },
    [
      {
        says: 'write url: { regex: "^/shop/(.*)$", replace: "/$1" }',
        to: rewriting({ regex: "^/shop/(.*)$", replace: "/$1" }),
      },
      { says: "leave rewrite out", to: (stack) => ({ conditions: HOST, action: forward(stack) }) },
    ],
  ],
  [
    "a rewrite with a group that there is not",
    rewriting({ regex: "^/shop/(?:de|en)$", replace: "/$1" }),
    {
      property: "rewrite.url.replace",
      code: "REWRITE_GROUP",
      message: "The text names a group that the regular expression has not.",
      found: '$1, with 0 groups in "^/shop/(?:de|en)$"',
      expected: "no groups",
      fix: "put what is to stay between ( and )",
    },
    [{ says: "put what is to stay between ( and )", to: rewriting({ regex: "^/shop/(de|en)$", replace: "/$1" }) }],
  ],
  [
    "a rewrite that is too long",
    rewriting({ regex: "^/a(.*)$", replace: `/${"b".repeat(1024)}` }),
    {
      property: "rewrite.url.replace",
      code: "REWRITE_LENGTH",
      message: "The text is longer than AWS keeps.",
      found: "1025 characters",
      expected: "at most 1024 characters",
      fix: "keep more of what was asked for by groups: $1",
    },
    [{ says: "groups: $1", to: rewriting({ regex: "^/a(.*)$", replace: "/b$1" }) }],
  ],
  [
    "expressions that AWS does not know",
    {
      conditions: { regex: { provider: PROVIDER, hosts: ["^(?!www)"], paths: ["^/a(", `^/${"a".repeat(128)}`] } },
      action: ANSWER,
    },
    [
      {
        property: "conditions.regex.hosts",
        code: "RULE_REGEX_INVALID",
        message: "The text is not a regular expression that Elastic Load Balancing takes.",
        found: '"^(?!www)"',
        expected: "1 to 128 characters, without lookaheads, lookbehinds, backreferences and classes of Unicode",
        fix: "write it without (?",
      },
      {
        property: "conditions.regex.paths",
        code: "RULE_REGEX_INVALID",
        message: "The text is not a regular expression that Elastic Load Balancing takes.",
        found: '"^/a("',
        expected: "1 to 128 characters, without lookaheads, lookbehinds, backreferences and classes of Unicode",
        fix: "close each bracket, and write \\ before a character that is meant as itself",
      },
      {
        property: "conditions.regex.paths",
        code: "RULE_REGEX_INVALID",
        message: "The text is not a regular expression that Elastic Load Balancing takes.",
        found: "130 characters",
        expected: "1 to 128 characters, without lookaheads, lookbehinds, backreferences and classes of Unicode",
        fix: "make two rules with the same action",
      },
    ],
    [
      {
        says: ["write it without (?", "close each bracket", "make two rules with the same action"],
        to: {
          conditions: { regex: { provider: PROVIDER, hosts: ["^(api|shop)\\."], paths: ["^/a\\("] } },
          action: ANSWER,
        },
      },
    ],
  ],
  [
    "a host in both forms",
    { conditions: { ...HOST, regex: { provider: PROVIDER, hosts: ["^api"] } }, action: ANSWER },
    {
      property: "conditions.regex.hosts",
      code: "RULE_REGEX_TWICE",
      message: "A rule asks for a host, a path or a header once: as it is written, or by a regular expression.",
      found: "hosts in both forms",
      expected: "one of the two",
      fix: "leave one of them out; ^(a|b)$ takes several values",
    },
    [{ says: "leave one of them out", to: { conditions: HOST, action: ANSWER } }],
  ],
  [
    "a token that nobody can check",
    {
      conditions: HOST,
      action: ANSWER,
      authenticate: {
        jwt: {
          ...JWT,
          jwksEndpoint: "http://login.example.com/keys",
          claims: { iss: { values: ["login"] }, scope: { format: "space-separated-values", values: ["orders stock"] } },
        },
      },
    },
    [
      {
        property: "authenticate.jwt.jwksEndpoint",
        code: "OIDC_URL",
        message: "An address of the identity provider is not one of HTTPS.",
        found: '"http://login.example.com/keys"',
        expected: "an address that starts with https://",
        fix: "take it from jwks_uri of the provider's /.well-known/openid-configuration",
      },
      {
        property: "authenticate.jwt.claims.iss",
        code: "TOKEN_CLAIM_CHECKED",
        message: "AWS checks this claim anyway, and takes no values for it.",
        found: "iss",
        expected: "claims other than iss, exp, nbf, iat",
        fix: "leave the claim out, and name the issuer in issuer",
      },
      {
        property: "authenticate.jwt.claims.scope.values",
        code: "TOKEN_CLAIM_VALUES",
        message: "These are not values that AWS compares with a claim.",
        found: '"orders stock"',
        expected: "1 to 10 values of 1 to 256 characters, without spaces when the format is space-separated-values",
        fix: "write each value by itself",
      },
    ],
    [
      {
        says: [
          "take it from jwks_uri of the provider's /.well-known/openid-configuration",
          "leave the claim out, and name the issuer in issuer",
          "write each value by itself",
        ],
        to: {
          conditions: HOST,
          action: ANSWER,
          authenticate: {
            jwt: { ...JWT, claims: { scope: { format: "space-separated-values", values: ["orders", "stock"] } } },
          },
        },
      },
    ],
  ],
  [
    "a token with more than AWS keeps",
    {
      conditions: HOST,
      action: ANSWER,
      authenticate: {
        jwt: {
          ...JWT,
          issuer: "i".repeat(257),
          claims: Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`c${index}`, { values: ["v"] }])),
        },
      },
    },
    [
      {
        property: "authenticate.jwt.issuer",
        code: "TOKEN_TEXT_LENGTH",
        message: "The text is shorter or longer than AWS keeps.",
        found: "257 characters",
        expected: "1 to 256 characters",
        fix: "write it as the identity provider's /.well-known/openid-configuration has it",
      },
      {
        property: "authenticate.jwt.claims",
        code: "TOKEN_CLAIMS",
        message: "More claims are asked for than AWS checks.",
        found: "11 claims",
        expected: "at most 10",
        fix: "let the service look at the others",
      },
    ],
    [
      {
        says: [
          "write it as the identity provider's /.well-known/openid-configuration has it",
          "let the service look at the others",
        ],
        to: { conditions: HOST, action: ANSWER, authenticate: { jwt: { ...JWT, claims: { c0: { values: ["v"] } } } } },
      },
    ],
  ],
];

const CASES = toldRules(REFUSED);

test.each(CASES)("$mistake is refused", ({ input, problems }) => {
  expect(ruleProblems(input)).toEqual(problems);
});

testAdvice(CASES, ruleProblems);
