import type { Problem } from "../../../constructs/core/errors";
import type { EnvironmentSpec } from "../../../stacks/application/environment-spec";
import type { EdgeProps } from "../../../stacks/edge/edge-stack.types";
import { type Told, testAdvice } from "../../support/followed-advice";
import { problemsIfAny, problemsOf } from "../../support/synth";
import { all, only, type StackJson, specOf, stacksOf } from "../stack-json";

const PLAIN: EdgeProps = { plainHttp: { reason: "a sandbox needs no domain" } };
const DOMAIN: EdgeProps = { domain: { name: "shop.example.com" } };
const FRONT: EdgeProps = { ...DOMAIN, distribution: {} };
const STEP: EdgeProps = { ...FRONT, domain: { name: "shop.example.com", delegated: false } };

/** What the EdgeStack of an environment becomes. */
function edge(props: EdgeProps, protect = false): StackJson | undefined {
  return stacksOf([specOf(props, { protect })])["sandbox-edge"];
}

function recordsOf(stack: StackJson | undefined): string[] {
  return all(stack, "aws_route53_record")
    .filter(({ alias }) => alias !== undefined)
    .map(({ name, type }) => `${type} ${name}`)
    .sort();
}

test.each([
  ["plain HTTP", PLAIN],
  ["a domain", DOMAIN],
  ["a distribution", FRONT],
])("an edge with %s has the provider that destroys what CloudFront had in its own region", (_name, props) => {
  const regions = edge(props)?.provider?.aws?.map(({ alias, region }) => [alias, region]);
  expect(regions).toEqual([
    [undefined, "ap-northeast-2"],
    ["us-east-1", "us-east-1"],
  ]);
});

describe("an edge without a domain", () => {
  it("speaks HTTP to the internet, has no certificate and no zone", () => {
    const stack = edge(PLAIN);
    expect(only(stack, "aws_lb_listener")).toMatchObject({ port: 80, protocol: "HTTP" });
    expect(only(stack, "aws_vpc_security_group_ingress_rule")).toMatchObject({
      cidr_ipv4: "0.0.0.0/0",
      from_port: 80,
      to_port: 80,
    });
    expect(Object.keys(stack?.resource ?? {}).filter((type) => /acm|route53|cloudfront/.test(type))).toEqual([]);
  });

  it("publishes no zone", () => {
    expect(Object.keys(edge(PLAIN)?.output ?? {})).not.toContain("zone_id");
  });
});

describe("an edge with a domain", () => {
  it("makes the zone and one certificate for the domain and every name below it", () => {
    const stack = edge(DOMAIN);
    expect(only(stack, "aws_route53_zone")).toMatchObject({ name: "shop.example.com" });
    expect(only(stack, "aws_acm_certificate")).toMatchObject({
      domain_name: "shop.example.com",
      subject_alternative_names: ["*.shop.example.com"],
      validation_method: "DNS",
    });
  });

  it("speaks HTTPS and redirects HTTP to it", () => {
    const listeners = all(edge(DOMAIN), "aws_lb_listener").map(({ port, protocol, default_action }) => [
      port,
      protocol,
      (default_action as { type: string }[]).map(({ type }) => type),
    ]);
    expect(listeners.sort()).toEqual([
      [443, "HTTPS", ["fixed-response"]],
      [80, "HTTP", ["redirect"]],
    ]);
  });

  it("puts a web ACL on the balancer", () => {
    const stack = edge(DOMAIN);
    expect(only(stack, "aws_wafv2_web_acl")).toMatchObject({ scope: "REGIONAL" });
    expect(all(stack, "aws_wafv2_web_acl_association")).toHaveLength(1);
  });

  it("leaves the records of services to the services", () => {
    expect(recordsOf(edge(DOMAIN))).toEqual([]);
  });

  it("uses a zone that exists, and makes none", () => {
    const stack = edge({ domain: { name: "shop.example.com", zoneId: "Z0123456789ABCDEFGHIJ" } });
    expect(all(stack, "aws_route53_zone")).toEqual([]);
    expect(only(stack, "aws_route53_record")).toMatchObject({ zone_id: "Z0123456789ABCDEFGHIJ" });
    expect(stack?.output?.zone_id).toMatchObject({ value: "Z0123456789ABCDEFGHIJ" });
  });

  it("publishes what services hang themselves below", () => {
    expect(Object.keys(edge(DOMAIN)?.output ?? {}).sort()).toEqual([
      "bucket_names",
      "distribution_ids",
      "further_listener_arns",
      "listener_arns",
      "load_balancer_arn_suffixes",
      "load_balancer_arns",
      "load_balancer_dns_names",
      "load_balancer_security_group_ids",
      "load_balancer_zone_ids",
      "name_servers",
      "origin_secrets",
      "zone_id",
    ]);
  });

  it("publishes its buckets and its distribution, as far as there are any", () => {
    const keys = (props: EdgeProps) => {
      const { bucket_names, distribution_ids } = edge(props)?.output ?? {};
      return [bucket_names, distribution_ids].map((output) => Object.keys(output?.value ?? {}));
    };
    expect(keys({ ...PLAIN, accessLogDays: false })).toEqual([[], []]);
    expect(keys(DOMAIN)).toEqual([["access-logs"], []]);
    expect(keys(FRONT)).toEqual([["access-logs", "static-files"], ["edge"]]);
  });

  // An output that goes away is given up by its readers first, and one that changes is changed first: both at once has no order.
  it("publishes the same whatever stands in front of it, so that what does can change", () => {
    const publicly: EdgeProps = { ...DOMAIN, distribution: { publicOrigin: { reason: "clients speak WebSocket" } } };
    const published = [DOMAIN, FRONT, publicly].map((props) => Object.keys(edge(props)?.output ?? {}).sort());
    expect(new Set(published.map(String)).size).toBe(1);
    expect(edge(publicly)?.output?.origin_secrets).toMatchObject({ sensitive: true });
  });
});

