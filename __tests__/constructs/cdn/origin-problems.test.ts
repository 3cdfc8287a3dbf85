import { Distribution } from "../../../constructs/cdn/distribution";
import { EnvironmentStack } from "../../../constructs/core/environment-stack";
import { Peer, Port } from "../../../constructs/security-groups";
import { Bucket } from "../../../constructs/storage/bucket";
import { testEnvironment } from "../../support/synth";
import { type Case, certificateIn, found, plainBalancer } from "./support";

const CASES: readonly Case[] = [
  {
    name: "a balancer that the internet reaches directly",
    build: ({ stack, balancer, certificate }) => {
      const loadBalancer = balancer();
      loadBalancer.connections.allowFrom(Peer.anyIpv4(), Port.tcp(443), "whoever knows its name");
      new Distribution(stack, "cdn", {
        certificate,
        origins: { app: { kind: "load-balancer", loadBalancer } },
        defaultBehavior: { origin: "app", cache: "none" },
      });
    },
    problems: [
      {
        code: "ORIGIN_OPEN",
        path: "sandbox-test/cdn › origins.app.loadBalancer",
        message: "The internet reaches the load balancer directly, past the distribution's cache and web ACL.",
        found: "tcp 443 from 0.0.0.0/0",
        expected: "ingress from CloudFront's prefix list only",
        fix: 'take these rules away: entry: "cloudfront" admits what has to come in',
      },
    ],
  },
  {
    name: "a balancer that cannot tell one distribution from another",
    build: ({ stack, balancer, certificate }) =>
      new Distribution(stack, "cdn", {
        certificate,
        origins: { app: { kind: "load-balancer", loadBalancer: balancer({ entry: "internet" }) } },
        defaultBehavior: { origin: "app", cache: "none" },
      }),
    problems: [
      {
        code: "ORIGIN_WAY_MISSING",
        path: "sandbox-test/cdn › origins.app.loadBalancer",
        message: "The load balancer cannot tell this distribution from anybody else's.",
        found: "internet-facing, and no way of CloudFront",
        expected: "a load balancer that asks for a secret",
        fix: 'make the balancer with entry: "cloudfront"; for one that exists declare cloudFront: { by: "secret-header", … }',
      },
    ],
  },
  {
    name: "an internal balancer that does not admit CloudFront",
    build: ({ stack, balancer, certificate }) =>
      new Distribution(stack, "cdn", {
        certificate,
        origins: { app: { kind: "load-balancer", loadBalancer: balancer({ scheme: "internal", entry: [] }) } },
        defaultBehavior: { origin: "app", cache: "none" },
      }),
    problems: [
      {
        code: "ORIGIN_WAY_MISSING",
        path: "sandbox-test/cdn › origins.app.loadBalancer",
        message: "CloudFront has no way to the internal load balancer, which does not admit it.",
        found: "internal, and no way of CloudFront",
        expected: "a load balancer that CloudFront reaches privately",
        fix: 'make the balancer with entry: "cloudfront"; for one that exists declare cloudFront: { by: "vpc-origin", … }',
      },
    ],
  },
  {
    name: "a balancer whose peers are a great part of the internet together",
    build: ({ stack, balancer, certificate }) => {
      const loadBalancer = balancer();
      for (const range of ["16.0.0.0/8", "18.0.0.0/8"]) {
        loadBalancer.connections.allowFrom(Peer.ipv4(range), Port.tcp(443), "a part of the internet");
      }
      new Distribution(stack, "cdn", {
        certificate,
        origins: { app: { kind: "load-balancer", loadBalancer } },
        defaultBehavior: { origin: "app", cache: "none" },
      });
    },
    problems: [
      {
        code: "ORIGIN_OPEN",
        path: "sandbox-test/cdn › origins.app.loadBalancer",
        message: "The internet reaches the load balancer directly, past the distribution's cache and web ACL.",
        found: "tcp 443 from 16.0.0.0/8, tcp 443 from 18.0.0.0/8",
        expected: "ingress from CloudFront's prefix list only",
        fix: 'take these rules away: entry: "cloudfront" admits what has to come in',
      },
    ],
  },
  {
    name: "a balancer with plain HTTP",
    build: ({ stack, balancer }) =>
      new Distribution(stack, "cdn", {
        comment: "x",
        origins: { app: { kind: "load-balancer", loadBalancer: balancer({ plain: true }) } },
        defaultBehavior: { origin: "app", cache: "none" },
      }),
    problems: [
      {
        code: "ORIGIN_WITHOUT_HTTPS",
        path: "sandbox-test/cdn › origins.app.loadBalancer",
        message: "CloudFront would have to speak plain HTTP to this load balancer, across the internet.",
        found: "sandbox-test/edge/http on port 80 with HTTP",
        expected: "a load balancer with a certificate",
        fix: "give the balancer a certificate; without a domain, write the origin's plainHttp: { reason: … }",
      },
    ],
  },
  {
    name: "plain HTTP for no reason, to a balancer with HTTPS",
    build: ({ stack, balancer, certificate }) =>
      new Distribution(stack, "cdn", {
        certificate,
        origins: { app: { kind: "load-balancer", loadBalancer: balancer(), plainHttp: { reason: "" } } },
        defaultBehavior: { origin: "app", cache: "none" },
      }),
    problems: [
      {
        code: "EXEMPTION_REASON",
        path: "sandbox-test/cdn › origins.app.plainHttp.reason",
        message: "An exemption needs a reason that a reviewer can judge.",
        found: '""',
        expected: "a sentence",
        fix: 'say why, and until when, for example "sandbox has no domain; nobody outside the team uses it"',
      },
      {
        code: "ORIGIN_PLAIN_HTTP_UNUSED",
        path: "sandbox-test/cdn › origins.app.plainHttp",
        message: "The load balancer speaks HTTPS, so there is no reason for plain HTTP.",
        found: "plainHttp, with a listener on port 443",
        expected: "no plainHttp",
        fix: "remove it",
      },
    ],
  },
  {
    name: "a balancer whose certificate does not cover the host",
    build: ({ stack, balancer, certificate }) =>
      new Distribution(stack, "cdn", {
        certificate,
        origins: { app: { kind: "load-balancer", loadBalancer: balancer(), hostName: "origin.other.com" } },
        defaultBehavior: { origin: "app", cache: "none" },
      }),
    problems: [
      {
        code: "ORIGIN_HOST_UNCOVERED",
        path: "sandbox-test/cdn › origins.app.hostName",
        message: "CloudFront would refuse the balancer's certificate, which does not cover the host that is asked for.",
        found: "origin.other.com, with a certificate for example.com, *.example.com",
        expected: "a certificate of the balancer that covers each alias, or the origin's hostName",
        fix: "add the names to the balancer's certificate, or give the origin a hostName that it covers",
      },
    ],
  },
  {
    name: "a balancer that is asked for CloudFront's own name",
    build: ({ stack, balancer }) =>
      new Distribution(stack, "cdn", {
        comment: "x",
        origins: { app: { kind: "load-balancer", loadBalancer: balancer() } },
        defaultBehavior: { origin: "app", cache: "none" },
      }),
    problems: [
      {
        code: "ORIGIN_HOST_UNCOVERED",
        path: "sandbox-test/cdn › origins.app.loadBalancer",
        message: "CloudFront would refuse the balancer's certificate, which does not cover the host that is asked for.",
        found: "no aliases: viewers ask for CloudFront's own name, which no certificate of yours covers",
        expected: "a certificate of the balancer that covers each alias, or the origin's hostName",
        fix: "add the names to the balancer's certificate, or give the origin a hostName that it covers",
      },
    ],
  },
  {
    name: "a balancer whose certificate does not cover the aliases",
    build: ({ stack, balancer }) =>
      new Distribution(stack, "cdn", {
        certificate: certificateIn(stack, "us-east-1", ["shop.com"]),
        origins: { app: { kind: "load-balancer", loadBalancer: balancer() } },
        defaultBehavior: { origin: "app", cache: "none" },
      }),
    problems: [
      {
        code: "ORIGIN_HOST_UNCOVERED",
        path: "sandbox-test/cdn › origins.app.loadBalancer",
        message: "CloudFront would refuse the balancer's certificate, which does not cover the host that is asked for.",
        found: "shop.com, with a certificate for example.com, *.example.com",
        expected: "a certificate of the balancer that covers each alias, or the origin's hostName",
        fix: "add the names to the balancer's certificate, or give the origin a hostName that it covers",
      },
    ],
  },
  {
    name: "times that CloudFront does not wait, and a host that is none",
    build: ({ stack, balancer, certificate }) =>
      new Distribution(stack, "cdn", {
        certificate,
        origins: {
          app: {
            kind: "load-balancer",
            loadBalancer: balancer(),
            hostName: "Origin",
            readTimeoutSeconds: 61,
            keepAliveSeconds: 0,
          },
        },
        defaultBehavior: { origin: "app", cache: "none" },
      }),
    problems: [
      {
        code: "ORIGIN_TIMEOUT_INVALID",
        path: "sandbox-test/cdn › origins.app.readTimeoutSeconds",
        message: "CloudFront does not wait for an origin so long.",
        found: "61 seconds",
        expected: "a whole number from 1 to 60",
        fix: "use at most 60, and let longer work answer at once and be asked for later",
      },
      {
        code: "ORIGIN_TIMEOUT_INVALID",
        path: "sandbox-test/cdn › origins.app.keepAliveSeconds",
        message: "CloudFront does not wait for an origin so long.",
        found: "0 seconds",
        expected: "a whole number from 1 to 60",
        fix: "use at most 60, and let longer work answer at once and be asked for later",
      },
      {
        code: "DOMAIN_NAME_INVALID",
        path: "sandbox-test/cdn › origins.app.hostName",
        message: "The name is not a domain name.",
        found: '"Origin"',
        expected: "parts of a-z, 0-9 and - with dots between them, 63 characters each, 253 in all",
        fix: 'write "origin"',
      },
    ],
  },
  {
    name: "a bucket of another stack",
    build: ({ stack }) => {
      const other = new EnvironmentStack(stack.node.root, "other", testEnvironment());
      new Distribution(stack, "cdn", {
        origins: { files: { kind: "bucket", bucket: new Bucket(other, "files", { bucketName: "other-files" }) } },
        defaultBehavior: { origin: "files", cache: "static" },
      });
    },
    problems: [
      {
        code: "ORIGIN_BUCKET_ELSEWHERE",
        path: "sandbox-test/cdn › origins.files.bucket",
        message:
          "The policy of the bucket names the distribution and the other way round, so both are made in one stack.",
        found: "sandbox-other/files, while the distribution is in sandbox-test",
        expected: "a bucket in sandbox-test",
        fix: "make the bucket beside the distribution",
      },
    ],
  },
  {
    name: "a folder with a slash at its end, in an origin of a strange name",
    build: ({ stack, files }) =>
      new Distribution(stack, "cdn", {
        origins: { "my files": { kind: "bucket", bucket: files, folder: "site/" } },
        defaultBehavior: { origin: "my files", cache: "static" },
      }),
    problems: [
      {
        code: "ORIGIN_NAME_INVALID",
        path: "sandbox-test/cdn › origins.my files",
        message: "The name of an origin becomes its id.",
        found: '"my files"',
        expected: "1 to 128 of letters, digits and -",
        fix: "name it by what it is: app, files",
      },
      {
        code: "ORIGIN_FOLDER_INVALID",
        path: "sandbox-test/cdn › origins.my files.folder",
        message: "CloudFront puts the folder in front of every path.",
        found: '"site/"',
        expected: "a slash and a name, as often as needed, without a slash at the end",
        fix: 'write "/site"',
      },
    ],
  },
  {
    name: "an origin that there is none of, and one that is never asked",
    build: ({ stack, files }) =>
      new Distribution(stack, "cdn", {
        origins: { files: { kind: "bucket", bucket: files } },
        defaultBehavior: { origin: "file", cache: "static" },
      }),
    problems: [
      {
        code: "ORIGIN_UNKNOWN",
        path: "sandbox-test/cdn › defaultBehavior.origin",
        message: "The distribution has no origin of this name.",
        found: '"file"',
        expected: "one of files",
        fix: "did you mean files?",
      },
      {
        code: "ORIGIN_UNUSED",
        path: "sandbox-test/cdn › origins.files",
        message: "No behaviour asks this origin.",
        found: '"files", while behaviours ask file',
        expected: "every origin named by a behaviour",
        fix: "name it in a behaviour, or remove it",
      },
    ],
  },
  {
    name: "plain HTTP in a protected environment",
    protect: true,
    build: ({ stack }) =>
      new Distribution(stack, "cdn", {
        withoutWebAcl: { reason: "nothing here to attack" },
        origins: {
          app: {
            kind: "load-balancer",
            loadBalancer: plainBalancer(stack),
            plainHttp: { reason: "has no domain yet" },
          },
        },
        defaultBehavior: { origin: "app", cache: "none" },
      }),
    problems: [
      {
        code: "ORIGIN_PLAIN_HTTP_PROTECTED",
        path: "sandbox-test/cdn › origins.app.plainHttp",
        message: "A protected environment sends nothing over the internet in plain text.",
        found: "plainHttp in the environment sandbox",
        expected: "a load balancer with a certificate",
        fix: "give the balancer a certificate, and the origin no plainHttp",
      },
    ],
  },
];

test.each(CASES)("$name is a problem", (wrong) => {
  expect(found(wrong)).toEqual(wrong.problems);
});
