import { type ExistingHttpApiProps, HttpApi, type HttpRoute } from "../../../constructs/apis";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { ApplicationLoadBalancer } from "../../../constructs/load-balancing";
import { SecurityGroup } from "../../../constructs/security-groups";
import { testAdvice, type Way } from "../../support/followed-advice";
import { problemsIfAny, synthStack } from "../../support/synth";
import { testNetwork } from "../access/support";
import { makeRole } from "../functions/support";
import { domainParts, existingFunction, type Made, synthApi, USERS } from "./support";

const PATH = "sandbox-test/shop";
const PAGES = { url: "https://pages.example.com" } as const;
const OPEN = { reason: "everybody reads the pages" };
const NAME = "api.example.com";

type Row = readonly [mistake: string, made: Made, problem: Problem, ways: readonly Way<Made>[]];

const at = (property: string, told: Omit<Problem, "path">): Problem => ({ path: `${PATH} › ${property}`, ...told });

/** An API with one route to pages. */
const route = (key: string, options: HttpRoute = PAGES, more: object = {}): Made => ({
  routes: { [key]: options },
  ...more,
});

const domain =
  (more: object = {}, options: object = {}): Made =>
  (stack: EnvironmentStack) => ({ domain: { name: NAME, ...domainParts(stack), ...more }, ...options });

const inside =
  (more: (stack: EnvironmentStack) => object = () => ({})): Made =>
  (stack: EnvironmentStack) => {
    const connectTo = SecurityGroup.fromExisting(stack, "tasks", { securityGroupId: "sg-0123456789abcdef0" });
    const serviceArn = "arn:aws:servicediscovery:ap-northeast-2:111111111111:service/srv-0123456789abcdef";
    return { routes: { "GET /": { service: { serviceArn, port: 8080, connectTo } } }, ...more(stack) };
  };

/** A balancer whose certificate is for every name of a domain, and for none that is whole. */
const wildcard =
  (by: "loadBalancer" | "listener"): Made =>
  (stack: EnvironmentStack) => {
    const network = testNetwork(stack);
    const { certificate } = domainParts(stack);
    const loadBalancer = new ApplicationLoadBalancer(stack, "inside", {
      network,
      scheme: "internal",
      certificate: {
        ...certificate,
        certificateArn: certificate.certificateArn,
        names: ["*.example.com"],
        covers: () => true,
      },
      httpListener: "none",
    });
    const { listenerArn, port } = loadBalancer.listener;
    const listener = { listenerArn, port, connectTo: loadBalancer, serverName: "in.example.com" };
    return { network, routes: { "GET /": by === "loadBalancer" ? { loadBalancer } : { listener } } };
  };

const many = (count: number): Made => ({
  routes: Object.fromEntries(Array.from({ length: count }, (_, index) => [`GET /${index}`, PAGES])),
});

const ROUTE_KEY = {
  code: "HTTP_API_ROUTE_KEY",
  message: "This is not the key of a route.",
  expected: "$default, or a method in capitals, a space, and a path: GET /orders/{id}, ANY /{proxy+}",
  fix: "write the method, a space, and the path from its first slash; {name+} stands at its end alone",
} as const;

