import { covers } from "../../../certificates/covers";
import type { ILambdaFunction } from "../../../functions/function.types";
import type { ILoadBalancer } from "../../../load-balancing/load-balancer.types";
import type { IConnectable } from "../../../security-groups/connections";
import type { HttpRoute } from "./route.types";

const TARGETS = ["function", "loadBalancer", "listener", "service", "url"] as const;

/** What is reached by the VPC link. */
export interface PrivateTarget {
  readonly arn: string;
  readonly port: number;
  readonly peer: IConnectable;
  readonly serverName?: string;
}

/** A route in full, of which a function alone may be given. */
export function routeOf(route: ILambdaFunction | HttpRoute): HttpRoute {
  return "functionArn" in route ? { function: route } : route;
}

/** What is named that could answer. */
export function targetsOf(route: HttpRoute): readonly string[] {
  return TARGETS.filter((target) => route[target] !== undefined);
}

/** What a balancer's certificate is verified for: the host that it is asked for, where a certificate has it, else their first whole name. */
export function serverNameOf({ listener }: ILoadBalancer, host: string | undefined): string | undefined {
  if (host !== undefined && covers(listener.certificateNames, host)) return host;
  return listener.certificateNames.find((name) => !name.startsWith("*."));
}

/** What a route reaches by the VPC link, where it does. */
export function privateTargetOf({ loadBalancer, listener, service, host }: HttpRoute): PrivateTarget | undefined {
  if (loadBalancer) {
    const { listenerArn: arn, port, protocol } = loadBalancer.listener;
    const serverName = protocol === "HTTPS" ? serverNameOf(loadBalancer, host) : undefined;
    return { arn, port, peer: loadBalancer, ...(serverName === undefined ? {} : { serverName }) };
  }
  const given = listener ?? service;
  if (!given) return undefined;
  return {
    arn: "listenerArn" in given ? given.listenerArn : given.serviceArn,
    port: given.port,
    peer: given.connectTo,
    ...(given.serverName === undefined ? {} : { serverName: given.serverName }),
  };
}
