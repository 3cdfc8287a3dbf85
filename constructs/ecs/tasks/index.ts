// Task definitions, one-off tasks and scheduled tasks.

export {
  FARGATE_SIZES,
  type FargateCpu,
  type FargateMemory,
  type FargateSize,
  fargateTaskSize,
} from "../../compute/fargate-sizes";
export { APPLICATION } from "./inline-task";
export { ScheduledTask } from "./scheduled-task";
export { Task } from "./task";
export type { RunOptions, ScheduledTaskProps, ScheduleOptions, TaskProps } from "./task.types";
export { TaskDefinition } from "./task-definition";
export type {
  CpuArchitecture,
  Ec2TaskOptions,
  EfsVolume,
  FargateTaskOptions,
  ITaskDefinition,
  ScratchVolume,
  TaskDefinitionProps,
  TaskOptions,
  TaskVolume,
  WithContainers,
} from "./task-definition.types";
