import { isAnywhere } from "../../review/findings/security-rules";
import type { Estate } from "../tree/estate";
import { networksOf, zonesAt } from "../tree/networks";
import type { Resource } from "../tree/resource";
import { groupsOf, rulesByGroup } from "../tree/security-groups";
import { blocksOf, isKnown, textsOf, type Values } from "../tree/values";
import type { ResourceRule, Rules } from "./rule.types";
import { inEach, noneOf, on, set, settingRule } from "./setting-rule";

const BALANCERS = ["aws_lb", "aws_alb"];

/** Whether it is known that a balancer is one of HTTP, which is the default. */
function isApplication(balancer: Resource): boolean {
  return (balancer.at("load_balancer_type") ?? "application") === "application";
}

/** Whether it is known that a balancer has addresses on the internet, which is the default. */
function isOpen(balancer: Resource): boolean {
  const internal = balancer.at("internal");
  return isKnown(internal) && internal !== true && internal !== "true";
}

const TWO_ZONES: ResourceRule = {
  level: "error",
  title: "Application load balancers have subnets in two zones.",
  reason: "AWS refuses others.",
  expected: "subnets of two zones or more",
  fix: "add a subnet of another zone",
  source:
    'Elastic Load Balancing User Guide for Application Load Balancers, "Application Load Balancers", section "Subnets for your load balancer", read 2026-11',
  types: BALANCERS,
  check: (balancer) => {
    const subnets = balancer.at("subnets");
    const isOne = Array.isArray(subnets) && subnets.length === 1 && isOneSubnet(subnets[0]);
    return isApplication(balancer) && (isOne || zonesAt(balancer, "subnets")?.size === 1)
      ? [{ found: isOne ? "one subnet" : "subnets of one zone", attribute: "subnets" }]
      : [];
  },
};

/** An id, or a reference to one resource: not a splat, nor a list that an expression makes. */
function isOneSubnet(text: unknown): boolean {
  return typeof text === "string" && /^(subnet-\w+|\$\{aws_subnet\.[\w-]+\.id\})$/.test(text);
}

const IN_PUBLIC: ResourceRule = {
  level: "error",
  title: "Load balancers of the internet lie in public subnets.",
  reason: "A name that leads to an address which nobody reaches answers one request of two, or none.",
  expected: "subnets with a route to an internet gateway",
  fix: "put it into public subnets, or set internal to true",
  source:
    'Elastic Load Balancing User Guide, "How Elastic Load Balancing works", section "Load balancer scheme", and Amazon VPC User Guide, "Enable internet access for a VPC using an internet gateway", read 2026-12',
  types: BALANCERS,
  check: (balancer, estate) => {
    if (!isOpen(balancer) || balancer.at("load_balancer_type") === "gateway") return [];
    const networks = estate.derived(networksOf);
    return balancer
      .targets("subnets")
      .filter(({ type }) => type === "aws_subnet")
      .filter((subnet) => ["private", "isolated"].includes(networks.kindOf(subnet) ?? ""))
      .map((subnet) => ({ found: `${subnet.place}, without a route to an internet gateway`, attribute: "subnets" }));
  },
};

const TARGETS_BY_ADDRESS: ResourceRule = {
  level: "error",
  title: "Tasks with network interfaces of their own are targets by address.",
  reason: "AWS refuses the service otherwise: a task is no instance.",
  expected: 'a target group with target_type = "ip"',
  fix: "set target_type of the target group to ip, which makes it anew",
  source: 'Amazon ECS Developer Guide, "Use load balancing to distribute Amazon ECS service traffic", read 2026-11',
  types: ["aws_ecs_service"],
  check: (service) => {
    // Network mode awsvpc asks for one, and the others take none.
    if (service.lacks("network_configuration")) return [];
    return service
      .targets("load_balancer")
      .filter(({ type }) => ["aws_lb_target_group", "aws_alb_target_group"].includes(type))
      .filter((group) => group.lacks("target_type") || group.at("target_type") === "instance")
      .map(({ place }) => ({ found: `${place} with targets by instance`, attribute: "load_balancer" }));
  },
};

const BY_LETTER = settingRule({
  level: "error",
  title: "Certificates are proved by DNS, and used when they are.",
  reason:
    "A letter to an address of the domain has to be answered by hand at every renewal, or the site goes dark; a listener with a certificate " +
    "that is not proved yet is refused.",
  fix: "set validation_method to DNS, with a record and an aws_acm_certificate_validation, and name the certificate_arn of the validation",
  source: 'AWS Certificate Manager User Guide, "AWS Certificate Manager DNS validation", read 2026-11',
  settings: { aws_acm_certificate: noneOf("validation_method", ["EMAIL"]) },
});

