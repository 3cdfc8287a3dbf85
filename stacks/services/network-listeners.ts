import { Construct } from "constructs";
import type { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import type { Problems } from "../../constructs/core/errors";
import { NetworkExposure } from "../../constructs/load-balancing/network/network-exposure";
import type { NetworkPlace } from "../../constructs/load-balancing/network/network-exposure.types";
import type { INetwork } from "../../constructs/network/network.types";
import type { IConnectable } from "../../constructs/security-groups/connections";
import type { Edge } from "../edge/edge-contract";
import { networkPlacesOfEdge } from "../edge/edge-network-balancer";
import type { EdgeProps } from "../edge/edge-stack.types";
import type { Listening } from "./network-listener-checks";
import type { ToldServices } from "./told-services";

/** What the listeners of a stack are made in and from. */
interface Around {
  /** What they are made in, one scope for each that has some. */
  readonly scope: Construct;
  readonly places: Readonly<Record<string, NetworkPlace>>;
  readonly edge: Edge | undefined;
  readonly told: ToldServices;
  readonly targetType: "ip" | "instance";
}

/**
 * Makes the listeners for connections that one of several has, before it is made itself: it is registered with their target groups. What
 * has been told already is left out.
 */
export function createNetworkListeners(
  name: string,
  { port, networkListeners = {} }: Listening,
  { scope, places, edge, told, targetType }: Around,
  problems: Problems,
): readonly NetworkExposure[] {
  const entries = Object.entries(networkListeners);
  if (entries.length === 0) return [];
  const own = new Construct(scope, name);
  return entries.flatMap(([listener, { host, ...options }]) => {
    const place = places[listener];
    if (!place || port === undefined || told.isTold(name, `networkListeners.${listener}`)) return [];
    const zone = edge?.zone;
    const made = problems.collect(
      () =>
        new NetworkExposure(own, listener, {
          ...options,
          place,
          port,
          targetType,
          ...(host !== undefined && zone ? { host: { name: host, zone } } : {}),
        }),
    );
    return made ? [made] : [];
  });
}

/** Whether one stands below the edge: for requests, or for connections. */
export function isBelowEdge({ expose, networkListeners }: Listening & { readonly expose?: unknown }): boolean {
  return expose !== undefined || networkListeners !== undefined;
}

/** The listeners for connections of an edge, where one of several has some. */
export function placesFor(
  stack: EnvironmentStack,
  specs: readonly Listening[],
  network: INetwork,
  edge: EdgeProps | undefined,
): Readonly<Record<string, NetworkPlace>> {
  const listens = specs.some(({ networkListeners }) => networkListeners);
  if (!edge?.networkLoadBalancer || !listens) return {};
  return networkPlacesOfEdge(stack, "edge-network", network, edge);
}

/** Lets the balancer connect to what its listeners lead to. */
export function admitNetworkListeners(target: IConnectable, exposures: readonly NetworkExposure[]): void {
  for (const exposure of exposures) exposure.admit(target);
}
