import type { DistributionProps } from "../../../constructs/cdn/distribution.types";
import type { HttpsLoadBalancerProps } from "../../../constructs/load-balancing/load-balancer.types";
import type { EdgeDistributionProps, EdgeLoadBalancerProps, EdgeProps } from "../../../stacks/edge/edge-stack.types";
import { problemsIn, removeConfigFolders } from "../../config/support/config-folder";
import { buildShop, shopWith } from "../../config/support/shop";
import { all, only, type StackJson, specOf, stacksOf } from "../stack-json";

afterAll(removeConfigFolders);

function edgeOf(edge: EdgeProps): StackJson | undefined {
  return stacksOf([specOf(edge)])["sandbox-edge"];
}

const DOMAIN = { domain: { name: "shop.example.com" } } as const;

test("the balancer is as the edge says, and speaks TLS by the policy that is named", () => {
  const stack = edgeOf({
    ...DOMAIN,
    loadBalancer: {
      idleTimeoutSeconds: 120,
      desyncMitigation: "strictest",
      loadBalancerName: "shop",
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-PQ-2025-09",
    },
  });
  expect(only(stack, "aws_lb")).toMatchObject({
    name: "shop",
    idle_timeout: 120,
    desync_mitigation_mode: "strictest",
  });
  expect(JSON.stringify(stack)).toContain('"ssl_policy":"ELBSecurityPolicy-TLS13-1-2-PQ-2025-09"');
});

test("the listeners are as the edge says", () => {
  const certificateArn = "arn:aws:acm:ap-northeast-2:111111111111:certificate/partner";
  const stack = edgeOf({
    ...DOMAIN,
    loadBalancer: {
      defaultAction: { redirect: { host: "www.shop.example.com" } },
      httpListener: "none",
      responseHeaders: { hsts: { days: 365 }, frames: "DENY" },
      requestHeaderNames: { tlsVersion: "X-Tls" },
      tlsHeaders: true,
      mutualTls: { mode: "passthrough" },
      clientKeepAliveSeconds: 600,
      connectionLogs: true,
      moreCertificates: { partner: { certificateArn, names: ["shop.example.net"] } },
    },
  });
  const listeners = Object.fromEntries(all(stack, "aws_lb_listener").map((listener) => [listener.port, listener]));
  expect(listeners[443]).toMatchObject({
    default_action: [{ redirect: { host: "www.shop.example.com" } }],
    routing_http_response_strict_transport_security_header_value: "max-age=31536000",
    routing_http_response_x_frame_options_header_value: "DENY",
    routing_http_request_x_amzn_tls_version_header_name: "X-Tls",
    mutual_authentication: { mode: "passthrough" },
  });
  expect(listeners).not.toHaveProperty("80");
  expect(only(stack, "aws_lb")).toMatchObject({
    client_keep_alive: 600,
    connection_logs: { enabled: true, prefix: "connections" },
  });
  expect(only(stack, "aws_lb_listener_certificate")).toMatchObject({ certificate_arn: certificateArn });
});

test("a service has a login, a rewrite and a place before it, and a host of another certificate", () => {
  const certificateArn = "arn:aws:acm:ap-northeast-2:111111111111:certificate/partner";
  const { "sandbox-ecs": ecs } = stacksOf([
    specOf(
      {
        ...DOMAIN,
        loadBalancer: {
          authenticates: true,
          moreCertificates: { partner: { certificateArn, names: ["shop.example.net"] } },
        },
      },
      {
        ecs: {
          services: {
            web: {
              image: "public.ecr.aws/nginx/nginx:1.29",
              cpu: "0.25 vCPU",
              memory: "0.5 GB",
              port: 8080,
              expose: {
                host: "shop.example.net",
                priority: 50_000,
                authenticate: { cognito: { userPoolArn: "arn", userPoolClientId: "c", userPoolDomain: "d" } },
                rewrite: { provider: "6.19 or later", url: { regex: "^/shop/(.*)$", replace: "/$1" } },
              },
            },
          },
        },
      },
    ),
  ]);
  expect(only(ecs, "aws_lb_listener_rule")).toMatchObject({
    priority: 50_000,
    condition: [{ host_header: { values: ["shop.example.net"] } }],
    action: [{ type: "authenticate-cognito" }, { type: "forward" }],
    transform: [{ type: "url-rewrite" }],
  });
  expect(all(ecs, "aws_route53_record")).toEqual([]);
});

test("the distribution is as the edge says", () => {
  const stack = edgeOf({
    ...DOMAIN,
    distribution: {
      priceClass: "200",
      geoRestriction: { deny: ["KP"] },
      errorResponses: { 404: { page: "/static/404.html", ttlSeconds: 60 } },
      comment: "the shop",
    },
  });
  expect(only(stack, "aws_cloudfront_distribution")).toMatchObject({
    comment: "the shop",
    price_class: "PriceClass_200",
    restrictions: { geo_restriction: { locations: ["KP"], restriction_type: "blacklist" } },
    custom_error_response: [{ error_code: 404, response_page_path: "/static/404.html", error_caching_min_ttl: 60 }],
  });
});

test("countries of both kinds are told at their place", () => {
  const told = (edits: [string, string][]) =>
    problemsIn(() => buildShop({ dev: shopWith(edits) })).map((p) => [p.code, p.path, p.found, p.expected, p.fix]);
  expect(told([["  distribution: {}", "  distribution: { geoRestriction: { allow: [KR], deny: [KP] } }"]])).toEqual([
    [
      "CONFIG_UNKNOWN_KEY",
      "config/dev.yaml:22:50 › edge.distribution.geoRestriction.deny",
      '"deny"',
      "one of allow",
      "remove the key",
    ],
  ]);
});

/** What the balancer has in code and the edge does not, with the reason. An option that is added to code does not compile without one. */
const BALANCER: Readonly<Record<Exclude<keyof HttpsLoadBalancerProps, keyof EdgeLoadBalancerProps>, string>> = {
  network: "the environment's",
  scheme: "internet-facing, or internal behind a distribution",
  entry: "everybody, or the distribution alone",
  zones: "that of the edge's domain",
  certificate: "that of the edge's domain",
  plainHttp: "`edge.plainHttp`",
  accessLogs: "`edge.accessLogDays`",
  webAcl: "`edge.webAcl`",
  withoutWebAcl: "`edge.webAcl: false`",
  wafFailOpen: "what goes past the web ACL is decided in code",
  addressType: "consumers read the balancer by contract, as one for IPv4",
  name: "edge",
};

/** The same of the distribution. */
const DISTRIBUTION: Readonly<Record<Exclude<keyof DistributionProps, keyof EdgeDistributionProps>, string>> = {
  origins: "the balancer and the static files",
  defaultBehavior: "the services",
  behaviors: "`staticPath`",
  aliases: "those of the certificate",
  certificate: "that of the edge's domain",
  webAcl: "`edge.webAcl`",
  withoutWebAcl: "`edge.webAcl: false`",
  accessLogs: "`edge.accessLogDays`",
};

test("what is there in code alone has its reason", () => {
  const reasons = [...Object.values(BALANCER), ...Object.values(DISTRIBUTION)];
  expect(reasons.filter((reason) => reason.length < 4)).toEqual([]);
});
