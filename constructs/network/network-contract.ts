import { createHash } from "node:crypto";
import type { Construct } from "constructs";
import { Contract, map, text } from "../core/contract";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { checkCall } from "../core/shapes/check-call";
import { ExistingNetwork } from "./existing-network";
import { effectiveNat } from "./nat/nat-checks";
import { endpointServicesOf, hasInternetGateway, type Network } from "./network";
import type { INetwork } from "./network.types";
import { planNetwork, rangesOf } from "./network-plan";
import type { NetworkProps } from "./network-props";

/** What the network stack hands to the others. */
export const networkContract = new Contract("network", {
  vpcId: text("Id of the VPC", mockId("vpc", "vpc")),
  subnetIds: map("Ids of the subnets by <tier>-<zone>", (key) => mockId("subnet", key)),
  routeTableIds: map("Ids of the route tables by tier, or by <tier>-<zone>", (key) => mockId("rtb", key)),
  prefixListIds: map("Ids of the managed prefix lists by name", (key) => mockId("pl", key)),
  securityGroupIds: map("Ids of the network's own security groups: endpoints, nat", (key) => mockId("sg", key)),
  dbSubnetGroups: map("Names of the database subnet groups by tier", (key) => key),
  cacheSubnetGroups: map("Names of the cache subnet groups by tier", (key) => key),
  natPublicIps: map("Public addresses of the NAT by zone", () => "192.0.2.1"),
});

/** A stand-in that has the form of an id of AWS and is the same for the same key. */
function mockId(prefix: string, key: string): string {
  return `${prefix}-${createHash("sha256").update(key).digest("hex").slice(0, 17)}`;
}

/** Publishes a network to the other stacks of its environment. */
export function publishNetwork(network: Network): void {
  checkCall("publishNetwork", { network });
  const endpointGroup = network.endpoints.securityGroup;
  const natGroup = network.nat && "securityGroup" in network.nat ? network.nat.securityGroup : undefined;
  networkContract.publish(EnvironmentStack.of(network), {
    vpcId: network.vpcId,
    subnetIds: mapValues(network.subnets, ({ resource }) => resource.id),
    routeTableIds: mapValues(network.routeTables, ({ id }) => id),
    prefixListIds: network.prefixListIds,
    securityGroupIds: {
      ...(endpointGroup ? { endpoints: endpointGroup.securityGroupId } : {}),
      ...(natGroup ? { nat: natGroup.securityGroupId } : {}),
    },
    dbSubnetGroups: present(mapValues(network.subnetGroups, ({ db }) => db?.name)),
    cacheSubnetGroups: present(mapValues(network.subnetGroups, ({ cache }) => cache?.name)),
    natPublicIps: present(
      Object.fromEntries((network.nat?.targets ?? []).map(({ zone, publicIp }) => [zone, publicIp])),
    ),
  });
}

/**
 * The environment's network, as another stack sees it: ids come from the contract, everything else from the same
 * configuration that the network stack is made from.
 *
 * @throws GroundplanError with everything that is wrong with the properties
 */
export function networkFromContract(scope: Construct, id: string, props: NetworkProps): INetwork {
  checkCall("networkFromContract", { scope, id, props });
  const stack = EnvironmentStack.of(scope);
  const plan = planNetwork(props, stack.environment, `${scope.node.path}/${id}`);
  const outputs = networkContract.read(stack);
  return new ExistingNetwork(scope, id, {
    vpcId: outputs.vpcId,
    cidrs: rangesOf(props),
    zones: plan.zones,
    tiers: plan.addresses.tiers.map((planned) => ({
      name: planned.name,
      kind: props.tiers.find(({ name }) => name === planned.name)?.kind ?? "isolated",
      subnets: planned.subnets.map(({ zone, cidr }) => ({
        subnetId: outputs.subnetIds(`${planned.name}-${zone}`),
        zone,
        cidr,
      })),
      networkAcl: plan.networkAcls.get(planned.name) ?? [],
    })),
    endpointServices: endpointServicesOf(props),
    hasNat: effectiveNat(props).mode !== "none",
    hasInternetGateway: hasInternetGateway(props),
    ipv6: props.ipv6 ?? false,
    prefixListIds: Object.fromEntries(
      Object.keys(props.prefixLists ?? {}).map((name) => [name, outputs.prefixListIds(name)]),
    ),
    prefixLists: mapValues(props.prefixLists ?? {}, ({ entries, maxEntries }) => {
      const ranges = Object.values(entries);
      return { entries: ranges, maxEntries: maxEntries ?? ranges.length };
    }),
  });
}

function mapValues<T, R>(values: Readonly<Record<string, T>>, change: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}

function present(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
