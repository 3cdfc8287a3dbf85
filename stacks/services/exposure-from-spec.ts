import type { Exposure } from "../../constructs/load-balancing/load-balancer.types";
import type { Edge } from "../edge/edge-contract";
import type { ServiceExposure } from "./service-spec.types";

/** How something is reached through the edge, from what a configuration says of it. */
export function exposureFromSpec({ host, paths, ...options }: ServiceExposure, edge: Edge): Exposure {
  if (host !== undefined) return edge.host(host, { ...options, ...(paths ? { paths } : {}) });
  const [path] = paths ?? [];
  return path === undefined ? edge.loadBalancer.everything(options) : edge.loadBalancer.path(path, options);
}
