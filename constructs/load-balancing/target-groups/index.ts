// What balancers send to: target groups, their health checks, and services that hang themselves below a balancer.

export { BlueGreenTargetGroups } from "./blue-green-target-groups";
export type { ExistingTargetGroupProps } from "./existing-target-group";
export { ExposedTarget } from "./exposed-target";
export type { ExposedTargetProps } from "./exposed-target.types";
export { type RegisteredTarget, TargetGroup } from "./target-group";
export type {
  BlueGreenTargetGroupsProps,
  HealthCheckProps,
  HttpProtocol,
  HttpTargetGroupProps,
  ICreatedTargetGroup,
  ITargetGroup,
  LambdaTargetGroupProps,
  Stickiness,
  TargetGroupProps,
  TargetType,
  TransportProtocol,
  TransportTargetGroupProps,
} from "./target-group.types";
