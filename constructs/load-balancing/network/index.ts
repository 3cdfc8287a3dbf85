// Balancers for connections, and services offered by PrivateLink.

export { EndpointService } from "./endpoint-service";
export type { EndpointServiceProps, PrivateName } from "./endpoint-service.types";
export { ExistingNetworkLoadBalancer, type ExistingNetworkLoadBalancerProps } from "./existing-network-load-balancer";
export { NetworkExposure } from "./network-exposure";
export type * from "./network-exposure.types";
export { NetworkLoadBalancer } from "./network-load-balancer";
export type {
  NetworkListener,
  NetworkLoadBalancerProps,
  TlsListener,
  TransportListener,
} from "./network-load-balancer.types";
