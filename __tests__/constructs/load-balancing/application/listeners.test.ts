import { App } from "cdktf";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { exemptionsOf } from "../../../../constructs/core/environments/exemptions";
import { factsOf, REMEMBERED_CONTEXT } from "../../../../constructs/core/memory/remembered";
import {
  type AdditionalListenerProps,
  ApplicationLoadBalancer,
  type HttpsLoadBalancerProps,
  ListenerRule,
  TargetGroup,
} from "../../../../constructs/load-balancing";
import { Peer } from "../../../../constructs/security-groups/peer";
import type { Facts } from "../../../../memory";
import { type Told, testAdvice } from "../../../support/followed-advice";
import { resourceOf, resourcesOf, type SynthesizedStack, synthStack, testEnvironment } from "../../../support/synth";
import { peersOf, readable, synthEdge, testBalancer, testCertificate, testNetwork } from "../support";

/** The listeners of a balancer by port. */
function listenersOf(synthesized: SynthesizedStack) {
  const all = resourcesOf(synthesized, "aws_lb_listener").map((listener) => readable(listener));
  return Object.fromEntries(all.map((listener) => [(listener as { port: number }).port, listener]));
}

/** A balancer that is told something, with its listeners by port. */
function told(props: Partial<HttpsLoadBalancerProps>) {
  return listenersOf(synthEdge((stack) => testBalancer(stack, props)));
}

/** A balancer with one more listener. */
function withListener(props: (stack: EnvironmentStack) => AdditionalListenerProps) {
  return synthEdge((stack) => testBalancer(stack).addListener("more", props(stack)));
}

const LOGIN = {
  cognito: {
    userPoolArn: "arn:aws:cognito-idp:ap-northeast-2:111111111111:userpool/p",
    userPoolClientId: "c",
    userPoolDomain: "d",
  },
} as const;

const OIDC = {
  issuer: "https://login.example.com",
  authorizationEndpoint: "https://login.example.com/authorize",
  tokenEndpoint: "https://login.example.com/token",
  userInfoEndpoint: "https://login.example.com/me",
  clientId: "shop",
  clientSecret: { secret: "shop/login", field: "clientSecret" },
  clientSecretInState: { reason: "the state is encrypted, and only the team reads it" },
} as const;

describe("what no rule takes", () => {
  it("is answered, redirected or forwarded as the balancer says", () => {
    expect(told({ defaultAction: { respond: { status: 503, body: "Soon" } } })[443]).toMatchObject({
      default_action: [{ type: "fixed-response", fixed_response: { status_code: "503", message_body: "Soon" } }],
    });
    expect(told({ defaultAction: { redirect: { host: "www.example.com" } } })[443]).toMatchObject({
      default_action: [{ type: "redirect", redirect: { host: "www.example.com", status_code: "HTTP_302" } }],
    });
    const forwarded = synthEdge((stack) => {
      const network = testNetwork(stack);
      const [blue, green] = ["blue", "green"].map((id) => new TargetGroup(stack, id, { network, port: 80 }));
      if (!blue || !green) throw new Error("no target groups");
      const certificate = testCertificate(stack);
      const targets = [
        { targetGroup: blue, weight: 9 },
        { targetGroup: green, weight: 1 },
      ];
      new ApplicationLoadBalancer(stack, "edge", {
        network,
        certificate,
        defaultAction: { forward: { targets, stickySeconds: 60 } },
      });
    });
    expect(listenersOf(forwarded)[443]).toMatchObject({
      default_action: [
        {
          type: "forward",
          forward: {
            target_group: [
              { arn: "${aws_lb_target_group.blue_group.arn}", weight: 9 },
              { arn: "${aws_lb_target_group.green_group.arn}", weight: 1 },
            ],
            stickiness: { enabled: true, duration: 60 },
          },
        },
      ],
    });
  });

  it("needs a login first where that is said, for which the balancer then reaches the identity provider", () => {
    const synthesized = synthEdge((stack) =>
      testBalancer(stack, { defaultAction: { authenticate: LOGIN, respond: { status: 200 } } }),
    );
    expect(listenersOf(synthesized)[443]).toMatchObject({
      default_action: [
        { order: 1, type: "authenticate-cognito" },
        { order: 2, type: "fixed-response" },
      ],
    });
    expect(peersOf(synthesized, "egress")).toEqual(["0.0.0.0/0 tcp 443"]);
    expect(synthesized.problems).toEqual([]);
  });

  it("reads a client secret where it lies, and lists that it stands in the state", () => {
    const app = new App();
    const stack = new EnvironmentStack(app, "edge", testEnvironment());
    testBalancer(stack, { defaultAction: { authenticate: { oidc: OIDC }, respond: { status: 200 } } });
    expect(exemptionsOf(app)).toEqual([
      {
        path: "sandbox-edge/edge/https",
        rule: "ALB-91",
        option: "clientSecretInState",
        reason: OIDC.clientSecretInState.reason,
      },
    ]);
    const synthesized = synthEdge((other) =>
      testBalancer(other, { defaultAction: { authenticate: { oidc: OIDC }, respond: { status: 200 } } }),
    );
    const secrets = Object.values(synthesized.data.aws_secretsmanager_secret_version ?? {});
    expect(secrets).toEqual([{ secret_id: "shop/login" }]);
    expect(listenersOf(synthesized)[443]).toMatchObject({
      default_action: [
        {
          authenticate_oidc: {
            client_secret:
              "${jsondecode(data.aws_secretsmanager_secret_version.edge_https_client-secret.secret_string).clientSecret}",
          },
        },
        {},
      ],
    });
  });
});

