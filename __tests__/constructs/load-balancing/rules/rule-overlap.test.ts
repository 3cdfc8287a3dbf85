import type { RuleConditions } from "../../../../constructs/load-balancing";
import { contains } from "../../../../constructs/load-balancing/rules/rule-overlap";

describe("a rule takes every request of another", () => {
  it.each<[RuleConditions, RuleConditions]>([
    [{ hosts: ["*.example.com"] }, { hosts: ["api.example.com"] }],
    [{ hosts: ["api.example.com"] }, { hosts: ["API.example.com"], paths: ["/v1/*"] }],
    [{ paths: ["/*"] }, { hosts: ["api.example.com"] }],
    [{ paths: ["/v1/*"] }, { paths: ["/v1/orders/*", "/v1/items"] }],
    [{ paths: ["/v?/*"] }, { paths: ["/v1/*"] }],
    [
      { paths: ["/*"], methods: ["GET"] },
      { paths: ["/a"], methods: ["GET"] },
    ],
  ])("%j takes %j", (outer, inner) => {
    expect(contains(outer, inner)).toBe(true);
  });

  it.each<[RuleConditions, RuleConditions]>([
    [{ hosts: ["api.example.com"] }, { hosts: ["*.example.com"] }],
    [{ hosts: ["api.example.com"] }, { paths: ["/*"] }],
    [{ paths: ["/v1/*"] }, { paths: ["/V1/a"] }],
    [{ paths: ["/v1/*"] }, { paths: ["/v1/a", "/v2/a"] }],
    [{ paths: ["/v?/*"] }, { paths: ["/v*/*"] }],
    [{ paths: ["/a.b"] }, { paths: ["/axb"] }],
    [{ paths: ["/*"], methods: ["GET"] }, { paths: ["/a"] }],
    [
      { paths: ["/*"], headers: { "X-A": ["1"] } },
      { paths: ["/a"], headers: { "X-A": ["2"] } },
    ],
  ])("%j leaves some of %j", (outer, inner) => {
    expect(contains(outer, inner)).toBe(false);
  });
});
