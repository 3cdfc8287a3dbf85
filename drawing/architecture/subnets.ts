import { type StackJson, withoutMetadata } from "../../runner/stacks/stack-json";

/** A subnet with what its routes make of it. */
export interface SubnetModel {
  /** Terraform address: `aws_subnet.network_app-a_…`. */
  readonly address: string;
  /** `<tier>-<zone>`. */
  readonly key: string;
  readonly tier: string;
  /** Zone name or zone id. */
  readonly zone: string;
  readonly cidr: string;
  /** By its default route: internet gateway, NAT, or none. */
  readonly kind: "public" | "private" | "isolated";
  /** Whether a NAT lies in it, and which. */
  readonly nat?: "NAT gateway" | "NAT instance";
  /** Key of the subnet whose NAT its default route leads to. */
  readonly egress?: string;
  /** Which load balancers EKS may place in it. */
  readonly eks?: "elb" | "internal-elb";
}

type Attributes = Readonly<Record<string, unknown>>;

/** A resource with its address. */
interface Addressed {
  readonly address: string;
  readonly attributes: Attributes;
}

/** Reads the subnets of a network stack; what they are follows from route tables, not from their names. */
export function readSubnets(network: StackJson, region: string): SubnetModel[] {
  const subnets = addressed(network, "aws_subnet");
  const nats = [
    ...addressed(network, "aws_nat_gateway").map((nat) => ({ ...nat, title: "NAT gateway" as const })),
    ...addressed(network, "aws_network_interface")
      .filter(({ attributes }) => attributes.source_dest_check === false)
      .map((nat) => ({ ...nat, title: "NAT instance" as const })),
  ];
  const keyOf = ({ attributes }: Addressed) => `${tierOf(attributes)}-${zoneOf(attributes).replace(region, "")}`;
  const models = subnets.map((subnet): SubnetModel => {
    const { attributes, address } = subnet;
    const routes = routesOf(network, address);
    const nat = nats.find((candidate) => mentions(candidate.attributes.subnet_id, address));
    const target = nats.find((candidate) => routes.some((route) => mentions(route, candidate.address)));
    const home = target && subnets.find((candidate) => mentions(target.attributes.subnet_id, candidate.address));
    const isPublic = routes.some((route) => String(route.gateway_id).includes("aws_internet_gateway."));
    const kind = isPublic ? "public" : target ? "private" : "isolated";
    const tags = attributes.tags as Readonly<Record<string, string>>;
    return {
      address,
      key: keyOf(subnet),
      tier: tierOf(attributes),
      zone: zoneOf(attributes),
      cidr: String(attributes.cidr_block),
      kind,
      ...(nat ? { nat: nat.title } : {}),
      ...(home ? { egress: keyOf(home) } : {}),
      ...("kubernetes.io/role/elb" in tags ? { eks: "elb" as const } : {}),
      ...("kubernetes.io/role/internal-elb" in tags ? { eks: "internal-elb" as const } : {}),
    };
  });
  return models.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The default routes of the table that a subnet is associated with. */
function routesOf(network: StackJson, subnet: string): Attributes[] {
  const association = addressed(network, "aws_route_table_association").find(({ attributes }) =>
    mentions(attributes.subnet_id, subnet),
  );
  const table = String(association?.attributes.route_table_id);
  return addressed(network, "aws_route")
    .map(({ attributes }) => attributes)
    .filter((route) => route.route_table_id === table && route.destination_cidr_block === "0.0.0.0/0");
}

function addressed(network: StackJson, type: string): Addressed[] {
  const byName = Object.entries(network.resource?.[type] ?? {});
  return byName.map(([name, block]) => ({ address: `${type}.${name}`, attributes: withoutMetadata(block) }));
}

function tierOf(subnet: Attributes): string {
  return (subnet.tags as Readonly<Record<string, string>>).Tier ?? "subnet";
}

function zoneOf(subnet: Attributes): string {
  return String(subnet.availability_zone ?? subnet.availability_zone_id);
}

function mentions(value: unknown, address: string): boolean {
  return JSON.stringify(value ?? null).includes(`\${${address}.`);
}
