// Containers on ECS: clusters with Fargate and EC2 capacity, task definitions, services, scheduled and one-off tasks.
export type {
  CloudWatchLogs,
  ContainerHealthCheck,
  ContainerPort,
  ContainerProps,
  DependencyCondition,
  FireLensLogs,
  LogRouting,
  MountPoint,
} from "./container.types";
export { ContainerSecret } from "./container-secret";
export type {
  CodeDeployDeployment,
  Deployment,
  NativeBlueGreenDeployment,
  RollingDeployment,
} from "./deployment.types";
export type { Ec2CapacityProps } from "./ec2-capacity.types";
export { Ec2Service } from "./ec2-service";
export { EcsCluster } from "./ecs-cluster";
export type { EcsClusterProps, ExistingEcsClusterProps, IEcsCluster } from "./ecs-cluster.types";
export { FargateService } from "./fargate-service";
export { FARGATE_SIZES, type FargateCpu, type FargateMemory, type FargateSize } from "./fargate-sizes";
export type { Scale, ScalingSchedule } from "./scaling.types";
export { ScheduledTask } from "./scheduled-task";
export type { CapacityShare, Ec2ServiceProps, FargateServiceProps } from "./service.types";
export { Task } from "./task";
export type { ScheduledTaskProps, TaskProps } from "./task.types";
export { TaskDefinition } from "./task-definition";
export type {
  EfsVolume,
  ITaskDefinition,
  ScratchVolume,
  TaskDefinitionProps,
  TaskVolume,
} from "./task-definition.types";
