import type { EnvironmentStack } from "../../../constructs/core/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import {
  ApplicationLoadBalancer,
  ListenerRule,
  type ListenerRuleProps,
  TargetGroup,
} from "../../../constructs/load-balancing";
import { problemsOf } from "../../support/synth";
import { only, synthEdge, testBalancer, testNetwork } from "./support";

const ANSWER = { respond: { status: 200 } };
const HOST = { hosts: ["api.example.com"] };
const PATH = "sandbox-edge/rule";

type Props = Omit<ListenerRuleProps, "listener">;

function refusal(props: Props | ((stack: EnvironmentStack) => Props), authenticates = true): readonly Problem[] {
  return problemsOf(() =>
    synthEdge((stack) => {
      const { listener } = testBalancer(stack, { authenticates });
      const rest = typeof props === "function" ? props(stack) : props;
      new ListenerRule(stack, "rule", { ...rest, listener });
    }),
  );
}

type Case = readonly [string, Props, Omit<Problem, "path"> & { readonly property: string }];

const CONDITIONS: readonly Case[] = [
  [
    "no conditions",
    { conditions: { hosts: [] }, action: ANSWER },
    {
      property: "conditions",
      code: "RULE_NO_CONDITIONS",
      message: "A rule without conditions says nothing about the requests that it is for.",
      found: "no condition with a value",
      expected: "at least one of hosts, paths, headers, query, methods, sourceIps",
      fix: 'name the host or the path, or write paths: ["/*"] for everything that no other rule takes',
    },
  ],
  [
    "more values than AWS takes",
    { conditions: { ...HOST, paths: ["/a", "/b", "/c", "/d"], methods: ["GET"] }, action: ANSWER },
    {
      property: "conditions",
      code: "RULE_TOO_MANY_VALUES",
      message: "A rule has more values in its conditions than AWS allows.",
      found: "6 values: api.example.com, /a, /b, /c, /d, GET",
      expected: "at most 5, all conditions together",
      fix: "use a wildcard, or make two rules with the same action",
    },
  ],
  [
    "more wildcards than AWS takes",
    { conditions: { paths: ["/*/*/*/?", "/a/*/*/*"] }, action: ANSWER },
    {
      property: "conditions",
      code: "RULE_TOO_MANY_WILDCARDS",
      message: "A rule has more wildcards in its conditions than AWS allows.",
      found: "7 wildcards in /*/*/*/?, /a/*/*/*",
      expected: "at most 6 of * and ?, all conditions together",
      fix: "make two rules with the same action",
    },
  ],
  [
    "a path without its slash",
    { conditions: { paths: ["api/*"] }, action: ANSWER },
    {
      property: "conditions.paths",
      code: "RULE_PATH_INVALID",
      message: "The path is not one that a rule can ask for.",
      found: '"api/*"',
      expected: "/ and up to 128 characters of a-z, A-Z, 0-9 and _-.$/~\"'@:+& with wildcards * and ?; no query",
      fix: 'write "/api/*"',
    },
  ],
  [
    "a method in lower case",
    { conditions: { methods: ["get"] }, action: ANSWER },
    {
      property: "conditions.methods",
      code: "RULE_METHOD_INVALID",
      message: "The method is not one that a rule can ask for.",
      found: '"get"',
      expected: "1 to 40 of A-Z, _ and -, without wildcards",
      fix: 'write "GET"',
    },
  ],
  [
    "the host as a header",
    { conditions: { headers: { Host: ["api.example.com"] } }, action: ANSWER },
    {
      property: "conditions.headers.Host",
      code: "RULE_HEADER_INVALID",
      message: "The header is not one that a rule can ask for.",
      found: '"Host"',
      expected: "the name of a header other than Host, 1 to 40 characters, without wildcards",
      fix: "use the condition `hosts`",
    },
  ],
  [
    "an empty value of a query",
    { conditions: { query: [{ key: "a", value: "" }] }, action: ANSWER },
    {
      property: "conditions.query",
      code: "RULE_TEXT_LENGTH",
      message: "A value of a condition is too short or too long.",
      found: "0 characters",
      expected: "1 to 128 characters",
      fix: "shorten it with a wildcard",
    },
  ],
  [
    "a host that the certificate does not cover",
    { conditions: { hosts: ["v1.api.example.com"] }, action: ANSWER },
    {
      property: "conditions.hosts",
      code: "CERTIFICATE_DOES_NOT_COVER",
      message: "No certificate of the listener is for the host; browsers would refuse the connection.",
      found: '"v1.api.example.com", with certificates for example.com, *.example.com',
      expected: "a host that one of the names covers; *.example.com covers one part more, and not example.com itself",
      fix: "add v1.api.example.com to the names of the certificate, or give the balancer one more in moreCertificates",
    },
  ],
  [
    "a priority that is left to derived ones",
    { conditions: HOST, action: ANSWER, priority: 1000 },
    {
      property: "priority",
      code: "NUMBER_OUT_OF_RANGE",
      message: "The number is not one that AWS takes.",
      found: "1000 as priority",
      expected: "a whole number from 1 to 999",
      fix: "use 999",
    },
  ],
];

