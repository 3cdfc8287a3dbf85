import type { Environment } from "../../../../constructs/core/environments/environment";
import type { AdditionalListenerProps, HttpsLoadBalancerProps } from "../../../../constructs/load-balancing";
import { Port } from "../../../../constructs/security-groups";
import { Peer } from "../../../../constructs/security-groups/peer";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, synthStack } from "../../../support/synth";
import { type Build, edgeProblems, type Refused, testBalancer, testCertificate } from "../support";

const PATH = "sandbox-edge/edge";
const MORE = `${PATH} › listener "more"`;
const WEB_ACL = {
  webAclArn: "arn:aws:wafv2:ap-northeast-2:111111111111:regional/webacl/a/1",
  scope: "REGIONAL",
} as const;

function told(props: Partial<HttpsLoadBalancerProps>): Build {
  return (stack) => testBalancer(stack, props);
}

function more(props: Omit<AdditionalListenerProps, "port"> & { readonly port?: number }): Build {
  return (stack) => testBalancer(stack).addListener("more", { port: 8443, ...props });
}

const REFUSED: readonly Refused[] = [
  {
    mistake: "open to the internet on an unusual port without a reason",
    build: more({ entry: [Peer.anyIpv4()] }),
    problems: [
      {
        code: "PUBLIC_ENTRY_UNDECLARED",
        path: `${MORE}.entry`,
        message: "A port would be open to the internet on a listener that is not declared a public entry.",
        found: "tcp 8443 from 0.0.0.0/0",
        expected: "one of HTTP (tcp 80), HTTPS (tcp 443), OpenVPN (udp 1194), or a listener with `publicEntry`",
        fix: 'say why it is public: `publicEntry: "game servers speak to players on udp 7777"`, or narrow the range',
      },
    ],
    ways: [
      {
        says: "say why it is public",
        to: more({ entry: [Peer.anyIpv4()], publicEntry: "partners reach the test of the next version" }),
      },
      { says: "narrow the range", to: more({ entry: [Peer.ipv4("198.51.100.0/24")] }) },
    ],
  },
  {
    mistake: "open to the internet on the port of a database, for whatever reason",
    build: more({ port: 5432, entry: [Peer.anyIpv4()], publicEntry: "the reports of the partners" }),
    problems: [
      {
        code: "INTERNAL_PORT_FROM_INTERNET",
        path: `${MORE}.entry`,
        message: "Ports that are for internal use would be open to the internet: PostgreSQL (tcp 5432).",
        found: "tcp 5432 from 0.0.0.0/0",
        expected: "security groups, prefix lists or the ranges of known networks, /8 or longer for IPv4",
        fix: "allow the security group of the application; to try it from your desk, forward a port through the bastion",
      },
    ],
    ways: [
      {
        says: "allow the security group of the application",
        to: (stack) => {
          const edge = testBalancer(stack);
          const test = edge.addListener("more", { port: 5432 });
          edge.connections.allowFrom(edge, Port.tcp(test.port), "the application");
        },
      },
    ],
  },
  {
    mistake: "with plain HTTP for a reason that says nothing, and with a certificate",
    build: (stack) =>
      testBalancer(stack).addListener("more", {
        port: 8443,
        plainHttp: { reason: "TODO" },
        certificates: [testCertificate(stack, { id: "own" })],
      }),
    problems: [
      {
        code: "EXEMPTION_REASON",
        path: `${MORE}.plainHttp.reason`,
        message: "An exemption needs a reason that a reviewer can judge.",
        found: '"TODO"',
        expected: "a sentence",
        fix: 'say why, and until when, for example "sandbox has no domain; nobody outside the team uses it"',
      },
      {
        code: "LISTENER_PLAIN_WITH_TLS",
        path: `${MORE}.certificates`,
        message: "The listener speaks plain HTTP, so that nothing of TLS would hold.",
        found: "certificates with plain HTTP",
        expected: "one of the two",
        fix: "leave plainHttp out, or certificates",
      },
    ],
    ways: [
      {
        says: ["say why, and until when", "leave plainHttp out, or certificates"],
        to: more({ plainHttp: { reason: "meters know no TLS until March" } }),
      },
    ],
  },
  {
    mistake: "with a certificate of another region",
    build: (stack) => {
      const arn = "arn:aws:acm:us-east-1:111111111111:certificate/0123";
      const certificates = [testCertificate(stack, { id: "cdn", arn, names: ["cdn.example.com"] })] as const;
      testBalancer(stack).addListener("more", { port: 8443, certificates });
    },
    problems: [
      {
        code: "CERTIFICATE_REGION",
        path: `${MORE}.certificates`,
        message: "A balancer takes certificates of its own region only.",
        found: "the certificate for cdn.example.com in us-east-1",
        expected: "a certificate in ap-northeast-2",
        fix: "make one without `region`; that of us-east-1 stays for CloudFront",
      },
    ],
    ways: [
      {
        says: "make one without `region`",
        to: (stack) => {
          const certificates = [testCertificate(stack, { id: "cdn", names: ["cdn.example.com"] })] as const;
          testBalancer(stack).addListener("more", { port: 8443, certificates });
        },
      },
    ],
  },
  {
    mistake: "with a default action that is none, and a login that nobody reaches",
    build: more({
      defaultAction: {
        respond: { status: 302 },
        authenticate: { cognito: { userPoolArn: "arn", userPoolClientId: "c", userPoolDomain: "d" } },
      },
    }),
    problems: [
      {
        code: "RESPONSE_STATUS",
        path: `${MORE}.defaultAction.respond.status`,
        message: "The balancer does not answer with this status by itself.",
        found: "302",
        expected: "200 to 299, 400 to 499 or 500 to 599",
        fix: "use a redirect",
      },
      {
        code: "AUTHENTICATION_UNREACHABLE",
        path: `${MORE}.defaultAction.authenticate`,
        message: "The balancer does not reach an identity provider: its security group lets it out to targets only.",
        found: "authenticates: false",
        expected: "a balancer with authenticates: true",
        fix: "set authenticates: true where the balancer is made, and where it is read from a contract",
      },
    ],
    ways: [
      {
        says: ["use a redirect", "set authenticates: true where the balancer is made"],
        to: (stack) =>
          testBalancer(stack, { authenticates: true }).addListener("more", {
            port: 8443,
            defaultAction: {
              redirect: { host: "www.example.com" },
              authenticate: { cognito: { userPoolArn: "arn", userPoolClientId: "c", userPoolDomain: "d" } },
            },
          }),
      },
    ],
  },
  {
    mistake: "with headers that cannot be sent",
    build: told({
      responseHeaders: {
        hsts: { days: 30, subdomains: true, preload: true },
        contentSecurityPolicy: "default-src 'self';\n img-src *",
        cors: { origin: "*", credentials: true, maxAgeSeconds: 100_000 },
      },
    }),
    problems: [
      {
        code: "NUMBER_OUT_OF_RANGE",
        path: `${PATH} › responseHeaders.cors.maxAgeSeconds`,
        message: "The number is not one that AWS takes.",
        found: "100000 seconds",
        expected: "a whole number from 0 to 86400",
        fix: "use 86400",
      },
      {
        code: "HSTS_PRELOAD_INVALID",
        path: `${PATH} › responseHeaders.hsts.preload`,
        message: "Browsers preload only names that ask for a year of HTTPS with all subdomains.",
        found: "days: 30, subdomains: true",
        expected: "at least 365 days, and subdomains",
        fix: "set days: 365 and subdomains: true, or leave preload out",
      },
      {
        code: "RESPONSE_HEADER_INVALID",
        path: `${PATH} › responseHeaders.contentSecurityPolicy`,
        message: "This is not a value that Content-Security-Policy can have.",
        found: JSON.stringify("default-src 'self';\n img-src *"),
        expected: "characters of ASCII without line breaks, no space at the ends",
        fix: "write \"default-src 'self'; img-src *\"",
      },
      {
        code: "CORS_CREDENTIALS",
        path: `${PATH} › responseHeaders.cors.credentials`,
        message:
          "Browsers refuse an answer that lets every origin read it and send cookies (Fetch Standard, CORS protocol).",
        found: 'credentials: true with origin: "*"',
        expected: "one origin that is named, or no credentials",
        fix: 'name the origin, such as "https://www.example.com", or leave credentials out',
      },
    ],
    ways: [
      {
        says: [
          "set days: 365 and subdomains: true",
          "use 86400",
          "write \"default-src 'self'; img-src *\"",
          'name the origin, such as "https://www.example.com"',
        ],
        to: told({
          responseHeaders: {
            hsts: { days: 365, subdomains: true, preload: true },
            contentSecurityPolicy: "default-src 'self'; img-src *",
            cors: { origin: "https://www.example.com", credentials: true, maxAgeSeconds: 86_400 },
          },
        }),
      },
    ],
  },
  {
    mistake: "with new names for headers that are none or never sent",
    build: told({ requestHeaderNames: { tlsVersion: "X Tls:", clientCertificateLeaf: "X-Leaf" }, tlsHeaders: true }),
    problems: [
      {
        code: "REQUEST_HEADER_INVALID",
        path: `${PATH} › requestHeaderNames.tlsVersion`,
        message: "This is not the name of a header.",
        found: '"X Tls:"',
        expected: "letters, digits and -, without spaces and colons",
        fix: 'write "X-Tls"',
      },
      {
        code: "REQUEST_HEADER_UNUSED",
        path: `${PATH} › requestHeaderNames.clientCertificateLeaf`,
        message: "The header gets another name, and is never sent.",
        found: 'clientCertificateLeaf: "X-Leaf" without mutualTls',
        expected: "a name only for a header that targets get by mutualTls",
        fix: "add mutualTls, or leave clientCertificateLeaf out",
      },
    ],
    ways: [
      {
        says: ['write "X-Tls"', "add mutualTls"],
        to: told({
          requestHeaderNames: { tlsVersion: "X-Tls", clientCertificateLeaf: "X-Leaf" },
          tlsHeaders: true,
          mutualTls: { mode: "passthrough" },
        }),
      },
      {
        says: ['write "X-Tls"', "leave clientCertificateLeaf out"],
        to: told({ requestHeaderNames: { tlsVersion: "X-Tls" }, tlsHeaders: true }),
      },
    ],
  },
  {
    mistake: "with requests that go past a web ACL that is not there",
    build: told({ wafFailOpen: { reason: "the service judges by itself" } }),
    problems: [
      {
        code: "WAF_FAIL_OPEN_UNUSED",
        path: `${PATH} › wafFailOpen`,
        message: "There is no web ACL that requests could go past.",
        found: "wafFailOpen without webAcl",
        expected: "wafFailOpen only with webAcl",
        fix: "pass a WebAcl as webAcl, or leave wafFailOpen out",
      },
    ],
    ways: [
      {
        says: "pass a WebAcl as webAcl",
        to: told({ webAcl: WEB_ACL, wafFailOpen: { reason: "the service judges by itself" } }),
      },
      { says: "leave wafFailOpen out", to: told({}) },
    ],
  },
  {
    mistake: "with numbers that AWS does not take",
    build: told({ clientKeepAliveSeconds: 59, capacityUnits: 0 }),
    problems: [
      {
        code: "NUMBER_OUT_OF_RANGE",
        path: `${PATH} › clientKeepAliveSeconds`,
        message: "The number is not one that AWS takes.",
        found: "59 seconds",
        expected: "a whole number from 60 to 604800",
        fix: "use 60",
      },
      {
        code: "NUMBER_OUT_OF_RANGE",
        path: `${PATH} › capacityUnits`,
        message: "The number is not one that AWS takes.",
        found: "0 capacity units",
        expected: "a whole number from 1 to 15000",
        fix: "use 1",
      },
    ],
    ways: [{ says: ["use 1", "use 60"], to: told({ clientKeepAliveSeconds: 60, capacityUnits: 1 }) }],
  },
  {
    mistake: "on port 80 behind CloudFront",
    build: told({ entry: "cloudfront", httpListener: { reason: "meters know no TLS until March" } }),
    problems: [
      {
        code: "HTTP_LISTENER_CLOUDFRONT",
        path: `${PATH} › httpListener`,
        message: "CloudFront alone connects to the balancer, by HTTPS: nobody would reach port 80.",
        found: 'httpListener with entry: "cloudfront"',
        expected: "one of the two",
        fix: "leave httpListener out; the distribution redirects by itself",
      },
    ],
    ways: [{ says: "leave httpListener out", to: told({ entry: "cloudfront" }) }],
  },
  {
    mistake: "with certificates that have expired for a reason that says nothing",
    build: told({ mutualTls: { mode: "verify", trustStoreArn: "arn", expiredCertificates: { reason: "" } } }),
    problems: [
      {
        code: "EXEMPTION_REASON",
        path: `${PATH} › mutualTls.expiredCertificates.reason`,
        message: "An exemption needs a reason that a reviewer can judge.",
        found: '""',
        expected: "a sentence",
        fix: 'say why, and until when, for example "sandbox has no domain; nobody outside the team uses it"',
      },
    ],
    ways: [
      {
        says: "say why, and until when",
        to: told({
          mutualTls: {
            mode: "verify",
            trustStoreArn: "arn",
            expiredCertificates: { reason: "meters are renewed in March" },
          },
        }),
      },
    ],
  },
];

describe("a listener is refused", () => {
  it.each(REFUSED)("$mistake", ({ build, problems }) => {
    expect(edgeProblems(build)).toEqual(problems);
  });
});

testAdvice(REFUSED, edgeProblems);

test("a protected environment has no listener for plain HTTP beside HTTPS", () => {
  const environment: Partial<Environment> = { protect: true };
  const reason = "meters know no TLS until March";
  const told = problemsIfAny(() =>
    synthStack((stack) => void testBalancer(stack, { httpListener: { reason }, accessLogs: undefined }), {
      name: "edge",
      environment,
    }),
  );
  expect(told.filter(({ code }) => code === "PLAIN_HTTP_PROTECTED")).toEqual([
    {
      code: "PLAIN_HTTP_PROTECTED",
      path: `${PATH} › httpListener`,
      message: "A protected environment does not serve plain HTTP: everybody on the way could read and change it.",
      found: `httpListener in sandbox: ${reason}`,
      expected: "HTTPS alone",
      fix: "leave httpListener out",
    },
  ]);
});
