import { IpSet } from "../../../constructs/waf/sets/ip-set";
import { RegexPatternSet } from "../../../constructs/waf/sets/regex-pattern-set";
import { WebAcl } from "../../../constructs/waf/web-acl";
import { resourceOf, resourcesOf, synthStack } from "../../support/synth";

describe("a set of addresses", () => {
  const build = (addresses: readonly string[], changedElsewhere?: boolean) =>
    synthStack((stack) => {
      const ipSet = new IpSet(stack, "office", { description: "Office", addresses, changedElsewhere });
      new WebAcl(stack, "acl", { managed: {}, rules: { office: { when: { ipSet }, action: "allow" } } });
    });

  it("is one for each IP version, and a rule looks into both", () => {
    const synthesized = build(["2001:DB8:0::/32", "192.0.2.7", "192.0.2.0/25", "192.0.2.7/32"]);
    expect(resourcesOf(synthesized, "aws_wafv2_ip_set")).toMatchObject([
      { ip_address_version: "IPV4", addresses: ["192.0.2.0/25", "192.0.2.7/32"] },
      { ip_address_version: "IPV6", addresses: ["2001:db8::/32"] },
    ]);
    expect(resourceOf(synthesized, "aws_wafv2_web_acl").rule).toMatchObject([
      {
        statement: {
          or_statement: {
            statement: [
              { ip_set_reference_statement: { arn: expect.stringContaining("ipv4") } },
              { ip_set_reference_statement: { arn: expect.stringContaining("ipv6") } },
            ],
          },
        },
      },
    ]);
  });

  it("is one where all addresses are of one version", () => {
    const synthesized = build(["192.0.2.0/24"]);
    expect(resourceOf(synthesized, "aws_wafv2_ip_set")).not.toHaveProperty("lifecycle.ignore_changes");
    expect(resourceOf(synthesized, "aws_wafv2_web_acl").rule).toMatchObject([
      { statement: { ip_set_reference_statement: { arn: expect.stringContaining("ipv4") } } },
    ]);
  });

  it("leaves the addresses to what changes them elsewhere, for both versions", () => {
    expect(resourcesOf(build([], true), "aws_wafv2_ip_set")).toMatchObject([
      { ip_address_version: "IPV4", addresses: [], lifecycle: { ignore_changes: ["addresses"] } },
      { ip_address_version: "IPV6", addresses: [], lifecycle: { ignore_changes: ["addresses"] } },
    ]);
  });
});

test("a set of regular expressions is the same in every order", () => {
  const build = (patterns: readonly string[]) =>
    synthStack((stack) => {
      const regexSet = new RegexPatternSet(stack, "paths", { description: "Paths", patterns });
      new WebAcl(stack, "acl", { managed: {}, rules: { paths: { when: { regexSet }, action: "block" } } });
    });
  const synthesized = build(["^/b", "(?i)a"]);
  expect(resourceOf(synthesized, "aws_wafv2_regex_pattern_set")).toMatchObject({
    regular_expression: [{ regex_string: "(?i)a" }, { regex_string: "^/b" }],
  });
  expect(build(["(?i)a", "^/b"]).json).toBe(synthesized.json);
});