const ACTIONS: readonly Case[] = [
  [
    "a redirect to itself",
    { conditions: HOST, action: { redirect: { query: "a=b", permanent: true } } },
    {
      property: "action.redirect",
      code: "REDIRECT_TO_ITSELF",
      message: "The redirect leads to where the request was sent, again and again.",
      found: '{"query":"a=b","permanent":true}',
      expected: "another host, path, port or protocol (`CreateRule`, Elastic Load Balancing API Reference)",
      fix: 'say what is different, for example { host: "www.example.com" }',
    },
  ],
  [
    "a redirect to a path without its slash",
    { conditions: HOST, action: { redirect: { path: "new" } } },
    {
      property: "action.redirect.path",
      code: "REDIRECT_PATH",
      message: "The path of a redirect has to start with /.",
      found: '"new"',
      expected: "a path such as /new/#{path}",
      fix: 'write "/new"',
    },
  ],
  [
    "an answer that is a redirect",
    { conditions: HOST, action: { respond: { status: 302 } } },
    {
      property: "action.respond.status",
      code: "RESPONSE_STATUS",
      message: "The balancer does not answer with this status by itself.",
      found: "302",
      expected: "200 to 299, 400 to 499 or 500 to 599",
      fix: "use a redirect",
    },
  ],
  [
    "an answer that is too long",
    { conditions: HOST, action: { respond: { status: 404, body: "x".repeat(1025) } } },
    {
      property: "action.respond.body",
      code: "RESPONSE_BODY_LENGTH",
      message: "The body of the answer is longer than AWS keeps.",
      found: "1025 characters",
      expected: "at most 1024 characters",
      fix: "serve the page from a bucket, and redirect to it",
    },
  ],
  [
    "a login that lasts too long",
    {
      conditions: HOST,
      action: ANSWER,
      authenticate: {
        cognito: { userPoolArn: "arn", userPoolClientId: "c", userPoolDomain: "d", sessionSeconds: 604_801 },
      },
    },
    {
      property: "authenticate.cognito.sessionSeconds",
      code: "NUMBER_OUT_OF_RANGE",
      message: "The number is not one that AWS takes.",
      found: "604801 seconds",
      expected: "a whole number from 1 to 604800",
      fix: "use 604800",
    },
  ],
];