describe("a domain that is not delegated yet", () => {
  it("has its zone alone, whose name servers are an output", () => {
    const stack = edge(STEP);
    expect(Object.keys(stack?.resource ?? {})).toEqual(["aws_route53_zone"]);
    expect(Object.keys(stack?.output ?? {}).sort()).toEqual(["name_servers", "zone_id"]);
    expect(stack?.output?.name_servers).toMatchObject({
      value: expect.stringMatching(/aws_route53_zone\..*name_servers/),
    });
  });

  it("keeps its zone where it is once it is delegated", () => {
    const zones = (props: EdgeProps) => Object.keys(edge(props)?.resource?.aws_route53_zone ?? {});
    expect(zones(FRONT)).toEqual(zones(STEP));
  });

  it("has no services below it", () => {
    const size = { cpu: "0.25 vCPU", memory: "0.5 GB" };
    const web = { image: "public.ecr.aws/nginx/nginx:1.29", ...size, port: 80, expose: {} };
    const spec = specOf(STEP, { ecs: { services: { web } } });
    expect(Object.keys(stacksOf([spec]))).not.toContain("sandbox-ecs");
  });
});

describe("zones of others below the domain", () => {
  const delegations = { "lab.shop.example.com": ["ns-2.example.org", "ns-1.example.net"] };

  it("are delegated to their name servers", () => {
    const records = all(edge({ domain: { name: "shop.example.com", delegations } }), "aws_route53_record");
    expect(records.filter(({ type }) => type === "NS")).toMatchObject([
      { name: "lab.shop.example.com", records: ["ns-1.example.net", "ns-2.example.org"], ttl: 3600 },
    ]);
  });

  it("lie below it", () => {
    const wrong = { "lab.example.net": ["ns-1.example.net", "ns-2.example.org"] };
    const found = problemsOf(() => edge({ domain: { name: "shop.example.com", delegations: wrong } }));
    expect(found.map(({ code }) => code)).toEqual(["DELEGATION_OUTSIDE"]);
  });
});

