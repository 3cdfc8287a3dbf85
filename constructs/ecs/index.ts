// Containers on ECS: clusters with Fargate and EC2 capacity, task definitions, services, scheduled and one-off tasks.

export type { Ec2CapacityProps } from "./capacity/ec2-capacity.types";
export { EcsCluster } from "./cluster/ecs-cluster";
export type { EcsClusterProps, ExistingEcsClusterProps, IEcsCluster } from "./cluster/ecs-cluster.types";
export type {
  CloudWatchLogs,
  ContainerHealthCheck,
  ContainerPort,
  ContainerProps,
  DependencyCondition,
  FireLensLogs,
  LogRouting,
  MountPoint,
} from "./containers/container.types";
export { ContainerSecret } from "./containers/container-secret";
export type {
  CodeDeployDeployment,
  Deployment,
  NativeBlueGreenDeployment,
  RollingDeployment,
} from "./deployments/deployment.types";
export { Ec2Service } from "./services/ec2-service";
export { FargateService } from "./services/fargate-service";
export type { Scale, ScalingSchedule } from "./services/scaling.types";
export type { CapacityShare, Ec2ServiceProps, FargateServiceProps } from "./services/service.types";
export { FARGATE_SIZES, type FargateCpu, type FargateMemory, type FargateSize } from "./tasks/fargate-sizes";
export { ScheduledTask } from "./tasks/scheduled-task";
export { Task } from "./tasks/task";
export type { ScheduledTaskProps, TaskProps } from "./tasks/task.types";
export { TaskDefinition } from "./tasks/task-definition";
export type {
  EfsVolume,
  ITaskDefinition,
  ScratchVolume,
  TaskDefinitionProps,
  TaskVolume,
} from "./tasks/task-definition.types";
