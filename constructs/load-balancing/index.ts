// Load balancing: balancers for HTTP and for connections, their rules and target groups, and services offered by PrivateLink.
export { ApplicationLoadBalancer } from "./application/application-load-balancer";
export type * from "./application/http-listener.types";
export type * from "./application/listener-headers.types";
export type { ExistingListenerProps, ExistingLoadBalancerProps } from "./existing-load-balancer";
export type * from "./load-balancer.types";
export {
  type ListenerOfContract,
  type LoadBalancerFromContractProps,
  loadBalancerContract,
  loadBalancerFromContract,
  publishLoadBalancers,
} from "./load-balancer-contract";
export { EndpointService } from "./network/endpoint-service";
export type { EndpointServiceProps, PrivateName } from "./network/endpoint-service.types";
export {
  ExistingNetworkLoadBalancer,
  type ExistingNetworkLoadBalancerProps,
} from "./network/existing-network-load-balancer";
export { NetworkExposure } from "./network/network-exposure";
export type * from "./network/network-exposure.types";
export { NetworkLoadBalancer } from "./network/network-load-balancer";
export type * from "./network/network-load-balancer.types";
export {
  type NetworkListenerOfContract,
  type NetworkPlacesFromContractProps,
  networkLoadBalancerContract,
  networkPlacesFromContract,
  publishNetworkLoadBalancers,
} from "./network/network-load-balancer-contract";
export { ListenerRule, type ListenerRuleProps } from "./rules/listener-rule";
export type * from "./rules/listener-rule.types";
export { BlueGreenTargetGroups } from "./target-groups/blue-green-target-groups";
export type { ExistingTargetGroupProps } from "./target-groups/existing-target-group";
export { ExposedTarget } from "./target-groups/exposed-target";
export type { ExposedTargetProps } from "./target-groups/exposed-target.types";
export { type RegisteredTarget, TargetGroup } from "./target-groups/target-group";
export type * from "./target-groups/target-group.types";
