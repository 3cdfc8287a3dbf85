import type { Resource } from "../tree/resource";
import { textsOf } from "../tree/values";
import type { Rules } from "./rule.types";
import { inEach, noneOf, on, oneOf, type Setting, settingRule } from "./setting-rule";

/** What HTTP is spoken by: of the three kinds of `aws_lb` one, which is the default. */
function speaksHttp(balancer: Resource): boolean {
  return (balancer.at("load_balancer_type") ?? "application") === "application";
}

/** Protocols that CloudFront still takes and that are broken. */
const BROKEN = ["SSLv3", "TLSv1", "TLSv1_2016", "TLSv1.1_2016"];

const WITHOUT_SSL3: Setting = {
  at: "custom_origin_config.origin_ssl_protocols",
  each: "origin",
  expected: "without SSLv3",
  holds: (value) => !textsOf(value).includes("SSLv3"),
  byDefault: true,
};

/** Rules about what answers users: load balancers and distributions. */
export const ENTRY_RULES = {
  "ALB-10": settingRule({
    level: "error",
    title: "Application load balancers drop headers that are none.",
    reason: "Headers that two servers read in different ways let a request pass as two.",
    fix: "set drop_invalid_header_fields to true",
    source: "AWS Security Hub User Guide, control ELB.4, read 2026-11",
    settings: { aws_lb: { ...on("drop_invalid_header_fields"), concerns: speaksHttp } },
  }),
  "ALB-11": settingRule({
    level: "error",
    title: "Balancers let no request pass that two servers would read in different ways.",
    reason: "Mode monitor lets pass what the others refuse, and writes it down only.",
    fix: "leave the mode out, which is defensive, or take strictest",
    source: "AWS Security Hub User Guide, controls ELB.12 and ELB.14, read 2026-11",
    settings: {
      aws_lb: noneOf("desync_mitigation_mode", ["monitor"]),
      aws_elb: noneOf("desync_mitigation_mode", ["monitor"]),
    },
  }),
  "CDN-01": settingRule({
    level: "error",
    title: "Distributions answer by HTTPS.",
    reason: "What is answered by HTTP can be read and changed on its way, and so can the cookies of its users.",
    fix: "set viewer_protocol_policy to redirect-to-https",
    source: "AWS Security Hub User Guide, control CloudFront.3, read 2026-11",
    settings: {
      aws_cloudfront_distribution: [
        oneOf("default_cache_behavior.viewer_protocol_policy", ["redirect-to-https", "https-only"]),
        inEach("ordered_cache_behavior", oneOf("viewer_protocol_policy", ["redirect-to-https", "https-only"])),
      ],
    },
  }),
  "CDN-02": settingRule({
    level: "error",
    title: "Distributions speak no broken protocol, neither with viewers nor with origins.",
    reason: "TLS before 1.2 and SSL can be read by who stands in between.",
    fix: "set minimum_protocol_version to TLSv1.2_2021, and leave TLSv1.2 alone in origin_ssl_protocols",
    source: "AWS Security Hub User Guide, controls CloudFront.10 and CloudFront.15, read 2026-11",
    settings: {
      aws_cloudfront_distribution: [
        // With CloudFront's own certificate AWS chooses.
        {
          ...noneOf("viewer_certificate.minimum_protocol_version", BROKEN, false),
          concerns: (one) => !isTrue(one.at("viewer_certificate.cloudfront_default_certificate")),
        },
        WITHOUT_SSL3,
      ],
    },
  }),
} as const satisfies Rules;

function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}
