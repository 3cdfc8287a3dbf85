import { type StackJson, withoutMetadata } from "../../runner/stacks/stack-json";
import { subnetKeys } from "./kubernetes";

/** The way from the internet to services, as the picture shows it. */
export interface EdgeModel {
  /** The domain that names lie below. */
  readonly domain?: string;
  /** Whether CloudFront stands in front of the load balancer. */
  readonly distribution: boolean;
  /** What the web ACL protects. */
  readonly webAcl?: "CloudFront" | "load balancer";
  readonly loadBalancer?: LoadBalancerModel;
  /** Whether there is a bucket that only CloudFront reads. */
  readonly staticFiles: boolean;
  /** Days that access logs are kept; 0 for ever. */
  readonly accessLogDays?: number;
}

/** The load balancer, with the keys of its subnets: `public-a`. */
export interface LoadBalancerModel {
  readonly subnets: readonly string[];
  readonly entry: "CloudFront" | "internet" | "groups";
}

/** Containers, as the picture shows them. */
export interface EcsModel {
  /** Names of the services. */
  readonly services: readonly string[];
  /** Keys of the subnets that tasks run in: `app-a`. */
  readonly subnets: readonly string[];
  /** `Fargate`, `Fargate Spot`, `EC2`. */
  readonly capacity: readonly string[];
  /** Names of the image repositories. */
  readonly repositories: readonly string[];
}

type Attributes = Readonly<Record<string, unknown>>;

/** Reads the edge stack of an environment; nothing without one. */
export function readEdge(edge: StackJson | undefined): EdgeModel | undefined {
  if (!edge) return undefined;
  const [distribution] = resources(edge, "aws_cloudfront_distribution");
  const [acl] = resources(edge, "aws_wafv2_web_acl");
  const domain = domainOf(edge);
  const days = accessLogDays(edge);
  const loadBalancer = readLoadBalancer(edge);
  return {
    ...(domain ? { domain } : {}),
    distribution: distribution !== undefined,
    ...(acl ? { webAcl: acl.scope === "CLOUDFRONT" ? ("CloudFront" as const) : ("load balancer" as const) } : {}),
    ...(loadBalancer ? { loadBalancer } : {}),
    staticFiles: JSON.stringify(distribution?.origin ?? "").includes("origin_access_control_id"),
    ...(days === undefined ? {} : { accessLogDays: days }),
  };
}

/** Reads the ECS stack of an environment; nothing without one. */
export function readEcs(ecs: StackJson | undefined, environment: string): EcsModel | undefined {
  if (!ecs) return undefined;
  const services = resources(ecs, "aws_ecs_service");
  const providers = resources(ecs, "aws_ecs_cluster_capacity_providers").flatMap(
    ({ capacity_providers }) => capacity_providers as string[],
  );
  const titles: Readonly<Record<string, string>> = { FARGATE: "Fargate", FARGATE_SPOT: "Fargate Spot" };
  return {
    services: services.map(({ name }) => afterPart(String(name), `${environment}-ecs-`)).sort(),
    subnets: subnetKeys(services.map(({ network_configuration }) => network_configuration)),
    capacity: ["Fargate", "Fargate Spot", "EC2"].filter((title) =>
      providers.some((provider) => (titles[provider] ?? "EC2") === title),
    ),
    repositories: resources(ecs, "aws_ecr_repository")
      .map(({ name }) => afterPart(String(name), "/"))
      .sort(),
  };
}

/** The zone's name, or what the certificate is for where the zone is not made here. */
function domainOf(edge: StackJson): string | undefined {
  const [zone] = resources(edge, "aws_route53_zone");
  const [certificate] = resources(edge, "aws_acm_certificate");
  const name = zone?.name ?? certificate?.domain_name;
  return name === undefined ? undefined : String(name).replace(/^\*\./, "");
}

function readLoadBalancer(edge: StackJson): LoadBalancerModel | undefined {
  const [balancer] = resources(edge, "aws_lb").filter(({ load_balancer_type }) => load_balancer_type === "application");
  if (!balancer) return undefined;
  const rules = resources(edge, "aws_vpc_security_group_ingress_rule");
  const lists = Object.entries(edge.data?.aws_ec2_managed_prefix_list ?? {})
    .filter(([, { name }]) => String(name).includes("cloudfront"))
    .map(([id]) => `data.aws_ec2_managed_prefix_list.${id}.`);
  const fromCloudFront = rules.some(({ prefix_list_id }) =>
    lists.some((list) => String(prefix_list_id ?? "").includes(list)),
  );
  const fromAnywhere = rules.some(({ cidr_ipv4 }) => cidr_ipv4 === "0.0.0.0/0");
  return {
    subnets: subnetKeys(balancer.subnets),
    entry: fromAnywhere ? "internet" : fromCloudFront ? "CloudFront" : "groups",
  };
}

/** Days of the bucket that the load balancer writes its access log to. */
function accessLogDays(edge: StackJson): number | undefined {
  const [balancer] = resources(edge, "aws_lb");
  const bucket = String((balancer?.access_logs as Attributes | undefined)?.bucket ?? "").split(".")[1];
  if (bucket === undefined) return undefined;
  const rules = resources(edge, "aws_s3_bucket_lifecycle_configuration")
    .filter((configuration) => String(configuration.bucket).includes(`aws_s3_bucket.${bucket}.`))
    .flatMap(({ rule }) => rule as readonly { expiration?: readonly { days?: number }[] }[]);
  const days = rules.flatMap(({ expiration = [] }) => expiration.flatMap((one) => one.days ?? []));
  return Math.max(0, ...days);
}

function afterPart(name: string, part: string): string {
  return name.includes(part) ? name.slice(name.lastIndexOf(part) + part.length) : name;
}

function resources(stack: StackJson, type: string): Attributes[] {
  return Object.values(stack.resource?.[type] ?? {}).map(withoutMetadata);
}
