import { QUOTAS } from "../../../constructs/aws/quotas";
import type { Behavior, DistributionProps, DynamicCache } from "../../../constructs/cdn/distribution.types";
import { testAdvice } from "../../support/followed-advice";
import { type Case, found, site, told } from "./support";

/** A behaviour for content that is kept for some seconds. */
function dynamic(cache: Omit<DynamicCache, "intent">): Behavior {
  return { origin: "files", cache: { intent: "dynamic", ...cache } };
}

/** Behaviours for single paths, with numbers up to this one. */
function paths(count: number, first = 0): DistributionProps["behaviors"] {
  const numbers = Array.from({ length: count - first }, (_, i) => i + first);
  return Object.fromEntries(numbers.map((i) => [`/${i}`, { origin: "files", cache: "none" }]));
}

const CASES: readonly Case[] = [
  {
    name: "dynamic content that is kept for long, or not at all",
    build: site({
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
        fix: 'use 15, or cache: "static" for files that never change, and cache: "none" for what must be fresh or is for one visitor',
      },
      {
        code: "DYNAMIC_TTL_INVALID",
        path: "sandbox-test/cdn › behaviors./b.cache.ttlSeconds",
        message:
          "Dynamic content is kept for some seconds: enough to take a rush from the origin, too short to be noticed.",
        found: "4 seconds",
        expected: "a whole number from 5 to 15",
        fix: 'use 5, or cache: "static" for files that never change, and cache: "none" for what must be fresh or is for one visitor',
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
    ways: [
      {
        says: ["use 15", "use 5", "leave it out for 60"],
        to: site({ behaviors: { "/a": dynamic({ ttlSeconds: 15 }), "/b": dynamic({ ttlSeconds: 5 }) } }),
      },
      {
        says: [
          'cache: "static" for files that never change',
          'cache: "none" for what must be fresh',
          "leave it out for 60",
        ],
        to: site({
          behaviors: { "/a": { origin: "files", cache: "static" }, "/b": { origin: "files", cache: "none" } },
        }),
      },
    ],
  },
  {
    name: "a cache that tells answers apart by more than CloudFront takes",
    build: site({
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
    problems: [
      {
        code: "CACHE_KEY_TOO_LONG",
        path: "sandbox-test/cdn › behaviors./a.cache.headers",
        message: "CloudFront tells answers apart by no more than this.",
        found: "11 headers",
        expected: `at most 10 (${QUOTAS.headersPerCachePolicy.source})`,
        fix: 'leave out headers that answers do not depend on, use cache: "none" for this path, or have the quota raised and set quotas.headersPerCachePolicy of the environment',
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
    ways: [
      {
        says: ["leave out headers that answers do not depend on", "leave out x-part-0", "leave it out: gzip"],
        to: site({ behaviors: { "/a": dynamic({ headers: ["X-Part-0", "X-Part-1"] }) } }),
      },
      {
        says: ['use cache: "none" for this path', "leave out x-part-0", "leave it out: gzip"],
        to: site({ behaviors: { "/a": { origin: "files", cache: "none" } } }),
      },
    ],
  },
  {
    name: "a cache that tells visitors apart",
    build: site({
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
        fix: 'use cache: "none" for this path, or leave authorization, Cookie out of `headers`; single cookies belong into `cookies`',
      },
    ],
    ways: [
      {
        says: 'use cache: "none" for this path',
        to: site({ behaviors: { "/a": { origin: "files", cache: "none" } } }),
      },
      {
        says: "leave authorization, Cookie out of `headers`",
        to: site({ behaviors: { "/a": dynamic({ headers: ["Accept"] }) } }),
      },
      {
        says: "single cookies belong into `cookies`",
        to: site({ behaviors: { "/a": dynamic({ headers: ["Accept"], cookies: ["language"] }) } }),
      },
    ],
  },
  {
    name: "path patterns that are none, or for every path",
    build: site({
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
    ways: [
      {
        says: ['a pattern such as "/static/*"', "change defaultBehavior instead"],
        to: site({
          defaultBehavior: { origin: "files", cache: "none" },
          behaviors: { "/static/*": { origin: "files", cache: "none" } },
        }),
      },
    ],
  },
  {
    name: "writing into a bucket through the distribution",
    build: site({
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
    ways: [{ says: "leave methods out", to: site({ behaviors: { "/upload/*": { origin: "files", cache: "none" } } }) }],
  },
  {
    name: "more behaviours than CloudFront takes",
    build: site({
      behaviors: paths(75),
    }),
    problems: [
      {
        code: "BEHAVIORS_MANY",
        path: "sandbox-test/cdn › behaviors",
        message: "CloudFront takes no more behaviours for one distribution.",
        found: "75 behaviours",
        expected: "at most 74 beside the default one",
        fix: "join paths that are treated alike under one pattern, or have the quota raised and set quotas.behaviorsPerDistribution of the environment",
      },
    ],
    ways: [
      {
        says: "join paths that are treated alike under one pattern",
        to: site({ behaviors: { "/*0": { origin: "files", cache: "none" }, ...paths(74, 1) } }),
      },
    ],
  },
];

test.each(CASES)("$name is a problem", (wrong) => {
  expect(found(wrong)).toEqual(wrong.problems);
});

testAdvice(told(CASES), found);