describe("port 80 beside HTTPS", () => {
  it("is closed where that is said", () => {
    const synthesized = synthEdge((stack) => testBalancer(stack, { httpListener: "none" }));
    expect(Object.keys(listenersOf(synthesized))).toEqual(["443"]);
    expect(peersOf(synthesized, "ingress")).toEqual(["0.0.0.0/0 tcp 443"]);
  });

  it("serves requests for a reason, at the address of the one that redirects, and takes rules", () => {
    const address = (props: Partial<HttpsLoadBalancerProps>) =>
      Object.entries(synthEdge((stack) => testBalancer(stack, props)).resources.aws_lb_listener ?? {})
        .filter(([, { port }]) => port === 80)
        .map(([id]) => id);
    const reason = "scanners in the warehouse know no TLS until March";
    expect(address({ httpListener: { reason } })).toEqual(address({}));
    const synthesized = synthEdge((stack) => {
      const edge = testBalancer(stack, { httpListener: { reason } });
      expect(edge.redirect).toBeUndefined();
      const { httpListener } = edge;
      if (!httpListener) throw new Error("nothing listens on port 80");
      const conditions = { paths: ["/scan"] };
      new ListenerRule(stack, "scan", { listener: httpListener, conditions, action: { respond: { status: 200 } } });
      expect(exemptionsOf(stack)).toEqual([
        { path: "sandbox-edge/edge/http", rule: "ALB-03", option: "httpListener", reason },
      ]);
    });
    expect(listenersOf(synthesized)[80]).toMatchObject({
      protocol: "HTTP",
      default_action: [{ type: "fixed-response", fixed_response: { status_code: "404" } }],
      tags: { Name: "groundplan-sandbox-edge-http" },
    });
    expect(synthesized.problems).toEqual([]);
  });
});

