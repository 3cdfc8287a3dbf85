import { ApplicationLoadBalancer, ListenerRule, TargetGroup } from "../../../constructs/load-balancing";
import { ExistingNetwork, type ExistingNetworkProps } from "../../../constructs/network/existing-network";
import { problemsOf, synthStack } from "../../support/synth";
import { only, synthEdge, testBalancer, testCertificate, tier } from "./support";

const PUBLIC_INSTEAD =
  'make the balancer internet-facing with entry: "cloudfront"; an edge says publicOrigin: { reason: … }';

/** What an internal balancer that CloudFront is to reach is refused for. */
function problems(network: Partial<ExistingNetworkProps>, region = "ap-northeast-2") {
  return problemsOf(() =>
    synthStack(
      (stack) => {
        const zones = network.zones ?? ["a", "c"];
        new ApplicationLoadBalancer(stack, "edge", {
          network: new ExistingNetwork(stack, "network", {
            vpcId: "vpc-0123456789abcdef0",
            cidrs: ["10.0.0.0/16"],
            zones,
            tiers: [tier("app", "private", zones)],
            ...network,
          }),
          certificate: testCertificate(stack, {
            arn: `arn:aws:acm:${region}:111111111111:certificate/0123-4567`,
          }),
          scheme: "internal",
          entry: "cloudfront",
        });
      },
      { name: "edge", environment: { region } },
    ),
  );
}

// Amazon CloudFront Developer Guide, "Restrict access with VPC origins", as of 2026-11.
describe("an internal balancer behind CloudFront is refused", () => {
  it("in a region without VPC origins", () => {
    expect(only(problems({}, "us-gov-west-1"))).toEqual({
      code: "VPC_ORIGIN_REGION",
      path: "sandbox-edge/edge › entry",
      message: "CloudFront reaches no internal balancers in this region: it has no VPC origins there.",
      found: "us-gov-west-1",
      expected: expect.stringMatching(/^one of af-south-1, ap-east-1, .* us-west-2$/),
      fix: PUBLIC_INSTEAD,
    });
  });

  it.each([
    ["us-east-1", ["use1-az1", "use1-az3"], "use1-az3"],
    ["us-west-1", ["usw1-az1", "usw1-az2"], "usw1-az2"],
    ["ap-northeast-1", ["apne1-az1", "apne1-az3"], "apne1-az3"],
    ["ca-central-1", ["cac1-az1", "cac1-az3"], "cac1-az3"],
  ])("in a zone without them: %s", (region, zones, without) => {
    expect(only(problems({ zones }, region))).toEqual({
      code: "VPC_ORIGIN_ZONE",
      path: "sandbox-edge/edge › tier",
      message: "CloudFront has no VPC origins in a zone of the balancer's tier.",
      found: `tier "app" with zone ${without}`,
      expected: `zones other than ${without}`,
      fix: `put the balancer into a tier without that zone, or ${PUBLIC_INSTEAD}`,
    });
  });

  it("in a VPC without an internet gateway", () => {
    expect(only(problems({ hasInternetGateway: false }))).toEqual({
      code: "VPC_ORIGIN_INTERNET_GATEWAY",
      path: "sandbox-edge/edge › network",
      message:
        "CloudFront reaches into a VPC only when it has an internet gateway, though no request goes through that one.",
      found: "a network without an internet gateway",
      expected: "an internet gateway",
      fix: "add a public tier to the network, which brings one; nothing needs to lie in the tier",
    });
  });

  it("in a tier whose network ACL keeps the answers back", () => {
    expect(only(problems({ tiers: [{ ...tier("app", "private"), answersAnywhere: false }] }))).toEqual({
      code: "VPC_ORIGIN_ANSWERS",
      path: "sandbox-edge/edge › tier",
      message: "The network ACL of the balancer's tier lets no answers out to CloudFront.",
      found: 'tier "app", whose egress does not allow TCP 1024-65535 to 0.0.0.0/0',
      expected: "an egress rule that allows them, before any that denies some of them",
      fix: 'add to the tier\'s networkAcl.egress: cloudfront: { action: "allow", peer: "anywhere", protocol: "tcp", ports: "1024-65535" }',
    });
  });
});

describe.each(["internal", "internet-facing"] as const)("behind CloudFront, a balancer that is %s", (scheme) => {
  it("has no rule that forwards gRPC", () => {
    const found = problemsOf(() =>
      synthEdge((stack) => {
        const loadBalancer = testBalancer(stack, { scheme, entry: "cloudfront" });
        const { network } = loadBalancer;
        const targets = new TargetGroup(stack, "targets", { network, port: 8080, version: "GRPC" });
        new ListenerRule(stack, "rule", {
          listener: loadBalancer.listener,
          conditions: { paths: ["/*"] },
          action: { forward: targets },
        });
      }),
    );
    expect(only(found)).toEqual({
      code: "GRPC_BEHIND_CLOUDFRONT",
      path: "sandbox-edge/rule › action.forward",
      message: "The distribution in front of the balancer passes no gRPC on.",
      found: "a target group with version: GRPC behind CloudFront",
      expected: "HTTP1 or HTTP2",
      fix: "give gRPC a balancer of its own that clients connect to directly",
    });
  });
});

test("CloudFront's secret is one of the five values that a rule may have", () => {
  const found = problemsOf(() =>
    synthEdge((stack) => {
      const { listener } = testBalancer(stack, { entry: "cloudfront" });
      const paths = ["/a", "/b", "/c", "/d", "/e"];
      new ListenerRule(stack, "rule", { listener, conditions: { paths }, action: { respond: { status: 204 } } });
    }),
  );
  expect(only(found)).toEqual({
    code: "RULE_TOO_MANY_VALUES",
    path: "sandbox-edge/rule › conditions",
    message: "A rule has more values in its conditions than AWS allows.",
    found: "5 values: /a, /b, /c, /d, /e",
    expected: "at most 4, all conditions together; CloudFront's secret is the last of 5",
    fix: "use a wildcard, or make two rules with the same action",
  });
});