/** Where certificates are used, by type. */
const USES_CERTIFICATE: readonly (readonly [type: string, attribute: string])[] = [
  ["aws_lb_listener", "certificate_arn"],
  ["aws_alb_listener", "certificate_arn"],
  ["aws_lb_listener_certificate", "certificate_arn"],
  ["aws_cloudfront_distribution", "viewer_certificate"],
];

const PROVED_BY_DNS: ResourceRule = {
  ...BY_LETTER,
  check: (certificate, estate) => {
    const letters = BY_LETTER.check(certificate, estate);
    const waits = estate.referrers(certificate, "aws_acm_certificate_validation", "certificate_arn").length > 0;
    if (certificate.at("validation_method") !== "DNS" || waits) return letters;
    const users = USES_CERTIFICATE.flatMap(([type, at]) => estate.referrers(certificate, type, at));
    return [
      ...letters,
      ...users.map(({ place }) => ({
        found: `${place} uses it, and nothing waits until it is proved`,
        expected: "an aws_acm_certificate_validation of the certificate",
      })),
    ];
  },
};

const ALIASES: ResourceRule = {
  level: "error",
  title: "Names of load balancers and distributions are alias records.",
  reason: "A CNAME costs a second look-up, which is billed, and cannot stand at the top of a zone.",
  expected: "a record of type A or AAAA with alias",
  fix: "make it a record of type A with alias, by dns_name and zone_id",
  source: 'Amazon Route 53 Developer Guide, "Choosing between alias and non-alias records", read 2026-11',
  types: ["aws_route53_record"],
  check: (record) => {
    if (record.at("type") !== "CNAME") return [];
    const named = record
      .targets("records")
      .find(({ type }) => [...BALANCERS, "aws_elb", "aws_cloudfront_distribution"].includes(type));
    return named === undefined ? [] : [{ found: `a CNAME to ${named.place}`, attribute: "records" }];
  },
};

const BY_CLOUDFRONT_ALONE: ResourceRule = {
  level: "production",
  title: "A load balancer behind a distribution of production is reached by CloudFront alone.",
  reason: "Who calls the balancer itself calls past the web ACL and the cache of the distribution.",
  expected: "the prefix list of CloudFront in the security group, or a header that CloudFront alone knows",
  fix: "admit com.amazonaws.global.cloudfront.origin-facing in place of everywhere, or make the balancer internal with a VPC origin",
  source: 'Amazon CloudFront Developer Guide, "Restrict access to Application Load Balancers", read 2026-11',
  types: BALANCERS,
  check: (balancer, estate) => {
    if (!isOpen(balancer)) return [];
    const open = groupsOf(balancer, "security_groups")
      .flatMap((group) => estate.derived(rulesByGroup).get(group) ?? [])
      .find(({ direction, peers }) => direction === "ingress" && peers.some(isAnywhere));
    const front = estate
      .referrers(balancer, "aws_cloudfront_distribution", "origin")
      .find((one) => originsOf(one, balancer).some((origin) => blocksOf(origin, "custom_header").length === 0));
    return open === undefined || front === undefined
      ? []
      : [{ found: `everywhere, by ${open.resource.place}, behind ${front.place}`, attribute: "security_groups" }];
  },
};

/** Origins of a distribution that are a balancer; all of them where a plan does not tell which. */
function originsOf(distribution: Resource, balancer: Resource): readonly Values[] {
  const origins = distribution.blocks("origin");
  const named = origins.filter(({ domain_name }) => String(domain_name).includes(`${balancer.address}.`));
  return named.length > 0 ? named : origins;
}

/** The origin of what no other behaviour answers, where it is a bucket. */
function defaultBucket(distribution: Resource): Values | undefined {
  const id = distribution.at("default_cache_behavior.target_origin_id");
  return distribution.blocks("origin").find((origin) => origin.origin_id === id && isBucket(origin));
}

function isBucket(origin: Values): boolean {
  const domain = String(origin.domain_name);
  const isWebsite = /website/.test(domain) || blocksOf(origin, "custom_origin_config").length > 0;
  return !isWebsite && /aws_s3_bucket\.|\.s3[.-][\w.-]*amazonaws\.com$/.test(domain);
}

