// How new versions of a service are rolled out: rolling, blue/green by ECS, by CodeDeploy.

export type {
  CodeDeployDeployment,
  Deployment,
  DeploymentAlarms,
  NativeBlueGreenDeployment,
  RollingDeployment,
  TrafficShift,
} from "./deployment.types";
