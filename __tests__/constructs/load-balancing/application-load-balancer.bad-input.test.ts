import type { ApplicationLoadBalancerProps } from "../../../constructs/load-balancing";
import { Peer } from "../../../constructs/security-groups";
import { Bucket } from "../../../constructs/storage/bucket";
import { problemsOf } from "../../support/synth";
import {
  balancerProblems,
  httpsProps,
  only,
  synthEdge,
  testBalancer,
  testCertificate,
  testNetwork,
  tier,
} from "./support";

const PATH = "sandbox-edge/edge";

describe("a balancer is refused", () => {
  it("in one zone", () => {
    const problems = balancerProblems((stack) => ({
      network: testNetwork(stack, [tier("web", "public", ["a"])]),
      certificate: testCertificate(stack),
    }));
    expect(only(problems)).toEqual({
      code: "BALANCER_ZONES_TOO_FEW",
      path: `${PATH} › tier`,
      message: "An Application Load Balancer needs subnets in at least two availability zones.",
      found: 'tier "web" with zone a',
      expected: "a tier with at least 2 zones",
      fix: "add a zone to the network, or to this tier; the subnets that are there stay as they are",
    });
  });

  it("facing the internet from a private tier", () => {
    expect(only(balancerProblems((stack) => ({ ...httpsProps(stack), tier: "app" })))).toEqual({
      code: "BALANCER_TIER_KIND",
      path: `${PATH} › tier`,
      message: "A balancer that is internet-facing needs a public tier: elsewhere no answer finds the way back.",
      found: 'internet-facing in the private tier "app"',
      expected: "a tier that is public",
      fix: "use web",
    });
  });

  it("internal in a public tier", () => {
    expect(only(balancerProblems((stack) => ({ ...httpsProps(stack), scheme: "internal", tier: "web" })))).toEqual({
      code: "BALANCER_TIER_KIND",
      path: `${PATH} › tier`,
      message: "An internal balancer does not belong into a public tier.",
      found: 'internal in the public tier "web"',
      expected: "a tier that is private",
      fix: "use app",
    });
  });

  it("without a tier of its kind, and with one that there is not", () => {
    const isolated = (stack: Parameters<typeof httpsProps>[0]) => ({
      network: testNetwork(stack, [tier("data", "isolated")]),
      certificate: testCertificate(stack),
    });
    expect(only(balancerProblems(isolated))).toEqual({
      code: "BALANCER_TIER_MISSING",
      path: `${PATH} › tier`,
      message: "The network has no tier for a balancer that is internet-facing.",
      found: "tiers data (isolated)",
      expected: "a tier that is public",
      fix: "add a public tier to the network, or make the balancer internal",
    });
    expect(only(balancerProblems((stack) => ({ ...httpsProps(stack), tier: "edge" })))).toEqual({
      code: "TIER_UNKNOWN",
      path: `${PATH} › tier`,
      message: "The network has no tier of this name.",
      found: '"edge"',
      expected: "one of web, app, data",
      fix: "use one of these names, or add the tier to the network",
    });
  });

  it("internal with an entry from the internet", () => {
    const problems = balancerProblems((stack) => ({ ...httpsProps(stack), scheme: "internal", entry: "internet" }));
    expect(only(problems)).toEqual({
      code: "BALANCER_ENTRY",
      path: `${PATH} › entry`,
      message: "An internal balancer has no public address: the internet does not reach it.",
      found: 'entry: "internet" with scheme: "internal"',
      expected: 'peers that are in the VPC or connected to it, or "cloudfront"',
      fix: "leave entry out and allow groups: balancer.connections.allowFrom(app, Port.tcp(443), …)",
    });
  });

  it("with neither a certificate nor plain HTTP, where the compiler does not see it", () => {
    const problems = balancerProblems((stack) => ({ network: testNetwork(stack) }) as ApplicationLoadBalancerProps);
    expect(only(problems)).toEqual({
      code: "CERTIFICATE_MISSING",
      path: `${PATH} › certificate`,
      message: "A balancer without a certificate would speak plain HTTP.",
      found: "neither certificate nor plainHttp",
      expected: "a certificate; or, where there is no domain yet, plainHttp with the reason",
      fix: 'make one with new Certificate(…), or write plainHttp: { reason: "…" }',
    });
  });

  it("with a certificate of another region", () => {
    const problems = balancerProblems((stack) => ({
      ...httpsProps(stack),
      moreCertificates: [
        testCertificate(stack, {
          id: "cdn",
          arn: "arn:aws:acm:us-east-1:111111111111:certificate/0123",
          names: ["cdn.example.com"],
        }),
      ],
    }));
    expect(only(problems)).toEqual({
      code: "CERTIFICATE_REGION",
      path: `${PATH} › certificate`,
      message: "A balancer takes certificates of its own region only.",
      found: "the certificate for cdn.example.com in us-east-1",
      expected: "a certificate in ap-northeast-2",
      fix: "make one without `region`; that of us-east-1 stays for CloudFront",
    });
  });

  it("with more certificates than AWS takes", () => {
    const problems = balancerProblems((stack) => ({
      ...httpsProps(stack),
      moreCertificates: Array.from({ length: 26 }, (_, index) =>
        testCertificate(stack, { id: `c${index}`, names: [`n${index}.example.com`] }),
      ),
    }));
    expect(only(problems)).toEqual({
      code: "CERTIFICATES_TOO_MANY",
      path: `${PATH} › moreCertificates`,
      message: "The balancer has more certificates than AWS allows by default.",
      found: "26 besides the first",
      expected: "at most 25",
      fix: "put several names, or a wildcard, into one certificate",
    });
  });

  it.each([
    [
      "ELBSecurityPolicy-2016-08",
      "TLS_POLICY_OUTDATED",
      "The security policy lacks TLS 1.3, or still speaks TLS 1.0 or 1.1.",
    ],
    [
      "ELBSecurityPolicy-TLS13-1-1-2021-06",
      "TLS_POLICY_OUTDATED",
      "The security policy lacks TLS 1.3, or still speaks TLS 1.0 or 1.1.",
    ],
    ["ELBSecurityPolicy-TLS14", "TLS_POLICY_UNKNOWN", "Elastic Load Balancing has no security policy of this name."],
  ])("with the security policy %s", (sslPolicy, code, message) => {
    expect(only(balancerProblems((stack) => ({ ...httpsProps(stack), sslPolicy })))).toEqual({
      code,
      path: `${PATH} › sslPolicy`,
      message,
      found: `"${sslPolicy}"`,
      expected:
        "a policy with TLS 1.3 and at least TLS 1.2, such as ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09, " +
        "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09, ELBSecurityPolicy-TLS13-1-2-PQ-2025-09",
      fix: "leave it out for the one that AWS recommends",
    });
  });

  it("with an idle timeout that AWS does not know", () => {
    expect(only(balancerProblems((stack) => ({ ...httpsProps(stack), idleTimeoutSeconds: 4001 })))).toEqual({
      code: "NUMBER_OUT_OF_RANGE",
      path: `${PATH} › idleTimeoutSeconds`,
      message: "The number is not one that AWS takes.",
      found: "4001 seconds",
      expected: "a whole number from 1 to 4000",
      fix: "use 4000",
    });
  });

  it("with a web ACL that is for distributions", () => {
    const problems = balancerProblems((stack) => ({
      ...httpsProps(stack),
      webAcl: { webAclArn: "arn:aws:wafv2:us-east-1:111111111111:global/webacl/a/1", scope: "CLOUDFRONT" },
    }));
    expect(only(problems)).toEqual({
      code: "WEB_ACL_SCOPE",
      path: `${PATH} › webAcl`,
      message: "A web ACL of scope CLOUDFRONT can be used at distributions only.",
      found: "scope CLOUDFRONT",
      expected: "scope REGIONAL",
      fix: 'make one with scope: "REGIONAL" for the balancer',
    });
  });

  it("with plain HTTP for a reason that says nothing", () => {
    const problems = balancerProblems((stack) => ({ network: testNetwork(stack), plainHttp: { reason: "TODO" } }));
    expect(only(problems)).toEqual({
      code: "EXEMPTION_REASON",
      path: `${PATH} › plainHttp.reason`,
      message: "An exemption needs a reason that a reviewer can judge.",
      found: '"TODO"',
      expected: "a sentence",
      fix: 'say why, and until when, for example "sandbox has no domain; nobody outside the team uses it"',
    });
  });

  it("on a port that it listens on already, and with an action of a listener that cannot be", () => {
    const add = (port: number) =>
      problemsOf(() => synthEdge((stack) => testBalancer(stack).addListener("test", { port })));
    expect(only(add(80))).toEqual({
      code: "LISTENER_PORT_CLASH",
      path: `${PATH} › listener "test".port`,
      message: "The balancer listens on the port already.",
      found: '80, which is that of the listener "redirect"',
      expected: "a port other than 443, 80",
      fix: "hang a rule on the listener that is there, or choose another port, such as 8443",
    });
    expect(only(add(0))).toEqual({
      code: "NUMBER_OUT_OF_RANGE",
      path: `${PATH} › listener "test".port`,
      message: "The number is not one that AWS takes.",
      found: "0 as port",
      expected: "a whole number from 1 to 65535",
      fix: "use 1",
    });
  });
});

