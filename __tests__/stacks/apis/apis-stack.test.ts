import { Testing } from "cdktf";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import type { ApiSpec, ApisProps } from "../../../stacks/apis/apis-stack.types";
import { createApplication } from "../../../stacks/application/application";
import type { EnvironmentSpec } from "../../../stacks/application/environment-spec";
import { withoutTokenTraces } from "../../../stacks/application/token-traces";
import { testAdvice, type Way } from "../../support/followed-advice";
import { decide } from "../../support/policy-evaluator";
import { problemsIfAny } from "../../support/synth";
import { all, only, type StackJson, specOf } from "../stack-json";

const CODE = { code: "__tests__/constructs/functions/fixtures/hello", runtime: "nodejs22.x" } as const;
const PAGES = { url: "https://pages.example.com", public: { reason: "everybody reads the pages" } } as const;
const EDGE = { domain: { name: "sandbox.example.com" } } as const;
const DNS = {
  zones: {
    shop: { zoneName: "shop.example.com" },
    inside: { zoneName: "inside.example.com", visibility: "private" },
  },
} as const;
const KNOWN = {
  certificateArn: "arn:aws:acm:ap-northeast-2:111111111111:certificate/1234abcd-12ab-34cd-56ef-1234567890ab",
  names: ["api.example.org"],
} as const;

type Made = Readonly<Record<"apis" | "ecs" | "functions", StackJson>>;
type Around = Partial<EnvironmentSpec>;

/** The stack of the APIs, those of the functions behind them, and that of a service that uses them. */
function stacksOf(apis: ApisProps, around: Around = {}): Made {
  const web = {
    image: "public.ecr.aws/shop/web:1.4.2",
    cpu: "0.5 vCPU",
    memory: "1 GB",
    uses: Object.keys(apis).map((name) => `apis.${name}`),
  };
  const { edge: _, ...spec } = specOf({}, { ecs: { services: { web } } });
  return withoutTokenTraces(() => {
    const functions = { orders: CODE, check: CODE };
    const given = { ...spec, buckets: { uploads: {} }, functions, apis, ...around };
    const app = createApplication([given], { outdir: "cdktf.out" });
    const stack = (name: string): StackJson => {
      const found = app.node.tryFindChild(`sandbox-${name}`);
      return found ? JSON.parse(Testing.synth(found as EnvironmentStack)) : { resource: {} };
    };
    return { apis: stack("apis"), ecs: stack("ecs"), functions: stack("functions") };
  });
}

const one = (spec: Partial<ApiSpec>, around: Around = {}): StackJson =>
  stacksOf({ shop: { routes: { "GET /orders": "functions.orders" }, ...spec } }, around).apis;

const output = (stack: string, name: string, key: string): string =>
  `\${data.terraform_remote_state.${stack}.outputs.${name}["${key}"]}`;

