import { exemptionsOf } from "../../../../constructs/core/environments/exemptions";
import { ApplicationLoadBalancer, ListenerRule } from "../../../../constructs/load-balancing";
import { Port, SecurityGroup } from "../../../../constructs/security-groups";
import { Bucket } from "../../../../constructs/storage/bucket";
import { resourceOf, resourcesOf } from "../../../support/synth";
import {
  CERTIFICATE_ARN,
  peersOf,
  readable,
  synthEdge,
  testBalancer,
  testCertificate,
  testNetwork,
  withoutHashes,
} from "../support";

describe("an Application Load Balancer", () => {
  it("lies in the public tier, faces the internet, and drops what is not well formed", () => {
    const synthesized = synthEdge((stack) => testBalancer(stack));
    expect(resourceOf(synthesized, "aws_lb")).toMatchObject({
      name: "groundplan-sandbox-edge-edge",
      load_balancer_type: "application",
      internal: false,
      subnets: ["subnet-web-a", "subnet-web-c"],
      drop_invalid_header_fields: true,
      desync_mitigation_mode: "defensive",
      enable_http2: true,
      idle_timeout: 60,
      xff_header_processing_mode: "append",
      enable_xff_client_port: false,
      preserve_host_header: false,
      enable_deletion_protection: false,
      ip_address_type: "ipv4",
    });
    expect(synthesized.problems).toEqual([]);
  });

  it("speaks TLS 1.3 on 443, answers 404 to what no rule takes, and redirects port 80", () => {
    const listeners = resourcesOf(
      synthEdge((stack) => testBalancer(stack)),
      "aws_lb_listener",
    );
    expect(
      listeners.map(({ port, protocol, ssl_policy, certificate_arn, default_action }) => ({
        port,
        protocol,
        ssl_policy,
        certificate_arn,
        default_action,
      })),
    ).toEqual([
      {
        port: 80,
        protocol: "HTTP",
        ssl_policy: undefined,
        certificate_arn: undefined,
        default_action: [
          {
            type: "redirect",
            redirect: {
              host: "#{host}",
              path: "/#{path}",
              port: "443",
              protocol: "HTTPS",
              query: "#{query}",
              status_code: "HTTP_301",
            },
          },
        ],
      },
      {
        port: 443,
        protocol: "HTTPS",
        ssl_policy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        certificate_arn: CERTIFICATE_ARN,
        default_action: [
          {
            type: "fixed-response",
            fixed_response: { content_type: "text/plain", message_body: "Not found", status_code: "404" },
          },
        ],
      },
    ]);
  });

  it("admits the internet to 80 and 443, over IPv6 where it has addresses for that", () => {
    expect(
      peersOf(
        synthEdge((stack) => testBalancer(stack)),
        "ingress",
      ),
    ).toEqual(["0.0.0.0/0 tcp 443", "0.0.0.0/0 tcp 80"]);
    const dualstack = synthEdge((stack) => testBalancer(stack, { addressType: "dualstack" }));
    expect(peersOf(dualstack, "ingress")).toEqual([
      "0.0.0.0/0 tcp 443",
      "0.0.0.0/0 tcp 80",
      "::/0 tcp 443",
      "::/0 tcp 80",
    ]);
  });

  it("lets nothing out until it has targets, but to the identity provider that users log in at", () => {
    expect(
      peersOf(
        synthEdge((stack) => testBalancer(stack)),
        "egress",
      ),
    ).toEqual([]);
    const authenticates = synthEdge((stack) => testBalancer(stack, { authenticates: true }));
    expect(peersOf(authenticates, "egress")).toEqual(["0.0.0.0/0 tcp 443"]);
  });

  it("admits CloudFront's own addresses only, on 443 only, when a distribution is in front", () => {
    const synthesized = synthEdge((stack) => testBalancer(stack, { entry: "cloudfront" }));
    expect(peersOf(synthesized, "ingress")).toEqual([
      "${data.aws_ec2_managed_prefix_list.edge_cloudfront-ipv4.id} tcp 443",
    ]);
    expect(Object.values(synthesized.data.aws_ec2_managed_prefix_list ?? {})).toEqual([
      { name: "com.amazonaws.global.cloudfront.origin-facing" },
    ]);
    expect(resourcesOf(synthesized, "aws_lb_listener").map(({ port }) => port)).toEqual([443]);
    expect(synthesized.problems).toEqual([]);
  });

  it("asks for a secret that AWS makes up once, where everybody's distributions could connect", () => {
    const synthesized = synthEdge((stack) => {
      const { listener } = testBalancer(stack, { entry: "cloudfront" });
      new ListenerRule(stack, "shop", {
        listener,
        conditions: { paths: ["/shop/*"] },
        action: { respond: { status: 204 } },
      });
    });
    // "Restrict access to Application Load Balancers", Amazon CloudFront Developer Guide, as of 2026-11.
    expect(readable(resourceOf(synthesized, "aws_lb_listener_rule").condition)).toEqual([
      { path_pattern: { values: ["/shop/*"] } },
      {
        http_header: {
          http_header_name: "X-Origin-Verify",
          values: ['${sensitive(terraform_data.edge_origin-secret_kept.output["value"])}'],
        },
      },
    ]);
    expect(Object.values(synthesized.data.aws_secretsmanager_random_password ?? {})).toEqual([
      { exclude_punctuation: true, password_length: 64 },
    ]);
    expect(readable(resourceOf(synthesized, "terraform_data"))).toEqual({
      input: { value: "${data.aws_secretsmanager_random_password.edge_origin-secret_random.random_password}" },
      lifecycle: { ignore_changes: ["input"] },
    });
  });

  it("asks for no secret on ports of its own, which CloudFront does not reach", () => {
    const synthesized = synthEdge((stack) => {
      const listener = testBalancer(stack, { entry: "cloudfront" }).addListener("test", { port: 8443 });
      new ListenerRule(stack, "shop", {
        listener,
        conditions: { paths: ["/*"] },
        action: { respond: { status: 204 } },
      });
    });
    expect(resourceOf(synthesized, "aws_lb_listener_rule").condition).toEqual([{ path_pattern: { values: ["/*"] } }]);
  });

  it("lies in the private tier and admits nobody yet when it is internal", () => {
    const synthesized = synthEdge((stack) => {
      const balancer = testBalancer(stack, { scheme: "internal" });
      const app = new SecurityGroup(stack, "app", { network: balancer.network, description: "app" });
      balancer.connections.allowFrom(app, Port.tcp(443), "app asks the catalogue");
    });
    expect(resourceOf(synthesized, "aws_lb")).toMatchObject({
      internal: true,
      subnets: ["subnet-app-a", "subnet-app-c"],
    });
    expect(peersOf(synthesized, "ingress")).toEqual(["${aws_security_group.app_group.id} tcp 443"]);
  });

  it("offers further certificates by name, whatever their order", () => {
    const build = (order: readonly string[]) =>
      synthEdge((stack) => {
        const more = Object.fromEntries(
          ["one.example.org", "*.two.example.org"].map((name, index) => [
            name,
            testCertificate(stack, {
              id: `more-${name.length}`,
              names: [name],
              arn: `arn:aws:acm:ap-northeast-2:111111111111:certificate/more-${index}`,
            }),
          ]),
        );
        testBalancer(stack, { moreCertificates: order.flatMap((name) => more[name] ?? []) });
      });
    const certificates = (names: readonly string[]) => build(names).resources.aws_lb_listener_certificate;
    const arns = Object.values(certificates(["one.example.org", "*.two.example.org"]) ?? {});
    expect(arns.map(({ certificate_arn }) => String(certificate_arn).split("/")[1]).sort()).toEqual([
      "more-0",
      "more-1",
    ]);
    expect(certificates(["*.two.example.org", "one.example.org"])).toEqual(
      certificates(["one.example.org", "*.two.example.org"]),
    );
  });

  it("writes both logs into a bucket that admits them, and waits for its policy", () => {
    const synthesized = synthEdge((stack) => {
      const bucket = new Bucket(stack, "logs", { bucketName: "acme-edge-logs", versioned: false, expireDays: 90 });
      testBalancer(stack, { accessLogs: bucket, connectionLogs: { bucket, prefix: "connections" } });
    });
    const balancer = resourceOf(synthesized, "aws_lb");
    expect(balancer).toMatchObject({
      access_logs: { enabled: true },
      connection_logs: { enabled: true, prefix: "connections" },
    });
    expect((balancer.depends_on as string[]).map(withoutHashes)).toContain("aws_s3_bucket_policy.logs_policy");
    const policy = JSON.parse(String(resourceOf(synthesized, "aws_s3_bucket_policy").policy));
    const writers = policy.Statement.filter(({ Effect }: { Effect: string }) => Effect === "Allow");
    const service = { Service: "logdelivery.elasticloadbalancing.amazonaws.com" };
    expect(writers.map(({ Principal, Resource }: Record<string, unknown>) => [Principal, Resource])).toEqual([
      [service, "arn:aws:s3:::acme-edge-logs/AWSLogs/111111111111/*"],
      [service, "arn:aws:s3:::acme-edge-logs/connections/AWSLogs/111111111111/*"],
    ]);
    expect(synthesized.problems).toEqual([]);
  });

  it("leaves the policy of a bucket alone that exists already", () => {
    const synthesized = synthEdge((stack) => {
      testBalancer(stack, { accessLogs: Bucket.fromExisting(stack, "logs", { bucketName: "acme-central-logs" }) });
    });
    expect(resourceOf(synthesized, "aws_lb").access_logs).toEqual({ bucket: "acme-central-logs", enabled: true });
    expect(resourcesOf(synthesized, "aws_s3_bucket_policy")).toEqual([]);
  });

  it("is associated with its web ACL", () => {
    const webAclArn = "arn:aws:wafv2:ap-northeast-2:111111111111:regional/webacl/edge/0123";
    const synthesized = synthEdge((stack) => testBalancer(stack, { webAcl: { webAclArn, scope: "REGIONAL" } }));
    const association = resourceOf(synthesized, "aws_wafv2_web_acl_association");
    expect([association.web_acl_arn, withoutHashes(String(association.resource_arn))]).toEqual([
      webAclArn,
      "${aws_lb.edge_load-balancer.arn}",
    ]);
  });

  it("cannot be deleted in a protected environment, and can where that is said", () => {
    const build = (deletionProtection?: boolean) =>
      synthEdge(
        (stack) =>
          testBalancer(stack, {
            accessLogs: Bucket.fromExisting(stack, "logs", { bucketName: "acme-logs" }),
            withoutWebAcl: { reason: "behind the firewall of the company" },
            deletionProtection,
          }),
        { protect: true },
      );
    expect(resourceOf(build(), "aws_lb").enable_deletion_protection).toBe(true);
    expect(resourceOf(build(false), "aws_lb").enable_deletion_protection).toBe(false);
    expect(exemptionsOf(build().stack)).toEqual([
      {
        path: "sandbox-edge/edge",
        rule: "ALB-08",
        option: "withoutWebAcl",
        reason: "behind the firewall of the company",
      },
    ]);
  });

  it("speaks plain HTTP where it is told why, and is listed for it", () => {
    const reason = "the sandbox has no domain";
    const synthesized = synthEdge((stack) => {
      new ApplicationLoadBalancer(stack, "edge", { network: testNetwork(stack), plainHttp: { reason } });
    });
    expect(resourcesOf(synthesized, "aws_lb_listener").map(({ port, protocol }) => [port, protocol])).toEqual([
      [80, "HTTP"],
    ]);
    expect(peersOf(synthesized, "ingress")).toEqual(["0.0.0.0/0 tcp 80"]);
    expect(exemptionsOf(synthesized.stack)).toEqual([
      { path: "sandbox-edge/edge", rule: "ALB-03", option: "plainHttp", reason },
    ]);
  });

  it("takes a second listener with the same certificate that nobody is admitted to yet", () => {
    const synthesized = synthEdge((stack) => testBalancer(stack).addListener("test", { port: 8443 }));
    expect(resourcesOf(synthesized, "aws_lb_listener").map(({ port, protocol }) => [port, protocol])).toEqual([
      [80, "HTTP"],
      [443, "HTTPS"],
      [8443, "HTTPS"],
    ]);
    expect(peersOf(synthesized, "ingress")).toEqual(["0.0.0.0/0 tcp 443", "0.0.0.0/0 tcp 80"]);
  });
});
