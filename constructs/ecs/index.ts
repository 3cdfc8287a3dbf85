// Containers on ECS: clusters with Fargate and EC2 capacity, task definitions, services, scheduled and one-off tasks.

export { FARGATE_SIZES, type FargateCpu, type FargateMemory, type FargateSize } from "../compute/fargate-sizes";
export type { ScalingSchedule } from "../compute/scaling-schedule.types";
export type { CapacityShare } from "./capacity/capacity-share.types";
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
  RestartPolicy,
  VolumesFrom,
} from "./containers/container.types";
export { ContainerSecret } from "./containers/container-secret";
export type {
  CodeDeployDeployment,
  Deployment,
  DeploymentHook,
  DeploymentStage,
  NativeBlueGreenDeployment,
  NativeCanaryDeployment,
  NativeDeployment,
  NativeLinearDeployment,
  OwnTrafficShift,
  RollingDeployment,
  TestTraffic,
} from "./deployments/deployment.types";
export { Ec2Service } from "./services/ec2-service";
export { FargateService } from "./services/fargate-service";
export type { PredictiveScaling, Scale } from "./services/scaling.types";
export type {
  Ec2ServiceProps,
  FargateServiceProps,
  PlacementConstraints,
  PlacementStrategy,
} from "./services/service.types";
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
