import { exemptionsOf } from "../../../constructs/core/environments/exemptions";
import { WebAcl } from "../../../constructs/waf/web-acl";
import type { WebAclProps } from "../../../constructs/waf/web-acl.types";
import { resourceOf, resourcesOf, synthStack } from "../../support/synth";

interface SynthesizedRule {
  readonly name: string;
  readonly priority: number;
  readonly action?: unknown;
  readonly override_action?: unknown;
  readonly statement: unknown;
}

function synthWebAcl(props: WebAclProps = {}, environment = {}) {
  let made: WebAcl | undefined;
  const synthesized = synthStack(
    (stack) => {
      made = new WebAcl(stack, "shield", props);
    },
    { environment },
  );
  const webAcl = resourceOf(synthesized, "aws_wafv2_web_acl");
  return { ...synthesized, synthesized, made, webAcl, rules: (webAcl.rule ?? []) as readonly SynthesizedRule[] };
}

/** The statement of the only rule of one's own. */
function statementOf(rules: WebAclProps["rules"]): unknown {
  return synthWebAcl({ managed: {}, rules }).rules[0]?.statement;
}

/** Capacity of rules of one's own. */
function capacityOf(rules: WebAclProps["rules"]): number | undefined {
  return synthWebAcl({ managed: {}, rules }).made?.capacity;
}

describe("a web ACL without properties", () => {
  it("allows what AWS's basic groups do not block, for resources of the region", () => {
    const { webAcl, rules } = synthWebAcl();
    expect(webAcl).toMatchObject({
      name: "groundplan-sandbox-test-shield",
      scope: "REGIONAL",
      default_action: { allow: {} },
      visibility_config: {
        cloudwatch_metrics_enabled: true,
        metric_name: "groundplan-sandbox-test-shield",
        sampled_requests_enabled: true,
      },
    });
    expect(webAcl).not.toHaveProperty("provider");
    expect(rules.map(({ name, priority }) => [name, priority])).toEqual([
      ["ip-reputation", 4000],
      ["core", 4200],
      ["known-bad-inputs", 4300],
    ]);
    expect(rules[1]).toEqual({
      name: "core",
      priority: 4200,
      override_action: { none: {} },
      statement: { managed_rule_group_statement: { vendor_name: "AWS", name: "AWSManagedRulesCommonRuleSet" } },
      visibility_config: {
        cloudwatch_metrics_enabled: true,
        metric_name: "groundplan-sandbox-test-shield-core",
        sampled_requests_enabled: true,
      },
    });
  });

  it("needs the capacity of its groups, which the price includes", () => {
    const { made, problems } = synthWebAcl();
    expect(made?.capacity).toBe(925);
    expect(problems).toEqual([]);
  });

  it("logs into a group that AWS WAF delivers to, without what would let a reader act as the visitor", () => {
    const { synthesized } = synthWebAcl();
    expect(resourceOf(synthesized, "aws_cloudwatch_log_group")).toEqual({
      name: "aws-waf-logs-groundplan-sandbox-test-shield-log",
      retention_in_days: 90,
    });
    expect(resourceOf(synthesized, "aws_wafv2_web_acl_logging_configuration")).toMatchObject({
      redacted_fields: [{ single_header: { name: "authorization" } }, { single_header: { name: "cookie" } }],
    });
  });
});

describe("the scope of a web ACL", () => {
  it("is global for CloudFront: all of it lies in us-east-1", () => {
    const { synthesized, json } = synthWebAcl({ scope: "CLOUDFRONT" });
    for (const type of ["aws_wafv2_web_acl", "aws_wafv2_web_acl_logging_configuration", "aws_cloudwatch_log_group"]) {
      expect(resourceOf(synthesized, type)).toMatchObject({ provider: "aws.us-east-1" });
    }
    expect(JSON.parse(json).provider.aws).toContainEqual(
      expect.objectContaining({ alias: "us-east-1", region: "us-east-1" }),
    );
  });

  it("needs no second provider in us-east-1 itself", () => {
    const { webAcl } = synthWebAcl({ scope: "CLOUDFRONT" }, { region: "us-east-1" });
    expect(webAcl).not.toHaveProperty("provider");
  });

  it.each([
    ["us-east-1", "encrypts its log with the environment's key where that is of the same region"],
    ["ap-northeast-2", "leaves its log to the key of CloudWatch Logs where the environment's is of another region"],
  ])("for CloudFront in %s %s", (region) => {
    const keyArn = `arn:aws:kms:${region}:111111111111:key/logs`;
    const { synthesized } = synthWebAcl({ scope: "CLOUDFRONT" }, { region, logs: { keyArn } });
    const group = resourceOf(synthesized, "aws_cloudwatch_log_group");
    expect(group.kms_key_id).toBe(region === "us-east-1" ? keyArn : undefined);
  });
});