const BAD: readonly Row[] = [
  [
    "a path without a method",
    route("/orders"),
    at("routes./orders", { ...ROUTE_KEY, found: '"/orders"' }),
    [{ says: "write the method, a space, and the path from its first slash", to: route("GET /orders") }],
  ],
  [
    "a method in small letters and a path without its slash",
    route("get orders"),
    at("routes.get orders", { ...ROUTE_KEY, found: '"get orders"', fix: 'did you mean "GET /orders"?' }),
    [{ says: '"GET /orders"', to: route("GET /orders") }],
  ],
  [
    "a method in small letters and a parameter with a colon",
    route("get /orders/:id"),
    at("routes.get /orders/:id", {
      ...ROUTE_KEY,
      found: '"get /orders/:id"',
      fix: 'did you mean "GET /orders/{id}"?',
    }),
    [{ says: '"GET /orders/{id}"', to: route("GET /orders/{id}") }],
  ],
  [
    "a parameter for the rest in the middle",
    route("GET /{proxy+}/orders"),
    at("routes.GET /{proxy+}/orders", { ...ROUTE_KEY, found: '"GET /{proxy+}/orders"' }),
    [{ says: "{name+} stands at its end alone", to: route("GET /orders/{proxy+}") }],
  ],
  [
    "two routes for the same requests",
    { routes: { "GET /orders/{id}": PAGES, "GET /orders/{order}": PAGES } },
    at("routes.GET /orders/{order}", {
      code: "HTTP_API_ROUTE_TWICE",
      message: "Two routes take the same requests: names of parameters tell none apart.",
      found: "GET /orders/{id} and GET /orders/{order}",
      expected: "each path once for a method",
      fix: "leave out GET /orders/{order}",
    }),
    [{ says: "leave out GET /orders/{order}", to: route("GET /orders/{id}") }],
  ],
  [
    "an API without routes",
    { routes: {} },
    at("routes", {
      code: "HTTP_API_ROUTES",
      message: "An API without routes answers nothing.",
      found: "0 routes",
      expected: "1 to 300",
      fix: "add a route, such as GET /orders",
    }),
    [{ says: "add a route, such as GET /orders", to: route("GET /orders") }],
  ],
  [
    "more routes than an API has",
    many(301),
    at("routes", {
      code: "HTTP_API_ROUTES",
      message: "An API has fewer routes.",
      found: "301 routes",
      expected: "1 to 300",
      fix: "take several paths together, such as ANY /orders/{proxy+}",
    }),
    [{ says: "take several paths together", to: route("ANY /orders/{proxy+}") }],
  ],
  [
    "a route that nothing answers",
    route("GET /", {}),
    at("routes.GET /", {
      code: "HTTP_API_ROUTE_TARGET",
      message: "Nothing answers the requests of the route.",
      found: "no target",
      expected: "one of function, loadBalancer, listener, service and url",
      fix: "name what answers, such as function",
    }),
    [
      {
        says: "name what answers, such as function",
        to: (stack) => ({ routes: { "GET /": { function: existingFunction(stack) } } }),
      },
    ],
  ],
  [
    "a route with two answers",
    (stack) => ({ routes: { "GET /": { function: existingFunction(stack), ...PAGES } } }),
    at("routes.GET /", {
      code: "HTTP_API_ROUTE_TARGET",
      message: "More than one answers the route.",
      found: "function and url",
      expected: "one of function, loadBalancer, listener, service and url",
      fix: "leave out url",
    }),
    [{ says: "leave out url", to: (stack) => ({ routes: { "GET /": { function: existingFunction(stack) } } }) }],
  ],
  [
    "an address that is not encrypted",
    route("GET /", { url: "http://pages.example.com" }),
    at("routes.GET /.url", {
      code: "HTTP_API_URL",
      message: "This is not an address that requests can go on to.",
      found: '"http://pages.example.com"',
      expected: "https://, a host name, and a path where there is one",
      fix: "write the whole address, with https; what speaks HTTP alone belongs into the network, behind listener",
    }),
    [
      { says: "write the whole address, with https", to: route("GET /") },
      { says: "belongs into the network, behind listener", to: wildcard("listener") },
    ],
  ],
  [
    "a parameter that the path has not",
    route("GET /{item+}", { url: "https://pages.example.com/{proxy}" }),
    at("routes.GET /{item+}.url", {
      code: "HTTP_API_URL_PARAMETER",
      message: "The address has parameters that the path of the route has not.",
      found: "{proxy}",
      expected: "{item}",
      fix: "name parameters as the route does, without +",
    }),
    [
      {
        says: "name parameters as the route does, without +",
        to: route("GET /{item+}", { url: "https://pages.example.com/{item}" }),
      },
    ],
  ],
  [
    "an answer that may take too long",
    route("GET /", { ...PAGES, timeout: "1 min" }),
    at("routes.GET /.timeout", {
      code: "DURATION_INVALID",
      message: "The time is not one that AWS takes.",
      found: '"1 min"',
      expected: "a whole number with s, min, h or d, from 1 s to 30 s",
      fix: 'use "30 s"',
    }),
    [{ says: 'use "30 s"', to: route("GET /", { ...PAGES, timeout: "30 s" }) }],
  ],
  [
    "an authorizer that there is not",
    route("GET /", { ...PAGES, authorization: "users" }),
    at("routes.GET /.authorization", {
      code: "HTTP_API_AUTHORIZER_UNKNOWN",
      message: "The API has no authorizer of this name.",
      found: '"users"',
      expected: "iam, for there are no authorizers",
      fix: "name one of these, or add it to authorizers",
    }),
    [
      { says: "name one of these", to: route("GET /", { ...PAGES, authorization: "iam" }) },
      {
        says: "add it to authorizers",
        to: route("GET /", { ...PAGES, authorization: "users" }, { authorizers: { users: USERS } }),
      },
    ],
  ],
  [
    "another authorizer than there is for all routes",
    { authorization: "user", authorizers: { users: USERS } },
    at("authorization", {
      code: "HTTP_API_AUTHORIZER_UNKNOWN",
      message: "The API has no authorizer of this name.",
      found: '"user"',
      expected: "one of iam, users",
      fix: 'did you mean "users"? Otherwise add it to authorizers',
    }),
    [
      { says: 'did you mean "users"?', to: { authorization: "users", authorizers: { users: USERS } } },
      { says: "add it to authorizers", to: { authorization: "user", authorizers: { users: USERS, user: USERS } } },
    ],
  ],
  [
    "another authorizer than there is, of a route with scopes",
    route("GET /", { ...PAGES, scopes: ["orders.read"] }, { authorization: "user", authorizers: { users: USERS } }),
    at("authorization", {
      code: "HTTP_API_AUTHORIZER_UNKNOWN",
      message: "The API has no authorizer of this name.",
      found: '"user"',
      expected: "one of iam, users",
      fix: 'did you mean "users"? Otherwise add it to authorizers',
    }),
    [
      {
        says: 'did you mean "users"?',
        to: route(
          "GET /",
          { ...PAGES, scopes: ["orders.read"] },
          { authorization: "users", authorizers: { users: USERS } },
        ),
      },
      {
        says: "add it to authorizers",
        to: route(
          "GET /",
          { ...PAGES, scopes: ["orders.read"] },
          { authorization: "user", authorizers: { users: USERS, user: USERS } },
        ),
      },
    ],
  ],
  [
    "a route that asks nobody, as other tools write it",
    route("GET /", { ...PAGES, authorization: "NONE" }),
    at("routes.GET /.authorization", {
      code: "HTTP_API_AUTHORIZER_UNKNOWN",
      message: "The API has no authorizer of this name.",
      found: '"NONE"',
      expected: "iam, for there are no authorizers",
      fix: 'write public: { reason: "…" } in its place, with a sentence that says why everybody may call the route',
    }),
    [{ says: 'write public: { reason: "…" } in its place', to: route("GET /", { ...PAGES, public: OPEN }) }],
  ],
  [
    "an API that asks nobody, as other tools write it",
    { authorization: "none", routes: { "GET /": PAGES } },
    at("authorization", {
      code: "HTTP_API_AUTHORIZER_UNKNOWN",
      message: "The API has no authorizer of this name.",
      found: '"none"',
      expected: "iam, for there are no authorizers",
      fix: 'leave it out, and say public: { reason: "…" } for each route that everybody may call',
    }),
    [{ says: "leave it out, and say public", to: route("GET /", { ...PAGES, public: OPEN }) }],
  ],
  [
    "a public route that asks for somebody",
    route("GET /", { ...PAGES, authorization: "iam", public: OPEN }),
    at("routes.GET /.public", {
      code: "HTTP_API_PUBLIC_AUTHORIZATION",
      message: "Everybody may call the route, and somebody is asked for.",
      found: 'public beside authorization: "iam"',
      expected: "one of the two",
      fix: "leave out public, or authorization",
    }),
    [
      { says: "leave out public", to: route("GET /", { ...PAGES, authorization: "iam" }) },
      { says: "or authorization", to: route("GET /", { ...PAGES, public: OPEN }) },
    ],
  ],
  [
    "a public route without a reason",
    route("GET /", { ...PAGES, public: { reason: "open" } }),
    at("routes.GET /.public.reason", {
      code: "EXEMPTION_REASON",
      message: "An exemption needs a reason that a reviewer can judge.",
      found: '"open"',
      expected: "a sentence",
      fix: 'say why, and until when, for example "sandbox has no domain; nobody outside the team uses it"',
    }),
    [{ says: "say why", to: route("GET /", { ...PAGES, public: OPEN }) }],
  ],
  [
    "scopes without tokens",
    route("GET /", { ...PAGES, scopes: ["orders.read"] }),
    at("routes.GET /.scopes", {
      code: "HTTP_API_SCOPES_WITHOUT_TOKEN",
      message: "Scopes stand in tokens, and the route asks for none.",
      found: "scopes, and iam",
      expected: "authorization by an authorizer of kind jwt",
      fix: "name an authorizer of kind jwt, or leave out scopes",
    }),
    [
      {
        says: "name an authorizer of kind jwt",
        to: route(
          "GET /",
          { ...PAGES, scopes: ["orders.read"], authorization: "users" },
          { authorizers: { users: USERS } },
        ),
      },
      { says: "leave out scopes", to: route("GET /") },
    ],
  ],
  [
    "no scopes",
    route("GET /", { ...PAGES, scopes: [], authorization: "users" }, { authorizers: { users: USERS } }),
    at("routes.GET /.scopes", {
      code: "HTTP_API_SCOPES",
      message: "A route asks for some scopes.",
      found: "0 scopes",
      expected: "1 to 10",
      fix: "leave out scopes",
    }),
    [
      {
        says: "leave out scopes",
        to: route("GET /", { ...PAGES, authorization: "users" }, { authorizers: { users: USERS } }),
      },
    ],
  ],
  [
    "an authorizer called as signed requests are",
    { authorizers: { iam: USERS } },
    at("authorizers.iam", {
      code: "HTTP_API_AUTHORIZER_NAME",
      message: "An authorizer cannot be called so.",
      found: '"iam"',
      expected: "1 to 100 letters, digits, _ and -, other than iam, which stands for signed requests",
      fix: "rename it, such as users",
    }),
    [{ says: "rename it, such as users", to: { authorizers: { users: USERS } } }],
  ],
  [
    "more authorizers than an API has",
    { authorizers: Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`users-${index}`, USERS])) },
    at("authorizers", {
      code: "HTTP_API_AUTHORIZERS",
      message: "An API has fewer authorizers.",
      found: "11 authorizers",
      expected: "at most 10",
      fix: "let one authorizer know several audiences",
    }),
    [
      {
        says: "let one authorizer know several audiences",
        to: { authorizers: { users: { ...USERS, audiences: ["a", "b"] } } },
      },
    ],
  ],
  [
    "an issuer that is no address",
    { authorizers: { users: { ...USERS, issuer: "cognito" } } },
    at("authorizers.users.issuer", {
      code: "HTTP_API_ISSUER",
      message: "This is not the address of an identity provider.",
      found: '"cognito"',
      expected: "https:// and what its tokens name as iss",
      fix: "copy issuer from the document below /.well-known/openid-configuration of the provider",
    }),
    [{ says: "copy issuer from the document", to: { authorizers: { users: USERS } } }],
  ],
  [
    "tokens for whomever",
    { authorizers: { users: { ...USERS, audiences: [] } } },
    at("authorizers.users.audiences", {
      code: "HTTP_API_AUDIENCES",
      message: "Tokens of the issuer would be let in whomever they are for.",
      found: "no audiences",
      expected: "what tokens name as aud or client_id",
      fix: "name the id of the application that users log in to",
    }),
    [{ says: "name the id of the application", to: { authorizers: { users: USERS } } }],
  ],
  [
    "every page with cookies",
    { cors: { origins: ["*"], credentials: true } },
    at("cors.origins", {
      code: "HTTP_API_CORS_CREDENTIALS",
      message: "Browsers take no * where cookies are sent along, and API Gateway refuses it for origins.",
      found: "origins with *, and credentials: true",
      expected: "origins by name",
      fix: "list the origins, or leave out credentials",
    }),
    [
      { says: "list the origins", to: { cors: { origins: ["https://shop.example.com"], credentials: true } } },
      { says: "leave out credentials", to: { cors: { origins: ["*"] } } },
    ],
  ],
  [
    "an origin with a path",
    { cors: { origins: ["https://shop.example.com/cart"] } },
    at("cors.origins[0]", {
      code: "HTTP_API_CORS_ORIGIN",
      message: "Browsers send no such origin.",
      found: '"https://shop.example.com/cart"',
      expected: "https://, and a host name, without a path, such as https://shop.example.com",
      fix: "leave out what stands behind the host name; name each host of a domain by itself",
    }),
    [
      { says: "leave out what stands behind the host name", to: { cors: { origins: ["https://shop.example.com"] } } },
      {
        says: "name each host of a domain by itself",
        to: { cors: { origins: ["https://a.example.com", "https://b.example.com"] } },
      },
    ],
  ],
  [
    "no stages",
    { stages: {} },
    at("stages", {
      code: "HTTP_API_STAGES",
      message: "Nobody reaches an API without a stage.",
      found: "0 stages",
      expected: "1 to 10",
      fix: "leave out stages: the API has $default then",
    }),
    [{ says: "leave out stages", to: {} }],
  ],
  [
    "a name that no stage has",
    { stages: { "the beta": {} } },
    at("stages.the beta", {
      code: "HTTP_API_STAGE_NAME",
      message: "A stage cannot be called so.",
      found: '"the beta"',
      expected: "$default, or 1 to 128 letters, digits, _ and -",
      fix: "rename the stage, such as beta",
    }),
    [{ says: "rename the stage, such as beta", to: { stages: { beta: {} } } }],
  ],
  [
    "a value that no variable of a stage has",
    { stages: { beta: { variables: { greeting: "Hello you" } } } },
    at("stages.beta.variables.greeting", {
      code: "HTTP_API_STAGE_VARIABLE",
      message: "API Gateway takes no such variable.",
      found: '{"greeting":"Hello you"}',
      expected: "a name of letters, digits and _, and 1 to 512 letters, digits and -._~:/?#&=,",
      fix: "write what does not go into it into the code, or into Parameter Store",
    }),
    [{ says: "write what does not go into it into the code", to: { stages: { beta: {} } } }],
  ],
  [
    "a certificate of another region",
    (stack) => ({ domain: { name: NAME, ...domainParts(stack, "us-east-1") } }),
    at("domain.certificate", {
      code: "HTTP_API_CERTIFICATE_REGION",
      message: "API Gateway takes certificates of its own region alone.",
      found: "us-east-1",
      expected: "ap-northeast-2",
      fix: "make the certificate in ap-northeast-2",
    }),
    [{ says: "make the certificate in ap-northeast-2", to: domain() }],
  ],
  [
    "a certificate for other names",
    domain({ name: "www.example.com" }),
    at("domain.certificate", {
      code: "HTTP_API_CERTIFICATE_NAME",
      message: "The certificate is not for the name, so that browsers refuse it.",
      found: "api.example.com",
      expected: "a certificate that covers www.example.com",
      fix: "add the name to the certificate, or use one that it covers",
    }),
    [
      {
        says: "add the name to the certificate",
        to: (stack) => {
          const { zone, certificate } = domainParts(stack);
          const { certificateArn, region } = certificate;
          const names = ["api.example.com", "www.example.com"];
          return {
            domain: {
              name: "www.example.com",
              zone,
              certificate: { certificateArn, region, names, covers: (host) => names.includes(host) },
            },
          };
        },
      },
      { says: "use one that it covers", to: domain() },
    ],
  ],
  [
    "a name that no zone is known for",
    domain({ zone: undefined }),
    at("domain.zone", {
      code: "HTTP_API_DOMAIN_ZONE",
      message: "No zone is known that the name could be put into.",
      found: "no zones",
      expected: "a zone with api.example.com",
      fix: 'hand over zone, or "none" where the name is looked after elsewhere',
    }),
    [
      { says: "hand over zone", to: domain() },
      { says: '"none" where the name is looked after elsewhere', to: domain({ zone: "none" }) },
    ],
  ],
  [
    "certificates of clients that are no object",
    domain({ mutualTls: { truststoreUri: "clients.pem" } }),
    at("domain.mutualTls.truststoreUri", {
      code: "HTTP_API_TRUSTSTORE",
      message: "This is not an object of S3.",
      found: '"clients.pem"',
      expected: "s3://, a bucket, and the key of the file, such as s3://example-trust/clients.pem",
      fix: "put the certificates into a bucket of the region, and name the object",
    }),
    [{ says: "name the object", to: domain({ mutualTls: { truststoreUri: "s3://example-trust/clients.pem" } }) }],
  ],
  [
    "a way round the certificates of clients",
    domain({ mutualTls: { truststoreUri: "s3://example-trust/clients.pem" } }, { executeApiEndpoint: true }),
    at("executeApiEndpoint", {
      code: "HTTP_API_WAY_ROUND",
      message: "At the address of AWS nobody is asked for a certificate.",
      found: "executeApiEndpoint: true beside domain.mutualTls",
      expected: "one of the two",
      fix: "leave out executeApiEndpoint, or domain.mutualTls",
    }),
    [
      {
        says: "leave out executeApiEndpoint",
        to: domain({ mutualTls: { truststoreUri: "s3://example-trust/clients.pem" } }),
      },
      { says: "or domain.mutualTls", to: domain({}, { executeApiEndpoint: true }) },
    ],
  ],
  [
    "a field of the log that API Gateway does not know",
    { logs: { fields: { user: "sub" } } },
    at("logs.fields.user", {
      code: "HTTP_API_LOG_FIELD",
      message: "API Gateway knows no such variable for its logs.",
      found: '"sub"',
      expected: "$context. and a name, such as $context.authorizer.claims.sub",
      fix: "write one of the variables that the logs of HTTP APIs have",
    }),
    [{ says: "write one of the variables", to: { logs: { fields: { user: "$context.authorizer.claims.sub" } } } }],
  ],
  [
    "what lies in a network, without one",
    inside(),
    at("routes.GET /", {
      code: "HTTP_API_WITHOUT_NETWORK",
      message: "What lies in a network is reached from within it alone.",
      found: "a private target, and no network",
      expected: "network beside routes",
      fix: "hand over the network that the target lies in",
    }),
    [{ says: "hand over the network", to: inside((stack) => ({ network: testNetwork(stack) })) }],
  ],
  [
    "a tier for nothing",
    { tier: "data" },
    at("tier", {
      code: "HTTP_API_NETWORK_UNUSED",
      message: "No route leads into a network, so that no VPC link is made.",
      found: 'tier: "data"',
      expected: "a route to loadBalancer, listener or service",
      fix: "leave out tier",
    }),
    [{ says: "leave out tier", to: {} }],
  ],
  [
    "a public tier for the VPC link",
    inside((stack) => ({ network: testNetwork(stack), tier: "web" })),
    at("tier", {
      code: "TIER_PUBLIC",
      message: "VPC links belong into private tiers, where nothing on the internet can reach them.",
      found: 'public tier "web"',
      expected: "a private or isolated tier",
      fix: "use app or data",
    }),
    [{ says: "use app or data", to: inside((stack) => ({ network: testNetwork(stack), tier: "data" })) }],
  ],
  [
    "a balancer whose certificate has no whole name",
    wildcard("loadBalancer"),
    at("routes.GET /.loadBalancer", {
      code: "HTTP_API_SERVER_NAME",
      message: "Requests go by HTTPS for a name, and the certificates of the balancer have none that is whole.",
      found: "*.example.com",
      expected: "a name without *",
      fix: "use listener in its place, with the serverName that the certificate covers",
    }),
    [{ says: "use listener in its place", to: wildcard("listener") }],
  ],
  [
    "a description that is too long",
    { description: "word ".repeat(205) },
    at("description", {
      code: "HTTP_API_DESCRIPTION",
      message: "API Gateway takes no description of this length.",
      found: "1025 characters",
      expected: "at most 1024 characters",
      fix: "shorten it",
    }),
    [{ says: "shorten it", to: { description: "word" } }],
  ],
];

