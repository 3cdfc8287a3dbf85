import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { ApplicationLoadBalancer } from "../../../../constructs/load-balancing";
import type { PlannedAclRule } from "../../../../constructs/network/network-acls/network-acl-plan";
import { Port } from "../../../../constructs/security-groups";
import { Peer } from "../../../../constructs/security-groups/peer";
import { testAdvice } from "../../../support/followed-advice";
import { type Build, edgeProblems, type Refused, testBalancer, testCertificate, testNetwork, tier } from "../support";

const PATH = "sandbox-edge/edge";
const MORE = `${PATH} › listener "more"`;

function named(id: string): Build {
  return (stack) => testBalancer(stack).addListener(id, { port: 9443 });
}

/** A balancer in a tier whose network ACL lets HTTP and HTTPS in, and some ports more. */
function withAcl(stack: EnvironmentStack, ...ports: readonly number[]): ApplicationLoadBalancer {
  const rule = { protocol: "tcp", action: "allow", cidr: "0.0.0.0/0", inside: false } as const;
  const networkAcl: PlannedAclRule[] = [
    ...[80, 443, ...ports].map((port, index) => ({
      ...rule,
      name: `in-${port}`,
      id: `ingress-in-${port}`,
      number: 100 + index,
      direction: "ingress" as const,
      fromPort: port,
      toPort: port,
    })),
    {
      ...rule,
      name: "answers",
      id: "egress-answers",
      number: 100,
      direction: "egress",
      fromPort: 1024,
      toPort: 65_535,
    },
  ];
  const network = testNetwork(stack, [{ ...tier("web", "public"), networkAcl }]);
  return new ApplicationLoadBalancer(stack, "edge", { network, certificate: testCertificate(stack) });
}

const REFUSED: readonly Refused[] = [
  {
    mistake: "of a name that another listener has",
    build: named("https"),
    problems: [
      {
        code: "LISTENER_NAME_TWICE",
        path: `${PATH} › listener "https"`,
        message: "Another listener of the balancer has the name already; rules could not tell the two apart.",
        found: '"https", which is the name of port 443',
        expected: "a name other than https, redirect",
        fix: "give the listener another name",
      },
    ],
    ways: [{ says: "give the listener another name", to: named("partners") }],
  },
  {
    mistake: "for the internet, at an internal balancer",
    build: (stack) => {
      const edge = testBalancer(stack, { scheme: "internal" });
      edge.addListener("more", {
        port: 8443,
        entry: [Peer.anyIpv4()],
        publicEntry: "partners connect from everywhere",
      });
    },
    problems: [
      {
        code: "BALANCER_ENTRY",
        path: `${MORE}.entry`,
        message: "An internal balancer has no public address: the internet does not reach it.",
        found: "an entry for the internet at an internal balancer",
        expected: "peers that are in the VPC or connected to it",
        fix: "name the ranges of those who connect, or leave entry out and allow groups",
      },
    ],
    ways: [
      {
        says: "name the ranges of those who connect",
        to: (stack) =>
          testBalancer(stack, { scheme: "internal" }).addListener("more", {
            port: 8443,
            entry: [Peer.ipv4("10.0.0.0/16")],
          }),
      },
      {
        says: "leave entry out and allow groups",
        to: (stack) => {
          const edge = testBalancer(stack, { scheme: "internal" });
          edge.connections.allowFrom(edge, Port.tcp(edge.addListener("more", { port: 8443 }).port), "the application");
        },
      },
    ],
  },
  {
    mistake: "where the network ACL lets no client in",
    build: (stack) => withAcl(stack).addListener("more", { port: 8443, entry: [Peer.ipv4("203.0.113.0/24")] }),
    problems: [
      {
        code: "NETWORK_ACL_BLOCKS",
        path: `${MORE}.entry`,
        message: 'The network ACL of tier "web" would silently stop clients of the listener.',
        found: "tcp 8443 from 203.0.113.0/24, not admitted by any of its rules",
        expected: "a network ACL that lets clients of the listener in and the answers out",
        fix: 'add to the openings of the tier "web" of the network: "tcp-8443-203-0-113-0-24": { from: "203.0.113.0/24", protocol: "tcp", ports: 8443 }',
      },
    ],
    ways: [
      {
        says: "add to the openings of the tier",
        to: (stack) => withAcl(stack, 8443).addListener("more", { port: 8443, entry: [Peer.ipv4("203.0.113.0/24")] }),
      },
    ],
  },
];

describe("a further listener is refused", () => {
  it.each(REFUSED)("$mistake", ({ build, problems }) => {
    expect(edgeProblems(build)).toEqual(problems);
  });
});

testAdvice(REFUSED, edgeProblems);
