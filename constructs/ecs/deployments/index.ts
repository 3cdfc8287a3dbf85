// How new versions of a service are rolled out: rolling, blue/green by ECS, by CodeDeploy.

export type {
  CodeDeployDeployment,
  Deployment,
  DeploymentAlarms,
  DeploymentHook,
  DeploymentStage,
  NativeBlueGreenDeployment,
  NativeCanaryDeployment,
  NativeDeployment,
  NativeLinearDeployment,
  OwnTrafficShift,
  RollingDeployment,
  TestTraffic,
  TrafficShift,
} from "./deployment.types";
