import { DataResource } from "cdktf";
import { HttpApi } from "../../../constructs/apis";
import { LambdaFunction } from "../../../constructs/functions";
import { apiLink, useLinks } from "../../../constructs/links";
import { ApplicationLoadBalancer, NetworkLoadBalancer } from "../../../constructs/load-balancing";
import { SecurityGroup } from "../../../constructs/security-groups";
import { decide } from "../../support/policy-evaluator";
import { resourceOf, resourcesOf, synthStack } from "../../support/synth";
import { testNetwork } from "../access/support";
import { makeRole, policyOf } from "../functions/support";
import { domainParts, existingFunction, type Made, synthApi, USERS } from "./support";

const API = "${aws_apigatewayv2_api.shop_api_83CF3586.id}";
const ALARMS = { actions: ["arn:aws:sns:ap-northeast-2:111111111111:alarms"] };

const routesOf = (made: Made) =>
  Object.fromEntries(resourcesOf(synthApi(made), "aws_apigatewayv2_route").map((route) => [route.route_key, route]));

describe("an HTTP API", () => {
  it("asks for signed requests, calls a function by its alias, and writes down every request", () => {
    const synthesized = synthApi();
    expect(resourceOf(synthesized, "aws_apigatewayv2_api")).toEqual({
      name: "groundplan-sandbox-test-shop",
      protocol_type: "HTTP",
      disable_execute_api_endpoint: false,
    });
    expect(resourceOf(synthesized, "aws_apigatewayv2_route")).toEqual({
      api_id: API,
      route_key: "GET /orders",
      authorization_type: "AWS_IAM",
      target: expect.stringMatching(/^integrations\/\$\{aws_apigatewayv2_integration\./),
    });
    expect(resourceOf(synthesized, "aws_apigatewayv2_integration")).toEqual({
      api_id: API,
      integration_type: "AWS_PROXY",
      integration_method: "POST",
      integration_uri:
        "arn:aws:apigateway:ap-northeast-2:lambda:path/2015-03-31/functions/arn:aws:lambda:ap-northeast-2:111111111111:function:orders:live/invocations",
      payload_format_version: "2.0",
      timeout_milliseconds: 30000,
      lifecycle: { create_before_destroy: true },
    });
    expect(resourceOf(synthesized, "aws_apigatewayv2_stage")).toMatchObject({
      name: "$default",
      auto_deploy: true,
      default_route_settings: { throttling_rate_limit: 1000, throttling_burst_limit: 500 },
      access_log_settings: { destination_arn: expect.stringContaining("aws_cloudwatch_log_group.") },
    });
    expect(resourceOf(synthesized, "aws_cloudwatch_log_group")).toEqual({
      name: "/aws/vendedlogs/groundplan/sandbox/test/shop",
      retention_in_days: 30,
    });
    expect(resourcesOf(synthesized, "aws_cloudwatch_metric_alarm")).toEqual([]);
    expect(synthesized.problems).toEqual([]);
  });

  it("writes lines of JSON, with further fields", () => {
    const synthesized = synthApi({ logs: { fields: { user: "$context.authorizer.claims.sub" }, retentionDays: 7 } });
    const { format } = resourceOf(synthesized, "aws_apigatewayv2_stage").access_log_settings as { format: string };
    expect(JSON.parse(format)).toMatchObject({
      requestId: "$context.requestId",
      status: "$context.status",
      user: "$context.authorizer.claims.sub",
    });
    expect(resourceOf(synthesized, "aws_cloudwatch_log_group").retention_in_days).toBe(7);
  });

  it("lets in by tokens, by a function, by signed requests, and everybody where a reason is given", () => {
    const routes = routesOf((stack) => {
      const orders = existingFunction(stack);
      return {
        authorizers: {
          users: USERS,
          own: { kind: "lambda", function: existingFunction(stack, "check"), cache: "5 min" },
        },
        authorization: "users",
        routes: {
          "GET /orders": orders,
          "POST /orders": { function: orders, scopes: ["orders.write", "admin"] },
          "GET /own": { function: orders, authorization: "own" },
          "GET /signed": { function: orders, authorization: "iam" },
          "GET /health": { function: orders, public: { reason: "a monitor of a partner asks it" } },
        },
      };
    });
    expect(routes["GET /orders"]).toMatchObject({ authorization_type: "JWT", authorizer_id: expect.any(String) });
    expect(routes["POST /orders"]?.authorization_scopes).toEqual(["admin", "orders.write"]);
    expect(routes["GET /own"]?.authorization_type).toBe("CUSTOM");
    expect(routes["GET /signed"]).toMatchObject({ authorization_type: "AWS_IAM" });
    expect(routes["GET /signed"]?.authorizer_id).toBeUndefined();
    expect(routes["GET /health"]?.authorization_type).toBe("NONE");
  });

  it("reaches a balancer of the network by a VPC link, with rules both ways and for the name of its certificate", () => {
    const synthesized = synthApi((stack) => {
      const network = testNetwork(stack);
      const { certificate, zone } = domainParts(stack);
      const loadBalancer = new ApplicationLoadBalancer(stack, "inside", {
        network,
        scheme: "internal",
        certificate,
        zones: [zone],
        httpListener: "none",
      });
      return { network, routes: { "ANY /{proxy+}": { loadBalancer }, "GET /": { loadBalancer, timeout: "5 s" } } };
    });
    expect(resourcesOf(synthesized, "aws_apigatewayv2_integration")).toContainEqual(
      expect.objectContaining({
        connection_type: "VPC_LINK",
        connection_id: expect.stringContaining("aws_apigatewayv2_vpc_link."),
        integration_type: "HTTP_PROXY",
        integration_uri: expect.stringMatching(/^\$\{aws_lb_listener\..*\.arn\}$/),
        request_parameters: { "overwrite:path": "$request.path" },
        tls_config: { server_name_to_verify: "api.example.com" },
        timeout_milliseconds: 5000,
      }),
    );
    const link = resourceOf(synthesized, "aws_apigatewayv2_vpc_link");
    expect(link.subnet_ids).toEqual(["subnet-app-a", "subnet-app-b"]);
    const rules = resourcesOf(synthesized, "aws_vpc_security_group_egress_rule");
    expect(rules).toEqual([
      expect.objectContaining({
        security_group_id: (link.security_group_ids as string[])[0],
        from_port: 443,
        to_port: 443,
      }),
    ]);
    expect(resourcesOf(synthesized, "aws_vpc_security_group_ingress_rule")).toHaveLength(1);
    expect(synthesized.problems).toEqual([]);
  });

  it("reaches listeners of other balancers, services of Cloud Map, and addresses of the internet", () => {
    const synthesized = synthApi((stack) => {
      const network = testNetwork(stack);
      const listeners = { app: { port: 8443, protocol: "TCP", targetGroup: "elsewhere" } } as const;
      const balancer = new NetworkLoadBalancer(stack, "inside", { network, listeners });
      const tasks = SecurityGroup.fromExisting(stack, "tasks", { securityGroupId: "sg-0123456789abcdef0" });
      const listenerArn =
        "arn:aws:elasticloadbalancing:ap-northeast-2:111111111111:listener/net/in/1234567890abcdef/1234567890abcdef";
      const serviceArn = "arn:aws:servicediscovery:ap-northeast-2:111111111111:service/srv-0123456789abcdef";
      return {
        network,
        tier: "data",
        routes: {
          "GET /a": { listener: { listenerArn, port: 8443, connectTo: balancer, serverName: "in.example.com" } },
          "GET /b": { service: { serviceArn, port: 8080, connectTo: tasks } },
          "GET /c/{item}": { url: "https://prices.example.com/{item}" },
        },
      };
    });
    const integrations = resourcesOf(synthesized, "aws_apigatewayv2_integration");
    expect(
      integrations.map(({ integration_uri, tls_config, connection_type }) => [
        integration_uri,
        tls_config,
        connection_type,
      ]),
    ).toEqual([
      [expect.stringContaining(":listener/net/"), { server_name_to_verify: "in.example.com" }, "VPC_LINK"],
      [expect.stringContaining(":service/srv-"), undefined, "VPC_LINK"],
      ["https://prices.example.com/{item}", undefined, undefined],
    ]);
    const ports = resourcesOf(synthesized, "aws_vpc_security_group_egress_rule").map(({ from_port }) => from_port);
    expect(ports.sort()).toEqual([8080, 8443]);
  });

  it("has a name of its own: TLS 1.2, a record, a path for each stage, and no other address", () => {
    const synthesized = synthApi((stack) => ({
      stages: { $default: {}, beta: { variables: { version: "new" } } },
      domain: {
        name: "api.example.com",
        ...domainParts(stack),
        mutualTls: { truststoreUri: "s3://example-trust/clients.pem", truststoreVersion: "3" },
      },
    }));
    expect(resourceOf(synthesized, "aws_apigatewayv2_domain_name")).toMatchObject({
      domain_name: "api.example.com",
      domain_name_configuration: { security_policy: "TLS_1_2", endpoint_type: "REGIONAL" },
      mutual_tls_authentication: { truststore_uri: "s3://example-trust/clients.pem", truststore_version: "3" },
    });
    expect(resourceOf(synthesized, "aws_apigatewayv2_api").disable_execute_api_endpoint).toBe(true);
    expect(resourcesOf(synthesized, "aws_apigatewayv2_api_mapping").map(({ api_mapping_key: key }) => key)).toEqual([
      "beta",
      undefined,
    ]);
    expect(resourceOf(synthesized, "aws_route53_record")).toMatchObject({ name: "api.example.com", type: "A" });
    const elsewhere = synthApi((stack) => ({
      executeApiEndpoint: true,
      domain: { name: "api.example.com", ...domainParts(stack), zone: "none" },
    }));
    expect(resourcesOf(elsewhere, "aws_route53_record")).toEqual([]);
    expect(resourceOf(elsewhere, "aws_apigatewayv2_api").disable_execute_api_endpoint).toBe(false);
  });

  it("answers over IPv6 too where it is asked to", () => {
    const synthesized = synthApi((stack) => ({
      addressType: "dualstack",
      domain: { name: "api.example.com", ...domainParts(stack) },
    }));
    expect(resourceOf(synthesized, "aws_apigatewayv2_api").ip_address_type).toBe("dualstack");
    expect(resourcesOf(synthesized, "aws_route53_record").map(({ type }) => type)).toEqual(["A", "AAAA"]);
  });

  it("lets through what it is told, each route and each stage by itself", () => {
    const synthesized = synthApi((stack) => ({
      routes: { "GET /orders": { function: existingFunction(stack), throttling: { rate: 5 } } },
      throttling: { rate: 100, burst: 50 },
      stages: { $default: {}, beta: { throttling: { rate: 10 }, description: "For a few" } },
      routeMetrics: true,
    }));
    const [beta, usual] = resourcesOf(synthesized, "aws_apigatewayv2_stage");
    expect(beta).toMatchObject({
      description: "For a few",
      default_route_settings: { throttling_rate_limit: 10, throttling_burst_limit: 50, detailed_metrics_enabled: true },
      route_settings: [{ route_key: "GET /orders", throttling_rate_limit: 5, throttling_burst_limit: 50 }],
    });
    expect(usual).toMatchObject({
      default_route_settings: { throttling_rate_limit: 100, throttling_burst_limit: 50 },
      depends_on: [expect.stringContaining("aws_apigatewayv2_route.")],
    });
  });

  it("lets pages of other origins call it", () => {
    const synthesized = synthApi({
      cors: {
        origins: ["https://shop.example.com"],
        methods: ["GET", "POST"],
        headers: ["authorization"],
        exposedHeaders: ["x-request-id"],
        credentials: true,
        maxAge: "1 h",
      },
    });
    expect(resourceOf(synthesized, "aws_apigatewayv2_api").cors_configuration).toEqual({
      allow_origins: ["https://shop.example.com"],
      allow_methods: ["GET", "POST"],
      allow_headers: ["authorization"],
      expose_headers: ["x-request-id"],
      allow_credentials: true,
      max_age: 3600,
    });
  });

  it("tells of errors and of late answers, where somebody is told", () => {
    const synthesized = synthApi({ alarms: { ...ALARMS, slowMilliseconds: 500 } });
    expect(
      resourcesOf(synthesized, "aws_cloudwatch_metric_alarm").map(({ metric_name, threshold }) => [
        metric_name,
        threshold,
      ]),
    ).toEqual([
      ["5xx", 0],
      ["Latency", 500],
    ]);
    expect(resourcesOf(synthApi({ alarms: false }), "aws_cloudwatch_metric_alarm")).toEqual([]);
  });

  it("is the same whatever the order of its parts", () => {
    const order = (keys: readonly string[]) =>
      synthApi((stack) => {
        const orders = existingFunction(stack);
        return {
          routes: Object.fromEntries(keys.map((key) => [key, { function: orders, throttling: { rate: 5 } }])),
          stages: Object.fromEntries(keys.map((key) => [key.slice(5), {}])),
        };
      }).resources;
    expect(order(["GET /b", "GET /a"].map((key) => key))).toEqual(order(["GET /a", "GET /b"]));
  });
});

describe("who calls the function of a route", () => {
  const sources = (made: Made) =>
    resourcesOf(synthApi(made), "aws_lambda_permission").map(({ source_arn }) => String(source_arn));
  const lets = (made: Made, request: string) => {
    const statement = JSON.stringify({
      Statement: sources(made).map((arn) => ({
        Effect: "Allow",
        Action: "lambda:InvokeFunction",
        Resource: "*",
        Condition: { ArnLike: { "aws:SourceArn": arn.replace(API, "a1b2c3d4e5") } },
      })),
    });
    const source = `arn:aws:execute-api:ap-northeast-2:111111111111:${request}`;
    const context = { "aws:SourceArn": source };
    return decide({ action: "lambda:InvokeFunction", resource: "*", context }, { identity: [statement] });
  };

  it("is that API, in that stage, for that route", () => {
    const made: Made = (stack) => ({
      routes: { "GET /orders/{id}": existingFunction(stack) },
      stages: { $default: {}, beta: {} },
    });
    expect(lets(made, "a1b2c3d4e5/$default/GET/orders/7")).toBe("allowed");
    expect(lets(made, "a1b2c3d4e5/beta/GET/orders/{id}")).toBe("allowed");
    expect(lets(made, "a1b2c3d4e5/other/GET/orders/7")).toBe("not allowed");
    expect(lets(made, "z9y8x7w6v5/$default/GET/orders/7")).toBe("not allowed");
    expect(lets(made, "a1b2c3d4e5/$default/DELETE/orders/7")).toBe("not allowed");
    expect(lets(made, "a1b2c3d4e5/$default/GET/carts/7")).toBe("not allowed");
    expect(lets(made, "a1b2c3d4e5/authorizers/x1y2z3")).toBe("not allowed");
  });

  it("is every method of ANY, and every path of $default", () => {
    const any: Made = (stack) => ({ routes: { "ANY /orders": existingFunction(stack) } });
    expect(lets(any, "a1b2c3d4e5/$default/POST/orders")).toBe("allowed");
    expect(lets(any, "a1b2c3d4e5/$default/POST/carts")).toBe("not allowed");
    const all: Made = (stack) => ({ routes: { $default: existingFunction(stack) } });
    expect(lets(all, "a1b2c3d4e5/$default/POST/carts")).toBe("allowed");
    expect(lets(all, "z9y8x7w6v5/$default/POST/carts")).toBe("not allowed");
  });

  it("is an authorizer of the API, and nothing else of it", () => {
    expect(
      sources((stack) => ({
        authorizers: { own: { kind: "lambda", function: existingFunction(stack, "check") } },
        routes: { "GET /": { url: "https://pages.example.com", authorization: "own" } },
      })),
    ).toEqual([
      `arn:aws:execute-api:ap-northeast-2:111111111111:${API}/authorizers/\${aws_apigatewayv2_authorizer.shop_authorizer-own_authorizer_147606B1.id}`,
    ]);
  });
});

describe("who may call an API by signed requests", () => {
  const ROLE = "groundplan-sandbox-test-api";
  const made: Made = (stack) => {
    const orders = existingFunction(stack);
    return {
      authorizers: { users: USERS },
      routes: {
        "GET /orders/{id}": orders,
        "DELETE /orders/{id}": orders,
        "GET /mine": { function: orders, authorization: "users" },
      },
    };
  };
  const asked = (routes: readonly string[], request: string) => {
    const synthesized = synthApi(made, (api, stack) => api.grantInvoke(makeRole(stack), ...routes));
    const identity = policyOf(synthesized, ROLE).map((policy) => policy.replaceAll(API, "a1b2c3d4e5"));
    const resource = `arn:aws:execute-api:ap-northeast-2:111111111111:${request}`;
    return decide({ action: "execute-api:Invoke", resource }, { identity });
  };

  it("calls the routes that are granted, of this API, this stage and this account", () => {
    expect(asked(["GET /orders/{id}"], "a1b2c3d4e5/$default/GET/orders/7")).toBe("allowed");
    expect(asked(["GET /orders/{id}"], "a1b2c3d4e5/$default/DELETE/orders/7")).toBe("not allowed");
    expect(asked(["GET /orders/{id}"], "a1b2c3d4e5/beta/GET/orders/7")).toBe("not allowed");
    expect(asked(["GET /orders/{id}"], "z9y8x7w6v5/$default/GET/orders/7")).toBe("not allowed");
  });

  it("calls all of them where none is named, and none that asks for tokens", () => {
    expect(asked([], "a1b2c3d4e5/$default/DELETE/orders/7")).toBe("allowed");
    expect(asked([], "a1b2c3d4e5/$default/GET/mine")).toBe("not allowed");
  });

  it("uses it by a link, which tells the address", () => {
    const synthesized = synthApi(made, (api, stack) => {
      const link = apiLink(api);
      new DataResource(stack, "told", { input: link.variables });
      useLinks(makeRole(stack), { shop: link }, "api");
    });
    expect(resourceOf(synthesized, "terraform_data").input).toEqual({
      API_URL: "${aws_apigatewayv2_api.shop_api_83CF3586.api_endpoint}",
    });
    expect(policyOf(synthesized, ROLE).join()).toContain("execute-api:Invoke");
  });

  it("uses one that asks for tokens alone without a permission", () => {
    const tokens: Made = (stack) => ({
      authorizers: { users: USERS },
      authorization: "users",
      routes: { "GET /mine": existingFunction(stack) },
    });
    const synthesized = synthApi(tokens, (api, stack) => useLinks(makeRole(stack), { shop: apiLink(api) }, "api"));
    expect(policyOf(synthesized, ROLE)).toEqual([]);
  });

  it("calls one that exists", () => {
    const synthesized = synthStack((stack) => {
      const api = HttpApi.fromExisting(stack, "shop", { apiId: "a1b2c3d4e5", iamRoutes: ["GET /orders"] });
      expect(api.url).toBe("https://a1b2c3d4e5.execute-api.ap-northeast-2.amazonaws.com");
      expect(api.metrics.requests().dimensions).toEqual({ ApiId: "a1b2c3d4e5" });
      api.grantInvoke(makeRole(stack));
    });
    const identity = policyOf(synthesized, ROLE);
    const may = (request: string) =>
      decide(
        { action: "execute-api:Invoke", resource: `arn:aws:execute-api:ap-northeast-2:111111111111:${request}` },
        { identity },
      );
    expect(may("a1b2c3d4e5/$default/GET/orders")).toBe("allowed");
    expect(may("a1b2c3d4e5/$default/POST/orders")).toBe("not allowed");
  });
});

it("has the address of its domain, or of its first stage where none is the usual one", () => {
  const urlOf = (made: Made) => {
    const synthesized = synthApi(made, (api, stack) => new DataResource(stack, "told", { input: { url: api.url } }));
    return (resourceOf(synthesized, "terraform_data").input as { url: string }).url;
  };
  expect(urlOf((stack) => ({ domain: { name: "api.example.com", ...domainParts(stack) } }))).toBe(
    "https://api.example.com",
  );
  expect(urlOf({ stages: { live: {}, beta: {} } })).toBe("${aws_apigatewayv2_api.shop_api_83CF3586.api_endpoint}/beta");
});

it("names permissions in a way that Lambda takes, however long its parts are", () => {
  const synthesized = synthStack((stack) => {
    const called = new LambdaFunction(stack, "called", {
      code: "__tests__/constructs/functions/fixtures/hello",
      runtime: "nodejs22.x",
    });
    new HttpApi(stack, "an-api-with-a-name-that-is-rather-long-for-a-name", {
      routes: { [`GET /${"orders/".repeat(20)}end`]: called, [`GET /${"orders/".repeat(20)}start`]: called },
    });
  });
  const names = resourcesOf(synthesized, "aws_lambda_permission").map(({ statement_id }) => String(statement_id));
  expect(new Set(names).size).toBe(2);
  for (const name of names) expect(name).toMatch(/^[A-Za-z0-9_-]{1,100}$/);
});
