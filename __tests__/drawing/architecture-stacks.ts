import type { Blocks, StackJson, SynthesizedStack } from "../../runner/stacks/stack-json";

type Resources = Record<string, Record<string, Record<string, unknown>>>;

/** What the stacks of a test are like. */
export interface StackOptions {
  readonly zones?: readonly string[];
  readonly nat?: "none" | "single" | "per-zone" | "instance";
  readonly backend?: "local" | "s3";
  /** The way in: none, straight to the load balancer, or through CloudFront. */
  readonly edge?: "none" | "balancer" | "cloudfront";
  /** Whether there is a Kubernetes cluster, and the tier whose subnets its pods have their addresses from. */
  readonly eks?: { readonly podTier?: string; readonly nodeTier?: string };
  /** What applications keep, send and run: names by output, of the stacks `apis`, `buckets`, `data` and `functions`. */
  readonly applications?: Readonly<Record<string, readonly string[]>>;
  /**
   * Whether there are interface endpoints, in the tier `data`.
   *
   * @default true
   */
  readonly endpoints?: boolean;
}

/** The stacks of an environment `lab`, with as much in them as the pictures look at. */
export function labStacks(options: StackOptions = {}): SynthesizedStack[] {
  const backend = { [options.backend ?? "local"]: {} };
  const stack = (name: string, json: StackJson): SynthesizedStack => ({
    name: `lab-${name}`,
    json: { terraform: { backend }, ...json },
    bytes: 0,
  });
  const { zones = ["a", "b"], edge = "none" } = options;
  const services =
    edge === "none"
      ? []
      : [stack("edge", edgeStack(zones, edge === "cloudfront")), stack("ecs", ecsStack(zones, edge === "cloudfront"))];
  return [
    ...services,
    ...(options.eks ? [stack("eks", eksStack(zones, options.eks))] : []),
    ...(options.applications ? APPLICATIONS.map((name) => stack(name, { output: namesOf(options.applications) })) : []),
    stack("access", {
      data: { terraform_remote_state: { network: {} } },
      resource: {
        aws_instance: { bastion: { subnet_id: '${data.terraform_remote_state.network.outputs.subnet_ids["app-a"]}' } },
        aws_ssm_document: { session: {} },
        aws_cloudwatch_log_group: { session: {} },
      },
    }),
    stack("network", { provider: { aws: [{ region: "eu-west-1" }] }, resource: network(options) }),
    stack("state", { terraform: { backend: { local: {} } }, resource: { aws_s3_bucket: { state: {} } } }),
  ];
}

function network({ applications, zones = ["a", "b"], nat = "single", endpoints = true }: StackOptions): Blocks {
  const resources: Resources = {
    aws_vpc: { vpc: { cidr_block: "10.0.0.0/16" } },
    aws_internet_gateway: { igw: {} },
    aws_subnet: {},
    aws_route_table: {},
    aws_route_table_association: {},
    aws_route: { public: { ...defaultRoute("public"), gateway_id: "${aws_internet_gateway.igw.id}" } },
    aws_nat_gateway: {},
    aws_network_interface: {},
    aws_vpc_endpoint: {
      s3: { vpc_endpoint_type: "Gateway", service_name: "com.amazonaws.eu-west-1.s3" },
      ...(endpoints
        ? {
            ssm: {
              vpc_endpoint_type: "Interface",
              service_name: "com.amazonaws.eu-west-1.ssm",
              subnet_ids: zones.map((zone) => `\${aws_subnet.data-${zone}.id}`),
            },
          }
        : {}),
    },
    aws_db_subnet_group: { data: { subnet_ids: ["${aws_subnet.data-a.id}"] } },
    ...(applications?.cache_hosts
      ? { aws_elasticache_subnet_group: { data: { subnet_ids: ["${aws_subnet.data-a.id}"] } } }
      : {}),
    aws_flow_log: { log: { log_destination_type: "cloud-watch-logs" } },
  };
  zones.forEach((zone, index) => {
    addSubnet(resources, "public", zone, index, "public");
    addSubnet(resources, "data", zone, index + 16, "data");
    addSubnet(resources, "app", zone, index + 32, `app-${zone}`);
    addEgress(resources, zone, zones[0] ?? zone, nat);
  });
  return resources;
}

const APPLICATIONS = ["apis", "buckets", "data", "functions"];

function namesOf(applications: StackOptions["applications"] = {}): StackJson["output"] {
  const outputs = Object.entries(applications).map(([output, names]) => {
    const value = Object.fromEntries(names.map((name) => [name, `\${aws_x.${name}.id}`]));
    return [output, { value }];
  });
  return Object.fromEntries(outputs);
}

