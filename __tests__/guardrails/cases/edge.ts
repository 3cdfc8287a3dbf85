import type { EDGE_RULES } from "../../../guardrails/rules/edge";
import { type CasesOf, ofEach } from "../rule-cases";
import { association, subnet, TO_INTERNET, TO_NAT, table, VPC } from "./networks/parts";

const BOTH = ["aws_lb", "aws_alb"];

/** Subnets of two zones that go out by a route. */
function subnets(route: Readonly<Record<string, unknown>>, zone = "us-east-1b") {
  return {
    ...VPC,
    aws_subnet: { a: subnet("10.0.0.0/24", "us-east-1a"), b: subnet("10.0.1.0/24", zone) },
    aws_route_table: { own: table(route) },
    aws_route_table_association: { a: association("a", "own"), b: association("b", "own") },
  };
}

const TWO = { subnets: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"] };

/** A service with a network interface, behind a target group. */
function service(target: Readonly<Record<string, unknown>>) {
  return {
    aws_lb_target_group: { web: target },
    aws_ecs_service: {
      web: {
        network_configuration: { subnets: ["subnet-1"] },
        load_balancer: [
          { target_group_arn: "${aws_lb_target_group.web.arn}", container_name: "app", container_port: 80 },
        ],
      },
    },
  };
}

const IN = { security_group_id: "${aws_security_group.lb.id}", ip_protocol: "tcp", from_port: 443, to_port: 443 };

/** A balancer of each type, and a distribution in front of one of them. */
function front(peer: Readonly<Record<string, unknown>>, origin: Readonly<Record<string, unknown>>, more = {}) {
  const balancer = { security_groups: ["${aws_security_group.lb.id}"], ...more };
  return {
    ...ofEach(BOTH, balancer),
    aws_security_group: { lb: { name: "lb" } },
    aws_vpc_security_group_ingress_rule: { in: { ...IN, ...peer } },
    aws_cloudfront_distribution: {
      site: {
        origin: [
          { origin_id: "app", domain_name: "${aws_lb.one.dns_name}", ...origin },
          { origin_id: "old", domain_name: "${aws_alb.one.dns_name}", ...origin },
        ],
      },
    },
  };
}

const ANYBODY = { cidr_ipv4: "0.0.0.0/0" };

const BUCKET = { origin_id: "files", domain_name: "${aws_s3_bucket.files.bucket_regional_domain_name}" };

/** A distribution that answers from an origin. */
function site(origin: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}) {
  return {
    aws_cloudfront_distribution: {
      site: { origin: [origin], default_cache_behavior: [{ target_origin_id: "files" }], ...more },
    },
  };
}

/** A distribution in front of a server, with a cache policy; one by its id if that is given. */
function kept(policy: Readonly<Record<string, unknown>>, id = "${aws_cloudfront_cache_policy.pages.id}") {
  const server = { origin_id: "files", domain_name: "app.example.com", custom_origin_config: [{ https_port: 443 }] };
  return {
    ...site(server, { default_cache_behavior: [{ target_origin_id: "files", cache_policy_id: id }] }),
    aws_cloudfront_cache_policy: { pages: policy },
  };
}

/** A web ACL of a scope, with who uses it. */
function scoped(scope: string) {
  return {
    aws_wafv2_web_acl: { one: { scope } },
    aws_cloudfront_distribution: { site: { web_acl_id: "${aws_wafv2_web_acl.one.arn}" } },
  };
}

function associated(scope: string) {
  return {
    aws_wafv2_web_acl: { one: { scope } },
    aws_wafv2_web_acl_association: { one: { web_acl_arn: "${aws_wafv2_web_acl.one.arn}", resource_arn: "arn" } },
  };
}

const LISTENERS = ["aws_lb_listener", "aws_alb_listener"];