describe("rules of a web ACL", () => {
  it("have the same places whatever the order in which they are written, and whatever stands beside them", () => {
    const one = { when: { countries: ["KR"] }, action: "block" } as const;
    const two = { rate: { limit: 100 } } as const;
    const three = { when: { countries: ["DE"] }, action: "allow" } as const;
    const all = synthWebAcl({ managed: {}, rules: { one, two, three } });
    expect(synthWebAcl({ managed: {}, rules: { three, two, one } }).json).toBe(all.json);
    const alone = synthWebAcl({ managed: {}, rules: { two } });
    expect(all.rules).toContainEqual(alone.rules[0]);
  });

  it("are tried by kind: what is allowed, what else is matched, rates, then AWS's groups", () => {
    const { rules } = synthWebAcl({
      managed: { "ip-reputation": true },
      rules: {
        a: { rate: { limit: 100 } },
        b: { when: { countries: ["KR"] }, action: "block" },
        c: { when: { countries: ["DE"] }, action: "allow" },
        first: { when: { countries: ["FR"] }, action: "count", priority: 1 },
      },
    });
    expect(rules.map(({ name }) => name)).toEqual(["first", "c", "b", "a", "ip-reputation"]);
  });

  it("may look for labels that rules before them set, and for those that AWS WAF sets by itself", () => {
    const { problems } = synthWebAcl({
      managed: { core: { countOnly: true } },
      rules: {
        seen: { when: { countries: ["KR"] }, action: "count", labels: ["shop:seen"], priority: 1 },
        whole: { when: { label: "shop:seen" }, action: "block", priority: 2 },
        part: { when: { label: "seen" }, action: "block", priority: 3 },
        geo: { when: { label: "awswaf:clientip:geo:region:KR-11" }, action: "block", priority: 4 },
        core: {
          when: { label: "awswaf:managed:aws:core-rule-set:NoUserAgent_Header" },
          action: "block",
          priority: 4201,
        },
      },
    });
    expect(problems).toEqual([]);
  });

  it("limit the rate of each address, of what they are about", () => {
    expect(
      statementOf({ login: { rate: { limit: 100, windowSeconds: 60, of: { text: "/login", position: "exactly" } } } }),
    ).toEqual({
      rate_based_statement: {
        limit: 100,
        evaluation_window_sec: 60,
        aggregate_key_type: "IP",
        scope_down_statement: {
          byte_match_statement: {
            field_to_match: { uri_path: {} },
            positional_constraint: "EXACTLY",
            search_string: "/login",
            text_transformation: [{ priority: 0, type: "NONE" }],
          },
        },
      },
    });
  });

  it("see the address that a proxy names; without the header a request counts with all such requests", () => {
    expect(statementOf({ flood: { rate: { limit: 100, per: { forwardedIpHeader: "X-Forwarded-For" } } } })).toEqual({
      rate_based_statement: {
        limit: 100,
        evaluation_window_sec: 300,
        aggregate_key_type: "FORWARDED_IP",
        forwarded_ip_config: { header_name: "X-Forwarded-For", fallback_behavior: "MATCH" },
      },
    });
  });

  it("combine matches, and undo disguises in the order given", () => {
    const statement = statementOf({
      odd: {
        action: "block",
        when: {
          all: [
            { not: { countries: ["KR", "DE", "KR"] } },
            { regex: "^/x", transform: ["URL_DECODE", "LOWERCASE"] },
            { size: { is: "GT", bytes: 9 }, in: "body" },
            { injection: "sql", in: { header: "X-Query" } },
          ],
        },
      },
    });
    const none = [{ priority: 0, type: "NONE" }];
    expect(statement).toEqual({
      and_statement: {
        statement: [
          { not_statement: { statement: [{ geo_match_statement: { country_codes: ["DE", "KR"] } }] } },
          {
            regex_match_statement: {
              field_to_match: { uri_path: {} },
              regex_string: "^/x",
              text_transformation: [
                { priority: 0, type: "URL_DECODE" },
                { priority: 1, type: "LOWERCASE" },
              ],
            },
          },
          {
            size_constraint_statement: {
              field_to_match: { body: { oversize_handling: "CONTINUE" } },
              comparison_operator: "GT",
              size: 9,
              text_transformation: none,
            },
          },
          {
            sqli_match_statement: {
              field_to_match: { single_header: { name: "x-query" } },
              text_transformation: none,
            },
          },
        ],
      },
    });
  });

  it("answer with a body of their own", () => {
    const { webAcl, rules } = synthWebAcl({
      managed: {},
      responseBodies: { slow: { type: "json", content: "{}" } },
      defaultAction: { block: { status: 404 } },
      rules: {
        slow: {
          rate: { limit: 10 },
          action: { block: { status: 429, body: "slow", headers: { "Retry-After": "60", Allow: "GET" } } },
        },
      },
    });
    expect(webAcl).toMatchObject({
      custom_response_body: [{ key: "slow", content: "{}", content_type: "APPLICATION_JSON" }],
      default_action: { block: { custom_response: { response_code: 404 } } },
    });
    expect(rules[0]?.action).toEqual({
      block: {
        custom_response: {
          response_code: 429,
          custom_response_body_key: "slow",
          response_header: [
            { name: "Allow", value: "GET" },
            { name: "Retry-After", value: "60" },
          ],
        },
      },
    });
  });
});

