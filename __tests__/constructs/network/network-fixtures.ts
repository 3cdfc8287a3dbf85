import type { Environment } from "../../../constructs/core/environments/environment";
import { Network } from "../../../constructs/network/network";
import type { NetworkProps, TierProps } from "../../../constructs/network/network-props";
import { type Attributes, resourcesOf, type SynthesizedStack, synthStack } from "../../support/synth";

export const PUBLIC: TierProps = { name: "public", kind: "public", prefixLength: 24 };
export const APP: TierProps = { name: "app", kind: "private", prefixLength: 20 };
export const DATA: TierProps = { name: "data", kind: "isolated", prefixLength: 24 };

/** Three tiers in two zones with one NAT gateway, for tests that write only what they are about. */
export function networkProps(given: Partial<NetworkProps> = {}): NetworkProps {
  return {
    cidr: "10.10.0.0/16",
    zones: ["a", "c"],
    tiers: [PUBLIC, APP, DATA],
    nat: { mode: "single" },
    ...given,
  };
}

/** A stack with one network. */
export interface SynthesizedNetwork extends SynthesizedStack {
  readonly network: Network;
}

/** Synthesizes a network. */
export function synthNetwork(
  given: Partial<NetworkProps> = {},
  environment: Partial<Environment> = {},
): SynthesizedNetwork {
  let network: Network | undefined;
  const synthesized = synthStack(
    (stack) => {
      network = new Network(stack, "network", networkProps(given));
    },
    { name: "network", environment },
  );
  if (!network) throw new Error("the network was not made");
  return { ...synthesized, network };
}

/** Address of the resource that a reference such as `${aws_vpc.network_vpc_1234.id}` points at. */
export function target(reference: unknown): string {
  const [, address] = /^\$\{([a-z0-9_]+\.[^.]+)\.[a-z0-9_]+\}$/.exec(String(reference)) ?? [];
  if (address === undefined) throw new Error(`no reference: ${String(reference)}`);
  return address;
}

/** The resource that a reference points at. */
export function resolve(synthesized: SynthesizedStack, reference: unknown): Attributes {
  const [type = "", id = ""] = target(reference).split(".");
  const resource = synthesized.resources[type]?.[id];
  if (!resource) throw new Error(`nothing at ${type}.${id}`);
  return resource;
}

/** The `Name` tag without project and environment: `app-a`. */
export function nameOf(resource: Attributes): string {
  const { Name } = resource.tags as { Name: string };
  return Name.replace(/^groundplan-sandbox-?/, "");
}

/** Resources of a type by their `Name` tag. */
export function byName(synthesized: SynthesizedStack, type: string): Readonly<Record<string, Attributes>> {
  return Object.fromEntries(resourcesOf(synthesized, type).map((resource) => [nameOf(resource), resource]));
}

/**
 * What the route table of each subnet does, by subnet: `app-a: app-a 0.0.0.0/0 → nat-a` says that the subnet `app-a` uses the
 * table `app-a`, which sends everything to the NAT gateway in zone a.
 */
export function routesBySubnet(synthesized: SynthesizedStack): Readonly<Record<string, readonly string[]>> {
  const routes = resourcesOf(synthesized, "aws_route");
  return Object.fromEntries(
    resourcesOf(synthesized, "aws_route_table_association").map((association) => {
      const subnet = nameOf(resolve(synthesized, association.subnet_id));
      const table = resolve(synthesized, association.route_table_id);
      const own = routes.filter((route) => route.route_table_id === association.route_table_id);
      return [subnet, [nameOf(table), ...own.map((route) => describeRoute(synthesized, route)).sort()]];
    }),
  );
}

function describeRoute(synthesized: SynthesizedStack, route: Attributes): string {
  const to = route.gateway_id ?? route.nat_gateway_id ?? route.network_interface_id ?? route.egress_only_gateway_id;
  const address = target(to);
  const kind = address.startsWith("aws_nat_gateway") || address.startsWith("aws_network_interface");
  const name = kind ? nameOf(resolve(synthesized, to)) : (address.split(".")[0] ?? "").replace("aws_", "");
  return `${route.destination_cidr_block ?? route.destination_ipv6_cidr_block} → ${name}`;
}
