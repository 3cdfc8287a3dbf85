import type { Problems } from "../../core/errors";
import type { ITier } from "../../network/network.types";
import { checkReach } from "../../network/network-acls/network-acl-reach";
import type { LoadBalancerScheme } from "../load-balancer.types";
import type { NetworkPlace } from "../network/network-exposure.types";
import type { NetworkListener, NetworkLoadBalancerProps } from "../network/network-load-balancer.types";
import { clientsOf, transportsOf } from "../network/network-load-balancer-checks";
import type { ITargetGroup } from "./target-group.types";

/** Where targets of a group lie, and the port that they listen on. */
interface TargetPlace {
  readonly tier: ITier;
  readonly port: number;
}

/** A group does not know where its targets lie; who registers them does. */
const places = new WeakMap<ITargetGroup, TargetPlace[]>();

/** Notes where a service registers its targets. */
export function noteTargetPlace(group: ITargetGroup, place: TargetPlace): void {
  places.set(group, [...(places.get(group) ?? []), place]);
}

/**
 * Checks that the network ACLs of targets that see the clients' addresses let the clients in: to them, such a connection does not come
 * from the balancer. Known of services of ECS, and not of targets that are registered by hand. Adds `NETWORK_ACL_BLOCKS`.
 */
export function checkTargetReach(
  { network, listeners }: NetworkLoadBalancerProps,
  scheme: LoadBalancerScheme,
  problems: Problems,
): void {
  for (const [name, { protocol, targetGroup }] of Object.entries(listeners)) {
    if (targetGroup === "elsewhere" || !targetGroup.keepsClientIp) continue;
    const what = `clients of the listener "${name}" on the way to its targets, which see the clients' addresses`;
    checkPlaces(targetGroup, protocol, clientsOf(scheme, network), what, `listeners.${name}.targetGroup`, problems);
  }
}

/** The same of a group whose listener is made with it. */
export function checkExposedReach(
  targetGroup: ITargetGroup,
  { name, protocol, loadBalancer }: NetworkPlace,
  problems: Problems,
): void {
  if (!targetGroup.keepsClientIp) return;
  const what = `clients of the listener "${name}" on the way to targets, which see the clients' addresses`;
  const clients = clientsOf(loadBalancer.scheme, loadBalancer.network);
  checkPlaces(targetGroup, protocol, clients, what, "port", problems);
}

function checkPlaces(
  targetGroup: ITargetGroup,
  protocol: NetworkListener["protocol"],
  clients: readonly string[],
  what: string,
  property: string,
  problems: Problems,
): void {
  for (const { tier, port } of places.get(targetGroup) ?? []) {
    for (const transport of transportsOf(protocol)) {
      for (const from of clients) checkReach(tier, { protocol: transport, port, from }, what, problems, property);
    }
  }
}
