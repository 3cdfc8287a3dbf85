import { isAnywhere, securityRules } from "../../review/findings/security-rules";
import type { Estate } from "../tree/estate";
import type { Resource } from "../tree/resource";
import { isKnown, textsOf } from "../tree/values";
import type { ResourceRule, Rules } from "./rule.types";
import { inEach, noneOf, off, on, oneOf, type Setting, set, settingRule } from "./setting-rule";

/** What HTTP is spoken by: of the three kinds of `aws_lb` one, which is the default. */
function speaksHttp(balancer: Resource): boolean {
  return (balancer.at("load_balancer_type") ?? "application") === "application";
}

function isInternal(balancer: Resource): boolean {
  const internal = balancer.at("internal");
  return !isKnown(internal) || isTrue(internal);
}

const HTTPS_OR_REDIRECT: ResourceRule = {
  level: "error",
  title: "Load balancers that the internet reaches answer by HTTPS.",
  reason: "What is answered by HTTP can be read and changed on its way, and so can the cookies of its users.",
  expected: "a listener by HTTPS, and one by HTTP that redirects to it",
  fix: "give the balancer a certificate, and let the listener by HTTP redirect",
  source: "AWS Security Hub User Guide, controls ELB.1 and ELB.18, read 2026-11",
  types: ["aws_lb_listener", "aws_alb_listener"],
  check: (listener) => {
    const isOpen = listener.targets("load_balancer_arn").some((balancer) => !isInternal(balancer));
    if (!isOpen || listener.at("protocol") !== "HTTP") return [];
    const others = listener.blocks("default_action").flatMap(({ type }) => (type === "redirect" ? [] : [String(type)]));
    return others.length === 0
      ? []
      : [{ found: `HTTP with the default action ${others.join(", ")}`, attribute: "protocol" }];
  },
};

/** Whether a security group admits every address. */
function admitsAnybody(group: Resource, estate: Estate): boolean {
  const rules = ["aws_vpc_security_group_ingress_rule", "aws_security_group_rule"].flatMap((type) =>
    estate.referrers(group, type, "security_group_id"),
  );
  return [group, ...rules].some(({ type, values }) =>
    securityRules(type, values).some(({ direction, peers }) => direction === "ingress" && peers.some(isAnywhere)),
  );
}

const BEHIND_WEB_ACL: ResourceRule = {
  level: "production",
  title: "Application load balancers of production that admit everybody stand behind a web ACL.",
  reason: "Floods and well-known attacks reach the application otherwise.",
  expected: "an association with a web ACL",
  fix: "associate a web ACL, or let a distribution alone reach the balancer",
  source: "AWS Security Hub User Guide, control ELB.16, read 2026-11",
  types: ["aws_lb", "aws_alb"],
  check: (balancer, estate) => {
    if (!speaksHttp(balancer) || isInternal(balancer)) return [];
    if (!balancer.targets("security_groups").some((group) => admitsAnybody(group, estate))) return [];
    return estate.referrers(balancer, "aws_wafv2_web_acl_association", "resource_arn").length === 0
      ? [{ found: "no association with a web ACL" }]
      : [];
  },
};

/** Protocols that CloudFront still takes and that are broken. */
const BROKEN = ["SSLv3", "TLSv1", "TLSv1_2016", "TLSv1.1_2016"];

/** Protocols with origins that are broken. */
const BROKEN_WITH_ORIGINS = ["SSLv3", "TLSv1", "TLSv1.1"];

const WITHOUT_BROKEN: Setting = {
  at: "custom_origin_config.origin_ssl_protocols",
  each: "origin",
  expected: `without ${BROKEN_WITH_ORIGINS.join(", ")}`,
  holds: (value) => !textsOf(value).some((protocol) => BROKEN_WITH_ORIGINS.includes(protocol)),
  byDefault: true,
};

/** An origin that is asked by HTTP, or by what the viewer took where viewers may take HTTP. */
const BY_HTTPS: Setting = {
  at: "custom_origin_config.origin_protocol_policy",
  each: "origin",
  expected: "= https-only",
  holds: (value) => value !== "http-only",
  byDefault: true,
};

