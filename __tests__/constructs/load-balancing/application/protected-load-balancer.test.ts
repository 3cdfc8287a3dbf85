import { Peer } from "../../../../constructs/security-groups";
import { Bucket } from "../../../../constructs/storage/bucket";
import { balancer, edgeProblems, httpsProps, only, synthEdge, testBalancer, testNetwork } from "../support";

const PATH = "sandbox-edge/edge";

type Stack = Parameters<typeof httpsProps>[0];

describe("a protected environment", () => {
  const protect = { protect: true };

  it("refuses plain HTTP, and a balancer without access log", () => {
    const plain = balancer((stack) => ({
      network: testNetwork(stack),
      plainHttp: { reason: "no domain yet" },
      withoutWebAcl: { reason: "filtered by the company's proxy" },
    }));
    const problems = edgeProblems(plain, protect);
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
      const props = (stack: Stack) => ({
        ...httpsProps(stack),
        accessLogs: Bucket.fromExisting(stack, "logs", { bucketName: "acme-logs" }),
        entry,
      });
      expect(only(edgeProblems(balancer(props), protect)).code).toBe("WEB_ACL_MISSING");
    }
  });

  it("refuses a balancer that the internet connects to without a web ACL", () => {
    const withLog = (stack: Stack) => ({
      ...httpsProps(stack),
      accessLogs: Bucket.fromExisting(stack, "logs", { bucketName: "acme-logs" }),
    });
    expect(only(edgeProblems(balancer(withLog), protect))).toEqual({
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
