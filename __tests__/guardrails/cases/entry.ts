import type { ENTRY_RULES } from "../../../guardrails/rules/entry";
import { type CasesOf, ofEach, type Resources, type Told } from "../rule-cases";

const BALANCERS = ["aws_alb", "aws_elb", "aws_lb"];

/** A balancer that everybody reaches, with its listener by HTTP. */
function listening(type: "alb" | "lb", balancer: object, action: object): Resources {
  return {
    [`aws_${type}`]: { web: { ...balancer } },
    [`aws_${type}_listener`]: {
      http: { load_balancer_arn: `\${aws_${type}.web.arn}`, protocol: "HTTP", default_action: [action] },
    },
  };
}

/** A balancer whose security group admits a range. */
function admitting(type: "alb" | "lb", range: string): Resources {
  return {
    [`aws_${type}`]: { web: { security_groups: ["${aws_security_group.web.id}"] } },
    aws_security_group: { web: { name: "web" } },
    aws_vpc_security_group_ingress_rule: {
      https: {
        security_group_id: "${aws_security_group.web.id}",
        cidr_ipv4: range,
        ip_protocol: "tcp",
        from_port: 443,
        to_port: 443,
      },
    },
  };
}

/** What every distribution of the cases has, so that one thing is wrong at a time. */
const HTTPS = { viewer_protocol_policy: "redirect-to-https" };
const MODERN = [{ acm_certificate_arn: "${var.certificate}", minimum_protocol_version: "TLSv1.2_2021" }];

