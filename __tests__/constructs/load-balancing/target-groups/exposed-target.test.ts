import { Testing } from "cdktf";
import { Certificate } from "../../../../constructs/certificates";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../../constructs/core/errors";
import { collectChecks } from "../../../../constructs/core/validation";
import { HostedZone, type IHostedZone } from "../../../../constructs/dns";
import {
  ApplicationLoadBalancer,
  ExposedTarget,
  type ExposedTargetProps,
  type Exposure,
  type ILoadBalancer,
  loadBalancerFromContract,
  publishLoadBalancers,
} from "../../../../constructs/load-balancing";
import { SecurityGroup } from "../../../../constructs/security-groups";
import { testAdvice } from "../../../support/followed-advice";
import { problemsOf, resourceOf, resourcesOf, type SynthesizedStack, testEnvironment } from "../../../support/synth";
import {
  type Build,
  edgeProblems,
  only,
  peersOf,
  type Refused,
  readable,
  synthEdge,
  testBalancer,
  testCertificate,
  testNetwork,
} from "../support";

const ZONE = { zoneId: "Z0123456789ABCDEFGHIJ", zoneName: "example.com" };

function zoneIn(stack: EnvironmentStack, props = ZONE, id = "zone"): IHostedZone {
  return HostedZone.fromExisting(stack, id, props);
}

/** A service below a balancer. */
function expose(
  stack: EnvironmentStack,
  exposure: Exposure,
  overrides: Partial<ExposedTargetProps> = {},
  id = "api",
): ExposedTarget {
  const { network } = exposure.loadBalancer;
  const target = new SecurityGroup(stack, `${id}-group`, { network, description: "service" });
  return new ExposedTarget(stack, id, { exposure, target, port: 8080, ...overrides });
}

/** A service below the balancer of its own stack. */
function exposed(
  place: (edge: ApplicationLoadBalancer, stack: EnvironmentStack) => Exposure,
  overrides: Partial<ExposedTargetProps> = {},
): SynthesizedStack {
  return synthEdge((stack) => expose(stack, place(testBalancer(stack, { zones: [zoneIn(stack)] }), stack), overrides));
}

const recordsOf = (synthesized: SynthesizedStack) =>
  resourcesOf(synthesized, "aws_route53_record").map(({ name, type, zone_id }) => [name, type, zone_id]);

