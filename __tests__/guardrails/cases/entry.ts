import type { ENTRY_RULES } from "../../../guardrails/rules/entry";
import { type CasesOf, ofEach, type Told } from "../rule-cases";

const BALANCERS = ["aws_elb", "aws_lb"];

/** What every distribution of the cases has, so that one thing is wrong at a time. */
const HTTPS = { viewer_protocol_policy: "redirect-to-https" };
const MODERN = [{ acm_certificate_arn: "${var.certificate}", minimum_protocol_version: "TLSv1.2_2021" }];

/** Cases of the rules about what answers users. */
export const ENTRY_CASES: CasesOf<typeof ENTRY_RULES> = {
  "ALB-10": {
    title: "Application load balancers drop headers that are none.",
    fix: "set drop_invalid_header_fields to true",
    passes: {
      "one that does": { aws_lb: { web: { drop_invalid_header_fields: true } } },
      "a balancer that knows no headers": { aws_lb: { tcp: { load_balancer_type: "network" } } },
    },
    fails: {
      "one that does not": {
        given: { aws_lb: { web: {} } },
        told: [
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
  "CDN-01": {
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
  "CDN-02": {
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
            "origin.custom_origin_config.origin_ssl_protocols without SSLv3",
          ],
        ],
      },
    },
  },
};
