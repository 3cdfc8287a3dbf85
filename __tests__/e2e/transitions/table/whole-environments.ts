import type { ScheduledTaskSpec } from "../../../../stacks/ecs/scheduled-task-spec.types";
import type { Configuration, Counts, Transition } from "../transition";

/** A network, a balancer and a service behind it. */
function shop(zones: readonly string[], edge: Configuration["edge"] = PLAIN): Configuration {
  return {
    network: {
      cidr: "10.10.0.0/16",
      zones,
      tiers: [
        { name: "public", kind: "public", prefixLength: 24 },
        { name: "app", kind: "private", prefixLength: 20 },
      ],
      nat: { mode: "single", zone: "a" },
      endpoints: { gateway: [] },
    },
    edge,
    ecs: { services: { web: WEB } },
  };
}

/** The same with a further listener of the balancer, which the service hangs below. */
function atListener(port: number): Configuration {
  const { network } = shop(["a", "c"]);
  const edge = { ...PLAIN, loadBalancer: { listeners: { meters: { port, entry: ["203.0.113.0/24"] } } } };
  return { network, edge, ecs: { services: { web: { ...WEB, expose: { listener: "meters" } } } } };
}

/** What goes with a distribution, whatever way it has to the balancer. */
const DISTRIBUTION: Counts = {
  aws_acm_certificate: 1,
  aws_acm_certificate_validation: 1,
  aws_cloudfront_distribution: 1,
  aws_cloudfront_origin_access_control: 1,
  aws_cloudfront_response_headers_policy: 1,
  aws_cloudwatch_log_group: 1,
  aws_route53_record: 4,
  aws_s3_bucket: 1,
  aws_s3_bucket_lifecycle_configuration: 1,
  aws_s3_bucket_ownership_controls: 1,
  aws_s3_bucket_policy: 1,
  aws_s3_bucket_public_access_block: 1,
  aws_s3_bucket_server_side_encryption_configuration: 1,
  aws_s3_bucket_versioning: 1,
  terraform_data: 1,
  aws_vpc_security_group_ingress_rule: 1,
  aws_wafv2_web_acl: 1,
  aws_wafv2_web_acl_logging_configuration: 1,
};

/** What a bucket is made of. */
const BUCKET: Counts = {
  aws_s3_bucket: 1,
  aws_s3_bucket_lifecycle_configuration: 1,
  aws_s3_bucket_ownership_controls: 1,
  aws_s3_bucket_policy: 1,
  aws_s3_bucket_public_access_block: 1,
  aws_s3_bucket_server_side_encryption_configuration: 1,
  aws_s3_bucket_versioning: 1,
};

type Edge = NonNullable<Configuration["edge"]>;

/** A network and an edge with a domain. */
function site(distribution?: Edge["distribution"], domain: Partial<Edge["domain"]> = {}): Configuration {
  const { network } = shop(["a", "c"]);
  return {
    network,
    edge: {
      domain: { name: "shop.example.com", ...domain },
      accessLogDays: false,
      ...(distribution ? { distribution } : {}),
    },
  };
}

const PLAIN = { plainHttp: { reason: "the tests have no domain" }, webAcl: false, accessLogDays: false } as const;
const WEB = {
  image: "public.ecr.aws/nginx/nginx-unprivileged:1.29-alpine",
  cpu: "0.25 vCPU",
  memory: "0.5 GB",
  port: 8080,
  expose: {},
} as const;

/** Buckets, and a service that uses them. */
function using(names: readonly string[], used = names) {
  return {
    buckets: Object.fromEntries(names.map((name) => [name, {}])),
    ecs: { services: { web: { ...WEB, uses: used.map((name) => `buckets.${name}`) } } },
  };
}

/** A service, a task that is started by the clock, and what it may use. */
function nightly(spec: Pick<ScheduledTaskSpec, "schedule"> & Partial<ScheduledTaskSpec>) {
  const { image, cpu, memory } = WEB;
  return {
    buckets: { reports: {} },
    data: { queues: { lost: {} } },
    ecs: { services: { web: WEB }, scheduledTasks: { nightly: { image, cpu, memory, ...spec } } },
  };
}