function addSubnet(resources: Resources, tier: string, zone: string, third: number, table: string): void {
  const key = `${tier}-${zone}`;
  Object.assign(resources.aws_subnet ?? {}, {
    [key]: { availability_zone: `eu-west-1${zone}`, cidr_block: `10.0.${third}.0/24`, tags: { Tier: tier } },
  });
  Object.assign(resources.aws_route_table_association ?? {}, {
    [key]: { subnet_id: `\${aws_subnet.${key}.id}`, route_table_id: `\${aws_route_table.${table}.id}` },
  });
}

function addEgress(resources: Resources, zone: string, first: string, nat: StackOptions["nat"]): void {
  if (nat === "none") return;
  const home = nat === "single" ? first : zone;
  const instance = nat === "instance";
  const type = instance ? "aws_network_interface" : "aws_nat_gateway";
  const subnet = { subnet_id: `\${aws_subnet.public-${home}.id}` };
  Object.assign(resources[type] ?? {}, { [home]: instance ? { ...subnet, source_dest_check: false } : subnet });
  Object.assign(resources.aws_route ?? {}, {
    [`app-${zone}`]: {
      ...defaultRoute(`app-${zone}`),
      [instance ? "network_interface_id" : "nat_gateway_id"]: `\${${type}.${home}.id}`,
    },
  });
}

function defaultRoute(table: string): Record<string, unknown> {
  return { route_table_id: `\${aws_route_table.${table}.id}`, destination_cidr_block: "0.0.0.0/0" };
}

function subnetsOf(tier: string, zones: readonly string[]): string[] {
  return zones.map((zone) => `\${data.terraform_remote_state.network.outputs.subnet_ids["${tier}-${zone}"]}`);
}

function edgeStack(zones: readonly string[], distribution: boolean): StackJson {
  const rule = distribution
    ? { prefix_list_id: "${data.aws_ec2_managed_prefix_list.origin.id}" }
    : { cidr_ipv4: "0.0.0.0/0" };
  const cloudfront = { origin: [{ origin_id: "files", origin_access_control_id: "${aws_cloudfront.x.id}" }] };
  return {
    data: {
      terraform_remote_state: { network: {} },
      aws_ec2_managed_prefix_list: { origin: { name: "com.amazonaws.global.cloudfront.origin-facing" } },
    },
    resource: {
      aws_lb: {
        edge: {
          load_balancer_type: "application",
          subnets: subnetsOf("public", zones),
          access_logs: { bucket: "${aws_s3_bucket.logs.bucket}" },
        },
      },
      aws_s3_bucket: { logs: {} },
      aws_s3_bucket_lifecycle_configuration: {
        logs: { bucket: "${aws_s3_bucket.logs.id}", rule: [{ expiration: [{ days: 90 }] }] },
      },
      aws_vpc_security_group_ingress_rule: { edge: rule },
      aws_wafv2_web_acl: { acl: { scope: distribution ? "CLOUDFRONT" : "REGIONAL" } },
      ...(distribution
        ? {
            aws_route53_zone: { zone: { name: "lab.example.com" } },
            aws_cloudfront_distribution: { distribution: cloudfront },
          }
        : {}),
    },
  };
}

function ecsStack(zones: readonly string[], several: boolean): StackJson {
  const service = (name: string) => ({
    name: `groundplan-lab-ecs-${name}`,
    network_configuration: { subnets: subnetsOf("app", zones) },
  });
  return {
    data: { terraform_remote_state: { network: {}, edge: {} } },
    resource: {
      aws_ecs_cluster: { cluster: {} },
      aws_ecs_cluster_capacity_providers: { cluster: { capacity_providers: ["FARGATE_SPOT", "FARGATE"] } },
      aws_ecs_service: { web: service("web"), ...(several ? { orders: service("orders") } : {}) },
      aws_ecr_repository: { web: { name: "groundplan/lab/web" } },
    },
  };
}

function eksStack(
  zones: readonly string[],
  { podTier, nodeTier = "app" }: NonNullable<StackOptions["eks"]>,
): StackJson {
  const pods = podTier === undefined ? {} : { eniConfig: { subnets: subnetsOf(podTier, zones).map((id) => ({ id })) } };
  const cni = { addon_name: "vpc-cni", configuration_values: JSON.stringify(pods) };
  return {
    data: { terraform_remote_state: { network: {} } },
    resource: {
      aws_eks_cluster: { cluster: { version: "1.35", vpc_config: { endpoint_public_access: false } } },
      aws_eks_addon: { "vpc-cni": cni, coredns: { addon_name: "coredns" } },
      aws_eks_node_group: { general: { subnet_ids: subnetsOf(nodeTier, zones) } },
      aws_eks_fargate_profile: { batch: { subnet_ids: subnetsOf("app", zones) } },
    },
  };
}