describe("a service below a balancer", () => {
  it("has a target group, a rule for its host, and an alias record", () => {
    const synthesized = exposed((edge) => edge.host("api.example.com"), { healthCheck: { path: "/health" } });
    expect(resourceOf(synthesized, "aws_lb_target_group")).toMatchObject({
      port: 8080,
      vpc_id: "vpc-0123456789abcdef0",
      health_check: { path: "/health" },
    });
    const rule = resourceOf(synthesized, "aws_lb_listener_rule");
    expect(readable([rule.listener_arn, rule.condition, rule.action])).toEqual([
      "${aws_lb_listener.edge_https_listener.arn}",
      [{ host_header: { values: ["api.example.com"] } }],
      [{ type: "forward", target_group_arn: "${aws_lb_target_group.api_targets_group.arn}" }],
    ]);
    expect(readable(resourceOf(synthesized, "aws_route53_record"))).toEqual({
      name: "api.example.com",
      type: "A",
      zone_id: ZONE.zoneId,
      alias: {
        name: "${aws_lb.edge_load-balancer.dns_name}",
        zone_id: "${aws_lb.edge_load-balancer.zone_id}",
        evaluate_target_health: true,
      },
    });
    expect(synthesized.problems).toEqual([]);
  });

  it("is reached by the balancer only, by group reference on both sides", () => {
    const synthesized = exposed((edge) => edge.host("api.example.com"), { healthCheck: { port: 8081 } });
    expect(peersOf(synthesized, "ingress")).toEqual([
      "${aws_security_group.edge_security-group.id} tcp 8080",
      "${aws_security_group.edge_security-group.id} tcp 8081",
      "0.0.0.0/0 tcp 443",
      "0.0.0.0/0 tcp 80",
    ]);
    expect(peersOf(synthesized, "egress")).toEqual([
      "${aws_security_group.api-group.id} tcp 8080",
      "${aws_security_group.api-group.id} tcp 8081",
    ]);
  });

  it("takes paths of a host, other hosts and further conditions", () => {
    const synthesized = exposed((edge) =>
      edge.host("api.example.com", {
        paths: ["/v1/*"],
        otherHosts: ["shop.example.com"],
        conditions: { methods: ["GET"] },
        priority: 7,
      }),
    );
    expect(resourceOf(synthesized, "aws_lb_listener_rule")).toMatchObject({
      priority: 7,
      condition: [
        { host_header: { values: ["api.example.com", "shop.example.com"] } },
        { path_pattern: { values: ["/v1/*"] } },
        { http_request_method: { values: ["GET"] } },
      ],
    });
    expect(recordsOf(synthesized)).toEqual([
      ["api.example.com", "A", ZONE.zoneId],
      ["shop.example.com", "A", ZONE.zoneId],
    ]);
  });

  it("has no record where its name is looked after elsewhere, or where it has none", () => {
    expect(recordsOf(exposed((edge) => edge.host("api.example.com", { zone: "none" })))).toEqual([]);
    expect(recordsOf(exposed((edge) => edge.path("/api/*")))).toEqual([]);
    expect(recordsOf(exposed((edge) => edge.everything()))).toEqual([]);
  });

  it("answers over IPv6 where the balancer does", () => {
    const synthesized = synthEdge((stack) => {
      const edge = testBalancer(stack, { zones: [zoneIn(stack)], addressType: "dualstack" });
      expose(stack, edge.host("api.example.com"));
    });
    expect(recordsOf(synthesized).map(([, type]) => type)).toEqual(["A", "AAAA"]);
  });

  it("puts its name into the zone of the certificate, when the balancer names none", () => {
    const synthesized = synthEdge((stack) => {
      const certificate = new Certificate(stack, "proved", { names: ["*.example.com"], zones: [zoneIn(stack)] });
      expose(stack, testBalancer(stack, { certificate }).host("api.example.com"));
    });
    expect(recordsOf(synthesized)).toContainEqual(["api.example.com", "A", ZONE.zoneId]);
  });

  it("puts its name into the narrowest zone, a private one first behind an internal balancer", () => {
    const placed = (scheme: "internal" | "internet-facing") =>
      synthEdge((stack) => {
        const names = ["*.in.example.com"];
        const edge = testBalancer(stack, {
          scheme,
          certificate: testCertificate(stack, { id: "wide", names }),
          zones: [
            zoneIn(stack),
            zoneIn(stack, { zoneId: "Z1111111111", zoneName: "in.example.com" }, "narrow"),
            HostedZone.fromExisting(stack, "private", {
              zoneId: "Z2222222222",
              zoneName: "in.example.com",
              visibility: "private",
            }),
          ],
        });
        expose(stack, edge.host("api.in.example.com"));
      });
    expect(recordsOf(placed("internet-facing"))).toEqual([["api.in.example.com", "A", "Z1111111111"]]);
    expect(recordsOf(placed("internal"))).toEqual([["api.in.example.com", "A", "Z2222222222"]]);
  });

  it("has two target groups for a deployment that shifts traffic", () => {
    const synthesized = exposed((edge) => edge.host("api.example.com"), { blueGreen: true });
    expect(resourcesOf(synthesized, "aws_lb_target_group")).toHaveLength(2);
    expect(resourceOf(synthesized, "aws_lb_listener_rule").lifecycle).toMatchObject({ ignore_changes: ["action"] });
  });
});

