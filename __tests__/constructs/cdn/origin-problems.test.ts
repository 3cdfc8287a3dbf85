import { Distribution } from "../../../constructs/cdn/distribution";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { Peer, Port } from "../../../constructs/security-groups";
import { Bucket } from "../../../constructs/storage/bucket";
import { testAdvice } from "../../support/followed-advice";
import { testEnvironment } from "../../support/synth";
import { app, BY_HEADER, BY_VPC_ORIGIN, type Case, existingBalancer, found, site, told } from "./support";

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
    ways: [
      {
        says: 'entry: "cloudfront" admits what has to come in',
        to: app(({ balancer }) => balancer({ entry: "cloudfront" })),
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
    ways: [
      {
        says: 'make the balancer with entry: "cloudfront"',
        to: app(({ balancer }) => balancer({ entry: "cloudfront" })),
      },
      {
        says: 'declare cloudFront: { by: "secret-header", … }',
        to: app(({ stack }) => existingBalancer(stack, BY_HEADER)),
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
    ways: [
      {
        says: 'make the balancer with entry: "cloudfront"',
        to: app(({ balancer }) => balancer({ scheme: "internal", entry: "cloudfront" })),
      },
      {
        says: 'declare cloudFront: { by: "vpc-origin", … }',
        to: app(({ stack }) => existingBalancer(stack, BY_VPC_ORIGIN)),
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
    ways: [{ says: "take these rules away", to: app(({ balancer }) => balancer()) }],
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
            hostName: "Origin.example.com",
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
        message: "CloudFront does not wait for an origin for this time.",
        found: "61 seconds",
        expected: "a whole number from 1 to 60",
        fix: "use at most 60, and let longer work answer at once and be asked for later",
      },
      {
        code: "ORIGIN_TIMEOUT_INVALID",
        path: "sandbox-test/cdn › origins.app.keepAliveSeconds",
        message: "CloudFront does not wait for an origin for this time.",
        found: "0 seconds",
        expected: "a whole number from 1 to 60",
        fix: "use at least 1",
      },
      {
        code: "DOMAIN_NAME_INVALID",
        path: "sandbox-test/cdn › origins.app.hostName",
        message: "The name is not a domain name.",
        found: '"Origin.example.com"',
        expected: "parts of a-z, 0-9 and - with dots between them, 63 characters each, 253 in all",
        fix: 'write "origin.example.com"',
      },
    ],
    ways: [
      {
        says: ["use at most 60, and let longer work", "use at least 1", 'write "origin.example.com"'],
        to: app(({ balancer }) => balancer(), {
          hostName: "origin.example.com",
          readTimeoutSeconds: 60,
          keepAliveSeconds: 1,
        }),
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
    ways: [
      {
        says: "make the bucket beside the distribution",
        to: site(({ stack }) => {
          const bucket = new Bucket(stack, "others", { bucketName: "other-files" });
          return { origins: { files: { kind: "bucket", bucket } } };
        }),
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
    ways: [
      {
        says: ["name it by what it is: app, files", 'write "/site"'],
        to: site(({ files }) => ({ origins: { files: { kind: "bucket", bucket: files, folder: "/site" } } })),
      },
    ],
  },
  {
    name: "an origin that there is none of, and one that is never asked",
    build: site(({ files }) => ({
      origins: { files: { kind: "bucket", bucket: files }, old: { kind: "bucket", bucket: files, folder: "/old" } },
      defaultBehavior: { origin: "file", cache: "static" },
    })),
    problems: [
      {
        code: "ORIGIN_UNKNOWN",
        path: "sandbox-test/cdn › defaultBehavior.origin",
        message: "The distribution has no origin of this name.",
        found: '"file"',
        expected: "one of files, old",
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
      {
        code: "ORIGIN_UNUSED",
        path: "sandbox-test/cdn › origins.old",
        message: "No behaviour asks this origin.",
        found: '"old", while behaviours ask file',
        expected: "every origin named by a behaviour",
        fix: "name it in a behaviour, or remove it",
      },
    ],
    ways: [
      {
        says: ["did you mean files?", "name it in a behaviour"],
        to: site(({ files }) => ({
          origins: { files: { kind: "bucket", bucket: files }, old: { kind: "bucket", bucket: files, folder: "/old" } },
          behaviors: { "/old/*": { origin: "old", cache: "static" } },
        })),
      },
      { says: ["did you mean files?", "or remove it"], to: site({}) },
    ],
  },
];

test.each(CASES)("$name is a problem", (wrong) => {
  expect(found(wrong)).toEqual(wrong.problems);
});

testAdvice(told(CASES), found);