/** Rules about what answers users: load balancers and distributions. */
export const ENTRY_RULES = {
  "ALB-03": HTTPS_OR_REDIRECT,
  "ALB-08": BEHIND_WEB_ACL,
  "ALB-10": settingRule({
    level: "error",
    title: "Application load balancers drop headers that are none.",
    reason: "Headers that two servers read in different ways let a request pass as two.",
    fix: "set drop_invalid_header_fields to true",
    source: "AWS Security Hub User Guide, control ELB.4, read 2026-11",
    settings: {
      aws_lb: { ...on("drop_invalid_header_fields"), concerns: speaksHttp },
      aws_alb: { ...on("drop_invalid_header_fields"), concerns: speaksHttp },
    },
  }),
  "ALB-11": settingRule({
    level: "error",
    title: "Balancers let no request pass that two servers would read in different ways.",
    reason: "Mode monitor lets pass what the others refuse, and writes it down only.",
    fix: "leave the mode out, which is defensive, or take strictest",
    source: "AWS Security Hub User Guide, controls ELB.12 and ELB.14, read 2026-11",
    settings: {
      aws_lb: noneOf("desync_mitigation_mode", ["monitor"]),
      aws_alb: noneOf("desync_mitigation_mode", ["monitor"]),
      aws_elb: noneOf("desync_mitigation_mode", ["monitor"]),
    },
  }),
  "ALB-12": settingRule({
    level: "production",
    title: "Load balancers of production are protected from deletion.",
    reason:
      "A balancer that is made anew has other addresses, to which records, links and lists of others do not lead.",
    fix: "set enable_deletion_protection to true",
    source: "AWS Security Hub User Guide, control ELB.6, read 2026-11",
    settings: { aws_lb: on("enable_deletion_protection"), aws_alb: on("enable_deletion_protection") },
  }),
  "ALB-13": settingRule({
    level: "error",
    title: "Requests that AWS WAF cannot judge are refused.",
    reason: "Whoever keeps the web ACL from answering would get past it.",
    fix: "leave enable_waf_fail_open out",
    source:
      'Elastic Load Balancing User Guide for Application Load Balancers, "Integrations for your Application Load Balancer", section "AWS WAF", read 2026-12',
    settings: { aws_lb: off("enable_waf_fail_open"), aws_alb: off("enable_waf_fail_open") },
  }),
  "ALB-14": settingRule({
    level: "error",
    title: "Listeners that ask for certificates of clients refuse those that have expired.",
    reason: "A certificate ends so that a key that was lost is not of use for ever.",
    fix: "leave ignore_client_certificate_expiry out",
    source:
      'Elastic Load Balancing User Guide for Application Load Balancers, "Mutual authentication with TLS in Application Load Balancer", read 2026-11',
    settings: {
      aws_lb_listener: off("mutual_authentication.ignore_client_certificate_expiry"),
      aws_alb_listener: off("mutual_authentication.ignore_client_certificate_expiry"),
    },
  }),
  "CDN-06": settingRule({
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
  "CDN-05": settingRule({
    level: "error",
    title: "Distributions speak no broken protocol, neither with viewers nor with origins.",
    reason: "TLS before 1.2 and SSL can be read by who stands in between.",
    fix: "set minimum_protocol_version to TLSv1.2_2021, and leave TLSv1.2 alone in origin_ssl_protocols",
    source:
      'AWS Security Hub User Guide, controls CloudFront.10 and CloudFront.15, and Amazon CloudFront Developer Guide, "Supported protocols and ciphers between viewers and CloudFront", read 2026-11',
    settings: {
      aws_cloudfront_distribution: [
        // With CloudFront's own certificate AWS chooses.
        {
          ...noneOf("viewer_certificate.minimum_protocol_version", BROKEN, false),
          concerns: (one) => !isTrue(one.at("viewer_certificate.cloudfront_default_certificate")),
        },
        WITHOUT_BROKEN,
      ],
    },
  }),
  "CDN-03": settingRule({
    level: "production",
    title: "Distributions of production stand behind a web ACL.",
    reason: "Floods and well-known attacks reach the application otherwise, and are billed by CloudFront.",
    fix: "name a web ACL of the scope CLOUDFRONT",
    source: "AWS Security Hub User Guide, control CloudFront.6, read 2026-11",
    settings: { aws_cloudfront_distribution: set("web_acl_id") },
  }),
  "CDN-04": settingRule({
    level: "error",
    title: "Distributions call their origins by HTTPS.",
    reason: "Between CloudFront and the origin lies the internet, where HTTP can be read and changed.",
    fix: "set origin_protocol_policy to https-only; of a website of S3, which speaks HTTP alone, take the bucket itself as the origin",
    source: "AWS Security Hub User Guide, control CloudFront.9, read 2026-11",
    settings: { aws_cloudfront_distribution: BY_HTTPS },
  }),
} as const satisfies Rules;

function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}