const problemsIn = (made: Made) => problemsIfAny(() => synthApi(made));

test.each(BAD)("%s is told", (_, made, problem) => {
  expect(problemsIn(made)).toEqual([problem]);
});

testAdvice<Made>(
  BAD.map(([mistake, , problem, ways]) => ({ mistake, problems: [problem], ways })),
  problemsIn,
);

/** Calls one that exists. */
const existing = (props: Partial<ExistingHttpApiProps>, ...routes: readonly string[]) =>
  problemsIfAny(() =>
    synthStack((stack) => {
      const api = HttpApi.fromExisting(stack, "shop", { apiId: "a1b2c3d4e5", iamRoutes: ["GET /orders"], ...props });
      api.grantInvoke(makeRole(stack), ...routes);
    }),
  );

type Existing = readonly [props: Partial<ExistingHttpApiProps>, ...routes: readonly string[]];

const EXISTING: readonly (readonly [mistake: string, Existing, Problem, readonly Way<Existing>[]])[] = [
  [
    "an address in the place of an id",
    [{ apiId: "https://api.example.com" }],
    at("apiId", {
      code: "HTTP_API_ID_INVALID",
      message: "This is not the id of an API.",
      found: '"https://api.example.com"',
      expected: "small letters and digits, such as a1b2c3d4e5",
      fix: "copy the id from the API Gateway console; it is the first part of the address",
    }),
    [{ says: "copy the id from the API Gateway console", to: [{}] }],
  ],
  [
    "a grant for a route that is not there",
    [{}, "GET /carts"],
    {
      path: PATH,
      code: "HTTP_API_GRANT_ROUTE",
      message: "The API has no such route that asks for signed requests, so that there is nothing to grant.",
      found: '"GET /carts"',
      expected: "one of GET /orders",
      fix: "name the route as the API does, and give it authorization: iam",
    },
    [{ says: "name the route as the API does", to: [{}, "GET /orders"] }],
  ],
];

test.each(EXISTING)("%s is told of an API that exists", (_, input, problem) => {
  expect(existing(...input)).toEqual([problem]);
});

testAdvice<Existing>(
  EXISTING.map(([mistake, , problem, ways]) => ({ mistake, problems: [problem], ways })),
  (input) => existing(...input),
);
