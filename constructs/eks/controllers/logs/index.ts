// Logs and metrics of a cluster: roles of what ships them, and where logs of containers go.

export { type CloudWatchAgentRoleProps, cloudWatchAgentRole } from "./cloudwatch-agent-role";
export {
  type CloudWatchDestination,
  type ContainerLogDestination,
  ContainerLogs,
  type ContainerLogsProps,
  type KinesisDestination,
} from "./container-logs";
export { type FluentBitRoleProps, fluentBitRole } from "./fluent-bit-role";
