import { type StackJson, type SynthesizedStack, withoutMetadata } from "../../runner/stacks/stack-json";
import { type ApplicationsModel, readApplications } from "./applications";
import { type EksModel, readEks } from "./kubernetes";
import { type EcsModel, type EdgeModel, readEcs, readEdge } from "./services";
import { readSubnets, type SubnetModel } from "./subnets";

/** An environment as the picture shows it, read from its synthesized stacks. */
export interface ArchitectureModel {
  readonly environment: string;
  readonly region: string;
  /** IPv4 ranges of the VPC, the primary first. */
  readonly cidrs: readonly string[];
  /** Availability zones in use, in order. */
  readonly zones: readonly string[];
  /** Tiers: public ones first, then private, then isolated; each in the order of its ranges. */
  readonly tiers: readonly TierModel[];
  readonly internetGateway: boolean;
  /** Services with a gateway endpoint. */
  readonly gatewayEndpoints: readonly string[];
  readonly interfaceEndpoints?: { readonly services: readonly string[]; readonly tier: string };
  readonly flowLog?: { readonly destination: "CloudWatch Logs" | "S3"; readonly ownKey: boolean };
  readonly bastion?: BastionModel;
  readonly edge?: EdgeModel;
  readonly ecs?: EcsModel;
  readonly eks?: EksModel;
  readonly applications: ApplicationsModel;
  readonly stateBucket: boolean;
  /** Stacks of the environment with their number of resources, by name. */
  readonly stacks: readonly { readonly name: string; readonly resources: number }[];
}

/** A tier: the subnets of one purpose. */
export interface TierModel {
  readonly name: string;
  readonly kind: SubnetModel["kind"];
  readonly subnets: readonly SubnetModel[];
  /** Subnet groups that span the tier: `DB`, `cache`. */
  readonly subnetGroups: readonly string[];
}

/** The bastion and the way to it. */
export interface BastionModel {
  /** Key of its subnet, `app-a`. */
  readonly subnet: string;
  readonly access: "Session Manager" | "EC2 Instance Connect" | "SSH";
  /** Whether sessions are logged. */
  readonly logged: boolean;
}

const KINDS: readonly SubnetModel["kind"][] = ["public", "private", "isolated"];

/**
 * Reads the architecture of one environment from its synthesized stacks.
 *
 * @throws Error if the environment has no network stack with a VPC
 */