describe("a rule is refused with", () => {
  it.each([...CONDITIONS, ...ACTIONS])("%s", (_, props, { property, ...problem }) => {
    expect(only(refusal(props))).toEqual({ ...problem, path: `${PATH} › ${property}` });
  });

  it("a host that is an address", () => {
    expect(refusal({ conditions: { hosts: ["https://api.example.com/"] }, action: ANSWER })).toEqual([
      {
        code: "RULE_HOST_INVALID",
        path: `${PATH} › conditions.hosts`,
        message: "The host is not one that a rule can ask for.",
        found: '"https://api.example.com/"',
        expected: "1 to 128 of a-z, 0-9, - and . with wildcards * and ?; letters only behind the last dot",
        fix: "leave out the protocol and the path",
      },
      expect.objectContaining({ code: "CERTIFICATE_DOES_NOT_COVER" }),
    ]);
  });

  it("weights that sum up to 0, and weights out of range", () => {
    const forward = (weights: readonly number[]) => (stack: EnvironmentStack) => ({
      conditions: HOST,
      action: {
        forward: {
          targets: weights.map((weight, index) => ({
            weight,
            targetGroup: new TargetGroup(stack, `t${index}`, { network: { vpcId: "vpc-1" }, port: 80 }),
          })),
        },
      },
    });
    expect(only(refusal(forward([0, 0])))).toEqual({
      code: "FORWARD_WEIGHT_SUM",
      path: `${PATH} › action.forward.targets`,
      message: "No target group gets any request: the sum of the weights is 0.",
      found: "weights 0, 0",
      expected: "at least one weight above 0",
      fix: "give the group that is in service a weight, such as 100",
    });
    expect(only(refusal(forward([1000, 1])))).toEqual({
      code: "NUMBER_OUT_OF_RANGE",
      path: `${PATH} › action.forward.targets[0].weight`,
      message: "The number is not one that AWS takes.",
      found: "1000 shares",
      expected: "a whole number from 0 to 999",
      fix: "use 999",
    });
    expect(only(refusal(forward([])))).toEqual({
      code: "FORWARD_TARGETS_COUNT",
      path: `${PATH} › action.forward.targets`,
      message: "A rule shares requests between too few or too many target groups.",
      found: "0 target groups",
      expected: "1 to 5",
      fix: "name at least one target group",
    });
  });

  it("a secret that stands in the program, and an identity provider without TLS", () => {
    const endpoint = "https://login.example.com/x";
    const oidc = {
      issuer: "http://login.example.com",
      authorizationEndpoint: endpoint,
      tokenEndpoint: endpoint,
      userInfoEndpoint: endpoint,
      clientId: "shop",
      clientSecret: "not-a-reference",
    };
    expect(refusal({ conditions: HOST, action: ANSWER, authenticate: { oidc } })).toEqual([
      {
        code: "SECRET_LITERAL",
        path: `${PATH} › authenticate.oidc.clientSecret`,
        message: "A secret stands in the program as a literal, and so in its repository and in every plan.",
        found: "a text of 15 characters",
        expected: "a reference: a value of Secrets Manager or Parameter Store, or a sensitive variable",
        fix: "read it with a data source (aws_secretsmanager_secret_version), or declare a TerraformVariable with sensitive: true",
      },
      {
        code: "OIDC_URL",
        path: `${PATH} › authenticate.oidc.issuer`,
        message: "An address of the identity provider is not one of HTTPS.",
        found: '"http://login.example.com"',
        expected: "an address that starts with https://",
        fix: "take it from the provider's /.well-known/openid-configuration",
      },
    ]);
  });

  it("a login at a balancer that reaches no identity provider, or that speaks plain HTTP", () => {
    const cognito = { userPoolArn: "arn", userPoolClientId: "c", userPoolDomain: "d" };
    const props = { conditions: HOST, action: ANSWER, authenticate: { cognito } };
    expect(only(refusal(props, false))).toEqual({
      code: "AUTHENTICATION_UNREACHABLE",
      path: `${PATH} › authenticate`,
      message: "The balancer does not reach an identity provider: its security group lets it out to targets only.",
      found: "authenticates: false",
      expected: "a balancer with authenticates: true",
      fix: "set authenticates: true where the balancer is made, and where it is read from a contract",
    });
    const plain = problemsOf(() =>
      synthEdge((stack) => {
        const plainHttp = { reason: "no domain here yet" };
        const { listener } = new ApplicationLoadBalancer(stack, "edge", { network: testNetwork(stack), plainHttp });
        new ListenerRule(stack, "rule", { ...props, listener });
      }),
    );
    expect(only(plain)).toEqual({
      code: "AUTHENTICATION_WITHOUT_TLS",
      path: `${PATH} › authenticate`,
      message: "Users cannot log in over plain HTTP: AWS allows it on HTTPS listeners only.",
      found: "HTTP on port 80",
      expected: "a balancer with a certificate",
      fix: "give the balancer a certificate, or leave authenticate out in this environment",
    });
  });
});

