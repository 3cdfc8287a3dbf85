import type { REQUEST_RULES } from "../../../guardrails/rules/requests";
import { type CasesOf, failing, ofEach, resources, unset, valued } from "../rule-cases";
import { subnet, VPC } from "./networks/parts";

const METRICS = { visibility_config: { cloudwatch_metrics_enabled: true } };
const NONE = { visibility_config: { cloudwatch_metrics_enabled: false } };

const BOTH = ["aws_lb", "aws_alb"];

/** Balancers in subnets of two zones, or of one. */
function balancers(type: string, zone: string) {
  return {
    ...VPC,
    aws_subnet: { a: subnet("10.0.0.0/24", "us-east-1a"), b: subnet("10.0.1.0/24", zone) },
    ...ofEach(BOTH, { load_balancer_type: type, subnets: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"] }),
  };
}

const origin = (domain_name: string, more = {}) => ({ origin: [{ origin_id: "app", domain_name, ...more }] });

/** Cases of the rules about what requests come to. */
export const REQUEST_CASES: CasesOf<typeof REQUEST_RULES> = {
  "ALB-16": {
    title: "Network and gateway load balancers of production stand in two zones.",
    fix: "add a subnet of another zone",
    passes: {
      "two zones": balancers("network", "us-east-1b"),
      "one of HTTP, which another rule is about": balancers("application", "us-east-1a"),
      "what is known later": resources(["aws_lb", { load_balancer_type: "network", subnets: "${var.subnets}" }]),
    },
    fails: {
      "one zone": {
        given: balancers("network", "us-east-1a"),
        told: BOTH.map(
          (type) => [`app/${type}.one › subnets`, "subnets of one zone", "subnets of two zones or more"] as const,
        ).sort(),
      },
      "one address": {
        given: resources(["aws_lb", { load_balancer_type: "network", subnet_mapping: [{ subnet_id: "subnet-1" }] }]),
        told: [["app/aws_lb.n1 › subnet_mapping", "subnets of one zone", "subnets of two zones or more"]],
      },
    },
  },
  "ALB-17": {
    title: "Classic load balancers of production answer by HTTPS or TLS.",
    fix: "set lb_protocol to https or ssl, with a certificate; better, use an application load balancer",
    passes: { "one that does": resources(["aws_elb", { listener: [{ lb_protocol: "https" }] }]) },
    fails: {
      "one in the clear": {
        given: resources(["aws_elb", { listener: [{ lb_protocol: "https" }, { lb_protocol: "http" }] }]),
        told: [
          [
            "app/aws_elb.n1 › listener",
            'listener.lb_protocol = "http"',
            'listener.lb_protocol = "https" or "ssl" or "HTTPS" or "SSL"',
          ],
        ],
      },
    },
  },
  "CDN-09": {
    title: "Distributions of production log who called.",
    fix: "add a delivery of CloudWatch Logs (aws_cloudwatch_log_delivery_source, _destination and _delivery), or logging_config",
    passes: {
      "a bucket, and a delivery": {
        aws_cloudfront_distribution: { old: { logging_config: { bucket: "logs" } }, web: {} },
        aws_cloudwatch_log_delivery_source: { web: { resource_arn: "${aws_cloudfront_distribution.web.arn}" } },
      },
    },
    fails: {
      neither: {
        given: { aws_cloudfront_distribution: { web: {} } },
        told: [
          [
            "app/aws_cloudfront_distribution.web",
            "no log",
            "a logging_config, or an aws_cloudwatch_log_delivery_source of the distribution",
          ],
        ],
      },
    },
  },
  "CDN-10": {
    title: "Distributions tell viewers' domains apart by name (SNI).",
    fix: "set ssl_support_method to sni-only",
    passes: {
      "by name, and the domain of CloudFront": resources(
        ["aws_cloudfront_distribution", { viewer_certificate: { ssl_support_method: "sni-only" } }],
        ["aws_cloudfront_distribution", { viewer_certificate: { cloudfront_default_certificate: true } }],
      ),
    },
    fails: {
      "by addresses": failing([
        "aws_cloudfront_distribution",
        { viewer_certificate: { ssl_support_method: "vip" } },
        valued("viewer_certificate.ssl_support_method", '"vip"', 'other than "vip"'),
      ]),
    },
  },
  "CDN-11": {
    title: "Distributions of production sign their requests to functions.",
    fix: "add an aws_cloudfront_origin_access_control of the type lambda, and set authorization_type of the address to AWS_IAM",
    passes: {
      "a signature, and what is no function": resources(
        [
          "aws_cloudfront_distribution",
          origin("abc.lambda-url.eu-west-1.on.aws", {
            origin_access_control_id: "${aws_cloudfront_origin_access_control.app.id}",
          }),
        ],
        ["aws_cloudfront_distribution", origin("app.example.com")],
      ),
    },
    fails: {
      none: {
        given: resources(["aws_cloudfront_distribution", origin("abc.lambda-url.eu-west-1.on.aws")]),
        told: [
          [
            "app/aws_cloudfront_distribution.n1 › origin",
            "the origin app without a signature",
            "an origin access control of the type lambda",
          ],
        ],
      },
    },
  },
  "WAF-03": {
    title: "Web ACLs of production have rules.",
    fix: "add AWSManagedRulesCommonRuleSet, by count at first",
    passes: {
      "rules in it, as JSON and beside it": {
        aws_wafv2_web_acl: { one: { rule: [{ name: "common" }] }, two: { rule_json: "[]" }, three: {} },
        aws_wafv2_web_acl_rule_group_association: { three: { web_acl_arn: "${aws_wafv2_web_acl.three.arn}" } },
      },
    },
    fails: {
      none: {
        given: { aws_wafv2_web_acl: { one: {} } },
        told: [["app/aws_wafv2_web_acl.one", "no rule", "a rule"]],
      },
    },
  },
  "WAF-04": {
    title: "Rules of web ACLs in production are measured.",
    fix: "set cloudwatch_metrics_enabled of visibility_config to true",
    passes: {
      "what is": resources(
        ["aws_wafv2_web_acl", { ...METRICS, rule: [METRICS] }],
        ["aws_wafv2_rule_group", { ...METRICS, rule: [METRICS] }],
      ),
    },
    fails: {
      "what is not": failing(
        ["aws_wafv2_web_acl", {}, unset("visibility_config.cloudwatch_metrics_enabled", "= true")],
        ["aws_wafv2_rule_group", NONE, valued("visibility_config.cloudwatch_metrics_enabled", "false", "= true")],
      ),
      "one rule of an ACL": {
        given: resources(["aws_wafv2_web_acl", { ...METRICS, rule: [METRICS, NONE] }]),
        told: [
          [
            "app/aws_wafv2_web_acl.n1 › rule",
            "rule.visibility_config.cloudwatch_metrics_enabled = false",
            "rule.visibility_config.cloudwatch_metrics_enabled = true",
          ],
        ],
      },
    },
  },
};