describe("a further listener", () => {
  it("has certificates of its own, the others by the name that clients ask for", () => {
    const synthesized = withListener((stack) => ({
      port: 8443,
      certificates: [
        testCertificate(stack, { id: "partner", names: ["api.example.net"], arn: ARN("partner") }),
        testCertificate(stack, { id: "other", names: ["*.example.org"], arn: ARN("other") }),
      ],
      sslPolicy: "ELBSecurityPolicy-TLS13-1-3-2021-06",
    }));
    expect(listenersOf(synthesized)[8443]).toMatchObject({
      protocol: "HTTPS",
      certificate_arn: ARN("partner"),
      ssl_policy: "ELBSecurityPolicy-TLS13-1-3-2021-06",
    });
    expect(readable(resourceOf(synthesized, "aws_lb_listener_certificate"))).toEqual({
      certificate_arn: ARN("other"),
      listener_arn: "${aws_lb_listener.edge_port-8443_listener.arn}",
    });
  });

  it("speaks plain HTTP beside HTTPS for a reason", () => {
    const reason = "the meters of the factory know no TLS";
    const synthesized = withListener(() => ({ port: 8080, plainHttp: { reason } }));
    expect(listenersOf(synthesized)[8080]).toMatchObject({ protocol: "HTTP" });
    expect(listenersOf(synthesized)[8080]).not.toHaveProperty("certificate_arn");
  });

  it("admits the internet once it says why", () => {
    const synthesized = withListener(() => ({
      port: 8443,
      entry: [Peer.anyIpv4()],
      publicEntry: "partners reach the test of the next version",
    }));
    expect(synthesized.problems).toEqual([]);
    expect(peersOf(synthesized, "ingress")).toContain("0.0.0.0/0 tcp 8443");
  });
});

describe("headers", () => {
  it("are put on every answer of the listeners that serve requests", () => {
    const responseHeaders = {
      hsts: { days: 365, subdomains: true, preload: true },
      frames: "DENY",
      contentSecurityPolicy: "default-src 'self'",
      contentTypeOptions: "nosniff",
      cors: { origin: "https://www.example.com", methods: "GET, POST", credentials: true, maxAgeSeconds: 600 },
      server: false,
    } as const;
    const synthesized = synthEdge((stack) => {
      testBalancer(stack, { responseHeaders }).addListener("test", {
        port: 8443,
        responseHeaders: { frames: "SAMEORIGIN" },
      });
    });
    const { 80: redirect, 443: https, 8443: test } = listenersOf(synthesized);
    expect(https).toMatchObject({
      routing_http_response_strict_transport_security_header_value: "max-age=31536000; includeSubDomains; preload",
      routing_http_response_x_frame_options_header_value: "DENY",
      routing_http_response_content_security_policy_header_value: "default-src 'self'",
      routing_http_response_x_content_type_options_header_value: "nosniff",
      routing_http_response_access_control_allow_origin_header_value: "https://www.example.com",
      routing_http_response_access_control_allow_methods_header_value: "GET, POST",
      routing_http_response_access_control_allow_credentials_header_value: "true",
      routing_http_response_access_control_max_age_header_value: "600",
      routing_http_response_server_enabled: false,
    });
    expect(JSON.stringify(redirect)).not.toContain("routing_http");
    expect(JSON.stringify(test).match(/routing_http\w+/g)).toEqual([
      "routing_http_response_x_frame_options_header_value",
    ]);
  });

  it("of requests have other names", () => {
    const requestHeaderNames = { tlsVersion: "X-Tls", clientCertificateSubject: "X-Client" };
    const trustStoreArn =
      "arn:aws:elasticloadbalancing:ap-northeast-2:111111111111:truststore/clients/0123456789abcdef";
    const props = { requestHeaderNames, tlsHeaders: true, mutualTls: { mode: "verify", trustStoreArn } } as const;
    const synthesized = synthEdge((stack) => testBalancer(stack, props));
    expect(resourceOf(synthesized, "aws_lb")).toMatchObject({ enable_tls_version_and_cipher_suite_headers: true });
    expect(listenersOf(synthesized)[443]).toMatchObject({
      routing_http_request_x_amzn_tls_version_header_name: "X-Tls",
      routing_http_request_x_amzn_mtls_clientcert_subject_header_name: "X-Client",
      mutual_authentication: {
        mode: "verify",
        trust_store_arn: trustStoreArn,
        ignore_client_certificate_expiry: false,
      },
    });
  });
});

test("certificates of clients that have expired are taken for a reason, which is listed", () => {
  const reason = "meters are renewed in March";
  const trustStoreArn = "arn:aws:elasticloadbalancing:ap-northeast-2:111111111111:truststore/clients/0123456789abcdef";
  const synthesized = synthEdge((stack) => {
    testBalancer(stack, { mutualTls: { mode: "verify", trustStoreArn, expiredCertificates: { reason } } });
    const listed = { path: "sandbox-edge/edge/https", rule: "ALB-14", option: "expiredCertificates", reason };
    expect(exemptionsOf(stack)).toEqual([listed]);
  });
  expect(listenersOf(synthesized)[443]).toMatchObject({
    mutual_authentication: { ignore_client_certificate_expiry: true },
  });
});