describe("an API of a configuration", () => {
  it("calls functions of the environment by their aliases, and each lets in its routes of this API alone", () => {
    const json = one({
      routes: {
        "GET /orders": "functions.orders",
        "POST /orders/{id}": { function: "functions.orders", timeout: "5 s" },
        "GET /pages": PAGES,
      },
    });
    const [first] = all(json, "aws_apigatewayv2_integration").filter(
      ({ integration_type: type }) => type === "AWS_PROXY",
    );
    expect(first?.integration_uri).toContain(
      `functions/${output("functions", "function_arns", "orders")}:${output("functions", "alias_names", "orders")}/invocations`,
    );
    const permissions = all(json, "aws_lambda_permission");
    expect(permissions.map(({ source_arn: arn }) => arn)).toEqual([
      "arn:aws:execute-api:ap-northeast-2:111111111111:${aws_apigatewayv2_api.apis_shop_api_CCE74A33.id}/$default/GET/orders",
      "arn:aws:execute-api:ap-northeast-2:111111111111:${aws_apigatewayv2_api.apis_shop_api_CCE74A33.id}/$default/POST/orders/*",
    ]);
    for (const permission of permissions) {
      expect(permission).toMatchObject({
        function_name: output("functions", "function_arns", "orders"),
        qualifier: output("functions", "alias_names", "orders"),
        principal: "apigateway.amazonaws.com",
      });
    }
  });

  it("asks a function who is let in", () => {
    const json = one({
      authorizers: { keys: { kind: "lambda", function: "functions.check", cache: "5 min" } },
      authorization: "keys",
    });
    expect(only(json, "aws_apigatewayv2_authorizer")).toMatchObject({
      authorizer_uri: expect.stringContaining(output("functions", "function_arns", "check")),
      authorizer_result_ttl_in_seconds: 300,
    });
    const sources = all(json, "aws_lambda_permission").map(({ source_arn: arn }) => String(arn).split("/").slice(1, 2));
    expect(sources.flat().sort()).toEqual(["$default", "authorizers"]);
  });

  it("leads to the balancer of the edge by the network, for the host of a service", () => {
    const json = one(
      { routes: { "ANY /{proxy+}": { loadBalancer: "edge", host: "web.sandbox.example.com" } } },
      { edge: EDGE },
    );
    expect(only(json, "aws_apigatewayv2_integration")).toMatchObject({
      connection_type: "VPC_LINK",
      integration_uri: expect.stringContaining("data.terraform_remote_state.edge.outputs"),
      request_parameters: { "overwrite:header.Host": "web.sandbox.example.com", "overwrite:path": "$request.path" },
      tls_config: { server_name_to_verify: "web.sandbox.example.com" },
    });
    expect(only(json, "aws_vpc_security_group_egress_rule")).toMatchObject({ from_port: 443, to_port: 443 });
    expect(only(json, "aws_vpc_security_group_ingress_rule")).toMatchObject({
      security_group_id: expect.stringContaining("data.terraform_remote_state.edge.outputs"),
    });
  });

  it("leads to other listeners and to services of Cloud Map by the ids of their groups", () => {
    const json = one({
      tier: "app",
      routes: {
        "ANY /a": {
          listener: {
            listenerArn:
              "arn:aws:elasticloadbalancing:ap-northeast-2:111111111111:listener/net/in/1234567890abcdef/1234567890abcdef",
            port: 8443,
            securityGroupId: "sg-0123456789abcdef0",
            serverName: "in.example.com",
          },
        },
        "ANY /b": {
          service: {
            serviceArn: "arn:aws:servicediscovery:ap-northeast-2:111111111111:service/srv-0123456789abcdef",
            port: 8080,
            securityGroupId: "sg-0fedcba9876543210",
          },
        },
      },
    });
    const rules = all(json, "aws_vpc_security_group_ingress_rule").map((rule) => [
      rule.security_group_id,
      rule.from_port,
    ]);
    expect(rules.sort()).toEqual([
      ["sg-0123456789abcdef0", 8443],
      ["sg-0fedcba9876543210", 8080],
    ]);
  });

  it("has a name in the edge's zone, with a certificate that is proved there", () => {
    const json = one({ domain: { name: "api.sandbox.example.com" } }, { edge: EDGE });
    const zone = "${data.terraform_remote_state.edge.outputs.zone_id}";
    expect(only(json, "aws_acm_certificate").domain_name).toBe("api.sandbox.example.com");
    expect(all(json, "aws_route53_record").map(({ zone_id: id }) => id)).toEqual([zone, zone]);
    expect(only(json, "aws_apigatewayv2_domain_name").domain_name).toBe("api.sandbox.example.com");
    expect(only(json, "aws_apigatewayv2_api").disable_execute_api_endpoint).toBe(true);
  });

  it("has a name in a zone of the section dns, or with a certificate that exists and a record that is made elsewhere", () => {
    const inDns = one({ domain: { name: "api.shop.example.com", zone: "shop" } }, { dns: DNS });
    expect(new Set(all(inDns, "aws_route53_record").map(({ zone_id: id }) => id))).toEqual(
      new Set([output("dns", "zone_ids", "shop")]),
    );
    const elsewhere = one({ domain: { name: "api.example.org", certificate: KNOWN, record: false } });
    expect(all(elsewhere, "aws_route53_record")).toEqual([]);
    expect(all(elsewhere, "aws_acm_certificate")).toEqual([]);
    expect(only(elsewhere, "aws_apigatewayv2_domain_name").domain_name_configuration).toMatchObject({
      certificate_arn: KNOWN.certificateArn,
    });
  });

  it("waits for the edge's domain where it needs that, and only then", () => {
    const edge = { domain: { name: "sandbox.example.com", delegated: false } };
    const alone = { edge, ecs: undefined } as never;
    expect(one({ domain: { name: "api.sandbox.example.com" } }, alone).resource).toEqual({});
    expect(
      problemsOf([{ domain: { name: "api.sandbox.example.com" }, cors: { origins: [], maxAge: "2 d" } }, alone]),
    ).toMatchObject([{ code: "DURATION_INVALID" }]);
    expect(all(one({}, { edge }), "aws_apigatewayv2_api")).toHaveLength(1);
  });
});

