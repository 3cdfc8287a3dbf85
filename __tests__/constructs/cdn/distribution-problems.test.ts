import { Distribution } from "../../../constructs/cdn/distribution";
import { WebAcl } from "../../../constructs/waf/web-acl";
import { type Case, certificateIn, found } from "./support";

const CASES: readonly Case[] = [
  {
    name: "dynamic content that is kept for long, or not at all",
    build: ({ stack, files }) =>
      new Distribution(stack, "cdn", {
        origins: { files: { kind: "bucket", bucket: files } },
        defaultBehavior: { origin: "files", cache: "static" },
        behaviors: {
          "/a": { origin: "files", cache: { intent: "dynamic", ttlSeconds: 16 } },
          "/b": { origin: "files", cache: { intent: "dynamic", ttlSeconds: 4, maxTtlSeconds: 3 } },
        },
      }),
    problems: [
      {
        code: "DYNAMIC_TTL_INVALID",
        path: "sandbox-test/cdn › behaviors./a.cache.ttlSeconds",
        message:
          "Dynamic content is kept for some seconds: enough to take a rush from the origin, too short to be noticed.",
        found: "16 seconds",
        expected: "a whole number from 5 to 15",
        fix: 'use cache: "static" for files that never change, and cache: "none" for what must be fresh or is for one visitor',
      },
      {
        code: "DYNAMIC_TTL_INVALID",
        path: "sandbox-test/cdn › behaviors./b.cache.ttlSeconds",
        message:
          "Dynamic content is kept for some seconds: enough to take a rush from the origin, too short to be noticed.",
        found: "4 seconds",
        expected: "a whole number from 5 to 15",
        fix: 'use cache: "static" for files that never change, and cache: "none" for what must be fresh or is for one visitor',
      },
      {
        code: "DYNAMIC_TTL_ORDER",
        path: "sandbox-test/cdn › behaviors./b.cache.maxTtlSeconds",
        message: "The greatest time that an answer is kept is shorter than the usual time.",
        found: "maxTtlSeconds: 3, ttlSeconds: 4",
        expected: "a whole number of at least 4",
        fix: "leave it out for 60",
      },
    ],
  },
  {
    name: "a cache that tells answers apart by more than CloudFront takes",
    build: ({ stack, files }) =>
      new Distribution(stack, "cdn", {
        origins: { files: { kind: "bucket", bucket: files } },
        defaultBehavior: { origin: "files", cache: "static" },
        behaviors: {
          "/a": {
            origin: "files",
            cache: {
              intent: "dynamic",
              headers: [...Array.from({ length: 9 }, (_, index) => `X-Part-${index}`), "x-part-0", "accept-encoding"],
            },
          },
        },
      }),
    // Amazon CloudFront Developer Guide, "Quotas on policies"; API Reference, `ParametersInCacheKeyAndForwardedToOrigin` (read 2026-11).
    problems: [
      {
        code: "CACHE_KEY_TOO_LONG",
        path: "sandbox-test/cdn › behaviors./a.cache.headers",
        message: "CloudFront tells answers apart by no more than this.",
        found: "11 headers",
        expected: 'at most 10 (Amazon CloudFront Developer Guide, "Quotas on policies", Headers per cache policy)',
        fix: 'leave out headers that answers do not depend on, or use cache: "none" for this path',
      },
      {
        code: "CACHE_HEADER_TWICE",
        path: "sandbox-test/cdn › behaviors./a.cache.headers",
        message: "A header is named twice; its case makes no difference.",
        found: "x-part-0",
        expected: "each header once",
        fix: "leave out x-part-0",
      },
      {
        code: "CACHE_ACCEPT_ENCODING",
        path: "sandbox-test/cdn › behaviors./a.cache.headers",
        message:
          "CloudFront looks at Accept-Encoding by itself when it keeps compressed answers, and refuses a policy that names it too.",
        found: "accept-encoding",
        expected: "headers other than Accept-Encoding",
        fix: "leave it out: gzip and Brotli are told apart already",
      },
    ],
  },
  {
    name: "a cache that tells visitors apart",
    build: ({ stack, files }) =>
      new Distribution(stack, "cdn", {
        origins: { files: { kind: "bucket", bucket: files } },
        defaultBehavior: { origin: "files", cache: "static" },
        behaviors: {
          "/a": { origin: "files", cache: { intent: "dynamic", headers: ["authorization", "Cookie", "Accept"] } },
        },
      }),
    problems: [
      {
        code: "CACHE_KEY_PERSONAL",
        path: "sandbox-test/cdn › behaviors./a.cache.headers",
        message: "An answer that depends on who asks is for one visitor, and keeping it is of no use to another.",
        found: "authorization, Cookie",
        expected: "headers that many visitors share, such as Accept-Language",
        fix: 'use cache: "none" for this path; name single cookies in `cookies`, not the header',
      },
    ],
  },
  {
    name: "path patterns that are none, or for every path",
    build: ({ stack, files }) =>
      new Distribution(stack, "cdn", {
        origins: { files: { kind: "bucket", bucket: files } },
        defaultBehavior: { origin: "files", cache: "static" },
        behaviors: { "/*": { origin: "files", cache: "none" }, "/a b": { origin: "files", cache: "none" } },
      }),
    problems: [
      {
        code: "PATH_PATTERN_INVALID",
        path: "sandbox-test/cdn › behaviors./a b",
        message: "This is not a path pattern.",
        found: '"/a b"',
        expected: "a path of at most 255 of letters, digits and _ - . $ / ~ \" ' @ : + &, with * and ? as wildcards",
        fix: 'write a pattern such as "/static/*"',
      },
      {
        code: "PATH_PATTERN_INVALID",
        path: "sandbox-test/cdn › behaviors./*",
        message: "This pattern is for every path, as the default behaviour is.",
        found: '"/*"',
        expected: "a path of at most 255 of letters, digits and _ - . $ / ~ \" ' @ : + &, with * and ? as wildcards",
        fix: "change defaultBehavior instead",
      },
    ],
  },
  {
    name: "writing into a bucket through the distribution",
    build: ({ stack, files }) =>
      new Distribution(stack, "cdn", {
        origins: { files: { kind: "bucket", bucket: files } },
        defaultBehavior: { origin: "files", cache: "static" },
        behaviors: { "/upload/*": { origin: "files", cache: "none", methods: "all" } },
      }),
    problems: [
      {
        code: "BUCKET_METHODS",
        path: "sandbox-test/cdn › behaviors./upload/*.methods",
        message: "The distribution may only read the bucket, so other methods would end in errors.",
        found: 'methods: "all" for a bucket',
        expected: 'methods: "read"',
        fix: "leave methods out; upload by presigned addresses or through the application",
      },
    ],
  },
  {
    name: "more behaviours than CloudFront takes",
    build: ({ stack, files }) =>
      new Distribution(stack, "cdn", {
        origins: { files: { kind: "bucket", bucket: files } },
        defaultBehavior: { origin: "files", cache: "static" },
        behaviors: Object.fromEntries(
          Array.from({ length: 75 }, (_, i) => [`/${i}`, { origin: "files", cache: "none" }]),
        ),
      }),
    problems: [
      {
        code: "BEHAVIORS_MANY",
        path: "sandbox-test/cdn › behaviors",
        message: "CloudFront takes no more behaviours for one distribution.",
        found: "75 behaviours",
        expected: "at most 74 beside the default one",
        fix: "join paths that are treated alike under one pattern",
      },
    ],
  },
  {
    name: "aliases without a certificate",
    build: ({ stack, files }) =>
      new Distribution(stack, "cdn", {
        origins: { files: { kind: "bucket", bucket: files } },
        defaultBehavior: { origin: "files", cache: "static" },
        aliases: ["www.example.com", "example.com"],
      }),
    problems: [
      {
        code: "ALIASES_WITHOUT_CERTIFICATE",
        path: "sandbox-test/cdn › certificate",
        message: "CloudFront answers for names of yours only with a certificate that covers them.",
        found: "aliases example.com, www.example.com and no certificate",
        expected: "a certificate in us-east-1 for the aliases",
        fix: 'certificate: new Certificate(this, "certificate", { names: ["example.com", "www.example.com"], zones, region: "us-east-1" })',
      },
    ],
  },
  {
    name: "aliases that the certificate does not cover",
    build: ({ stack, files, certificate }) =>
      new Distribution(stack, "cdn", {
        origins: { files: { kind: "bucket", bucket: files } },
        defaultBehavior: { origin: "files", cache: "static" },
        certificate,
        aliases: ["a.b.example.com", "api.example.com", "shop.com"],
      }),
    problems: [
      {
        code: "ALIASES_UNCOVERED",
        path: "sandbox-test/cdn › aliases",
        message: "The certificate does not cover these aliases, so CloudFront would refuse them.",
        found: "a.b.example.com, shop.com",
        expected: "names among *.example.com, example.com",
        fix: "add the names to the certificate, or leave the aliases out",
      },
    ],
  },
  {
    name: "a certificate of another region",
    build: ({ stack, files }) =>
      new Distribution(stack, "cdn", {
        origins: { files: { kind: "bucket", bucket: files } },
        defaultBehavior: { origin: "files", cache: "static" },
        certificate: certificateIn(stack, "ap-northeast-2"),
      }),
    problems: [
      {
        code: "CERTIFICATE_REGION",
        path: "sandbox-test/cdn › certificate",
        message: "CloudFront takes certificates of one region only.",
        found: "a certificate in ap-northeast-2",
        expected: "a certificate in us-east-1",
        fix: 'make another for the distribution: region: "us-east-1"',
      },
    ],
  },
  {
    name: "aliases that are no names",
    build: ({ stack, files, certificate }) =>
      new Distribution(stack, "cdn", {
        origins: { files: { kind: "bucket", bucket: files } },
        defaultBehavior: { origin: "files", cache: "static" },
        certificate,
        aliases: ["WWW.example.com"],
      }),
    problems: [
      {
        code: "DOMAIN_NAME_INVALID",
        path: "sandbox-test/cdn › aliases WWW.example.com",
        message: "The name is not a domain name.",
        found: '"WWW.example.com"',
        expected: "an optional *. and parts of a-z, 0-9 and - with dots between them, 63 characters each, 253 in all",
        fix: 'write "www.example.com"',
      },
    ],
  },
  {
    name: "a web ACL for one region",
    build: ({ stack, files }) =>
      new Distribution(stack, "cdn", {
        origins: { files: { kind: "bucket", bucket: files } },
        defaultBehavior: { origin: "files", cache: "static" },
        webAcl: new WebAcl(stack, "acl"),
      }),
    problems: [
      {
        code: "WEB_ACL_SCOPE",
        path: "sandbox-test/cdn › webAcl",
        message: "A distribution takes a web ACL of scope CLOUDFRONT only.",
        found: "a web ACL of scope REGIONAL",
        expected: "scope CLOUDFRONT",
        fix: 'make another for the distribution: new WebAcl(this, "web-acl", { scope: "CLOUDFRONT" })',
      },
    ],
  },
  {
    name: "no web ACL in a protected environment",
    protect: true,
    build: ({ stack, files }) =>
      new Distribution(stack, "cdn", {
        origins: { files: { kind: "bucket", bucket: files } },
        defaultBehavior: { origin: "files", cache: "static" },
        comment: "shop",
      }),
    problems: [
      {
        code: "WEB_ACL_MISSING",
        path: "sandbox-test/cdn › webAcl",
        message: "A distribution of a protected environment has a web ACL.",
        found: "no web ACL in the environment sandbox",
        expected: "a web ACL of scope CLOUDFRONT",
        fix: 'webAcl: new WebAcl(this, "web-acl", { scope: "CLOUDFRONT" }), or withoutWebAcl: { reason: "…" }',
      },
    ],
  },
  {
    name: "an exemption without a reason",
    protect: true,
    build: ({ stack, files }) =>
      new Distribution(stack, "cdn", {
        origins: { files: { kind: "bucket", bucket: files } },
        defaultBehavior: { origin: "files", cache: "static" },
        withoutWebAcl: { reason: "later" },
      }),
    problems: [
      {
        code: "EXEMPTION_REASON",
        path: "sandbox-test/cdn › withoutWebAcl.reason",
        message: "An exemption needs a reason that a reviewer can judge.",
        found: '"later"',
        expected: "a sentence",
        fix: 'say why, and until when, for example "sandbox has no domain; nobody outside the team uses it"',
      },
    ],
  },
  {
    name: "error pages that are none",
    build: ({ stack, files }) =>
      new Distribution(stack, "cdn", {
        origins: { files: { kind: "bucket", bucket: files } },
        defaultBehavior: { origin: "files", cache: "static" },
        errorResponses: { 401: { page: "login.html" }, 404: { page: "/404.html", status: 302, ttlSeconds: -1 } },
      }),
    problems: [
      {
        code: "ERROR_STATUS_INVALID",
        path: "sandbox-test/cdn › errorResponses.401",
        message: "CloudFront has no error page for this status, or does not answer with it.",
        found: "401, answered with 401",
        expected: "one of 400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504, answered with one of them or with 200",
        fix: "leave the status out to pass on the error's own",
      },
      {
        code: "ERROR_PAGE_INVALID",
        path: "sandbox-test/cdn › errorResponses.401.page",
        message: "An error page is a path of the distribution.",
        found: '"login.html"',
        expected: "a path that starts with a slash",
        fix: 'write "/login.html"',
      },
      {
        code: "ERROR_STATUS_INVALID",
        path: "sandbox-test/cdn › errorResponses.404",
        message: "CloudFront has no error page for this status, or does not answer with it.",
        found: "404, answered with 302",
        expected: "one of 400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504, answered with one of them or with 200",
        fix: "leave the status out to pass on the error's own",
      },
      {
        code: "ERROR_TTL_INVALID",
        path: "sandbox-test/cdn › errorResponses.404.ttlSeconds",
        message: "An error cannot be kept so long.",
        found: "-1 seconds",
        expected: "a whole number from 0 to 31536000",
        fix: "leave it out for 10: a mended page shows soon",
      },
    ],
  },
  {
    name: "countries that are none",
    build: ({ stack, files }) =>
      new Distribution(stack, "cdn", {
        origins: { files: { kind: "bucket", bucket: files } },
        defaultBehavior: { origin: "files", cache: "static" },
        geoRestriction: { allow: ["KOR"] },
      }),
    problems: [
      {
        code: "COUNTRY_UNKNOWN",
        path: "sandbox-test/cdn › geoRestriction.allow",
        message: "These are no countries that AWS knows.",
        found: '"KOR"',
        expected: "ISO 3166-1 codes of two capital letters, such as KR or DE",
        fix: 'look the country of "KOR" up in ISO 3166-1',
      },
    ],
  },
  {
    name: "no country",
    build: ({ stack, files }) =>
      new Distribution(stack, "cdn", {
        origins: { files: { kind: "bucket", bucket: files } },
        defaultBehavior: { origin: "files", cache: "static" },
        geoRestriction: { deny: [] },
      }),
    problems: [
      {
        code: "COUNTRIES_EMPTY",
        path: "sandbox-test/cdn › geoRestriction.deny",
        message: "The list of countries is empty.",
        found: "no country",
        expected: "at least one ISO 3166-1 code of two letters",
        fix: "name the countries, or leave geoRestriction out",
      },
    ],
  },
  {
    name: "HTTPS that browsers insist on for no time",
    build: ({ stack, files }) =>
      new Distribution(stack, "cdn", {
        origins: { files: { kind: "bucket", bucket: files } },
        defaultBehavior: { origin: "files", cache: "static" },
        securityHeaders: { hsts: { days: 0 } },
      }),
    problems: [
      {
        code: "HSTS_DAYS_INVALID",
        path: "sandbox-test/cdn › securityHeaders.hsts.days",
        message: "Browsers are told for how many days they insist on HTTPS.",
        found: "0",
        expected: "a whole number from 1 to 3650",
        fix: "use 365",
      },
    ],
  },
  {
    name: "preloading for less than a year",
    build: ({ stack, files }) =>
      new Distribution(stack, "cdn", {
        origins: { files: { kind: "bucket", bucket: files } },
        defaultBehavior: { origin: "files", cache: "static" },
        securityHeaders: { hsts: { days: 180, preload: true } },
      }),
    problems: [
      {
        code: "HSTS_PRELOAD_INVALID",
        path: "sandbox-test/cdn › securityHeaders.hsts.preload",
        message: "Browsers preload only names that ask for a year of HTTPS with all subdomains.",
        found: "days: 180, subdomains: false",
        expected: "at least 365 days, and subdomains",
        fix: "raise days and include subdomains, or leave preload out",
      },
    ],
  },
  {
    name: "a root object with a slash, and too long a comment",
    build: ({ stack, files }) =>
      new Distribution(stack, "cdn", {
        origins: { files: { kind: "bucket", bucket: files } },
        defaultBehavior: { origin: "files", cache: "static" },
        rootObject: "/index.html",
        comment: "c".repeat(129),
      }),
    problems: [
      {
        code: "COMMENT_TOO_LONG",
        path: "sandbox-test/cdn › comment",
        message: "CloudFront takes no longer comments.",
        found: "129 characters",
        expected: "at most 128",
        fix: "say it shorter",
      },
      {
        code: "ROOT_OBJECT_INVALID",
        path: "sandbox-test/cdn › rootObject",
        message: "CloudFront answers a request for / with an error when the root object starts with a slash.",
        found: '"/index.html"',
        expected: "the name of an object",
        fix: 'write "index.html"',
      },
    ],
  },
];

test.each(CASES)("$name is a problem", (wrong) => {
  expect(found(wrong)).toEqual(wrong.problems);
});
