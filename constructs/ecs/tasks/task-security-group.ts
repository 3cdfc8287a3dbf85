import type { Construct } from "constructs";
import { connectLinks } from "../../links/links";
import type { INetwork } from "../../network/network.types";
import { Peer } from "../../security-groups/peer";
import { Port } from "../../security-groups/port";
import { SecurityGroup } from "../../security-groups/security-group";
import type { TaskDefinition } from "./task-definition";

const NFS = 2049;

/** Properties of {@link taskSecurityGroup}. */
export interface TaskSecurityGroupProps {
  readonly network: INetwork;
  readonly task: TaskDefinition;
  /** Name of what runs, for descriptions. */
  readonly name: string;
  readonly egress: "https" | "none";
}

/**
 * The security group of tasks: nothing comes in; out goes HTTPS, where images, secrets and the AWS APIs are, NFS to the file
 * systems of the task, and what goes to those that it uses.
 */
export function taskSecurityGroup(scope: Construct, props: TaskSecurityGroupProps): SecurityGroup {
  const { network, task, name, egress } = props;
  const group = new SecurityGroup(scope, "security-group", { network, description: `ECS tasks of ${name}` });
  // Gateway endpoints, by which image layers come from S3, answer under public addresses.
  for (const peer of egress === "https" ? Peer.internet(network) : []) {
    group.connections.allowTo(peer, Port.tcp(443), "AWS APIs and image registries");
  }
  for (const [volume, { mountTargets }] of Object.entries(task.efsVolumes)) {
    if (mountTargets) group.connections.allowTo(mountTargets, Port.tcp(NFS), `Files of volume ${volume}`);
  }
  connectLinks(group, task.links, name);
  return group;
}
