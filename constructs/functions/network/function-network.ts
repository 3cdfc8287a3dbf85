import type { Construct } from "constructs";
import { nameInStack } from "../../core/names/path-in-stack";
import { Peer } from "../../security-groups/peer";
import { Port } from "../../security-groups/port";
import { SecurityGroup } from "../../security-groups/security-group";
import type { FunctionProps } from "../function-props";

const NFS = 2049;

/** The security group of a function: nothing comes in; out goes HTTPS, where the AWS APIs are, NFS to its files, and what it uses. */
export function functionSecurityGroup(
  scope: Construct,
  { network, egress = "https", securityGroupName, files }: FunctionProps,
): SecurityGroup {
  if (!network) throw new Error("a security group without a network");
  const name = nameInStack(scope);
  const group = new SecurityGroup(scope, "security-group", {
    network,
    name,
    ...(securityGroupName === undefined ? {} : { securityGroupName }),
    description: `Function ${name}`,
  });
  for (const peer of egress === "https" ? Peer.internet(network) : []) {
    group.connections.allowTo(peer, Port.tcp(443), "AWS APIs and the internet");
  }
  if (files?.mountTargets) group.connections.allowTo(files.mountTargets, Port.tcp(NFS), `Files at ${files.path}`);
  return group;
}