const BUCKETS_SIGNED: ResourceRule = {
  level: "production",
  title: "Distributions of production sign their requests to buckets.",
  reason: "A bucket that answers without a signature answers everybody, past the distribution.",
  expected: "an origin access control",
  fix: "add an aws_cloudfront_origin_access_control, and a bucket policy for the distribution",
  source: "AWS Security Hub User Guide, control CloudFront.13, read 2026-12",
  types: ["aws_cloudfront_distribution"],
  check: (distribution) =>
    distribution
      .blocks("origin")
      .filter(isBucket)
      .filter((origin) => [origin.origin_access_control_id, ...identitiesOf(origin)].every((one) => !one))
      .map(({ origin_id }) => ({ found: `the origin ${String(origin_id)} without a signature`, attribute: "origin" })),
};

function identitiesOf(origin: Values): readonly unknown[] {
  return blocksOf(origin, "s3_origin_config").map(({ origin_access_identity }) => origin_access_identity);
}

/** Scopes of web ACLs, as who uses them needs them. */
const SCOPES: Readonly<Record<string, readonly [attribute: string, scope: string]>> = {
  aws_cloudfront_distribution: ["web_acl_id", "CLOUDFRONT"],
  aws_wafv2_web_acl_association: ["web_acl_arn", "REGIONAL"],
};

const RIGHT_SCOPE: ResourceRule = {
  level: "error",
  title:
    "A distribution names its web ACL itself, of scope CLOUDFRONT; what is regional is associated with one of its region.",
  reason: "AWS refuses the others.",
  expected: "a web ACL of scope CLOUDFRONT for a distribution, of scope REGIONAL for all else",
  fix: "make a web ACL of the other scope; one of CLOUDFRONT is made in us-east-1",
  source: 'AWS WAF Developer Guide, "Resources that you can protect with AWS WAF", read 2026-11',
  types: Object.keys(SCOPES),
  check: (resource) => {
    const [attribute = "", scope] = SCOPES[resource.type] ?? [];
    return resource
      .targets(attribute)
      .filter((acl) => acl.type === "aws_wafv2_web_acl" && isKnown(acl.at("scope")) && acl.at("scope") !== scope)
      .map((acl) => ({ found: `${acl.place} of scope ${String(acl.at("scope"))}`, attribute }));
  },
};

const LOGGED_REQUESTS: ResourceRule = {
  level: "production",
  title: "Web ACLs of production write down what they judge.",
  reason: "Why a request was refused, and what an attack looked like, is told nowhere else.",
  expected: "an aws_wafv2_web_acl_logging_configuration",
  fix: "add a logging configuration, with a filter for what was counted or blocked where volume is billed",
  source: "AWS Security Hub User Guide, control WAF.11, read 2026-11",
  types: ["aws_wafv2_web_acl"],
  check: (acl, estate: Estate) =>
    estate.referrers(acl, "aws_wafv2_web_acl_logging_configuration", "resource_arn").length > 0
      ? []
      : [{ found: "no log" }],
};

/**
 * Seconds that AWS's own policies for files keep what says nothing of time (Amazon CloudFront Developer Guide, "Use managed cache policies",
 * read 2026-12): CachingOptimized, and the one without compression.
 */
const FOR_FILES = ["658327ea-f89d-4fab-a63d-7e88639e58f6", "b2884449-e4de-46a7-ac36-70bc7f1ddd6d"];

/** Seconds that answers of servers are kept at most where they say nothing of it: not to be noticed, and enough to take a rush. */
const LONGEST = 15;

/** Seconds that a cache policy keeps what says nothing of time; a day where it says nothing either. */
function defaultTtl(policy: Resource): unknown {
  return policy.lacks("default_ttl") ? 86_400 : policy.at("default_ttl");
}

const SHORT_FOR_PAGES: ResourceRule = {
  level: "warning",
  title:
    "What servers answer is kept for 15 seconds at most, unless it says longer itself, and never against its word.",
  reason:
    "A page that was made for one is shown to others, for a day by default; with a least time, though it calls itself private.",
  expected: `a cache policy with min_ttl = 0 and default_ttl of ${LONGEST} or less, or CachingDisabled, for the default behaviour`,
  fix: "name such a policy, and give files a behaviour of their own by their path",
  source: 'Amazon CloudFront API Reference, "CachePolicyConfig", read 2026-12',
  types: ["aws_cloudfront_distribution"],
  check: (distribution) => {
    const attribute = "default_cache_behavior.cache_policy_id";
    if (!isOfServer(distribution)) return [];
    if (FOR_FILES.includes(String(distribution.at(attribute)))) {
      return [{ found: "a policy of AWS for files, which keeps them for a day", attribute }];
    }
    return distribution
      .targets("default_cache_behavior")
      .filter(({ type }) => type === "aws_cloudfront_cache_policy")
      .flatMap((policy) =>
        [[policy.at("min_ttl"), 0, "min_ttl"] as const, [defaultTtl(policy), LONGEST, "default_ttl"] as const]
          .filter(([seconds, most]) => isKnown(seconds) && Number(seconds) > most)
          .map(([seconds, , name]) => ({ found: `${policy.place} with ${name} = ${String(seconds)}`, attribute })),
      );
  },
};