describe("managed groups", () => {
  it("can be tried out, limited and overridden rule by rule", () => {
    const { rules } = synthWebAcl({
      managed: {
        core: { countOnly: true, overrides: { SizeRestrictions_BODY: "count" }, version: "Version_1.16" },
        "bot-control": { inspectionLevel: "targeted", of: { countries: ["KR"] } },
        linux: false,
      },
    });
    expect(rules.map(({ override_action }) => override_action)).toEqual([{ count: {} }, { none: {} }]);
    expect(rules.map(({ statement }) => statement)).toEqual([
      {
        managed_rule_group_statement: {
          vendor_name: "AWS",
          name: "AWSManagedRulesCommonRuleSet",
          version: "Version_1.16",
          rule_action_override: [{ name: "SizeRestrictions_BODY", action_to_use: { count: {} } }],
        },
      },
      {
        managed_rule_group_statement: {
          vendor_name: "AWS",
          name: "AWSManagedRulesBotControlRuleSet",
          managed_rule_group_configs: { aws_managed_rules_bot_control_rule_set: { inspection_level: "TARGETED" } },
          scope_down_statement: { geo_match_statement: { country_codes: ["KR"] } },
        },
      },
    ]);
  });
});

describe("the capacity of a web ACL", () => {
  const text = (position: "contains" | "exactly", more = {}) =>
    ({ when: { text: "a", position, ...more }, action: "block" }) as const;

  it("follows AWS's table", () => {
    expect(capacityOf({ a: text("exactly") })).toBe(2);
    expect(capacityOf({ a: text("contains") })).toBe(10);
    expect(capacityOf({ a: text("contains", { in: "all-query-arguments" }) })).toBe(20);
    expect(capacityOf({ a: { when: { injection: "xss" }, action: "block" } })).toBe(40);
    expect(capacityOf({ a: { when: { injection: "sql" }, action: "block" } })).toBe(20);
    expect(capacityOf({ a: { rate: { limit: 10, of: { regex: "a" } } } })).toBe(5);
    expect(
      capacityOf({
        a: { when: { any: [{ countries: ["KR"] }, { label: "awswaf:clientip:geo:country:KR" }] }, action: "block" },
      }),
    ).toBe(2);
  });

  it("counts a transformation of a field once, however many rules use it", () => {
    const lower = { transform: ["LOWERCASE"] as const };
    expect(capacityOf({ a: text("exactly", lower), b: text("exactly", lower) })).toBe(14);
    expect(capacityOf({ a: text("exactly", lower), b: text("exactly", { ...lower, in: "query-string" }) })).toBe(24);
  });

  it("can be more than the price includes, for a written reason that is listed", () => {
    const managed = {
      core: true,
      "sql-database": true,
      linux: true,
      windows: true,
      "known-bad-inputs": true,
      php: true,
    };
    const { made, problems, stack } = synthWebAcl({
      managed,
      capacity: { max: 1600, reason: "all servers share this one" },
    });
    expect(made?.capacity).toBe(1600);
    expect(problems).toEqual([]);
    expect(exemptionsOf(stack)).toEqual([
      { path: "sandbox-test/shield", rule: "WAF-91", option: "capacity", reason: "all servers share this one" },
    ]);
    expect(synthWebAcl({ managed }).problems).toEqual([
      {
        code: "WEB_ACL_CAPACITY_PAID",
        path: "sandbox-test/shield › capacity",
        message: "The rules need more capacity than the price of a request includes.",
        found: "1600 units",
        expected: "at most 1500 units",
        fix: 'leave a rule group out, or accept the cost: capacity: { max: 1600, reason: "…" }',
      },
    ]);
  });
});