/** Cases of the rules about what answers users. */
export const ENTRY_CASES: CasesOf<typeof ENTRY_RULES> = {
  "ALB-03": {
    title: "Load balancers that the internet reaches answer by HTTPS.",
    fix: "give the balancer a certificate, and let the listener by HTTP redirect",
    passes: {
      "one that redirects": listening("lb", {}, { type: "redirect" }),
      "one within the network": listening("lb", { internal: true }, { type: "forward" }),
      "one by HTTPS": {
        aws_lb: { web: {} },
        aws_lb_listener: { https: { load_balancer_arn: "${aws_lb.web.arn}", protocol: "HTTPS" } },
      },
    },
    fails: {
      "what is answered by HTTP": {
        given: { ...listening("lb", {}, { type: "forward" }), ...listening("alb", {}, { type: "fixed-response" }) },
        told: [
          [
            "app/aws_alb_listener.http › protocol",
            "HTTP with the default action fixed-response",
            "a listener by HTTPS, and one by HTTP that redirects to it",
          ],
          [
            "app/aws_lb_listener.http › protocol",
            "HTTP with the default action forward",
            "a listener by HTTPS, and one by HTTP that redirects to it",
          ],
        ],
      },
    },
  },
  "ALB-08": {
    title: "Application load balancers of production that admit everybody stand behind a web ACL.",
    fix: "associate a web ACL, or let a distribution alone reach the balancer",
    passes: {
      "one behind a web ACL": {
        ...admitting("lb", "0.0.0.0/0"),
        aws_wafv2_web_acl_association: { web: { resource_arn: "${aws_lb.web.arn}" } },
      },
      "one that admits some": admitting("lb", "203.0.113.0/24"),
      "one that knows no HTTP": {
        ...admitting("lb", "0.0.0.0/0"),
        aws_lb: { web: { load_balancer_type: "network", security_groups: ["${aws_security_group.web.id}"] } },
      },
    },
    fails: {
      "one that admits everybody": {
        given: admitting("lb", "0.0.0.0/0"),
        told: [["app/aws_lb.web", "no association with a web ACL", "an association with a web ACL"]],
      },
      "the same by its other name": {
        given: admitting("alb", "::/0"),
        told: [["app/aws_alb.web", "no association with a web ACL", "an association with a web ACL"]],
      },
    },
  },
  "ALB-10": {
    title: "Application load balancers drop headers that are none.",
    fix: "set drop_invalid_header_fields to true",
    passes: {
      "one that does": { aws_lb: { web: { drop_invalid_header_fields: true } } },
      "a balancer that knows no headers": { aws_lb: { tcp: { load_balancer_type: "network" } } },
    },
    fails: {
      "one that does not": {
        given: { aws_alb: { web: {} }, aws_lb: { web: {} } },
        told: [
          [
            "app/aws_alb.web › drop_invalid_header_fields",
            "drop_invalid_header_fields is not set",
            "drop_invalid_header_fields = true",
          ],
          [
            "app/aws_lb.web › drop_invalid_header_fields",
            "drop_invalid_header_fields is not set",
            "drop_invalid_header_fields = true",
          ],
        ],
      },
    },
  },
  "ALB-11": {
    title: "Balancers let no request pass that two servers would read in different ways.",
    fix: "leave the mode out, which is defensive, or take strictest",
    passes: {
      "no word of it": ofEach(BALANCERS, {}),
      "the strictest mode": ofEach(BALANCERS, { desync_mitigation_mode: "strictest" }),
    },
    fails: {
      "a mode that lets all pass": {
        given: ofEach(BALANCERS, { desync_mitigation_mode: "monitor" }),
        told: BALANCERS.map(
          (type): Told => [
            `app/${type}.one › desync_mitigation_mode`,
            'desync_mitigation_mode = "monitor"',
            'desync_mitigation_mode other than "monitor"',
          ],
        ),
      },
    },
  },
  "ALB-12": {
    title: "Load balancers of production are protected from deletion.",
    fix: "set enable_deletion_protection to true",
    passes: { "protected ones": ofEach(["aws_alb", "aws_lb"], { enable_deletion_protection: true }) },
    fails: {
      others: {
        given: ofEach(["aws_alb", "aws_lb"], {}),
        told: ["aws_alb", "aws_lb"].map(
          (type): Told => [
            `app/${type}.one › enable_deletion_protection`,
            "enable_deletion_protection is not set",
            "enable_deletion_protection = true",
          ],
        ),
      },
    },
  },
  "ALB-13": {
    title: "Requests that AWS WAF cannot judge are refused.",
    fix: "leave enable_waf_fail_open out",
    passes: { "balancers that say nothing of it": ofEach(["aws_alb", "aws_lb"], {}) },
    fails: {
      "those that let them pass": {
        given: ofEach(["aws_alb", "aws_lb"], { enable_waf_fail_open: true }),
        told: ["aws_alb", "aws_lb"].map(
          (type): Told => [
            `app/${type}.one › enable_waf_fail_open`,
            "enable_waf_fail_open = true",
            "enable_waf_fail_open = false",
          ],
        ),
      },
    },
  },
  "ALB-14": {
    title: "Listeners that ask for certificates of clients refuse those that have expired.",
    fix: "leave ignore_client_certificate_expiry out",
    passes: {
      "those that say nothing of it": ofEach(["aws_alb_listener", "aws_lb_listener"], {
        mutual_authentication: { mode: "verify", trust_store_arn: "${var.store}" },
      }),
    },
    fails: {
      "those that take them": {
        given: ofEach(["aws_alb_listener", "aws_lb_listener"], {
          mutual_authentication: { mode: "verify", ignore_client_certificate_expiry: true },
        }),
        told: ["aws_alb_listener", "aws_lb_listener"].map(
          (type): Told => [
            `app/${type}.one › mutual_authentication.ignore_client_certificate_expiry`,
            "mutual_authentication.ignore_client_certificate_expiry = true",
            "mutual_authentication.ignore_client_certificate_expiry = false",
          ],
        ),
      },
    },
  },
  "CDN-06": {
    title: "Distributions answer by HTTPS.",
    fix: "set viewer_protocol_policy to redirect-to-https",
    passes: {
      "one that redirects": {
        aws_cloudfront_distribution: {
          web: {
            default_cache_behavior: [HTTPS],
            ordered_cache_behavior: [{ viewer_protocol_policy: "https-only" }],
          },
        },
      },
    },
    fails: {
      "some paths by HTTP": {
        given: {
          aws_cloudfront_distribution: {
            web: {
              default_cache_behavior: [HTTPS],
              ordered_cache_behavior: [{ viewer_protocol_policy: "allow-all" }],
            },
          },
        },
        told: [
          [
            "app/aws_cloudfront_distribution.web › ordered_cache_behavior",
            'ordered_cache_behavior.viewer_protocol_policy = "allow-all"',
            'ordered_cache_behavior.viewer_protocol_policy = "redirect-to-https" or "https-only"',
          ],
        ],
      },
      "all by HTTP": {
        given: {
          aws_cloudfront_distribution: { web: { default_cache_behavior: [{ viewer_protocol_policy: "allow-all" }] } },
        },
        told: [
          [
            "app/aws_cloudfront_distribution.web › default_cache_behavior.viewer_protocol_policy",
            'default_cache_behavior.viewer_protocol_policy = "allow-all"',
            'default_cache_behavior.viewer_protocol_policy = "redirect-to-https" or "https-only"',
          ],
        ],
      },
    },
  },
  "CDN-05": {
    title: "Distributions speak no broken protocol, neither with viewers nor with origins.",
    fix: "set minimum_protocol_version to TLSv1.2_2021, and leave TLSv1.2 alone in origin_ssl_protocols",
    passes: {
      "one that speaks TLS 1.2": {
        aws_cloudfront_distribution: {
          web: {
            viewer_certificate: MODERN,
            origin: [{ custom_origin_config: [{ origin_ssl_protocols: ["TLSv1.2"] }] }, { origin_id: "files" }],
          },
        },
      },
      "CloudFront's own certificate": {
        aws_cloudfront_distribution: { web: { viewer_certificate: [{ cloudfront_default_certificate: true }] } },
      },
    },
    fails: {
      "a protocol with viewers that is old": {
        given: {
          aws_cloudfront_distribution: {
            web: { viewer_certificate: [{ acm_certificate_arn: "${var.it}", minimum_protocol_version: "TLSv1" }] },
          },
        },
        told: [
          [
            "app/aws_cloudfront_distribution.web › viewer_certificate.minimum_protocol_version",
            'viewer_certificate.minimum_protocol_version = "TLSv1"',
            'viewer_certificate.minimum_protocol_version other than "SSLv3" and "TLSv1" and "TLSv1_2016" and "TLSv1.1_2016"',
          ],
        ],
      },
      "a protocol with origins that is broken": {
        given: {
          aws_cloudfront_distribution: {
            web: {
              viewer_certificate: MODERN,
              origin: [{ custom_origin_config: [{ origin_ssl_protocols: ["SSLv3", "TLSv1.2"] }] }],
            },
          },
        },
        told: [
          [
            "app/aws_cloudfront_distribution.web › origin",
            'origin.custom_origin_config.origin_ssl_protocols = ["SSLv3","TLSv1.2"]',
            "origin.custom_origin_config.origin_ssl_protocols without SSLv3, TLSv1, TLSv1.1",
          ],
        ],
      },
    },
  },
  "CDN-03": {
    title: "Distributions of production stand behind a web ACL.",
    fix: "name a web ACL of the scope CLOUDFRONT",
    passes: {
      "one that does": { aws_cloudfront_distribution: { web: { web_acl_id: "${aws_wafv2_web_acl.web.arn}" } } },
    },
    fails: {
      "one that does not": {
        given: { aws_cloudfront_distribution: { web: { enabled: true } } },
        told: [["app/aws_cloudfront_distribution.web › web_acl_id", "web_acl_id is not set", "web_acl_id that is set"]],
      },
    },
  },
  "CDN-04": {
    title: "Distributions call their origins by HTTPS.",
    fix: "set origin_protocol_policy to https-only; of a website of S3, which speaks HTTP alone, take the bucket itself as the origin",
    passes: {
      "one that does": {
        aws_cloudfront_distribution: {
          web: {
            origin: [{ custom_origin_config: [{ origin_protocol_policy: "https-only" }] }, { origin_id: "files" }],
          },
        },
      },
    },
    fails: {
      "one that calls by HTTP": {
        given: {
          aws_cloudfront_distribution: {
            web: { origin: [{ custom_origin_config: [{ origin_protocol_policy: "http-only" }] }] },
          },
        },
        told: [
          [
            "app/aws_cloudfront_distribution.web › origin",
            'origin.custom_origin_config.origin_protocol_policy = "http-only"',
            "origin.custom_origin_config.origin_protocol_policy = https-only",
          ],
        ],
      },
    },
  },
};
