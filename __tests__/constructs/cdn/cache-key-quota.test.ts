import { QUOTAS, type RaisedQuotas } from "../../../constructs/aws/quotas";
import type { DynamicCache } from "../../../constructs/cdn/distribution.types";
import type { Problem } from "../../../constructs/core/errors";
import { type Told, testAdvice } from "../../support/followed-advice";
import { app, found, type Input } from "./support";

interface Mistake extends Told<Input> {
  readonly given: Input;
  readonly problems: readonly Problem[];
}

/** A distribution whose origin sees the viewer's host, so that answers are told apart by it. */
function behindHost(cache: Omit<DynamicCache, "intent">, quotas?: RaisedQuotas): Input {
  const behaviors = { "/a": { origin: "app", cache: { intent: "dynamic", ...cache } } } as const;
  return { build: app(({ balancer }) => balancer(), {}, { behaviors }), ...(quotas ? { quotas } : {}) };
}

const parts = (count: number) => Array.from({ length: count }, (_, index) => `X-Part-${index}`);

const MISTAKES: readonly Mistake[] = [
  {
    mistake: "ten headers beside the host",
    given: behindHost({ headers: parts(10) }),
    problems: [
      {
        code: "CACHE_KEY_TOO_LONG",
        path: "sandbox-test/cdn › behaviors./a.cache.headers",
        message: "CloudFront tells answers apart by no more than this.",
        found: "11 headers, with Host, which the origin sees",
        expected: `at most 10 (${QUOTAS.headersPerCachePolicy.source})`,
        fix: 'leave out headers that answers do not depend on, use cache: "none" for this path, or have the quota raised and set quotas.headersPerCachePolicy of the environment',
      },
    ],
    ways: [
      { says: "leave out headers that answers do not depend on", to: behindHost({ headers: parts(9) }) },
      {
        says: "set quotas.headersPerCachePolicy",
        to: behindHost({ headers: parts(10) }, { headersPerCachePolicy: 11 }),
      },
    ],
  },
];

test.each(MISTAKES)("$mistake are more than a cache looks at", ({ given, problems }) => {
  expect(found(given)).toEqual(problems);
});

testAdvice(MISTAKES, found);

test("the host counts once, however it is written", () => {
  expect(found(behindHost({ headers: ["host", ...parts(9)] }))).toEqual([]);
});

test("cookies and query parameters have quotas of their own", () => {
  const cache = { cookies: parts(11), queryParameters: parts(12) };
  expect(found(behindHost(cache)).map(({ found: text }) => text)).toEqual(["11 cookies", "12 queryParameters"]);
  expect(found(behindHost(cache, { cookiesPerCachePolicy: 11, queryParametersPerCachePolicy: 12 }))).toEqual([]);
});