test("is planned before its functions are deployed, and before it is deployed itself", () => {
  const { edge: _, ...spec } = specOf({});
  const stack = {
    ...spec,
    functions: { orders: CODE },
    apis: { shop: { routes: { "GET /orders": "functions.orders" } } },
  };
  const json = withoutTokenTraces(() => {
    const app = createApplication([stack], { outdir: "cdktf.out", mock: ["*"] });
    return JSON.parse(Testing.synth(app.node.findChild("sandbox-apis") as EnvironmentStack)) as StackJson;
  });
  expect(only(json, "aws_lambda_permission")).toMatchObject({
    function_name: "arn:aws:lambda:us-east-1:000000000000:function:mock-orders",
    qualifier: "live",
  });
});

test("other stacks read ids and addresses", () => {
  const { apis } = stacksOf({ shop: { routes: { "GET /pages": PAGES } }, quiet: { routes: { "GET /pages": PAGES } } });
  for (const name of ["api_ids", "api_urls"]) {
    expect(Object.keys((apis.output?.[name]?.value ?? {}) as object).sort()).toEqual(["quiet", "shop"]);
  }
});

test("a service that uses an API calls its routes for signed requests in its stages, and no other one", () => {
  const { ecs } = stacksOf({
    shop: {
      routes: { "GET /orders": "functions.orders", "GET /pages": PAGES },
      stages: { $default: {}, beta: {} },
    },
  });
  const plain = (text: unknown) => String(text).replaceAll('\\"', '"');
  const identity = all(ecs, "aws_iam_role_policy").map(({ policy }) => plain(policy).replace(/\["(\w+)"\]/g, "[$1]"));
  const id = output("apis", "api_ids", "shop").replace(/\["(\w+)"\]/, "[$1]");
  const call = (path: string) =>
    decide(
      {
        action: "execute-api:Invoke",
        resource: `arn:aws:execute-api:ap-northeast-2:111111111111:${id}/${path}`,
      },
      { identity },
    );
  expect(call("$default/GET/orders")).toBe("allowed");
  expect(call("beta/GET/orders")).toBe("allowed");
  expect(call("$default/POST/orders")).toBe("not allowed");
  expect(call("$default/GET/pages")).toBe("not allowed");
  expect(plain(all(ecs, "aws_ecs_task_definition")[0]?.container_definitions)).toContain("SHOP_API_URL");
});

type Row = readonly [
  mistake: string,
  spec: Partial<ApiSpec>,
  around: Around,
  problem: Problem,
  ways: readonly Way<Case>[],
];
type Case = readonly [spec: Partial<ApiSpec>, around: Around];

const at = (property: string, told: Omit<Problem, "path">): Problem => ({
  path: `sandbox-apis/apis/shop › ${property}`,
  ...told,
});
const route = (options: object): Partial<ApiSpec> => ({ routes: { "GET /orders": options as never } });