describe("an edge behind CloudFront", () => {
  it("leads the domain and every name below it to the distribution", () => {
    expect(recordsOf(edge(FRONT))).toEqual([
      "A *.shop.example.com",
      "A shop.example.com",
      "AAAA *.shop.example.com",
      "AAAA shop.example.com",
    ]);
  });

  it("takes over records that the zone has already, and makes the types that it lacks", () => {
    const domain = { name: "shop.example.com", zoneId: "Z0123456789ABCDEFGHIJ" };
    const stack = edge({
      domain,
      distribution: { apexRecord: { adopt: ["A", "AAAA"] }, wildcardRecord: { adopt: ["A"] } },
    });
    expect(recordsOf(stack)).toHaveLength(4);
    expect(
      stack?.import
        ?.flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([
      "Z0123456789ABCDEFGHIJ_*.shop.example.com_A",
      "Z0123456789ABCDEFGHIJ_shop.example.com_A",
      "Z0123456789ABCDEFGHIJ_shop.example.com_AAAA",
    ]);
  });

  it("leaves records to others, and tells them the distribution's name", () => {
    const left = edge({ ...DOMAIN, distribution: { apexRecord: "leave", wildcardRecord: "leave" } });
    expect(recordsOf(left)).toEqual([]);
    expect(left?.output?.distribution_name).toMatchObject({
      value: expect.stringMatching(/^\$\{aws_cloudfront_distribution\..*domain_name\}$/),
    });
    const apexOnly = edge({ ...DOMAIN, distribution: { wildcardRecord: "leave" } });
    expect(recordsOf(apexOnly)).toEqual(["A shop.example.com", "AAAA shop.example.com"]);
    expect(edge(FRONT)?.output).not.toHaveProperty("distribution_name");
  });

  it("has a certificate for CloudFront in us-east-1 and one for the balancer in the environment's region", () => {
    const regions = all(edge(FRONT), "aws_acm_certificate").map(({ provider }) => provider ?? "the environment's");
    expect(regions.sort()).toEqual(["aws.us-east-1", "the environment's"]);
  });

  it("proves both certificates by one record", () => {
    const proofs = all(edge(FRONT), "aws_route53_record").filter(({ alias }) => alias === undefined);
    expect(proofs).toHaveLength(1);
  });

  it("admits CloudFront to the balancer and nobody else", () => {
    const rule = only(edge(FRONT), "aws_vpc_security_group_ingress_rule");
    expect(rule).toMatchObject({ from_port: 443, to_port: 443 });
    expect(rule.prefix_list_id).toMatch(/^\$\{data\.aws_ec2_managed_prefix_list\./);
    expect(rule.cidr_ipv4).toBeUndefined();
  });

  it("has its web ACL at the distribution", () => {
    const stack = edge(FRONT);
    expect(only(stack, "aws_wafv2_web_acl")).toMatchObject({ scope: "CLOUDFRONT" });
    expect(all(stack, "aws_wafv2_web_acl_association")).toEqual([]);
    expect(only(stack, "aws_cloudfront_distribution").web_acl_id).toMatch(/^\$\{aws_wafv2_web_acl\./);
  });

  it("serves static files from a bucket below their path, and everything else from services without a cache", () => {
    const distribution = only(
      edge({ ...FRONT, distribution: { staticPath: "/assets/*" } }),
      "aws_cloudfront_distribution",
    );
    expect(distribution.default_cache_behavior).toMatchObject({ target_origin_id: "services" });
    expect(distribution.ordered_cache_behavior).toMatchObject([
      { path_pattern: "/assets/*", target_origin_id: "files" },
    ]);
  });

  it("makes no bucket for static files where there is no distribution", () => {
    expect(all(edge(DOMAIN), "aws_s3_bucket")).toHaveLength(1);
    expect(all(edge(FRONT), "aws_s3_bucket")).toHaveLength(2);
  });
});

describe("access logs", () => {
  it("are kept 90 days unless told", () => {
    const days = (props: EdgeProps) =>
      all(edge(props), "aws_s3_bucket_lifecycle_configuration").map(
        ({ rule }) => (rule as { expiration: { days: number }[] }[])[0]?.expiration[0]?.days,
      );
    expect(days(DOMAIN)).toEqual([90]);
    expect(days({ ...DOMAIN, accessLogDays: 30 })).toEqual([30]);
    expect(days({ ...DOMAIN, accessLogDays: false })).toEqual([]);
  });
});

describe("a web ACL", () => {
  it("is left out when told", () => {
    expect(all(edge({ ...DOMAIN, webAcl: false }), "aws_wafv2_web_acl")).toEqual([]);
  });

  it("blocks addresses that ask too often", () => {
    expect(JSON.stringify(only(edge({ ...DOMAIN, webAcl: { rateLimit: 500 } }), "aws_wafv2_web_acl"))).toMatch(
      /rate_based_statement[^}]*\\?"limit\\?":500/,
    );
  });

  it("logs where it is told to, under the name that it is told, and keeps no samples", () => {
    const bucketArn = "arn:aws:s3:::aws-waf-logs-shop";
    const logging = { to: "s3", bucketArn, redact: ["query-string"] } as const;
    const stack = edge({ ...DOMAIN, webAcl: { logging, webAclName: "shop", sampledRequests: false } });
    expect(only(stack, "aws_wafv2_web_acl")).toMatchObject({
      name: "shop",
      visibility_config: { sampled_requests_enabled: false },
    });
    expect(only(stack, "aws_wafv2_web_acl_logging_configuration")).toMatchObject({
      log_destination_configs: [bucketArn],
      redacted_fields: [{ query_string: {} }],
    });
  });
});

describe("protection", () => {
  it("keeps the balancer, the zone and the buckets of a protected environment", () => {
    const kept = (protect: boolean) => {
      const stack = edge(FRONT, protect);
      const zone = only(stack, "aws_route53_zone").lifecycle as { prevent_destroy?: boolean } | undefined;
      return [only(stack, "aws_lb").enable_deletion_protection, zone?.prevent_destroy ?? false];
    };
    expect(kept(true)).toEqual([true, true]);
    expect(kept(false)).toEqual([false, false]);
  });
});

/** Contradictions; their whole texts are held by the tests of the configuration. */
describe("contradictions are refused at once", () => {
  const cases: [string, EdgeProps, string[]][] = [
    ["neither domain nor plain HTTP", {}, ["EDGE_WITHOUT_DOMAIN › domain"]],
    ["both", { ...DOMAIN, ...PLAIN }, ["PLAIN_HTTP_WITH_DOMAIN › plainHttp"]],
    ["a distribution without a domain", { ...PLAIN, distribution: {} }, ["DISTRIBUTION_WITHOUT_DOMAIN › distribution"]],
    [
      "a static path for everything, and a zone id that is none",
      { domain: { name: "shop.example.com", zoneId: "shop" }, distribution: { staticPath: "/*" } },
      ["STATIC_PATH_INVALID › distribution.staticPath", "ZONE_ID_INVALID › zoneId"],
    ],
  ];

  it.each(cases)("%s", (_, props, expected) => {
    const found = problemsOf(() => edge(props));
    expect(found.map(({ code, path }) => `${code} › ${path.split(" › ")[1]}`)).toEqual(expected);
  });

  it("in a protected environment: plain HTTP, no log, no web ACL", () => {
    const found = problemsOf(() => edge({ ...PLAIN, accessLogDays: false, webAcl: false }, true));
    expect(found.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "PLAIN_HTTP_PROTECTED sandbox-edge › plainHttp",
      "ACCESS_LOGS_MISSING sandbox-edge › accessLogDays",
      "WEB_ACL_MISSING sandbox-edge › webAcl",
    ]);
  });
});

interface Refused extends Told<EnvironmentSpec> {
  readonly spec: EnvironmentSpec;
  readonly problems: readonly Problem[];
}

const WEB = {
  image: "public.ecr.aws/nginx/nginx:1.29",
  cpu: "0.25 vCPU",
  memory: "0.5 GB",
  port: 80,
  expose: {},
} as const;
const WITH_SERVICES = { ecs: { services: { web: WEB } } };
const EXISTING = { name: "shop.example.com", zoneId: "Z0123456789ABCDEFGHIJ" };

const REFUSED: readonly Refused[] = [
  {
    mistake: "a zone that is taken back from below deployed services",
    spec: { ...specOf(STEP, WITH_SERVICES), remembered: { "sandbox-ecs": {} } },
    problems: [
      {
        code: "EDGE_TAKEN_BACK",
        path: "sandbox-edge › domain.delegated",
        message: "Services stand below the edge, and with delegated: false nothing of it would be left but the zone.",
        found: "delegated: false, and sandbox-ecs is deployed",
        expected: "delegated: false only before the first deploy of the services",
        fix: "remove delegated, or destroy sandbox-ecs first",
      },
    ],
    ways: [
      { says: "remove delegated", to: { ...specOf(FRONT, WITH_SERVICES), remembered: { "sandbox-ecs": {} } } },
      { says: "destroy sandbox-ecs first", to: { ...specOf(STEP, WITH_SERVICES), remembered: {} } },
    ],
  },
  {
    mistake: "a record of a new zone that is to be taken over",
    spec: specOf({ ...DOMAIN, distribution: { apexRecord: { adopt: ["A"] } } }),
    problems: [
      {
        code: "RECORD_ADOPT_ZONE",
        path: "sandbox-edge › distribution.apexRecord.adopt",
        message: "The zone is made here, so it has no record that could be taken over.",
        found: "adopt: [A] in a new zone shop.example.com",
        expected: "adopt only where domain.zoneId names a zone that exists",
        fix: "write the id of the zone that has the record into domain.zoneId, or remove apexRecord",
      },
    ],
    ways: [
      {
        says: "write the id of the zone that has the record into domain.zoneId",
        to: specOf({ domain: EXISTING, distribution: { apexRecord: { adopt: ["A"] } } }),
      },
      { says: "remove apexRecord", to: specOf(FRONT) },
    ],
  },
  {
    mistake: "a step for a zone that exists",
    spec: specOf({ domain: { ...EXISTING, delegated: false } }),
    problems: [
      {
        code: "ZONE_STEP_UNUSED",
        path: "sandbox-edge › domain.delegated",
        message: "The zone exists, so its name servers are known, and nothing has to be made first.",
        found: "delegated: false with the zone Z0123456789ABCDEFGHIJ",
        expected: "delegated: false only for a zone that is made here",
        fix: "remove delegated",
      },
    ],
    ways: [{ says: "remove delegated", to: specOf({ domain: EXISTING }) }],
  },
];

const problemsIn = (spec: EnvironmentSpec) => problemsIfAny(() => ({ problems: [], stacks: stacksOf([spec]) }));

test.each(REFUSED)("$mistake is refused", ({ spec, problems }) => {
  expect(problemsIn(spec)).toEqual(problems);
});

testAdvice(REFUSED, problemsIn);
