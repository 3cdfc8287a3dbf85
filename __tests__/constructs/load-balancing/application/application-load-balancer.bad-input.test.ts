import { Certificate } from "../../../../constructs/certificates";
import { HostedZone } from "../../../../constructs/dns";
import { type ApplicationLoadBalancerProps, ListenerRule } from "../../../../constructs/load-balancing";
import { Port, SecurityGroup } from "../../../../constructs/security-groups";
import { WebAcl } from "../../../../constructs/waf/web-acl";
import { testAdvice } from "../../../support/followed-advice";
import {
  type Build,
  balancer,
  edgeProblems,
  httpsProps,
  type Refused,
  testBalancer,
  testCertificate,
  testNetwork,
  tier,
} from "../support";

const PATH = "sandbox-edge/edge";

type Stack = Parameters<typeof httpsProps>[0];

/** A balancer with another listener on a port. */
function listening(port: number): Build {
  return (stack) => testBalancer(stack).addListener("test", { port });
}

const inPrivate = (stack: Stack) => ({
  network: testNetwork(stack, [tier("app", "private")]),
  certificate: testCertificate(stack),
});

const isolated = (stack: Stack) => ({
  network: testNetwork(stack, [tier("data", "isolated")]),
  certificate: testCertificate(stack),
});

const REFUSED: readonly Refused[] = [
  {
    mistake: "in one zone",
    build: balancer((stack) => ({
      network: testNetwork(stack, [tier("web", "public", ["a"])]),
      certificate: testCertificate(stack),
    })),
    problems: [
      {
        code: "BALANCER_ZONES_TOO_FEW",
        path: `${PATH} › tier`,
        message: "An Application Load Balancer needs subnets in at least two availability zones.",
        found: 'tier "web" with zone a',
        expected: "a tier with at least 2 zones",
        fix: "add a zone to the network, or to this tier; the subnets that are there stay as they are",
      },
    ],
    ways: [
      {
        says: "add a zone to the network, or to this tier",
        to: balancer((stack) => ({
          network: testNetwork(stack, [tier("web", "public", ["a", "c"])]),
          certificate: testCertificate(stack),
        })),
      },
    ],
  },
  {
    mistake: "facing the internet from a private tier",
    build: balancer((stack) => ({ ...httpsProps(stack), tier: "app" })),
    problems: [
      {
        code: "BALANCER_TIER_KIND",
        path: `${PATH} › tier`,
        message: "A balancer that is internet-facing needs a public tier: elsewhere no answer finds the way back.",
        found: 'internet-facing in the private tier "app"',
        expected: "a tier that is public",
        fix: "use web",
      },
    ],
    ways: [{ says: "use web", to: balancer((stack) => ({ ...httpsProps(stack), tier: "web" })) }],
  },
  {
    mistake: "internal in a public tier",
    build: balancer((stack) => ({ ...httpsProps(stack), scheme: "internal", tier: "web" })),
    problems: [
      {
        code: "BALANCER_TIER_KIND",
        path: `${PATH} › tier`,
        message: "An internal balancer does not belong into a public tier.",
        found: 'internal in the public tier "web"',
        expected: "a tier that is private",
        fix: "use app",
      },
    ],
    ways: [{ says: "use app", to: balancer((stack) => ({ ...httpsProps(stack), scheme: "internal", tier: "app" })) }],
  },
  {
    mistake: "without a tier of its kind",
    build: balancer(isolated),
    problems: [
      {
        code: "BALANCER_TIER_MISSING",
        path: `${PATH} › tier`,
        message: "The network has no tier for a balancer that is internet-facing.",
        found: "tiers data (isolated)",
        expected: "a tier that is public",
        fix: "add a public tier to the network",
      },
    ],
    ways: [
      {
        says: "add a public tier to the network",
        to: balancer((stack) => ({
          network: testNetwork(stack, [tier("data", "isolated"), tier("web", "public")]),
          certificate: testCertificate(stack),
        })),
      },
    ],
  },
  {
    mistake: "without a tier of its kind, where there is one for the other scheme",
    build: balancer(inPrivate),
    problems: [
      {
        code: "BALANCER_TIER_MISSING",
        path: `${PATH} › tier`,
        message: "The network has no tier for a balancer that is internet-facing.",
        found: "tiers app (private)",
        expected: "a tier that is public",
        fix: "add a public tier to the network, or make the balancer internal",
      },
    ],
    ways: [
      {
        says: "add a public tier to the network",
        to: balancer((stack) => ({
          network: testNetwork(stack, [tier("app", "private"), tier("web", "public")]),
          certificate: testCertificate(stack),
        })),
      },
      { says: "make the balancer internal", to: balancer((stack) => ({ ...inPrivate(stack), scheme: "internal" })) },
    ],
  },
  {
    mistake: "in a tier that there is not",
    build: balancer((stack) => ({ ...httpsProps(stack), tier: "edge" })),
    problems: [
      {
        code: "TIER_UNKNOWN",
        path: `${PATH} › tier`,
        message: "The network has no tier of this name.",
        found: '"edge"',
        expected: "one of web, app, data",
        fix: "use one of these names, or add the tier to the network",
      },
    ],
    ways: [
      { says: "use one of these names", to: balancer((stack) => ({ ...httpsProps(stack), tier: "web" })) },
      {
        says: "add the tier to the network",
        to: balancer((stack) => ({
          network: testNetwork(stack, [tier("edge", "public")]),
          certificate: testCertificate(stack),
          tier: "edge",
        })),
      },
    ],
  },
  {
    mistake: "internal with an entry from the internet",
    build: balancer((stack) => ({ ...httpsProps(stack), scheme: "internal", entry: "internet" })),
    problems: [
      {
        code: "BALANCER_ENTRY",
        path: `${PATH} › entry`,
        message: "An internal balancer has no public address: the internet does not reach it.",
        found: 'entry: "internet" with scheme: "internal"',
        expected: 'peers that are in the VPC or connected to it, or "cloudfront"',
        fix: "leave entry out and allow groups: balancer.connections.allowFrom(app, Port.tcp(443), …)",
      },
    ],
    ways: [
      {
        says: "leave entry out and allow groups: balancer.connections.allowFrom(app, Port.tcp(443), …)",
        to: (stack) => {
          const loadBalancer = testBalancer(stack, { scheme: "internal" });
          const app = new SecurityGroup(stack, "app", { network: loadBalancer.network, description: "application" });
          loadBalancer.connections.allowFrom(app, Port.tcp(443), "the application");
        },
      },
    ],
  },
  {
    mistake: "with IPv6 in a network without it",
    build: balancer((stack) => ({ ...httpsProps(stack), addressType: "dualstack" })),
    problems: [
      {
        code: "BALANCER_WITHOUT_IPV6",
        path: `${PATH} › addressType`,
        message: "The balancer would have addresses of IPv6 in subnets that have none.",
        found: 'addressType: "dualstack" in a network without IPv6',
        expected: "a network with IPv6",
        fix: "set ipv6: true of the network, or leave addressType out",
      },
    ],
    ways: [
      { says: "set ipv6: true of the network", to: (stack) => testBalancer(stack, { addressType: "dualstack" }) },
      { says: "or leave addressType out", to: balancer(httpsProps) },
    ],
  },
  {
    mistake: "with neither a certificate nor plain HTTP, where the compiler does not see it",
    build: balancer((stack) => ({ network: testNetwork(stack) }) as ApplicationLoadBalancerProps),
    problems: [
      {
        code: "CERTIFICATE_MISSING",
        path: `${PATH} › certificate`,
        message: "A balancer without a certificate would speak plain HTTP.",
        found: "neither certificate nor plainHttp",
        expected: "a certificate; or, where there is no domain yet, plainHttp with the reason",
        fix: 'make one with new Certificate(…), or write plainHttp: { reason: "…" }',
      },
    ],
    ways: [
      {
        says: "make one with new Certificate(…)",
        to: balancer((stack) => {
          const zones = [new HostedZone(stack, "zone", { zoneName: "example.com" })];
          const certificate = new Certificate(stack, "certificate", { names: ["example.com"], zones });
          return { network: testNetwork(stack), certificate };
        }),
      },
      {
        says: 'write plainHttp: { reason: "…" }',
        to: balancer((stack) => ({ network: testNetwork(stack), plainHttp: { reason: "the tests have no domain" } })),
      },
    ],
  },
  {
    mistake: "with a certificate of another region",
    build: balancer((stack) => ({
      ...httpsProps(stack),
      moreCertificates: [
        testCertificate(stack, {
          id: "cdn",
          arn: "arn:aws:acm:us-east-1:111111111111:certificate/0123",
          names: ["cdn.example.com"],
        }),
      ],
    })),
    problems: [
      {
        code: "CERTIFICATE_REGION",
        path: `${PATH} › certificate`,
        message: "A balancer takes certificates of its own region only.",
        found: "the certificate for cdn.example.com in us-east-1",
        expected: "a certificate in ap-northeast-2",
        fix: "make one without `region`; that of us-east-1 stays for CloudFront",
      },
    ],
    ways: [
      {
        says: "make one without `region`",
        to: balancer((stack) => ({
          ...httpsProps(stack),
          moreCertificates: [testCertificate(stack, { id: "cdn", names: ["cdn.example.com"] })],
        })),
      },
    ],
  },
  {
    mistake: "with more certificates than AWS takes",
    build: balancer((stack) => ({
      ...httpsProps(stack),
      moreCertificates: Array.from({ length: 26 }, (_, index) =>
        testCertificate(stack, { id: `c${index}`, names: [`n${index}.example.com`] }),
      ),
    })),
    problems: [
      {
        code: "CERTIFICATES_TOO_MANY",
        path: `${PATH} › moreCertificates`,
        message: "The balancer has more certificates than AWS allows the account.",
        found: "26 besides the first",
        expected: "at most 25",
        fix: "put several names, or a wildcard, into one certificate, or have the quota raised and set quotas.certificatesPerLoadBalancer of the environment",
      },
    ],
    ways: [
      {
        says: "put several names, or a wildcard, into one certificate",
        to: balancer((stack) => ({
          ...httpsProps(stack),
          moreCertificates: [testCertificate(stack, { id: "all", names: ["*.example.com"] })],
        })),
      },
    ],
  },
  {
    mistake: "with an idle timeout that AWS does not know",
    build: balancer((stack) => ({ ...httpsProps(stack), idleTimeoutSeconds: 4001 })),
    problems: [
      {
        code: "NUMBER_OUT_OF_RANGE",
        path: `${PATH} › idleTimeoutSeconds`,
        message: "The number is not one that AWS takes.",
        found: "4001 seconds",
        expected: "a whole number from 1 to 4000",
        fix: "use 4000",
      },
    ],
    ways: [{ says: "use 4000", to: balancer((stack) => ({ ...httpsProps(stack), idleTimeoutSeconds: 4000 })) }],
  },
  {
    mistake: "with a web ACL that is for distributions",
    build: balancer((stack) => ({
      ...httpsProps(stack),
      webAcl: { webAclArn: "arn:aws:wafv2:us-east-1:111111111111:global/webacl/a/1", scope: "CLOUDFRONT" },
    })),
    problems: [
      {
        code: "WEB_ACL_SCOPE",
        path: `${PATH} › webAcl`,
        message: "A web ACL of scope CLOUDFRONT can be used at distributions only.",
        found: "scope CLOUDFRONT",
        expected: "scope REGIONAL",
        fix: 'make one with scope: "REGIONAL" for the balancer',
      },
    ],
    ways: [
      {
        says: 'make one with scope: "REGIONAL"',
        to: balancer((stack) => ({ ...httpsProps(stack), webAcl: new WebAcl(stack, "acl", { scope: "REGIONAL" }) })),
      },
    ],
  },
  {
    mistake: "with plain HTTP for a reason that says nothing",
    build: balancer((stack) => ({ network: testNetwork(stack), plainHttp: { reason: "TODO" } })),
    problems: [
      {
        code: "EXEMPTION_REASON",
        path: `${PATH} › plainHttp.reason`,
        message: "An exemption needs a reason that a reviewer can judge.",
        found: '"TODO"',
        expected: "a sentence",
        fix: 'say why, and until when, for example "sandbox has no domain; nobody outside the team uses it"',
      },
    ],
    ways: [
      {
        says: "say why, and until when",
        to: balancer((stack) => ({
          network: testNetwork(stack),
          plainHttp: { reason: "sandbox has no domain; nobody outside the team uses it" },
        })),
      },
    ],
  },
  {
    mistake: "on a port that it listens on already",
    build: listening(80),
    problems: [
      {
        code: "LISTENER_PORT_CLASH",
        path: `${PATH} › listener "test".port`,
        message: "The balancer listens on the port already.",
        found: '80, which is that of the listener "redirect"',
        expected: "a port other than 443, 80",
        fix: "hang a rule on the listener that is there, or choose another port, such as 8443",
      },
    ],
    ways: [
      { says: "choose another port, such as 8443", to: listening(8443) },
      {
        says: "hang a rule on the listener that is there",
        to: (stack) => {
          const { listener } = testBalancer(stack);
          new ListenerRule(stack, "rule", {
            listener,
            conditions: { paths: ["/test"] },
            action: { respond: { status: 204 } },
          });
        },
      },
    ],
  },
  {
    mistake: "on a port that is none",
    build: listening(0),
    problems: [
      {
        code: "NUMBER_OUT_OF_RANGE",
        path: `${PATH} › listener "test".port`,
        message: "The number is not one that AWS takes.",
        found: "0 as a port",
        expected: "a whole number from 1 to 65535",
        fix: "use 1",
      },
    ],
    ways: [{ says: "use 1", to: listening(1) }],
  },
];

describe("a balancer is refused", () => {
  it.each(REFUSED)("$mistake", ({ build, problems }) => {
    expect(edgeProblems(build)).toEqual(problems);
  });
});

testAdvice(REFUSED, edgeProblems);