describe("rules of one listener", () => {
  function together(rules: Readonly<Record<string, Props>>): readonly Problem[] {
    return synthEdge((stack) => {
      const { listener } = testBalancer(stack);
      for (const [id, props] of Object.entries(rules)) new ListenerRule(stack, id, { ...props, listener });
    }).problems;
  }

  it("may not have the same priority, and are told once, whatever their order", () => {
    const rules = {
      shop: { conditions: { hosts: ["shop.example.com"] }, action: ANSWER, priority: 10 },
      api: { conditions: HOST, action: ANSWER, priority: 10 },
    };
    const clash = {
      code: "RULE_PRIORITY_CLASH",
      path: "sandbox-edge/shop › priority",
      message: "Two rules of one listener have the same priority.",
      found: "10 for sandbox-edge/shop (host shop.example.com), and for sandbox-edge/api (host api.example.com)",
      expected: "a priority that no other rule of the listener has",
      fix: "give one of them a priority of its own, such as 20",
    };
    expect(together(rules)).toEqual([clash]);
    expect(together({ api: rules.api, shop: rules.shop })).toEqual([clash]);
  });

  it("clash when they ask for the same and their priorities are derived", () => {
    const [problem] = together({ a: { conditions: HOST, action: ANSWER }, b: { conditions: HOST, action: ANSWER } });
    expect(problem).toMatchObject({ code: "RULE_PRIORITY_CLASH", path: "sandbox-edge/b › priority" });
    expect(problem?.found).toMatch(
      /^\d+ for sandbox-edge\/b \(host api\.example\.com, derived\), and for sandbox-edge\/a \(host api\.example\.com, derived\)$/,
    );
  });

  it("may not hide one another", () => {
    const rules = {
      all: { conditions: { hosts: ["*.example.com"] }, action: ANSWER, priority: 5 },
      api: { conditions: HOST, action: ANSWER, priority: 10 },
    };
    expect(together(rules)).toEqual([
      {
        code: "RULE_SHADOWED",
        path: "sandbox-edge/api › priority",
        message: "The rule is never reached: every request for it is taken by another rule before.",
        found: "sandbox-edge/api (host api.example.com) at 10, behind sandbox-edge/all (host *.example.com) at 5",
        expected: "the rule that asks for more before the one that asks for less",
        fix: "give it a lower priority than the other rule, or narrow the conditions of the other rule",
      },
    ]);
  });

  it("may have the same priority on different listeners", () => {
    const synthesized = synthEdge((stack) => {
      const balancer = testBalancer(stack);
      const props = { conditions: HOST, action: ANSWER, priority: 10 };
      new ListenerRule(stack, "live", { ...props, listener: balancer.listener });
      new ListenerRule(stack, "test", { ...props, listener: balancer.addListener("test", { port: 8443 }) });
    });
    expect(synthesized.problems).toEqual([]);
  });

  it("are at most a hundred", () => {
    const rules = Object.fromEntries(
      Array.from({ length: 101 }, (_, index) => [
        `r${String(index).padStart(3, "0")}`,
        { conditions: { hosts: [`h${index}.example.com`] }, action: ANSWER, priority: index + 1 },
      ]),
    );
    expect(together(rules)).toEqual([
      {
        code: "RULES_TOO_MANY",
        path: "sandbox-edge/r100",
        message: "The listener has more rules than AWS allows by default.",
        found: "101 rules",
        expected: "at most 100",
        fix: "share rules between services by wildcards, or put some services behind a second balancer",
      },
    ]);
  });
});
