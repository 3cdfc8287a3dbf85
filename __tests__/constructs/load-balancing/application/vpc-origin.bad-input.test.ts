import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../../constructs/core/errors";
import { ApplicationLoadBalancer, ListenerRule, TargetGroup } from "../../../../constructs/load-balancing";
import type { LoadBalancerScheme } from "../../../../constructs/load-balancing/load-balancer.types";
import { ExistingNetwork, type ExistingNetworkProps } from "../../../../constructs/network/existing-network";
import type { PlannedAclRule } from "../../../../constructs/network/network-acls/network-acl-plan";
import { type Told, testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, synthStack } from "../../../support/synth";
import { type Build, edgeProblems, type Refused, testBalancer, testCertificate, tier } from "../support";

const PUBLIC_INSTEAD =
  'make the balancer internet-facing with entry: "cloudfront"; an edge says publicOrigin: { reason: … }';

/** A balancer that CloudFront is to reach. */
interface Input {
  readonly network?: Partial<ExistingNetworkProps>;
  readonly region?: string;
  readonly scheme?: LoadBalancerScheme;
  readonly tier?: string;
}

function problemsIn({ network = {}, region = "ap-northeast-2", scheme = "internal", tier: name }: Input) {
  return problemsIfAny(() =>
    synthStack(
      (stack) => {
        const zones = network.zones ?? ["a", "c"];
        const certificateArn = `arn:aws:acm:${region}:111111111111:certificate/0123-4567`;
        new ApplicationLoadBalancer(stack, "edge", {
          network: new ExistingNetwork(stack, "network", {
            vpcId: "vpc-0123456789abcdef0",
            cidrs: ["10.0.0.0/16"],
            zones,
            tiers: [tier("app", "private", zones), tier("web", "public", zones)],
            ...network,
          }),
          certificate: testCertificate(stack, { arn: certificateArn }),
          scheme,
          entry: "cloudfront",
          tier: name,
        });
      },
      { name: "edge", environment: { region } },
    ),
  );
}

/** A rule of a network ACL that lets answers out. */
const ANSWERS: readonly PlannedAclRule[] = [
  {
    name: "cloudfront",
    inside: false,
    id: "egress-cloudfront",
    direction: "egress",
    number: 100,
    action: "allow",
    protocol: "tcp",
    fromPort: 1024,
    toPort: 65_535,
    cidr: "0.0.0.0/0",
  },
];

/** A zone without VPC origins, beside two with them. */
function zoneRow(region: string, zones: readonly string[], without: string) {
  const others = zones.filter((zone) => zone !== without);
  return {
    mistake: `in a zone without VPC origins: ${region}`,
    input: { network: { zones }, region },
    problems: [
      {
        code: "VPC_ORIGIN_ZONE",
        path: "sandbox-edge/edge › tier",
        message: "CloudFront has no VPC origins in a zone of the balancer's tier.",
        found: `tier "app" with zone ${without}`,
        expected: `zones other than ${without}`,
        fix: `put the balancer into a tier without that zone, or ${PUBLIC_INSTEAD}`,
      },
    ],
    ways: [
      {
        says: "put the balancer into a tier without that zone",
        to: {
          network: { zones, tiers: [tier("app", "private", zones), tier("edge", "private", others)] },
          region,
          tier: "edge",
        },
      },
      { says: PUBLIC_INSTEAD, to: { network: { zones }, region, scheme: "internet-facing" } },
    ],
  } as const;
}

interface RefusedEdge extends Told<Input> {
  readonly input: Input;
  readonly problems: readonly Problem[];
}

