import type { Exposure } from "../../constructs/load-balancing/load-balancer.types";
import type { Edge } from "../edge/edge-contract";
import type { ServiceExposure } from "./service-spec.types";

/** How something is reached through the edge, from what a configuration says of it. */
export function exposureFromSpec({ host, paths, otherHosts, zone, ...options }: ServiceExposure, edge: Edge): Exposure {
  if (host !== undefined) {
    const ofHost = { ...(paths ? { paths } : {}), ...(otherHosts ? { otherHosts } : {}), ...(zone ? { zone } : {}) };
    return edge.host(host, { ...options, ...ofHost });
  }
  const [path] = paths ?? [];
  return path === undefined ? edge.loadBalancer.everything(options) : edge.loadBalancer.path(path, options);
}
