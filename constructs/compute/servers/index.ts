/** Servers that stand by themselves: one, or a group whose number follows the load. */
export { AutoScalingGroup } from "./auto-scaling-group";
export { Instance } from "./instance";
export type {
  AutoScalingGroupProps,
  InstanceProps,
  InstanceRefresh,
  ServerImage,
  ServerOptions,
  WarmPool,
} from "./server.types";