/** Cases of the rules about where load balancers stand, what leads to them, and what judges requests. */
export const EDGE_CASES: CasesOf<typeof EDGE_RULES> = {
  "ALB-01": {
    title: "Application load balancers have subnets in two zones.",
    fix: "add a subnet of another zone",
    passes: {
      "two zones": { ...subnets(TO_INTERNET), ...ofEach(BOTH, TWO) },
      "subnets that an expression makes": ofEach(BOTH, { subnets: ["${aws_subnet.public[*].id}"] }),
      "a network load balancer": ofEach(BOTH, { load_balancer_type: "network", subnets: ["subnet-1"] }),
    },
    fails: {
      "one subnet": {
        given: ofEach(BOTH, { subnets: ["subnet-1"] }),
        told: [
          ["app/aws_alb.one › subnets", "one subnet", "subnets of two zones or more"],
          ["app/aws_lb.one › subnets", "one subnet", "subnets of two zones or more"],
        ],
      },
      "two of one zone": {
        given: { ...subnets(TO_INTERNET, "us-east-1a"), ...ofEach(BOTH, TWO) },
        told: [
          ["app/aws_alb.one › subnets", "subnets of one zone", "subnets of two zones or more"],
          ["app/aws_lb.one › subnets", "subnets of one zone", "subnets of two zones or more"],
        ],
      },
    },
  },
  "ALB-02": {
    title: "Load balancers of the internet lie in public subnets.",
    fix: "put it into public subnets, or set internal to true",
    passes: {
      "public subnets": { ...subnets(TO_INTERNET), ...ofEach(BOTH, TWO) },
      "an internal one": { ...subnets(TO_NAT), ...ofEach(BOTH, { ...TWO, internal: true }) },
      "subnets from elsewhere": ofEach(BOTH, { subnets: ["subnet-1", "subnet-2"] }),
    },
    fails: {
      "private ones": {
        given: { ...subnets(TO_NAT), ...ofEach(BOTH, TWO) },
        told: [
          [
            "app/aws_alb.one › subnets",
            "app/aws_subnet.a, without a route to an internet gateway",
            "subnets with a route to an internet gateway",
          ],
          [
            "app/aws_alb.one › subnets",
            "app/aws_subnet.b, without a route to an internet gateway",
            "subnets with a route to an internet gateway",
          ],
          [
            "app/aws_lb.one › subnets",
            "app/aws_subnet.a, without a route to an internet gateway",
            "subnets with a route to an internet gateway",
          ],
          [
            "app/aws_lb.one › subnets",
            "app/aws_subnet.b, without a route to an internet gateway",
            "subnets with a route to an internet gateway",
          ],
        ],
      },
    },
  },
  "ALB-04": {
    title: "Load balancers of production log who called.",
    fix: "set access_logs with a bucket whose policy admits the delivery of logs, and enabled",
    passes: {
      logs: {
        ...ofEach(BOTH, { access_logs: [{ bucket: "logs", enabled: true }] }),
        aws_elb: { one: { access_logs: [{ bucket: "logs" }] } },
      },
      "a network load balancer": ofEach(BOTH, { load_balancer_type: "network" }),
    },
    fails: {
      "none, and some that are off": {
        given: { aws_lb: { one: {} }, aws_alb: { one: { access_logs: [{ bucket: "logs" }] } }, aws_elb: { one: {} } },
        told: [
          ["app/aws_alb.one › access_logs.enabled", "access_logs.enabled is not set", "access_logs.enabled = true"],
          ["app/aws_elb.one › access_logs.bucket", "access_logs.bucket is not set", "access_logs.bucket that is set"],
          ["app/aws_lb.one › access_logs.enabled", "access_logs.enabled is not set", "access_logs.enabled = true"],
        ],
      },
    },
  },
  "ALB-05": {
    title: "Tasks with network interfaces of their own are targets by address.",
    fix: "set target_type of the target group to ip, which makes it anew",
    passes: {
      "targets by address": service({ target_type: "ip" }),
      "a service on its hosts' network": {
        ...service({}),
        aws_ecs_service: { web: { load_balancer: [{ target_group_arn: "${aws_lb_target_group.web.arn}" }] } },
      },
    },
    fails: {
      "targets by instance, by default": {
        given: service({ port: 80 }),
        told: [
          [
            "app/aws_ecs_service.web › load_balancer",
            "app/aws_lb_target_group.web with targets by instance",
            'a target group with target_type = "ip"',
          ],
        ],
      },
    },
  },
  "ALB-06": {
    title: "Certificates are proved by DNS, and used when they are.",
    fix: "set validation_method to DNS, with a record and an aws_acm_certificate_validation, and name the certificate_arn of the validation",
    passes: {
      DNS: { aws_acm_certificate: { one: { validation_method: "DNS" } } },
      "one that is brought": {
        aws_acm_certificate: { one: { certificate_body: "${file('a')}" } },
        aws_lb_listener: { https: { certificate_arn: "${aws_acm_certificate.one.arn}" } },
      },
      "one that is waited for": {
        aws_acm_certificate: { one: { validation_method: "DNS" } },
        aws_acm_certificate_validation: { one: { certificate_arn: "${aws_acm_certificate.one.arn}" } },
        aws_lb_listener: { https: { certificate_arn: "${aws_acm_certificate_validation.one.certificate_arn}" } },
      },
    },
    fails: {
      "one that nobody waits for": {
        given: {
          aws_acm_certificate: { one: { validation_method: "DNS" } },
          aws_cloudfront_distribution: {
            cdn: { viewer_certificate: [{ acm_certificate_arn: "${aws_acm_certificate.one.arn}" }] },
          },
          aws_lb_listener: { https: { certificate_arn: "${aws_acm_certificate.one.arn}" } },
        },
        told: [
          [
            "app/aws_acm_certificate.one",
            "app/aws_cloudfront_distribution.cdn uses it, and nothing waits until it is proved",
            "an aws_acm_certificate_validation of the certificate",
          ],
          [
            "app/aws_acm_certificate.one",
            "app/aws_lb_listener.https uses it, and nothing waits until it is proved",
            "an aws_acm_certificate_validation of the certificate",
          ],
        ],
      },
      letters: {
        given: { aws_acm_certificate: { one: { validation_method: "EMAIL" } } },
        told: [
          [
            "app/aws_acm_certificate.one › validation_method",
            'validation_method = "EMAIL"',
            'validation_method other than "EMAIL"',
          ],
        ],
      },
    },
  },
  "ALB-07": {
    title: "Names of load balancers and distributions are alias records.",
    fix: "make it a record of type A with alias, by dns_name and zone_id",
    passes: {
      "an alias": {
        aws_lb: { one: {} },
        aws_route53_record: { www: { type: "A", alias: [{ name: "${aws_lb.one.dns_name}", zone_id: "Z1" }] } },
      },
      "a name of somebody else": { aws_route53_record: { www: { type: "CNAME", records: ["shop.example.net"] } } },
    },
    fails: {
      "a CNAME": {
        given: {
          aws_cloudfront_distribution: { site: {} },
          aws_route53_record: { www: { type: "CNAME", records: ["${aws_cloudfront_distribution.site.domain_name}"] } },
        },
        told: [
          [
            "app/aws_route53_record.www › records",
            "a CNAME to app/aws_cloudfront_distribution.site",
            "a record of type A or AAAA with alias",
          ],
        ],
      },
    },
  },
  "ALB-15": {
    title: "Listeners of production speak TLS 1.2 or newer.",
    fix: "set ssl_policy to ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
    passes: {
      "TLS 1.3 and 1.2": ofEach(LISTENERS, {
        protocol: "HTTPS",
        ssl_policy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
      }),
      "TLS 1.3 alone": ofEach(LISTENERS, { protocol: "TLS", ssl_policy: "ELBSecurityPolicy-TLS13-1-3-2021-06" }),
      "TLS 1.2 with forward secrecy": ofEach(LISTENERS, {
        protocol: "TLS",
        ssl_policy: "ELBSecurityPolicy-FS-1-2-Res-2020-10",
      }),
      HTTP: ofEach(LISTENERS, { protocol: "HTTP" }),
    },
    fails: {
      "the default, and one of TLS 1.1": {
        given: {
          aws_lb_listener: { one: { protocol: "HTTPS" } },
          aws_alb_listener: { one: { protocol: "TLS", ssl_policy: "ELBSecurityPolicy-TLS13-1-1-2021-06" } },
        },
        told: [
          [
            "app/aws_alb_listener.one › ssl_policy",
            "a policy that takes older ones",
            "a policy with TLS 1.2 or newer alone",
          ],
          ["app/aws_lb_listener.one › ssl_policy", "no policy", "a policy with TLS 1.2 or newer alone"],
        ],
      },
    },
  },
  "CDN-01": {
    title: "Behaviours of distributions name a cache policy.",
    fix: "name a cache policy: CachingDisabled or one of a few seconds for what is made by request, CachingOptimized for files",
    passes: {
      policies: site(BUCKET, {
        default_cache_behavior: [{ cache_policy_id: "${aws_cloudfront_cache_policy.short.id}" }],
        ordered_cache_behavior: [{ cache_policy_id: "658327ea-f89d-4fab-a63d-7e88639e58f6" }],
      }),
    },
    fails: {
      "the older way": {
        given: site(BUCKET, {
          default_cache_behavior: [{ target_origin_id: "files", forwarded_values: [{ query_string: true }] }],
          ordered_cache_behavior: [{ path_pattern: "/a" }],
        }),
        told: [
          [
            "app/aws_cloudfront_distribution.site › default_cache_behavior.cache_policy_id",
            "default_cache_behavior.cache_policy_id is not set",
            "default_cache_behavior.cache_policy_id that is set",
          ],
          [
            "app/aws_cloudfront_distribution.site › ordered_cache_behavior",
            "ordered_cache_behavior.cache_policy_id is not set",
            "ordered_cache_behavior.cache_policy_id that is set",
          ],
        ],
      },
    },
  },
  "CDN-02": {
    title: "A load balancer behind a distribution of production is reached by CloudFront alone.",
    fix: "admit com.amazonaws.global.cloudfront.origin-facing in place of everywhere, or make the balancer internal with a VPC origin",
    passes: {
      "CloudFront's prefix list": front({ prefix_list_id: "${data.aws_ec2_managed_prefix_list.cloudfront.id}" }, {}),
      "a header that nobody else knows": front(ANYBODY, {
        custom_header: [{ name: "x-origin", value: "${var.secret}" }],
      }),
      "an internal one": front(ANYBODY, {}, { internal: true }),
      "no distribution": { ...front(ANYBODY, {}), aws_cloudfront_distribution: {} },
    },
    fails: {
      everywhere: {
        given: front(ANYBODY, {}),
        told: [
          [
            "app/aws_alb.one › security_groups",
            "everywhere, by app/aws_vpc_security_group_ingress_rule.in, behind app/aws_cloudfront_distribution.site",
            "the prefix list of CloudFront in the security group, or a header that CloudFront alone knows",
          ],
          [
            "app/aws_lb.one › security_groups",
            "everywhere, by app/aws_vpc_security_group_ingress_rule.in, behind app/aws_cloudfront_distribution.site",
            "the prefix list of CloudFront in the security group, or a header that CloudFront alone knows",
          ],
        ],
      },
    },
  },
  "CDN-07": {
    title: "A distribution of production that answers from a bucket has a default root object.",
    fix: "set default_root_object to index.html",
    passes: {
      one: site(BUCKET, { default_root_object: "index.html" }),
      "an application that answers for /": site({
        origin_id: "files",
        domain_name: "app.example.com",
        custom_origin_config: [{}],
      }),
    },
    fails: {
      none: {
        given: site(BUCKET),
        told: [
          [
            "app/aws_cloudfront_distribution.site › default_root_object",
            "default_root_object is not set",
            "default_root_object that is set",
          ],
        ],
      },
    },
  },
  "CDN-08": {
    title: "Distributions of production sign their requests to buckets.",
    fix: "add an aws_cloudfront_origin_access_control, and a bucket policy for the distribution",
    passes: {
      "an access control": site({
        ...BUCKET,
        origin_access_control_id: "${aws_cloudfront_origin_access_control.one.id}",
      }),
      "an identity, which is the older way": site({
        ...BUCKET,
        s3_origin_config: [{ origin_access_identity: "origin-access-identity/cloudfront/E1" }],
      }),
      "a website": site({
        ...BUCKET,
        domain_name: "${aws_s3_bucket_website_configuration.files.website_endpoint}",
        custom_origin_config: [{}],
      }),
    },
    fails: {
      "neither, by a reference": {
        given: site(BUCKET),
        told: [
          [
            "app/aws_cloudfront_distribution.site › origin",
            "the origin files without a signature",
            "an origin access control",
          ],
        ],
      },
      "neither, by a name": {
        given: site({
          origin_id: "files",
          domain_name: "files.s3.us-east-1.amazonaws.com",
          s3_origin_config: [{ origin_access_identity: "" }],
        }),
        told: [
          [
            "app/aws_cloudfront_distribution.site › origin",
            "the origin files without a signature",
            "an origin access control",
          ],
        ],
      },
    },
  },
  "CDN-09": {
    title:
      "What servers answer is kept for 15 seconds at most, unless it says longer itself, and never against its word.",
    fix: "name such a policy, and give files a behaviour of their own by their path",
    passes: {
      "some seconds": kept({ min_ttl: 0, default_ttl: 15, max_ttl: 86400 }),
      "nothing kept": kept({}, "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"),
      "a policy that an expression makes": kept({}, "${var.policy}"),
      "files of a bucket": {
        ...kept({ min_ttl: 1, default_ttl: 86400 }),
        ...site(BUCKET, {
          default_cache_behavior: [
            { target_origin_id: "files", cache_policy_id: "${aws_cloudfront_cache_policy.pages.id}" },
          ],
        }),
      },
    },
    fails: {
      "a day, for that is the default, and against the answer's word": {
        given: kept({ min_ttl: 1 }),
        told: ["min_ttl = 1", "default_ttl = 86400"].map((found) => [
          "app/aws_cloudfront_distribution.site › default_cache_behavior.cache_policy_id",
          `app/aws_cloudfront_cache_policy.pages with ${found}`,
          "a cache policy with min_ttl = 0 and default_ttl of 15 or less, or CachingDisabled, for the default behaviour",
        ]),
      },
      "a policy of AWS": {
        given: kept({}, "658327ea-f89d-4fab-a63d-7e88639e58f6"),
        told: [
          [
            "app/aws_cloudfront_distribution.site › default_cache_behavior.cache_policy_id",
            "a policy of AWS for files, which keeps them for a day",
            "a cache policy with min_ttl = 0 and default_ttl of 15 or less, or CachingDisabled, for the default behaviour",
          ],
        ],
      },
    },
  },
  "WAF-01": {
    title:
      "A distribution names its web ACL itself, of scope CLOUDFRONT; what is regional is associated with one of its region.",
    fix: "make a web ACL of the other scope; one of CLOUDFRONT is made in us-east-1",
    passes: {
      "one of CloudFront at a distribution": scoped("CLOUDFRONT"),
      "a regional one that is associated": associated("REGIONAL"),
      "a scope by an expression": associated("${var.scope}"),
    },
    fails: {
      "a regional one at a distribution": {
        given: scoped("REGIONAL"),
        told: [
          [
            "app/aws_cloudfront_distribution.site › web_acl_id",
            "app/aws_wafv2_web_acl.one of scope REGIONAL",
            "a web ACL of scope CLOUDFRONT for a distribution, of scope REGIONAL for all else",
          ],
        ],
      },
      "one of CloudFront that is associated": {
        given: associated("CLOUDFRONT"),
        told: [
          [
            "app/aws_wafv2_web_acl_association.one › web_acl_arn",
            "app/aws_wafv2_web_acl.one of scope CLOUDFRONT",
            "a web ACL of scope CLOUDFRONT for a distribution, of scope REGIONAL for all else",
          ],
        ],
      },
    },
  },
  "WAF-02": {
    title: "Web ACLs of production write down what they judge.",
    fix: "add a logging configuration, with a filter for what was counted or blocked where volume is billed",
    passes: {
      "a log": {
        aws_wafv2_web_acl: { one: { scope: "REGIONAL" } },
        aws_wafv2_web_acl_logging_configuration: {
          one: { resource_arn: "${aws_wafv2_web_acl.one.arn}", log_destination_configs: ["arn"] },
        },
      },
    },
    fails: {
      none: {
        given: { aws_wafv2_web_acl: { one: { scope: "REGIONAL" } } },
        told: [["app/aws_wafv2_web_acl.one", "no log", "an aws_wafv2_web_acl_logging_configuration"]],
      },
    },
  },
};
