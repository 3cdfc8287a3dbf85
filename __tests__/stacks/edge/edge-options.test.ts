import type { DistributionProps } from "../../../constructs/cdn/distribution.types";
import type { HttpsLoadBalancerProps } from "../../../constructs/load-balancing/load-balancer.types";
import type { EcsProps } from "../../../stacks/ecs/ecs-stack.types";
import type { EdgeDistributionProps, EdgeLoadBalancerProps, EdgeProps } from "../../../stacks/edge/edge-stack.types";
import type { ServiceExposure } from "../../../stacks/services/service-spec.types";
import { problemsIn, removeConfigFolders } from "../../config/support/config-folder";
import { buildShop, shopWith } from "../../config/support/shop";
import { all, only, type StackJson, specOf, stacksOf } from "../stack-json";

afterAll(removeConfigFolders);

function edgeOf(edge: EdgeProps): StackJson | undefined {
  return stacksOf([specOf(edge)])["sandbox-edge"];
}

const LOGIN = { cognito: { userPoolArn: "arn", userPoolClientId: "c", userPoolDomain: "d" } } as const;

/** Services with one that is exposed. */
const WEB = (expose: ServiceExposure): EcsProps => ({
  services: {
    web: { image: "public.ecr.aws/nginx/nginx:1.29", cpu: "0.25 vCPU", memory: "0.5 GB", port: 8080, expose },
  },
});

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

test("further listeners, what is asked of port 80 and of requests past the web ACL are as the edge says", () => {
  const certificateArn = "arn:aws:acm:ap-northeast-2:111111111111:certificate/partner";
  const spec = specOf({
    ...DOMAIN,
    loadBalancer: {
      defaultAction: { authenticate: LOGIN, respond: { status: 200, body: "Welcome" } },
      entry: ["203.0.113.0/24", "office"],
      httpListener: { reason: "scanners know no TLS until March", defaultAction: { respond: { status: 204 } } },
      wafFailOpen: { reason: "services judge what AWS WAF did not" },
      listeners: {
        test: { port: 8443, entry: ["203.0.113.0/24"], defaultAction: { redirect: { path: "/next/#{path}" } } },
        partners: {
          port: 9443,
          entry: "internet",
          publicEntry: "partners connect from everywhere, and show a certificate",
          certificate: { certificateArn, names: ["partners.example.net"] },
          mutualTls: { mode: "passthrough" },
        },
        meters: { port: 8081, plainHttp: { reason: "meters know no TLS until March" } },
      },
    },
  });
  const prefixLists = { office: { entries: { seoul: "198.51.100.0/24" }, maxEntries: 5 } };
  const stack = stacksOf([{ ...spec, network: { ...spec.network, prefixLists } }])["sandbox-edge"];
  const listeners = Object.fromEntries(all(stack, "aws_lb_listener").map((listener) => [listener.port, listener]));
  expect(listeners).toMatchObject({
    443: { default_action: [{ type: "authenticate-cognito" }, { type: "fixed-response" }] },
    80: { protocol: "HTTP", default_action: [{ fixed_response: { status_code: "204" } }] },
    8443: { protocol: "HTTPS", default_action: [{ redirect: { path: "/next/#{path}" } }] },
    9443: { certificate_arn: certificateArn, mutual_authentication: { mode: "passthrough" } },
    8081: { protocol: "HTTP" },
  });
  expect(only(stack, "aws_lb")).toMatchObject({ enable_waf_fail_open: true });
  const ingress = all(stack, "aws_vpc_security_group_ingress_rule").map(
    ({ cidr_ipv4, prefix_list_id, from_port }) => `${from_port} ${cidr_ipv4 ?? prefix_list_id}`,
  );
  expect(new Set(ingress)).toEqual(
    new Set([
      "443 203.0.113.0/24",
      '443 ${data.terraform_remote_state.network.outputs.prefix_list_ids["office"]}',
      "80 203.0.113.0/24",
      '80 ${data.terraform_remote_state.network.outputs.prefix_list_ids["office"]}',
      "8443 203.0.113.0/24",
      "9443 0.0.0.0/0",
    ]),
  );
  expect(all(stack, "aws_vpc_security_group_egress_rule")).toMatchObject([{ from_port: 443, cidr_ipv4: "0.0.0.0/0" }]);
});

