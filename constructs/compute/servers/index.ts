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
export { AttachedVolume } from "./instance-volumes";
export type { LifecycleHook } from "./lifecycle-hook.types";
export type { InstanceProps, ServerImage, ServerOptions } from "./server.types";
export type { DataVolume, GroupVolume, InstanceVolume, VolumeType } from "./volume.types";
