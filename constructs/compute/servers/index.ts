/** Servers that stand by themselves: one, or a group whose number follows the load. */
export { AutoScalingGroup } from "./auto-scaling-group";
export type {
  AutoScalingGroupProps,
  GroupCapacity,
  InstanceRefresh,
  PredictiveGroupScaling,
  WarmPool,
} from "./group.types";
export { Instance } from "./instance";
export type { InstanceProps, ServerImage, ServerOptions } from "./server.types";
export type { GroupVolume, VolumeType } from "./volume.types";