/** What a balancer becomes after another one was deployed in its place. */
function redeployed(before: Partial<HttpsLoadBalancerProps>, now: Partial<HttpsLoadBalancerProps>) {
  const first = new EnvironmentStack(new App(), "edge", testEnvironment());
  testBalancer(first, before);
  const known: Facts = factsOf(first);
  const context = { [REMEMBERED_CONTEXT]: { "sandbox-edge": known } };
  const synthesized = synthStack((stack) => testBalancer(stack, now), { name: "edge", context });
  return { https: listenersOf(synthesized)[443], problems: synthesized.problems };
}

const LEFT_OUT: readonly Told<Partial<HttpsLoadBalancerProps>>[] = [
  {
    mistake: "a header of answers that is left out",
    problems: redeployed({ responseHeaders: { frames: "DENY" } }, {}).problems,
    ways: [{ says: 'write frames: "removed"', to: { responseHeaders: { frames: "removed" } } }],
  },
];

testAdvice(LEFT_OUT, (now) => redeployed({ responseHeaders: { frames: "DENY" } }, now).problems);

describe("what is taken away", () => {
  it("is refused for a header of answers, which the provider would leave where it is", () => {
    expect(redeployed({ responseHeaders: { frames: "DENY" } }, {}).problems).toEqual([
      {
        code: "RESPONSE_HEADER_STAYS",
        path: "sandbox-edge/edge › responseHeaders.frames",
        message: "The listener would go on sending X-Frame-Options: Terraform's provider takes no header off.",
        found: 'no frames, and the listener "https" was deployed with it',
        expected: "a value, or removed",
        fix: 'take it off with `aws elbv2 modify-listener-attributes --listener-arn <arn> --attributes Key=routing.http.response.x_frame_options.header_value,Value=`, and write frames: "removed"',
      },
    ]);
    const { https, problems } = redeployed(
      { responseHeaders: { frames: "DENY" } },
      { responseHeaders: { frames: "removed" } },
    );
    expect(problems).toEqual([]);
    expect(https).toMatchObject({ routing_http_response_x_frame_options_header_value: "" });
  });

  it("is written back for a renamed header, the server's name and certificates of clients", () => {
    const before = {
      requestHeaderNames: { tlsVersion: "X-Tls" },
      tlsHeaders: true,
      responseHeaders: { server: false },
      mutualTls: { mode: "passthrough" },
    } as const;
    expect(redeployed(before, {})).toMatchObject({
      problems: [],
      https: {
        routing_http_request_x_amzn_tls_version_header_name: "X-Amzn-Tls-Version",
        routing_http_response_server_enabled: true,
        mutual_authentication: { mode: "off" },
      },
    });
    expect(JSON.stringify(redeployed({}, {}).https)).not.toContain("routing_http");
  });
});

test("a balancer keeps connections, capacity and zonal shift as it is told", () => {
  const reason = "requests that AWS WAF does not see are judged by the service";
  const synthesized = synthEdge((stack) => {
    const webAcl = {
      webAclArn: "arn:aws:wafv2:ap-northeast-2:111111111111:regional/webacl/a/1",
      scope: "REGIONAL",
    } as const;
    const options = { clientKeepAliveSeconds: 600, zonalShift: true, capacityUnits: 100 };
    testBalancer(stack, { ...options, webAcl, wafFailOpen: { reason } });
    expect(exemptionsOf(stack)).toEqual([{ path: "sandbox-edge/edge", rule: "ALB-13", option: "wafFailOpen", reason }]);
  });
  expect(resourceOf(synthesized, "aws_lb")).toMatchObject({
    client_keep_alive: 600,
    enable_zonal_shift: true,
    enable_waf_fail_open: true,
    minimum_load_balancer_capacity: { capacity_units: 100 },
  });
});

function ARN(name: string): string {
  return `arn:aws:acm:ap-northeast-2:111111111111:certificate/${name}`;
}