// Amazon CloudFront Developer Guide, "Restrict access with VPC origins", as of 2026-11.
const REFUSED: readonly RefusedEdge[] = [
  {
    mistake: "in a region without VPC origins",
    input: { region: "us-gov-west-1" },
    problems: [
      {
        code: "VPC_ORIGIN_REGION",
        path: "sandbox-edge/edge › entry",
        message: "CloudFront reaches no internal balancers in this region: it has no VPC origins there.",
        found: "us-gov-west-1",
        expected: expect.stringMatching(/^one of af-south-1, ap-east-1, .* us-west-2$/),
        fix: PUBLIC_INSTEAD,
      },
    ],
    ways: [{ says: PUBLIC_INSTEAD, to: { region: "us-gov-west-1", scheme: "internet-facing" } }],
  },
  zoneRow("us-east-1", ["use1-az1", "use1-az2", "use1-az3"], "use1-az3"),
  zoneRow("us-west-1", ["usw1-az1", "usw1-az2", "usw1-az3"], "usw1-az2"),
  zoneRow("ap-northeast-1", ["apne1-az1", "apne1-az2", "apne1-az3"], "apne1-az3"),
  zoneRow("ca-central-1", ["cac1-az1", "cac1-az2", "cac1-az3"], "cac1-az3"),
  {
    mistake: "in a VPC without an internet gateway",
    input: { network: { tiers: [tier("app", "private")], hasInternetGateway: false } },
    problems: [
      {
        code: "VPC_ORIGIN_INTERNET_GATEWAY",
        path: "sandbox-edge/edge › network",
        message:
          "CloudFront reaches into a VPC only when it has an internet gateway, though no request goes through that one.",
        found: "a network without an internet gateway",
        expected: "an internet gateway",
        fix: "add a public tier to the network, which brings one; nothing needs to lie in the tier",
      },
    ],
    ways: [{ says: "add a public tier to the network", to: { network: {} } }],
  },
  {
    mistake: "in a tier whose network ACL keeps the answers back",
    input: { network: { tiers: [{ ...tier("app", "private"), networkAcl: [] }] } },
    problems: [
      {
        code: "VPC_ORIGIN_ANSWERS",
        path: "sandbox-edge/edge › tier",
        message: "The network ACL of the balancer's tier lets no answers out to CloudFront.",
        found: 'tier "app", whose egress does not allow TCP 1024-65535 to 0.0.0.0/0',
        expected: "an egress rule that allows them, before any that denies some of them",
        fix: 'add to the tier\'s networkAcl.egress: cloudfront: { action: "allow", peer: "anywhere", protocol: "tcp", ports: "1024-65535" }',
      },
    ],
    ways: [
      {
        says: 'add to the tier\'s networkAcl.egress: cloudfront: { action: "allow", peer: "anywhere"',
        to: { network: { tiers: [{ ...tier("app", "private"), networkAcl: ANSWERS }] } },
      },
    ],
  },
];

describe("an internal balancer behind CloudFront is refused", () => {
  it.each(REFUSED)("$mistake", ({ input, problems }) => {
    expect(problemsIn(input)).toEqual(problems);
  });
});

testAdvice(REFUSED, problemsIn);

/** A rule that forwards gRPC, at a balancer of this scheme. */
function grpcRow(scheme: LoadBalancerScheme): Refused {
  const rule = (stack: EnvironmentStack, loadBalancer: ApplicationLoadBalancer) => {
    const { network, listener } = loadBalancer;
    const forward = new TargetGroup(stack, "targets", { network, port: 8080, version: "GRPC" });
    new ListenerRule(stack, "rule", { listener, conditions: { paths: ["/*"] }, action: { forward } });
  };
  return {
    mistake: `gRPC behind CloudFront, at a balancer that is ${scheme}`,
    build: (stack) => rule(stack, testBalancer(stack, { scheme, entry: "cloudfront" })),
    problems: [
      {
        code: "GRPC_BEHIND_CLOUDFRONT",
        path: "sandbox-edge/rule › action.forward",
        message: "The distribution in front of the balancer passes no gRPC on.",
        found: "a target group with version: GRPC behind CloudFront",
        expected: "HTTP1 or HTTP2",
        fix: "give gRPC a balancer of its own that clients connect to directly",
      },
    ],
    ways: [
      {
        says: "give gRPC a balancer of its own that clients connect to directly",
        to: (stack) => rule(stack, testBalancer(stack, { scheme })),
      },
    ],
  };
}

/** A rule for these paths behind CloudFront. */
function pathsRule(...each: readonly (readonly string[])[]): Build {
  return (stack) => {
    const { listener } = testBalancer(stack, { entry: "cloudfront" });
    for (const [index, paths] of each.entries()) {
      const id = index === 0 ? "rule" : `rule-${index}`;
      new ListenerRule(stack, id, { listener, conditions: { paths }, action: { respond: { status: 204 } } });
    }
  };
}

const REFUSED_RULES: readonly Refused[] = [
  grpcRow("internal"),
  grpcRow("internet-facing"),
  {
    mistake: "five values of a rule, where CloudFront's secret is one too",
    build: pathsRule(["/a", "/b", "/c", "/d", "/e"]),
    problems: [
      {
        code: "RULE_TOO_MANY_VALUES",
        path: "sandbox-edge/rule › conditions",
        message: "A rule has more values in its conditions than AWS allows.",
        found: "5 values: /a, /b, /c, /d, /e",
        expected: "at most 4, all conditions together; CloudFront's secret is the last of 5",
        fix: "use a wildcard, or make two rules with the same action",
      },
    ],
    ways: [
      { says: "use a wildcard", to: pathsRule(["/?"]) },
      { says: "make two rules with the same action", to: pathsRule(["/a", "/b", "/c"], ["/d", "/e"]) },
    ],
  },
];

test.each(REFUSED_RULES)("$mistake is refused", ({ build, problems }) => {
  expect(edgeProblems(build)).toEqual(problems);
});

testAdvice(REFUSED_RULES, edgeProblems);
