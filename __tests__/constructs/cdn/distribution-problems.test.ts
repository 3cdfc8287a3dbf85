import { Certificate } from "../../../constructs/certificates/certificate";
import { HostedZone } from "../../../constructs/dns/hosted-zone";
import { WebAcl } from "../../../constructs/waf/web-acl";
import { testAdvice } from "../../support/followed-advice";
import { type Case, certificateIn, found, site, told } from "./support";

const CASES: readonly Case[] = [
  {
    name: "aliases without a certificate",
    build: site({
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
    ways: [
      {
        says: 'new Certificate(this, "certificate", { names: ["example.com", "www.example.com"], zones, region: "us-east-1" })',
        to: site(({ stack }) => {
          const zones = [new HostedZone(stack, "zone", { zoneName: "example.com" })];
          const names = ["example.com", "www.example.com"];
          const certificate = new Certificate(stack, "certificate", { names, zones, region: "us-east-1" });
          return { certificate, aliases: ["www.example.com", "example.com"] };
        }),
      },
    ],
  },
  {
    name: "aliases that the certificate does not cover",
    build: site(({ certificate }) => ({
      certificate,
      aliases: ["a.b.example.com", "api.example.com", "shop.com"],
    })),
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
    ways: [
      {
        says: "add the names to the certificate",
        to: site(({ stack }) => ({
          certificate: certificateIn(stack, "us-east-1", [
            "example.com",
            "*.example.com",
            "a.b.example.com",
            "shop.com",
          ]),
          aliases: ["a.b.example.com", "api.example.com", "shop.com"],
        })),
      },
      { says: "leave the aliases out", to: site(({ certificate }) => ({ certificate, aliases: ["api.example.com"] })) },
    ],
  },
  {
    name: "a certificate of another region",
    build: site(({ stack }) => ({
      certificate: certificateIn(stack, "ap-northeast-2"),
    })),
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
    ways: [
      {
        says: 'make another for the distribution: region: "us-east-1"',
        to: site(({ certificate }) => ({ certificate })),
      },
    ],
  },
  {
    name: "aliases that are no names",
    build: site(({ certificate }) => ({
      certificate,
      aliases: ["WWW.example.com"],
    })),
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
    ways: [
      {
        says: 'write "www.example.com"',
        to: site(({ certificate }) => ({ certificate, aliases: ["www.example.com"] })),
      },
    ],
  },
  {
    name: "a web ACL for one region",
    build: site(({ stack }) => ({
      webAcl: new WebAcl(stack, "acl"),
    })),
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
    ways: [
      {
        says: 'new WebAcl(this, "web-acl", { scope: "CLOUDFRONT" })',
        to: site(({ stack }) => ({ webAcl: new WebAcl(stack, "web-acl", { scope: "CLOUDFRONT" }) })),
      },
    ],
  },
  {
    name: "no web ACL in a protected environment",
    protect: true,
    build: site({
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
    ways: [
      {
        says: 'webAcl: new WebAcl(this, "web-acl", { scope: "CLOUDFRONT" })',
        to: site(({ stack }) => ({ webAcl: new WebAcl(stack, "web-acl", { scope: "CLOUDFRONT" }), comment: "shop" })),
      },
      {
        says: 'withoutWebAcl: { reason: "…" }',
        to: site({ withoutWebAcl: { reason: "only files that everybody may read" }, comment: "shop" }),
      },
    ],
  },
  {
    name: "an exemption without a reason",
    protect: true,
    build: site({
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
    ways: [
      {
        says: "say why, and until when",
        to: site({ withoutWebAcl: { reason: "sandbox has no domain; nobody outside the team uses it" } }),
      },
    ],
  },
  {
    name: "error pages that are none",
    build: site({
      errorResponses: { 401: { page: "/login.html" }, 404: { page: "404.html", status: 302, ttlSeconds: -1 } },
    }),
    problems: [
      {
        code: "ERROR_STATUS_INVALID",
        path: "sandbox-test/cdn › errorResponses.401",
        message: "CloudFront has no error page for this status, or does not answer with it.",
        found: "401, answered with 401",
        expected: "one of 400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504, answered with one of them or with 200",
        fix: "remove it: CloudFront passes on what the origin answers with",
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
        code: "ERROR_PAGE_INVALID",
        path: "sandbox-test/cdn › errorResponses.404.page",
        message: "An error page is a path of the distribution.",
        found: '"404.html"',
        expected: "a path that starts with a slash",
        fix: 'write "/404.html"',
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
    ways: [
      {
        says: [
          "remove it",
          "leave the status out to pass on the error's own",
          'write "/404.html"',
          "leave it out for 10",
        ],
        to: site({ errorResponses: { 404: { page: "/404.html" } } }),
      },
    ],
  },
  {
    name: "countries that are none",
    build: site({
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
    ways: [{ says: 'look the country of "KOR" up in ISO 3166-1', to: site({ geoRestriction: { allow: ["KR"] } }) }],
  },
  {
    name: "no country",
    build: site({
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
    ways: [
      { says: "name the countries", to: site({ geoRestriction: { deny: ["KP"] } }) },
      { says: "leave geoRestriction out", to: site({}) },
    ],
  },
  {
    name: "HTTPS that browsers insist on for no time",
    build: site({
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
    ways: [{ says: "use 365", to: site({ securityHeaders: { hsts: { days: 365 } } }) }],
  },
  {
    name: "preloading for less than a year",
    build: site({
      securityHeaders: { hsts: { days: 180, preload: true } },
    }),
    problems: [
      {
        code: "HSTS_PRELOAD_INVALID",
        path: "sandbox-test/cdn › securityHeaders.hsts.preload",
        message: "Browsers preload only names that ask for a year of HTTPS with all subdomains.",
        found: "days: 180, subdomains: false",
        expected: "at least 365 days, and subdomains",
        fix: "set days: 365 and subdomains: true, or leave preload out",
      },
    ],
    ways: [
      {
        says: "set days: 365 and subdomains: true",
        to: site({ securityHeaders: { hsts: { days: 365, subdomains: true, preload: true } } }),
      },
      { says: "leave preload out", to: site({ securityHeaders: { hsts: { days: 180 } } }) },
    ],
  },
  {
    name: "a root object with a slash, and too long a comment",
    build: site({
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
    ways: [
      {
        says: ['write "index.html"', "say it shorter"],
        to: site({ rootObject: "index.html", comment: "c".repeat(128) }),
      },
    ],
  },
  {
    name: "names of what is not made, and a control's that is too long",
    build: site({
      defaultBehavior: { origin: "files", cache: "dynamic" },
      securityHeaders: false,
      names: {
        responseHeadersPolicyName: "careful",
        cachePolicyNames: { "static-host": "files" },
        originAccessControlNames: { files: "f".repeat(65), pages: "pages" },
      },
    }),
    problems: [
      {
        code: "DISTRIBUTION_NAME_UNUSED",
        path: "sandbox-test/cdn › names.responseHeadersPolicyName",
        message: "The distribution makes nothing that could have this name.",
        found: "a name beside securityHeaders: false",
        expected: "security headers, or no name",
        fix: "leave the name out, or leave out securityHeaders: false",
      },
      {
        code: "DISTRIBUTION_NAME_UNUSED",
        path: "sandbox-test/cdn › names.cachePolicyNames.static-host",
        message: "The distribution makes nothing that could have this name.",
        found: '"static-host"',
        expected: "one of dynamic",
        fix: "write the name under one of these, or leave it out",
      },
      {
        code: "EXACT_NAME_INVALID",
        path: "sandbox-test/cdn › names.originAccessControlNames.files",
        message: "AWS has no such name for this kind of resource, so nothing that exists is called so.",
        found: `"${"f".repeat(65)}" (65 characters)`,
        expected: "1 to 64 characters of one line",
        fix: "write the name as AWS shows it, or leave names.originAccessControlNames.files out and one is made",
      },
      {
        code: "DISTRIBUTION_NAME_UNUSED",
        path: "sandbox-test/cdn › names.originAccessControlNames.pages",
        message: "The distribution makes nothing that could have this name.",
        found: '"pages"',
        expected: "one of files",
        fix: "write the name under one of these, or leave it out",
      },
    ],
    ways: [
      {
        says: [
          "leave out securityHeaders: false",
          "write the name under one of these",
          "leave names.originAccessControlNames.files out and one is made",
        ],
        to: site({
          defaultBehavior: { origin: "files", cache: "dynamic" },
          names: { responseHeadersPolicyName: "careful", cachePolicyNames: { dynamic: "files" } },
        }),
      },
      {
        says: ["leave the name out", "or leave it out", "write the name as AWS shows it"],
        to: site({
          defaultBehavior: { origin: "files", cache: "dynamic" },
          securityHeaders: false,
          names: { originAccessControlNames: { files: "f".repeat(64) } },
        }),
      },
    ],
  },
  {
    name: "a name for a cache policy where all are AWS's",
    build: site({ names: { cachePolicyNames: { dynamic: "pages" } } }),
    problems: [
      {
        code: "DISTRIBUTION_NAME_UNUSED",
        path: "sandbox-test/cdn › names.cachePolicyNames.dynamic",
        message: "The distribution makes nothing that could have this name.",
        found: '"dynamic"',
        expected: "no name: it makes none of these",
        fix: "leave the name out",
      },
    ],
    ways: [{ says: "leave the name out", to: site({}) }],
  },
];

test.each(CASES)("$name is a problem", (wrong) => {
  expect(found(wrong)).toEqual(wrong.problems);
});

testAdvice(told(CASES), found);