/** Changes of environments with several stacks. */
export const WHOLE_ENVIRONMENTS: readonly Transition[] = [
  {
    area: "whole environments",
    name: "a zone is taken away, which the balancer and the services leave before it goes",
    configurations: { from: shop(["a", "b", "c"]), to: shop(["a", "c"]) },
    order: ["edge", "ecs", "network"],
    removed: {
      aws_network_acl_association: 2,
      aws_route_table_association: 2,
      aws_subnet: 2,
    },
  },
  {
    area: "whole environments",
    name: "a service leaves a further listener of the balancer, which is taken away",
    configurations: { from: atListener(8081), to: shop(["a", "c"]) },
    order: ["ecs", "edge"],
    removed: { aws_lb_listener: 1, aws_lb_listener_rule: 1, aws_vpc_security_group_ingress_rule: 1 },
  },
  {
    area: "whole environments",
    name: "a further listener that a service hangs below moves to another port",
    configurations: { from: atListener(8081), to: atListener(8082) },
    order: ["edge", "ecs"],
    removed: { aws_lb_listener: 1, aws_vpc_security_group_ingress_rule: 1 },
  },
  {
    area: "whole environments",
    name: "the distribution in front of the balancer is taken away",
    configurations: { from: site({}), to: site() },
    order: ["edge"],
    replaced: { aws_lb: 1, aws_lb_listener: 1 },
    removed: { ...DISTRIBUTION, aws_cloudfront_vpc_origin: 1 },
  },
  {
    area: "whole environments",
    name: "the distribution in front of a balancer that stays public is taken away",
    configurations: { from: site({ publicOrigin: { reason: "the tests try both ways" } }), to: site() },
    order: ["edge"],
    removed: DISTRIBUTION,
  },
  {
    area: "whole environments",
    name: "a domain is delegated, so that its certificates and all behind them follow the zone",
    configurations: { from: site(undefined, { delegated: false }), to: site() },
    first: { edge: { created: { aws_route53_zone: 1 }, outputs: ["name_servers", "zone_id"] } },
    order: ["edge"],
    oneWay: "synth refuses to take a deployed edge back to its zone",
  },
  {
    area: "whole environments",
    name: "a service no longer uses a bucket, and the bucket is taken away with its use",
    configurations: {
      from: { ...shop(["a", "c"]), ...using(["uploads", "archive"]) },
      to: { ...shop(["a", "c"]), ...using(["uploads"]) },
    },
    order: ["ecs", "buckets"],
    replaced: { aws_ecs_task_definition: 1 },
    removed: BUCKET,
  },
  {
    area: "whole environments",
    name: "the last service that uses a bucket no longer does, and the bucket is taken away with its use",
    configurations: {
      from: { ...shop(["a", "c"]), ...using(["uploads", "archive"], ["uploads"]) },
      to: { ...shop(["a", "c"]), ...using(["archive"], []) },
    },
    order: ["ecs", "buckets"],
    replaced: { aws_ecs_task_definition: 1 },
    removed: { ...BUCKET, aws_iam_role_policy: 1 },
  },
  {
    area: "whole environments",
    name: "a task by the clock gets another hour and image, uses a bucket, and leaves starts that failed in a queue",
    configurations: {
      from: { ...shop(["a", "c"]), ...nightly({ schedule: "cron(0 3 * * ? *)" }) },
      to: {
        ...shop(["a", "c"]),
        ...nightly({
          schedule: "cron(0 4 * * ? *)",
          image: "public.ecr.aws/nginx/nginx-unprivileged:1.28-alpine",
          uses: ["buckets.reports"],
          deadLetters: "queues.lost",
        }),
      },
    },
    order: ["ecs"],
    replaced: { aws_ecs_task_definition: 1 },
  },
];