test("a balancer for IPv6 too is known as one by those who read it by contract", () => {
  const dualstack: EdgeProps = { ...DOMAIN, loadBalancer: { addressType: "dualstack" } };
  const spec = specOf(dualstack, { ecs: WEB({ host: "www.shop.example.com" }) });
  const { "sandbox-ecs": ecs, "sandbox-edge": edge } = stacksOf([
    { ...spec, network: { ...spec.network, ipv6: true } },
  ]);
  expect(only(edge, "aws_lb")).toMatchObject({ ip_address_type: "dualstack" });
  expect(all(ecs, "aws_route53_record").map(({ type }) => type)).toEqual(["A", "AAAA"]);
});

test("a service hangs below the listener that it names", () => {
  const certificateArn = "arn:aws:acm:ap-northeast-2:111111111111:certificate/partner";
  const edge: EdgeProps = {
    ...DOMAIN,
    loadBalancer: {
      listeners: {
        partners: { port: 9443, certificate: { certificateArn, names: ["partners.example.net"] } },
        meters: { port: 8081, plainHttp: { reason: "meters know no TLS until March" } },
      },
    },
  };
  const at = (expose: ServiceExposure) => {
    const { "sandbox-ecs": ecs } = stacksOf([specOf(edge, { ecs: WEB(expose) })]);
    return [only(ecs, "aws_lb_listener_rule").listener_arn, all(ecs, "aws_route53_record").map(({ name }) => name)];
  };
  const arn = (name: string) => `\${data.terraform_remote_state.edge.outputs.further_listener_arns["edge/${name}"]}`;
  expect(at({ listener: "partners", host: "partners.example.net" })).toEqual([arn("partners"), []]);
  expect(at({ listener: "meters", paths: ["/readings"] })).toEqual([arn("meters"), []]);
  expect(at({ listener: "meters", host: "meters.shop.example.com" })).toEqual([
    arn("meters"),
    ["meters.shop.example.com"],
  ]);
});

test("services at different listeners may have the same path", () => {
  const web = WEB({}).services?.web;
  if (!web) throw new Error("no service");
  const edge: EdgeProps = {
    ...DOMAIN,
    loadBalancer: { listeners: { meters: { port: 8081, plainHttp: { reason: "meters know no TLS until March" } } } },
  };
  const ecs = { services: { web, readings: { ...web, expose: { listener: "meters" } } } };
  expect(all(stacksOf([specOf(edge, { ecs })])["sandbox-ecs"], "aws_lb_listener_rule")).toHaveLength(2);
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
      names: { responseHeadersPolicyName: "Careful_1", originAccessControlNames: { files: "files.example.com" } },
    },
  });
  expect(only(stack, "aws_cloudfront_response_headers_policy").name).toBe("Careful_1");
  expect(only(stack, "aws_cloudfront_origin_access_control").name).toBe("files.example.com");
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

test("a name for an origin without files is told at its place", () => {
  const named: [string, string] = [
    "  distribution: {}",
    "  distribution: { names: { originAccessControlNames: { services: shop } } }",
  ];
  expect(problemsIn(() => buildShop({ dev: shopWith([named]) })).map((p) => [p.code, p.path, p.expected])).toEqual([
    [
      "DISTRIBUTION_NAME_UNUSED",
      "config/dev.yaml:22:66 › edge.distribution.names.originAccessControlNames.services",
      "one of files",
    ],
  ]);
});

/** What the balancer has in code and the edge does not, with the reason. An option that is added to code does not compile without one. */
const BALANCER: Readonly<Record<Exclude<keyof HttpsLoadBalancerProps, keyof EdgeLoadBalancerProps>, string>> = {
  network: "the environment's",
  scheme: "internet-facing, or internal behind a distribution",
  zones: "that of the edge's domain",
  certificate: "that of the edge's domain",
  plainHttp: "`edge.plainHttp`",
  accessLogs: "`edge.accessLogDays`",
  webAcl: "`edge.webAcl`",
  withoutWebAcl: "`edge.webAcl: false`",
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