describe("a protected environment", () => {
  const protect = { protect: true };

  it("refuses plain HTTP, and a balancer without access log", () => {
    const problems = balancerProblems(
      (stack) => ({
        network: testNetwork(stack),
        plainHttp: { reason: "no domain yet" },
        withoutWebAcl: { reason: "filtered by the company's proxy" },
      }),
      protect,
    );
    expect(problems).toEqual([
      {
        code: "PLAIN_HTTP_PROTECTED",
        path: `${PATH} › plainHttp`,
        message: "A protected environment does not serve plain HTTP: everybody on the way could read and change it.",
        found: "plainHttp in sandbox: no domain yet",
        expected: "a certificate",
        fix: "declare the environment's domain and give the balancer a certificate for it",
      },
      {
        code: "ACCESS_LOGS_MISSING",
        path: `${PATH} › accessLogs`,
        message:
          "A balancer of a protected environment needs an access log: without it nobody can tell who asked for what.",
        found: "no accessLogs",
        expected: "a bucket",
        fix: "make a Bucket without a KMS key and with expireDays, and pass it as accessLogs",
      },
    ]);
  });

  it("takes peers that are the internet together for the internet", () => {
    const peers = ["16.0.0.0/8", "18.0.0.0/9"].map((range) => Peer.ipv4(range));
    const all = Peer.prefixList("pl-0abc", { name: "all", maxEntries: 2, entries: ["0.0.0.0/1", "128.0.0.0/1"] });
    for (const entry of [peers, [all]]) {
      const props = (stack: Parameters<typeof httpsProps>[0]) => ({
        ...httpsProps(stack),
        accessLogs: Bucket.fromExisting(stack, "logs", { bucketName: "acme-logs" }),
        entry,
      });
      expect(only(balancerProblems(props, protect)).code).toBe("WEB_ACL_MISSING");
    }
  });

  it("refuses a balancer that the internet connects to without a web ACL", () => {
    const withLog = (stack: Parameters<typeof httpsProps>[0]) => ({
      ...httpsProps(stack),
      accessLogs: Bucket.fromExisting(stack, "logs", { bucketName: "acme-logs" }),
    });
    expect(only(balancerProblems(withLog, protect))).toEqual({
      code: "WEB_ACL_MISSING",
      path: `${PATH} › webAcl`,
      message: "The internet connects to a balancer of a protected environment without a web application firewall.",
      found: "no webAcl",
      expected: "a web ACL of scope REGIONAL, or a written reason",
      fix: 'pass a WebAcl as webAcl, put CloudFront in front (entry: "cloudfront"), or write withoutWebAcl: { reason: "…" }',
    });
  });

  it("takes one without a web ACL behind CloudFront, or within the network", () => {
    for (const overrides of [{ entry: "cloudfront" }, { scheme: "internal" }] as const) {
      const build = () =>
        synthEdge((stack) => {
          const accessLogs = Bucket.fromExisting(stack, "logs", { bucketName: "acme-logs" });
          testBalancer(stack, { accessLogs, ...overrides });
        }, protect);
      expect(build().problems).toEqual([]);
    }
  });
});
