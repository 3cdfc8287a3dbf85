import { zonesAt } from "../tree/networks";
import type { Resource } from "../tree/resource";
import type { Values } from "../tree/values";
import type { ResourceRule, Rules } from "./rule.types";
import { inEach, noneOf, on, oneOf, settingRule } from "./setting-rule";

const DISTRIBUTION = "aws_cloudfront_distribution";

const DISTRIBUTIONS_LOGGED: ResourceRule = {
  level: "production",
  title: "Distributions of production log who called.",
  reason: "What is answered from a cache is seen by no balancer and by no application.",
  expected: "a logging_config, or an aws_cloudwatch_log_delivery_source of the distribution",
  fix: "add a delivery of CloudWatch Logs (aws_cloudwatch_log_delivery_source, _destination and _delivery), or logging_config",
  source: "AWS Security Hub User Guide, control CloudFront.5, read 2026-11",
  types: [DISTRIBUTION],
  check: (distribution, estate) =>
    distribution.lacks("logging_config") &&
    estate.referrers(distribution, "aws_cloudwatch_log_delivery_source", "resource_arn").length === 0
      ? [{ found: "no log" }]
      : [],
};

/** The address of a function, by a reference or as AWS forms it. */
function isFunction({ domain_name: domain }: Values): boolean {
  return /aws_lambda_function_url\.|\.lambda-url\.[\w-]+\.on\.aws$/.test(String(domain));
}

const FUNCTIONS_SIGNED: ResourceRule = {
  level: "production",
  title: "Distributions of production sign their requests to functions.",
  reason:
    "The address of a function answers everybody otherwise, past the cache and the web ACL, and is billed for it.",
  expected: "an origin access control of the type lambda",
  fix: "add an aws_cloudfront_origin_access_control of the type lambda, and set authorization_type of the address to AWS_IAM",
  source: "AWS Security Hub User Guide, control CloudFront.16, read 2026-11",
  types: [DISTRIBUTION],
  check: (distribution) =>
    distribution
      .blocks("origin")
      .filter((origin) => isFunction(origin) && !origin.origin_access_control_id)
      .map(({ origin_id }) => ({ found: `the origin ${String(origin_id)} without a signature`, attribute: "origin" })),
};

const ACL_JUDGES: ResourceRule = {
  level: "production",
  title: "Web ACLs of production have rules.",
  reason: "One without any is billed, is counted as protection, and lets everything pass.",
  expected: "a rule",
  fix: "add AWSManagedRulesCommonRuleSet, by count at first",
  source: "AWS Security Hub User Guide, control WAF.10, read 2026-11",
  types: ["aws_wafv2_web_acl"],
  check: (acl, estate) => {
    const others = ["aws_wafv2_web_acl_rule", "aws_wafv2_web_acl_rule_group_association"];
    const isElsewhere = others.some((type) => estate.referrers(acl, type, "web_acl_arn").length > 0);
    return acl.lacks("rule") && acl.lacks("rule_json") && !isElsewhere ? [{ found: "no rule" }] : [];
  },
};

const METRICS = "visibility_config.cloudwatch_metrics_enabled";

/** Zones of what speaks no HTTP; that of HTTP is refused by AWS with one. */
function isOfConnections(balancer: Resource): boolean {
  return ["network", "gateway"].includes(String(balancer.at("load_balancer_type")));
}

const CONNECTIONS_IN_ZONES: ResourceRule = {
  level: "production",
  title: "Network and gateway load balancers of production stand in two zones.",
  reason: "AWS takes one, and when its zone fails nobody gets through.",
  expected: "subnets of two zones or more",
  fix: "add a subnet of another zone",
  source: "AWS Security Hub User Guide, control ELB.13, read 2026-11",
  types: ["aws_lb", "aws_alb"],
  check: (balancer) => {
    if (!isOfConnections(balancer)) return [];
    const isOne =
      zonesAt(balancer, "subnets")?.size === 1 ||
      (balancer.lacks("subnets") && balancer.blocks("subnet_mapping").length === 1);
    return isOne
      ? [{ found: "subnets of one zone", attribute: balancer.lacks("subnets") ? "subnet_mapping" : "subnets" }]
      : [];
  },
};

/** Rules about what requests come to: distributions, web ACLs, balancers of connections. */
export const REQUEST_RULES = {
  "ALB-16": CONNECTIONS_IN_ZONES,
  "ALB-17": settingRule({
    level: "production",
    title: "Classic load balancers of production answer by HTTPS or TLS.",
    reason: "What is answered in the clear can be read and changed on its way.",
    fix: "set lb_protocol to https or ssl, with a certificate; better, use an application load balancer",
    source: "AWS Security Hub User Guide, control ELB.3, read 2026-11",
    settings: { aws_elb: inEach("listener", oneOf("lb_protocol", ["https", "ssl", "HTTPS", "SSL"])) },
  }),
  "CDN-09": DISTRIBUTIONS_LOGGED,
  "CDN-10": settingRule({
    level: "warning",
    title: "Distributions tell viewers' domains apart by name (SNI).",
    reason: "Addresses of its own for a certificate are billed by the month, for viewers that no longer exist.",
    fix: "set ssl_support_method to sni-only",
    source: "AWS Security Hub User Guide, control CloudFront.8, read 2026-11",
    settings: { aws_cloudfront_distribution: noneOf("viewer_certificate.ssl_support_method", ["vip"]) },
  }),
  "CDN-11": FUNCTIONS_SIGNED,
  "WAF-03": ACL_JUDGES,
  "WAF-04": settingRule({
    level: "production",
    title: "Rules of web ACLs in production are measured.",
    reason: "An alarm about a flood of refused requests has nothing to look at otherwise.",
    fix: "set cloudwatch_metrics_enabled of visibility_config to true",
    source: "AWS Security Hub User Guide, control WAF.12, read 2026-11",
    settings: {
      aws_wafv2_web_acl: [on(METRICS), inEach("rule", on(METRICS))],
      aws_wafv2_rule_group: [on(METRICS), inEach("rule", on(METRICS))],
    },
  }),
} as const satisfies Rules;