describe("a service in another stack than the balancer", () => {
  const services = (
    build: (stack: EnvironmentStack, balancer: ILoadBalancer) => void,
  ): { synthesized: string; problems: readonly Problem[] } => {
    const app = Testing.app();
    const edgeStack = new EnvironmentStack(app, "edge", testEnvironment());
    const edge = testBalancer(edgeStack);
    publishLoadBalancers({ edge });
    expose(edgeStack, edge.host("old.example.com", { zone: "none" }), {}, "old");
    const stack = new EnvironmentStack(app, "ecs", testEnvironment());
    const balancer = loadBalancerFromContract(stack, "edge", {
      network: testNetwork(stack),
      certificateNames: edge.listener.certificateNames,
      zones: [zoneIn(stack)],
    });
    build(stack, balancer);
    const problems = collectChecks(app);
    return { synthesized: Testing.synth(stack), problems };
  };

  it("has everything in its own stack, with the balancer's values from the contract", () => {
    const { synthesized, problems } = services((stack, edge) => expose(stack, edge.host("api.example.com")));
    const { resource } = JSON.parse(synthesized);
    expect(Object.keys(resource).sort()).toEqual([
      "aws_lb_listener_rule",
      "aws_lb_target_group",
      "aws_route53_record",
      "aws_security_group",
      "aws_vpc_security_group_egress_rule",
      "aws_vpc_security_group_ingress_rule",
    ]);
    const [rule] = Object.values<Record<string, unknown>>(resource.aws_lb_listener_rule);
    expect(rule?.listener_arn).toBe('${data.terraform_remote_state.edge.outputs.listener_arns["edge"]}');
    const [egress] = Object.values<Record<string, unknown>>(resource.aws_vpc_security_group_egress_rule);
    expect(egress?.security_group_id).toBe(
      '${data.terraform_remote_state.edge.outputs.load_balancer_security_group_ids["edge"]}',
    );
    expect(problems).toEqual([]);
  });

  it("is told of a clash with a rule of the balancer's own stack", () => {
    const { problems } = services((stack, edge) =>
      expose(stack, edge.host("old.example.com", { zone: "none" }), {}, "new"),
    );
    const problem = only(problems);
    expect(problem).toMatchObject({
      code: "RULES_SAME_REQUESTS",
      path: "sandbox-edge/old/rule › conditions",
      found: "host old.example.com in sandbox-edge/old/rule, and in sandbox-ecs/new/rule",
    });
  });

  it("is checked against the certificate that the contract's reader was told of", () => {
    const problems = problemsOf(() =>
      services((stack, edge) => expose(stack, edge.host("a.b.example.com", { zone: "none" }))),
    );
    expect(only(problems)).toMatchObject({
      code: "CERTIFICATE_DOES_NOT_COVER",
      found: '"a.b.example.com", with certificates for example.com, *.example.com',
    });
  });

  it("reaches a balancer that exists outside of every stack", () => {
    const synthesized = synthEdge((stack) => {
      const edge = ApplicationLoadBalancer.fromExisting(stack, "legacy", {
        loadBalancerArn: "arn:aws:elasticloadbalancing:ap-northeast-2:111111111111:loadbalancer/app/legacy/0123",
        arnSuffix: "app/legacy/0123",
        dnsName: "legacy-123.ap-northeast-2.elb.amazonaws.com",
        hostedZoneId: "ZWKZPGTI48KDX",
        securityGroupId: "sg-0123456789abcdef0",
        listenerArn: "arn:aws:elasticloadbalancing:ap-northeast-2:111111111111:listener/app/legacy/0123/4567",
        network: testNetwork(stack),
      });
      expose(stack, edge.everything());
    });
    expect(resourceOf(synthesized, "aws_lb_listener_rule").listener_arn).toBe(
      "arn:aws:elasticloadbalancing:ap-northeast-2:111111111111:listener/app/legacy/0123/4567",
    );
    expect(peersOf(synthesized, "ingress")).toEqual(["sg-0123456789abcdef0 tcp 8080"]);
  });
});

/** A service of the stack `ecs` below a balancer that is got at in a way of its own. */
function below(balancer: (stack: EnvironmentStack, edge: ApplicationLoadBalancer) => ILoadBalancer): Build {
  return (root) => {
    const edge = testBalancer(root);
    publishLoadBalancers({ edge });
    const stack = new EnvironmentStack(root.node.root, "ecs", testEnvironment());
    expose(stack, balancer(stack, edge).host("api.example.com", { zone: "none" }));
  };
}