export function readArchitecture(stacks: readonly SynthesizedStack[], environment: string): ArchitectureModel {
  const own = stacks.filter(({ name }) => name.startsWith(`${environment}-`));
  const stackOf = (stack: string) => own.find(({ name }) => name === `${environment}-${stack}`)?.json;
  const network = stackOf("network");
  const vpc = network && blocks(network, "aws_vpc")[0];
  if (!network || !vpc) throw new Error(`${environment} has no network stack with a VPC`);
  const region = String(network.provider?.aws?.[0]?.region);
  const subnets = readSubnets(network, region);
  const edge = readEdge(stackOf("edge"));
  const ecs = readEcs(stackOf("ecs"), environment);
  const eks = readEks(stackOf("eks"));
  const secondary = blocks(network, "aws_vpc_ipv4_cidr_block_association").map(({ cidr_block }) => String(cidr_block));
  return {
    environment,
    region,
    cidrs: [String(vpc.cidr_block), ...secondary],
    zones: [...new Set(subnets.map(({ zone }) => zone))].sort(),
    tiers: readTiers(network, subnets),
    internetGateway: blocks(network, "aws_internet_gateway").length > 0,
    ...readEndpoints(network, subnets),
    ...readFlowLog(network),
    ...readBastion(stackOf("access")),
    ...(edge ? { edge } : {}),
    ...(ecs ? { ecs } : {}),
    ...(eks ? { eks } : {}),
    applications: readApplications(stackOf),
    stateBucket: blocks(stackOf("state") ?? {}, "aws_s3_bucket").length > 0,
    stacks: own
      .map(({ name, json }) => ({ name, resources: resourceCount(json) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** The names of the environments that stacks belong to, in order: what stands before `-network`. */
export function environmentNames(stacks: readonly SynthesizedStack[]): string[] {
  return stacks.flatMap(({ name }) => (name.endsWith("-network") ? [name.slice(0, -"-network".length)] : []));
}

/** The number of resources in a stack. */
export function resourceCount(json: StackJson): number {
  return Object.values(json.resource ?? {}).reduce((sum, byName) => sum + Object.keys(byName).length, 0);
}

/** `1 resource`, `12 resources`. */
export function countOf(resources: number): string {
  return `${resources} resource${resources === 1 ? "" : "s"}`;
}

/** The resources of a type, without cdktf's comments. */
export function blocks(json: StackJson, type: string): Record<string, unknown>[] {
  return Object.values(json.resource?.[type] ?? {}).map(withoutMetadata);
}

function readTiers(network: StackJson, subnets: readonly SubnetModel[]): TierModel[] {
  const names = [...new Set(subnets.map(({ tier }) => tier))];
  const tiers = names.map((name) => {
    const own = subnets.filter(({ tier }) => tier === name);
    return { name, kind: own[0]?.kind ?? "isolated", subnets: own, subnetGroups: subnetGroups(network, own) };
  });
  return tiers.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || firstAddress(a) - firstAddress(b));
}

function firstAddress({ subnets }: TierModel): number {
  const address = (cidr: string) =>
    cidr
      .split(/[./]/)
      .slice(0, 4)
      .reduce((sum, part) => sum * 256 + Number(part), 0);
  return Math.min(...subnets.map(({ cidr }) => address(cidr)));
}

function subnetGroups(network: StackJson, subnets: readonly SubnetModel[]): string[] {
  const kinds = [
    ["aws_db_subnet_group", "DB"],
    ["aws_elasticache_subnet_group", "cache"],
  ] as const;
  return kinds.flatMap(([type, title]) =>
    blocks(network, type).some((group) => subnets.some(({ address }) => mentions(group.subnet_ids, address)))
      ? [title]
      : [],
  );
}

function readEndpoints(
  network: StackJson,
  subnets: readonly SubnetModel[],
): Pick<ArchitectureModel, "gatewayEndpoints" | "interfaceEndpoints"> {
  const endpoints = blocks(network, "aws_vpc_endpoint");
  const services = (kind: string) =>
    endpoints
      .filter((endpoint) => endpoint.vpc_endpoint_type === kind)
      .map(({ service_name }) => String(service_name).replace(/^com\.amazonaws\.[a-z0-9-]+\./, ""))
      .sort();
  const interfaces = services("Interface");
  const tier = subnets.find(({ address }) =>
    endpoints.some((endpoint) => mentions(endpoint.subnet_ids, address)),
  )?.tier;
  return {
    gatewayEndpoints: services("Gateway"),
    ...(interfaces.length > 0 && tier ? { interfaceEndpoints: { services: interfaces, tier } } : {}),
  };
}

function readFlowLog(network: StackJson): Pick<ArchitectureModel, "flowLog"> {
  const [flowLog] = blocks(network, "aws_flow_log");
  if (!flowLog) return {};
  const destination = flowLog.log_destination_type === "s3" ? "S3" : "CloudWatch Logs";
  const group = blocks(network, "aws_cloudwatch_log_group").find(({ kms_key_id }) => kms_key_id !== undefined);
  return { flowLog: { destination, ownKey: group !== undefined } };
}

function readBastion(access: StackJson | undefined): Pick<ArchitectureModel, "bastion"> {
  const [instance] = access ? blocks(access, "aws_instance") : [];
  const subnet = /subnet_ids\["([^"]+)"\]/.exec(String(instance?.subnet_id))?.[1];
  if (!access || !subnet) return {};
  const has = (type: string) => blocks(access, type).length > 0;
  const mode = has("aws_ssm_document") ? "Session Manager" : has("aws_eip") ? "SSH" : "EC2 Instance Connect";
  return { bastion: { subnet, access: mode, logged: has("aws_cloudwatch_log_group") } };
}

function mentions(value: unknown, address: string): boolean {
  return JSON.stringify(value ?? null).includes(`\${${address}.`);
}