describe("the log of a web ACL", () => {
  it("keeps only what is asked for", () => {
    const { synthesized } = synthWebAcl({
      logging: {
        to: "cloudwatch",
        retentionDays: 30,
        keyArn: "arn:aws:kms:ap-northeast-2:111111111111:key/k",
        only: ["excluded-as-count", "block"],
        redact: ["method", "query-string", "uri-path", { header: "X-Api-Key" }],
      },
    });
    expect(resourceOf(synthesized, "aws_cloudwatch_log_group")).toMatchObject({
      retention_in_days: 30,
      kms_key_id: "arn:aws:kms:ap-northeast-2:111111111111:key/k",
    });
    expect(resourceOf(synthesized, "aws_wafv2_web_acl_logging_configuration")).toMatchObject({
      redacted_fields: [
        { method: {} },
        { query_string: {} },
        { uri_path: {} },
        { single_header: { name: "x-api-key" } },
      ],
      logging_filter: {
        default_behavior: "DROP",
        filter: [
          {
            behavior: "KEEP",
            requirement: "MEETS_ANY",
            condition: [
              { action_condition: { action: "BLOCK" } },
              { action_condition: { action: "EXCLUDED_AS_COUNT" } },
            ],
          },
        ],
      },
    });
  });

  it("can go into a bucket or a stream of one's own, or nowhere", () => {
    const bucketArn = "arn:aws:s3:::aws-waf-logs-shop";
    const streamArn = "arn:aws:firehose:ap-northeast-2:111111111111:deliverystream/aws-waf-logs-shop";
    const destination = (logging: WebAclProps["logging"]) => {
      const { synthesized } = synthWebAcl({ logging });
      expect(resourcesOf(synthesized, "aws_cloudwatch_log_group")).toEqual([]);
      return resourcesOf(synthesized, "aws_wafv2_web_acl_logging_configuration").map(
        (configuration) => configuration.log_destination_configs,
      );
    };
    expect(destination({ to: "s3", bucketArn })).toEqual([[bucketArn]]);
    expect(destination({ to: "firehose", streamArn })).toEqual([[streamArn]]);
    expect(destination(false)).toEqual([]);
  });

  it("outlives a mistake in a protected environment", () => {
    const { synthesized } = synthWebAcl({}, { protect: true });
    expect(resourceOf(synthesized, "aws_cloudwatch_log_group")).toMatchObject({ lifecycle: { prevent_destroy: true } });
  });
});

describe("an association", () => {
  it("puts the web ACL in front of a resource", () => {
    const synthesized = synthStack((stack) => {
      new WebAcl(stack, "shield").associate("edge", "arn:aws:elasticloadbalancing:ap-northeast-2:111111111111:x");
    });
    expect(resourceOf(synthesized, "aws_wafv2_web_acl_association")).toMatchObject({
      resource_arn: "arn:aws:elasticloadbalancing:ap-northeast-2:111111111111:x",
      web_acl_arn: expect.stringContaining("aws_wafv2_web_acl"),
    });
  });
});