/** A service below a balancer with this zone. */
function inZone(zoneName: string, zone?: "none"): Build {
  return (stack) => {
    const edge = testBalancer(stack, { zones: [zoneIn(stack, { ...ZONE, zoneName })] });
    expose(stack, edge.host("api.example.com", zone && { zone }));
  };
}

/** A service whose target groups have whole names. */
function named(props: Pick<ExposedTargetProps, "blueGreen" | "targetGroupName" | "greenTargetGroupName">): Build {
  return (stack) => expose(stack, testBalancer(stack).host("api.example.com", { zone: "none" }), props);
}

const REFUSED: readonly Refused[] = [
  {
    mistake: "a whole name of a second target group, where there is one",
    build: named({ targetGroupName: "api", greenTargetGroupName: "api-green" }),
    problems: [
      {
        code: "TARGET_GROUP_GREEN",
        path: "sandbox-edge/api › greenTargetGroupName",
        message: "A second target group is named, and there is only one: nothing moves traffic between two.",
        found: '"api-green", and one target group',
        expected: "no greenTargetGroupName, or a deployment by blue-green, linear, canary or codedeploy",
        fix: "leave out greenTargetGroupName: targetGroupName names the only group",
      },
    ],
    ways: [{ says: "leave out greenTargetGroupName", to: named({ targetGroupName: "api" }) }],
  },
  {
    mistake: "one whole name for two target groups",
    build: named({ blueGreen: true, targetGroupName: "api", greenTargetGroupName: "api" }),
    problems: [
      {
        code: "NAME_TAKEN",
        path: "sandbox-edge/api/targets › greenTargetGroupName",
        message: "AWS would have two things of one kind under the same name.",
        found: 'target group "api" of sandbox-edge/api/targets/green/group, and of sandbox-edge/api/targets/blue/group',
        expected: "one target group of a name in an account and region",
        fix: "give sandbox-edge/api/targets a greenTargetGroupName of its own",
      },
    ],
    ways: [
      {
        says: "give sandbox-edge/api/targets a greenTargetGroupName of its own",
        to: named({ blueGreen: true, targetGroupName: "api", greenTargetGroupName: "api-green" }),
      },
    ],
  },
  {
    mistake: "a name that no zone can hold",
    build: inZone("example.org"),
    problems: [
      {
        code: "HOST_ZONE_MISSING",
        path: 'sandbox-edge/edge › host "api.example.com"',
        message: "The name would not lead to the balancer: none of its zones can hold a record for it.",
        found: "zones example.org",
        expected: "a zone that the name is in",
        fix: 'give the balancer the zone in `zones`, or set zone: "none" when the name is looked after elsewhere',
      },
    ],
    ways: [
      { says: "give the balancer the zone in `zones`", to: inZone("example.com") },
      { says: 'set zone: "none" when the name is looked after elsewhere', to: inZone("example.org", "none") },
    ],
  },
  {
    mistake: "the balancer itself, of another stack",
    build: below((_, edge) => edge),
    problems: [
      {
        code: "LISTENER_IN_OTHER_STACK",
        path: "sandbox-ecs/api/rule › listener",
        message: "The listener belongs to another stack; stacks know each other only through contracts.",
        found: "sandbox-edge/edge/https, used in stack sandbox-ecs",
        expected: "a listener of stack sandbox-ecs",
        fix: 'publish the balancer with publishLoadBalancers, and read it here with loadBalancerFromContract(this, "edge", …)',
      },
    ],
    ways: [
      {
        says: 'read it here with loadBalancerFromContract(this, "edge", …)',
        to: below((stack, edge) => {
          const { certificateNames } = edge.listener;
          return loadBalancerFromContract(stack, "edge", { network: testNetwork(stack), certificateNames });
        }),
      },
    ],
  },
];

test.each(REFUSED)("$mistake is refused, or told at synth", ({ build, problems }) => {
  expect(edgeProblems(build)).toEqual(problems);
});

testAdvice(REFUSED, edgeProblems);
