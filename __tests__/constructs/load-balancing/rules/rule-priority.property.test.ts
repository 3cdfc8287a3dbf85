import fc from "fast-check";
import type { RuleConditions } from "../../../../constructs/load-balancing";
import { contains } from "../../../../constructs/load-balancing/rules/rule-overlap";
import { derivedPriority } from "../../../../constructs/load-balancing/rules/rule-priority";

const host = fc.constantFrom("api.example.com", "www.example.com", "*.example.com");
const path = fc
  .array(fc.constantFrom("a", "b", "long-part-of-a-path"), { maxLength: 4 })
  .chain((parts) => fc.constantFrom(`/${parts.join("/")}`, `/${[...parts, "*"].join("/")}`, `/${parts.join("/")}*`));
const conditions: fc.Arbitrary<RuleConditions> = fc
  .record(
    {
      hosts: fc.uniqueArray(host, { minLength: 1, maxLength: 2 }),
      paths: fc.uniqueArray(path, { minLength: 1, maxLength: 2 }),
      methods: fc.uniqueArray(fc.constantFrom("GET", "POST"), { minLength: 1 }),
      headers: fc.constantFrom({ "X-Canary": ["yes"] }, { "X-Canary": ["no"] }),
    },
    { requiredKeys: [] },
  )
  .filter((rule) => Object.keys(rule).length > 0);

/** Characters of a path up to which the length says which of two is tried first. */
const TOLD_APART = 24;
const isTold = ({ paths = [] }: RuleConditions) => paths.every((text) => text.length <= TOLD_APART);

describe("a derived priority", () => {
  it("is one that AWS takes, above those that are written out", () => {
    fc.assert(
      fc.property(conditions, (rule) => {
        const priority = derivedPriority(rule);
        expect(Number.isInteger(priority) && priority >= 1000 && priority <= 49_999).toBe(true);
      }),
    );
  });

  it("is the same in whatever order the values are written", () => {
    fc.assert(
      fc.property(conditions, ({ hosts, paths, ...further }) => {
        const reversed = {
          ...further,
          ...(paths ? { paths: [...paths].reverse() } : {}),
          ...(hosts ? { hosts: [...hosts].reverse() } : {}),
        };
        expect(derivedPriority(reversed)).toBe(
          derivedPriority({ ...further, ...(hosts ? { hosts } : {}), ...(paths ? { paths } : {}) }),
        );
      }),
    );
  });

  it("puts a rule before every rule that takes all of its requests, and more", () => {
    const pairs = fc.tuple(conditions.filter(isTold), conditions.filter(isTold));
    fc.assert(
      fc.property(pairs, ([outer, inner]) => {
        fc.pre(contains(outer, inner) && !contains(inner, outer) && !isAlike(outer, inner));
        expect(derivedPriority(inner)).toBeLessThan(derivedPriority(outer));
      }),
      { numRuns: 300, maxSkipsPerRun: 1000 },
    );
  });

  it.each<[string, RuleConditions, RuleConditions]>([
    [
      "a canary by header before its host",
      { hosts: ["a.example.com"], headers: { "X-Canary": ["yes"] } },
      { hosts: ["a.example.com"] },
    ],
    ["a longer path before a shorter one", { paths: ["/api/v1/*"] }, { paths: ["/api/*"] }],
    ["a whole path before its pattern", { paths: ["/api"] }, { paths: ["/api*"] }],
    ["a host before every host", { hosts: ["a.example.com"] }, { hosts: ["*.example.com"] }],
    ["anything before everything", { paths: ["/a*"] }, { paths: ["/*"] }],
  ])("puts %s", (_, first, second) => {
    expect(derivedPriority(first)).toBeLessThan(derivedPriority(second));
  });
});

/** Rules whose kind of host, or whose several values, do not say which of the two is the narrower. */
function isAlike(outer: RuleConditions, inner: RuleConditions): boolean {
  const isWild = ({ hosts = [] }: RuleConditions) => hosts.some((name) => name.includes("*"));
  const hasSeveral = ({ hosts = [], paths = [] }: RuleConditions) => hosts.length > 1 || paths.length > 1;
  return (isWild(outer) && isWild(inner)) || hasSeveral(outer) || hasSeveral(inner);
}