const BAD: readonly Row[] = [
  [
    "a function that there is not",
    { routes: { "GET /orders": "functions.order" } },
    {},
    at("routes.GET /orders", {
      code: "USE_UNKNOWN",
      message: "No stack of the environment offers this.",
      found: '"functions.order"',
      expected: "one of buckets.uploads, functions.orders, functions.check",
      fix: 'did you mean "functions.orders"?',
    }),
    [{ says: 'did you mean "functions.orders"?', to: [{}, {}] }],
  ],
  [
    "a bucket in the place of a function",
    route({ function: "buckets.uploads" }),
    {},
    at("routes.GET /orders.function", {
      code: "FUNCTION_NOT_OFFERED",
      message: "This is no function.",
      found: '"buckets.uploads"',
      expected: "one of functions.orders, functions.check",
      fix: "name a function, or another target of the route",
    }),
    [
      { says: "name a function", to: [route({ function: "functions.check" }), {}] },
      { says: "or another target of the route", to: [route({ url: "https://pages.example.com" }), {}] },
    ],
  ],
  [
    "a function alone that is none",
    { routes: { "GET /orders": "buckets.uploads" } },
    { functions: undefined } as never,
    at("routes.GET /orders", {
      code: "FUNCTION_NOT_OFFERED",
      message: "This is no function.",
      found: '"buckets.uploads"',
      expected: "a function of the section functions, and there is none",
      fix: "name a function, or another target of the route",
    }),
    [
      { says: "name a function", to: [{}, {}] },
      { says: "or another target of the route", to: [route(PAGES), {}] },
    ],
  ],
  [
    "an authorizer that is no function",
    { authorizers: { keys: { kind: "lambda", function: "buckets.uploads" } }, authorization: "keys" },
    {},
    at("authorizers.keys.function", {
      code: "FUNCTION_NOT_OFFERED",
      message: "This is no function.",
      found: '"buckets.uploads"',
      expected: "one of functions.orders, functions.check",
      fix: "name a function, or another target of the route",
    }),
    [
      {
        says: "name a function",
        to: [{ authorizers: { keys: { kind: "lambda", function: "functions.check" } }, authorization: "keys" }, {}],
      },
      { says: "or another target of the route", to: [{}, {}] },
    ],
  ],
  [
    "the balancer of an edge that there is not",
    route({ loadBalancer: "edge" }),
    {},
    at("routes.GET /orders.loadBalancer", {
      code: "API_EDGE_ABSENT",
      message: "The route leads to the balancer of the edge, and the environment has none.",
      found: "loadBalancer: edge without a section edge",
      expected: "a section edge, or another target",
      fix: "declare edge, or name another balancer by listener",
    }),
    [
      { says: "declare edge", to: [route({ loadBalancer: "edge" }), { edge: EDGE }] },
      {
        says: "or name another balancer by listener",
        to: [
          route({
            listener: {
              listenerArn:
                "arn:aws:elasticloadbalancing:ap-northeast-2:111111111111:listener/net/in/1234567890abcdef/1234567890abcdef",
              port: 80,
              securityGroupId: "sg-0123456789abcdef0",
            },
          }),
          {},
        ],
      },
    ],
  ],
  [
    "a balancer that lets in a distribution alone",
    route({ loadBalancer: "edge", host: "web.sandbox.example.com" }),
    { edge: { ...EDGE, distribution: { publicOrigin: { reason: "the zone has no VPC origins" } } } },
    at("routes.GET /orders.loadBalancer", {
      code: "API_EDGE_SECRET",
      message: "Rules of the balancer ask for a secret that the distribution before it alone sends.",
      found: "loadBalancer: edge, and edge.distribution.publicOrigin",
      expected: "a balancer whose rules ask for no secret",
      fix: "lead to the distribution by url, or take publicOrigin out of edge.distribution",
    }),
    [
      {
        says: "lead to the distribution by url",
        to: [
          route({ url: "https://web.sandbox.example.com" }),
          { edge: { ...EDGE, distribution: { publicOrigin: { reason: "the zone has no VPC origins" } } } },
        ],
      },
      {
        says: "or take publicOrigin out of edge.distribution",
        to: [route({ loadBalancer: "edge" }), { edge: { ...EDGE, distribution: {} } }],
      },
    ],
  ],
  [
    "a host for a function",
    route({ function: "functions.orders", host: "web.example.com" }),
    {},
    at("routes.GET /orders.host", {
      code: "HTTP_API_HOST_OUTSIDE",
      message: "A function is asked for no host, and an address says its own.",
      found: 'host: "web.example.com" beside function',
      expected: "host beside loadBalancer, listener or service",
      fix: "leave out host",
    }),
    [{ says: "leave out host", to: [route({ function: "functions.orders" }), {}] }],
  ],
  [
    "a host that is none",
    route({ loadBalancer: "edge", host: "Web.sandbox.example.com" }),
    { edge: EDGE },
    at("routes.GET /orders.host", {
      code: "DOMAIN_NAME_INVALID",
      message: "The name is not a domain name.",
      found: '"Web.sandbox.example.com"',
      expected: "parts of a-z, 0-9 and - with dots between them, 63 characters each, 253 in all",
      fix: 'write "web.sandbox.example.com"',
    }),
    [
      {
        says: 'write "web.sandbox.example.com"',
        to: [route({ loadBalancer: "edge", host: "web.sandbox.example.com" }), { edge: EDGE }],
      },
    ],
  ],
  [
    "a name outside the edge's domain",
    { domain: { name: "api.example.org" } },
    { edge: EDGE },
    at("domain", {
      code: "API_DOMAIN_WITHOUT_ZONE",
      message: "No zone is known that the name lies in, for its certificate and its record.",
      found: '"api.example.org", and the edge\'s domain sandbox.example.com',
      expected: "a name below the edge's domain, or zone",
      fix: "name a zone of the section dns by zone, or hand over certificate and record: false",
    }),
    [
      {
        says: "name a zone of the section dns by zone",
        to: [
          { domain: { name: "api.example.org", zone: "org" } },
          { edge: EDGE, dns: { zones: { org: { zoneName: "example.org" } } } },
        ],
      },
      {
        says: "or hand over certificate and record: false",
        to: [{ domain: { name: "api.example.org", certificate: KNOWN, record: false } }, { edge: EDGE }],
      },
    ],
  ],
  [
    "a name without an edge",
    { domain: { name: "api.example.org", certificate: KNOWN } },
    {},
    at("domain", {
      code: "API_DOMAIN_WITHOUT_ZONE",
      message: "No zone is known that the name lies in, for its certificate and its record.",
      found: '"api.example.org", and no domain of the edge',
      expected: "a name below the edge's domain, or zone",
      fix: "name a zone of the section dns by zone, or hand over certificate and record: false",
    }),
    [
      {
        says: "name a zone of the section dns by zone",
        to: [
          { domain: { name: "api.example.org", zone: "org" } },
          { dns: { zones: { org: { zoneName: "example.org" } } } },
        ],
      },
      {
        says: "or hand over certificate and record: false",
        to: [{ domain: { name: "api.example.org", certificate: KNOWN, record: false } }, {}],
      },
    ],
  ],
  [
    "a zone that there is not",
    { domain: { name: "api.shop.example.com", zone: "shops" } },
    { dns: DNS },
    at("domain.zone", {
      code: "API_ZONE_UNKNOWN",
      message: "The section dns has no such zone.",
      found: '"shops"',
      expected: "one of shop, inside",
      fix: "name one of these, or add it to dns.zones",
    }),
    [
      { says: "name one of these", to: [{ domain: { name: "api.shop.example.com", zone: "shop" } }, { dns: DNS }] },
      {
        says: "or add it to dns.zones",
        to: [
          { domain: { name: "api.shop.example.com", zone: "shops" } },
          { dns: { zones: { shops: { zoneName: "shop.example.com" } } } },
        ],
      },
    ],
  ],
  [
    "a zone without a section dns",
    { domain: { name: "api.sandbox.example.com", zone: "shop" } },
    { edge: EDGE },
    at("domain.zone", {
      code: "API_ZONE_UNKNOWN",
      message: "The section dns has no such zone.",
      found: '"shop"',
      expected: "a zone of the section dns, and there is none",
      fix: "add it to dns.zones, or leave out zone",
    }),
    [
      {
        says: "add it to dns.zones",
        to: [
          { domain: { name: "api.shop.example.com", zone: "shop" } },
          { edge: EDGE, dns: { zones: { shop: { zoneName: "shop.example.com" } } } },
        ],
      },
      { says: "or leave out zone", to: [{ domain: { name: "api.sandbox.example.com" } }, { edge: EDGE }] },
    ],
  ],
  [
    "a private zone",
    { domain: { name: "api.inside.example.com", zone: "inside" } },
    { dns: DNS },
    at("domain.zone", {
      code: "API_ZONE_PRIVATE",
      message: "Certificates are proved in public zones alone, and clients of the internet ask them.",
      found: '"inside", a private zone',
      expected: "a public zone",
      fix: "name a public zone; for clients in the network add a record to the private one by the section dns",
    }),
    [{ says: "name a public zone", to: [{ domain: { name: "api.shop.example.com", zone: "shop" } }, { dns: DNS }] }],
  ],
  [
    "a name outside its zone",
    { domain: { name: "api.example.org", zone: "shop" } },
    { dns: DNS },
    at("domain.zone", {
      code: "API_ZONE_OTHER",
      message: "The name does not lie in the zone.",
      found: '"api.example.org", and the zone shop.example.com',
      expected: "a name in shop.example.com, or another zone",
      fix: "name the zone that it lies in, or write a name such as api.shop.example.com",
    }),
    [
      {
        says: "name the zone that it lies in",
        to: [
          { domain: { name: "api.example.org", zone: "org" } },
          { dns: { zones: { org: { zoneName: "example.org" } } } },
        ],
      },
      {
        says: "or write a name such as api.shop.example.com",
        to: [{ domain: { name: "api.shop.example.com", zone: "shop" } }, { dns: DNS }],
      },
    ],
  ],
];

const problemsOf = ([spec, around]: Case): readonly Problem[] =>
  problemsIfAny(() => {
    one(spec, around);
    return { problems: [] };
  }).map(({ line: _, ...problem }) => problem);

test.each(BAD)("%s is told at its place in the section", (_, spec, around, problem) => {
  expect(problemsOf([spec, around])).toEqual([problem]);
});

testAdvice<Case>(
  BAD.map(([mistake, , , problem, ways]) => ({ mistake, problems: [problem], ways })),
  problemsOf,
);
