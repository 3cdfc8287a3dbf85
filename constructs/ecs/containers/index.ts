// Containers of a task: images, ports, logs, secrets, health checks.

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
  Ulimit,
  Ulimits,
  VolumesFrom,
} from "./container.types";
export { ContainerSecret } from "./container-secret";
