import type { Construct } from "constructs";
import { ExposedTarget } from "../../load-balancing/target-groups/exposed-target";
import type { IConnectable } from "../../security-groups/connections";
import type { InstanceProps } from "./server.types";

/**
 * Puts one server, or the servers of a group, behind a balancer.
 *
 * @returns nothing without `expose`
 */
export function exposeServers(
  servers: Construct & IConnectable,
  {
    expose,
    port,
    healthCheck,
    targetGroupName,
    network,
  }: Pick<InstanceProps, "expose" | "port" | "healthCheck" | "targetGroupName" | "network">,
): ExposedTarget | undefined {
  if (!expose || port === undefined) return undefined;
  return new ExposedTarget(servers, "exposed", {
    exposure: expose,
    target: servers,
    port,
    targetType: "instance",
    network,
    ...(healthCheck ? { healthCheck } : {}),
    ...(targetGroupName === undefined ? {} : { targetGroupName }),
  });
}
