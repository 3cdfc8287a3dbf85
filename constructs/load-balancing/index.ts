// Load balancing: balancers for HTTP and for connections, their rules and target groups, and services offered by PrivateLink.
export { type AdditionalListenerProps, ApplicationLoadBalancer } from "./application-load-balancer";
export { BlueGreenTargetGroups } from "./blue-green-target-groups";
export { EndpointService, type EndpointServiceProps, type PrivateName } from "./endpoint-service";
export type { ExistingLoadBalancerProps } from "./existing-load-balancer";
export { ExposedTarget } from "./exposed-target";
export type { ExposedTargetProps } from "./exposed-target.types";
export { ListenerRule, type ListenerRuleProps } from "./listener-rule";
export type * from "./listener-rule.types";
export type * from "./load-balancer.types";
export {
  type LoadBalancerFromContractProps,
  loadBalancerContract,
  loadBalancerFromContract,
  publishLoadBalancers,
} from "./load-balancer-contract";
export { NetworkLoadBalancer } from "./network-load-balancer";
export type * from "./network-load-balancer.types";
export { type RegisteredTarget, TargetGroup } from "./target-group";
export type * from "./target-group.types";
