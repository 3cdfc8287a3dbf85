import { TerraformVariable } from "cdktf";
import { testAdvice } from "../../../support/followed-advice";
import { ANSWER, type Case, COGNITO, forward, HOST, LOGIN, login, OIDC, ruleProblems, toldRules } from "./rule-support";

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
    [
      {
        says: '{ host: "www.example.com" }',
        to: { conditions: HOST, action: { redirect: { host: "www.example.com" } } },
      },
    ],
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
    [{ says: 'write "/new"', to: { conditions: HOST, action: { redirect: { path: "/new" } } } }],
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
    [{ says: "use a redirect", to: { conditions: HOST, action: { redirect: { path: "/new" } } } }],
  ],
  [
    "an answer that is none",
    { conditions: HOST, action: { respond: { status: 99 } } },
    {
      property: "action.respond.status",
      code: "RESPONSE_STATUS",
      message: "The balancer does not answer with this status by itself.",
      found: "99",
      expected: "200 to 299, 400 to 499 or 500 to 599",
      fix: "use 404 for what is not there, 503 for what is down",
    },
    [
      { says: "use 404 for what is not there", to: { conditions: HOST, action: { respond: { status: 404 } } } },
      { says: "503 for what is down", to: { conditions: HOST, action: { respond: { status: 503 } } } },
    ],
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
    [
      {
        says: "serve the page from a bucket, and redirect to it",
        to: { conditions: HOST, action: { redirect: { host: "pages.example.com", path: "/404.html" } } },
      },
    ],
  ],
  [
    "a login that lasts too long",
    {
      conditions: HOST,
      action: ANSWER,
      authenticate: {
        cognito: { ...COGNITO, sessionSeconds: 604_801 },
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
    [
      {
        says: "use 604800",
        to: { conditions: HOST, action: ANSWER, authenticate: { cognito: { ...COGNITO, sessionSeconds: 604_800 } } },
      },
    ],
  ],
  [
    "weights that sum up to 0",
    forward([0, 0]),
    {
      code: "FORWARD_WEIGHT_SUM",
      property: "action.forward.targets",
      message: "No target group gets any request: the sum of the weights is 0.",
      found: "weights 0, 0",
      expected: "at least one weight above 0",
      fix: "give the group that is in service a weight, such as 100",
    },
    [{ says: "give the group that is in service a weight, such as 100", to: forward([0, 100]) }],
  ],
  [
    "a weight that is out of range",
    forward([1000, 1]),
    {
      code: "NUMBER_OUT_OF_RANGE",
      property: "action.forward.targets[0].weight",
      message: "The number is not one that AWS takes.",
      found: "1000 shares",
      expected: "a whole number from 0 to 999",
      fix: "use 999",
    },
    [{ says: "use 999", to: forward([999, 1]) }],
  ],
  [
    "no targets",
    forward([]),
    {
      code: "FORWARD_TARGETS_COUNT",
      property: "action.forward.targets",
      message: "A rule shares requests between too few or too many target groups.",
      found: "0 target groups",
      expected: "1 to 5",
      fix: "name at least one target group",
    },
    [{ says: "name at least one target group", to: forward([1]) }],
  ],
  [
    "more targets than AWS takes",
    forward([1, 1, 1, 1, 1, 1]),
    {
      code: "FORWARD_TARGETS_COUNT",
      property: "action.forward.targets",
      message: "A rule shares requests between too few or too many target groups.",
      found: "6 target groups",
      expected: "1 to 5",
      fix: "put targets together into fewer groups",
    },
    [{ says: "put targets together into fewer groups", to: forward([1, 1, 1, 1, 1]) }],
  ],
  [
    "a secret that stands in the program, and an identity provider without TLS",
    login(OIDC),
    [
      {
        code: "SECRET_LITERAL",
        property: "authenticate.oidc.clientSecret",
        message: "A secret stands in the program as a literal, and so in its repository and in every plan.",
        found: "a text of 15 characters",
        expected: "a secret of Secrets Manager, or a reference to a value that Terraform reads",
        fix: 'put it into Secrets Manager, and write clientSecret: { secret: "shop/login" }; or declare a TerraformVariable with sensitive: true',
      },
      {
        code: "OIDC_URL",
        property: "authenticate.oidc.issuer",
        message: "An address of the identity provider is not one of HTTPS.",
        found: '"http://login.example.com"',
        expected: "an address that starts with https://",
        fix: "take it from the provider's /.well-known/openid-configuration",
      },
    ],
    [
      {
        says: [
          "declare a TerraformVariable with sensitive: true",
          "take it from the provider's /.well-known/openid-configuration",
        ],
        to: (stack) => {
          const clientSecret = new TerraformVariable(stack, "secret", { type: "string", sensitive: true }).stringValue;
          return login({ ...OIDC, issuer: "https://login.example.com", clientSecret });
        },
      },
      {
        says: [
          'write clientSecret: { secret: "shop/login" }',
          "take it from the provider's /.well-known/openid-configuration",
        ],
        to: login({ ...OIDC, issuer: "https://login.example.com", clientSecret: { secret: "shop/login" } }),
      },
    ],
  ],
  [
    "a key of a secret that Terraform does not read",
    login({
      ...OIDC,
      issuer: "https://login.example.com",
      clientSecret: { secret: "shop/login", field: "client secret" },
    }),
    {
      code: "SECRET_FIELD",
      property: "authenticate.oidc.clientSecret.field",
      message: "Terraform reads no key of this form from the secret.",
      found: '"client secret"',
      expected: "letters, digits, _ and -, a letter or _ first",
      fix: 'name the key in the secret otherwise, such as "client_secret"',
    },
    [
      {
        says: 'such as "client_secret"',
        to: login({
          ...OIDC,
          issuer: "https://login.example.com",
          clientSecret: { secret: "shop/login", field: "client_secret" },
        }),
      },
    ],
  ],
  [
    "a secret that may stand in the state for a reason that says nothing",
    login({
      ...OIDC,
      issuer: "https://login.example.com",
      clientSecret: { secret: "shop/login" },
      clientSecretInState: { reason: "TODO" },
    }),
    {
      code: "EXEMPTION_REASON",
      property: "authenticate.oidc.clientSecretInState.reason",
      message: "An exemption needs a reason that a reviewer can judge.",
      found: '"TODO"',
      expected: "a sentence",
      fix: 'say why, and until when, for example "sandbox has no domain; nobody outside the team uses it"',
    },
    [
      {
        says: "say why, and until when",
        to: login({ ...OIDC, issuer: "https://login.example.com", clientSecret: { secret: "shop/login" } }),
      },
    ],
  ],
  [
    "a login at a balancer that reaches no identity provider",
    { ...LOGIN, authenticates: false },
    {
      code: "AUTHENTICATION_UNREACHABLE",
      property: "authenticate",
      message: "The balancer does not reach an identity provider: its security group lets it out to targets only.",
      found: "authenticates: false",
      expected: "a balancer with authenticates: true",
      fix: "set authenticates: true where the balancer is made, and where it is read from a contract",
    },
    [{ says: "set authenticates: true where the balancer is made", to: { ...LOGIN, authenticates: true } }],
  ],
  [
    "a login over plain HTTP",
    { ...LOGIN, plain: true },
    {
      code: "AUTHENTICATION_WITHOUT_TLS",
      property: "authenticate",
      message: "Users cannot log in over plain HTTP: AWS allows it on HTTPS listeners only.",
      found: "HTTP on port 80",
      expected: "a balancer with a certificate",
      fix: "give the balancer a certificate, or leave authenticate out in this environment",
    },
    [
      { says: "give the balancer a certificate", to: LOGIN },
      { says: "leave authenticate out in this environment", to: { conditions: HOST, action: ANSWER, plain: true } },
    ],
  ],
];

const CASES = toldRules(ACTIONS);

test.each(CASES)("$mistake is refused", ({ input, problems }) => {
  expect(ruleProblems(input)).toEqual(problems);
});

testAdvice(CASES, ruleProblems);
