// The role of the AWS Load Balancer Controller, narrowed to what the cluster owns.
export { loadBalancerControllerRole } from "./load-balancer-controller-role";
export type { LoadBalancerControllerRoleProps } from "./load-balancer-controller-role.types";