/** Whether it is known that a server answers what no other behaviour does: of one origin that is no bucket. */
function isOfServer(distribution: Resource): boolean {
  const id = distribution.at("default_cache_behavior.target_origin_id");
  const origin = distribution.blocks("origin").find(({ origin_id }) => origin_id === id);
  return (
    origin !== undefined &&
    ["custom_origin_config", "vpc_origin_config"].some((name) => blocksOf(origin, name).length > 0)
  );
}

/** Policies whose names say that they take TLS 1.2 and newer alone. */
const NEW_TLS = /-(TLS13-1-[23]|TLS-1-2|FS-1-2)-/;

const MODERN_TLS: ResourceRule = {
  level: "production",
  title: "Listeners of production speak TLS 1.2 or newer.",
  reason: "Older ones can be read by who stands in between, and the default of the API takes them.",
  expected: "a policy with TLS 1.2 or newer alone",
  fix: "set ssl_policy to ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
  source:
    'AWS Security Hub User Guide, control ELB.17, and Elastic Load Balancing User Guide for Application Load Balancers, "Security policies for your Application Load Balancer", read 2026-11',
  types: ["aws_lb_listener", "aws_alb_listener"],
  check: (listener) => {
    if (!["HTTPS", "TLS"].includes(String(listener.at("protocol")))) return [];
    const policy = listener.at("ssl_policy");
    if (!isKnown(policy) || NEW_TLS.test(`${textsOf(policy)[0]}-`)) return [];
    const found = listener.lacks("ssl_policy") ? "no policy" : "a policy that takes older ones";
    return [{ found, attribute: "ssl_policy" }];
  },
};

/** Rules about where load balancers stand, what leads to them, and what judges requests. */
export const EDGE_RULES = {
  "ALB-01": TWO_ZONES,
  "ALB-02": IN_PUBLIC,
  "ALB-04": settingRule({
    level: "production",
    title: "Load balancers of production log who called.",
    reason: "Who called, and what was answered, is told nowhere else.",
    fix: "set access_logs with a bucket whose policy admits the delivery of logs, and enabled",
    source: "AWS Security Hub User Guide, control ELB.5, read 2026-11",
    settings: {
      aws_lb: { ...on("access_logs.enabled"), concerns: isApplication },
      aws_alb: { ...on("access_logs.enabled"), concerns: isApplication },
      aws_elb: set("access_logs.bucket"),
    },
  }),
  "ALB-05": TARGETS_BY_ADDRESS,
  "ALB-06": PROVED_BY_DNS,
  "ALB-07": ALIASES,
  "ALB-15": MODERN_TLS,
  "CDN-01": settingRule({
    level: "error",
    title: "Behaviours of distributions name a cache policy.",
    reason: "What stands in forwarded_values is AWS's older way, with times that are a day by default.",
    fix: "name a cache policy: CachingDisabled or one of a few seconds for what is made by request, CachingOptimized for files",
    source: 'Amazon CloudFront Developer Guide, "Control the cache key with a policy", read 2026-11',
    settings: {
      aws_cloudfront_distribution: [
        set("default_cache_behavior.cache_policy_id"),
        inEach("ordered_cache_behavior", set("cache_policy_id")),
      ],
    },
  }),
  "CDN-02": BY_CLOUDFRONT_ALONE,
  "CDN-07": settingRule({
    level: "production",
    title: "A distribution of production that answers from a bucket has a default root object.",
    reason: "The list of what the bucket holds may be answered in its place.",
    fix: "set default_root_object to index.html",
    source: "AWS Security Hub User Guide, control CloudFront.1, read 2026-11",
    settings: {
      aws_cloudfront_distribution: {
        ...set("default_root_object"),
        concerns: (one) => defaultBucket(one) !== undefined,
      },
    },
  }),
  "CDN-08": BUCKETS_SIGNED,
  "CDN-09": SHORT_FOR_PAGES,
  "WAF-01": RIGHT_SCOPE,
  "WAF-02": LOGGED_REQUESTS,
} as const satisfies Rules;
