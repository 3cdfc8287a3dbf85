import type { Blocks, StackJson, SynthesizedStack } from "../../tools/synthesized-stacks";

type Resources = Record<string, Record<string, Record<string, unknown>>>;

/** What the stacks of a test are like. */
export interface StackOptions {
  readonly zones?: readonly string[];
  readonly nat?: "none" | "single" | "per-zone" | "instance";
  readonly backend?: "local" | "s3";
}

/** The stacks of an environment `lab`, with as much in them as the pictures look at. */
export function labStacks(options: StackOptions = {}): SynthesizedStack[] {
  const backend = { [options.backend ?? "local"]: {} };
  const stack = (name: string, json: StackJson): SynthesizedStack => ({
    name: `lab-${name}`,
    json: { terraform: { backend }, ...json },
    bytes: 0,
  });
  return [
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

function network({ zones = ["a", "b"], nat = "single" }: StackOptions): Blocks {
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
      ssm: {
        vpc_endpoint_type: "Interface",
        service_name: "com.amazonaws.eu-west-1.ssm",
        subnet_ids: zones.map((zone) => `\${aws_subnet.data-${zone}.id}`),
      },
    },
    aws_db_subnet_group: { data: { subnet_ids: ["${aws_subnet.data-a.id}"] } },
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
