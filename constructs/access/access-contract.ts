import type { Construct } from "constructs";
import { Contract, text } from "../core/contract";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { checkCall } from "../core/shapes/check-call";
import type { ISecurityGroup } from "../security-groups/connections";
import { SecurityGroup } from "../security-groups/security-group";
import type { Bastion } from "./bastion";

/** What the access stack hands to the others, and prints after a deploy. */
export const accessContract = new Contract("access", {
  connectCommand: text(
    "Opens a shell on the bastion",
    "aws ssm start-session --target i-00000000000000000 --document-name bastion",
  ),
  portForwardCommand: text(
    "Makes a host behind the bastion reachable at localhost; put in your own host and port",
    "aws ssm start-session --target i-00000000000000000 --document-name AWS-StartPortForwardingSessionToRemoteHost",
  ),
  bastionSecurityGroupId: text("Id of the bastion's security group, for rules that admit it", "sg-00000000000000000"),
  bastionInstanceId: text("Id of the bastion", "i-00000000000000000"),
});

/** Publishes a bastion to the other stacks of its environment. */
export function publishAccess(bastion: Bastion): void {
  checkCall("publishAccess", { bastion });
  accessContract.publish(EnvironmentStack.of(bastion), {
    connectCommand: bastion.connectCommand,
    portForwardCommand: bastion.portForwardCommand("db.example.internal", 5432),
    bastionSecurityGroupId: bastion.securityGroup.securityGroupId,
    bastionInstanceId: bastion.instance.id,
  });
}

/**
 * The environment's bastion, as another stack sees it: its security group, which rules of both sides are written for from there. The stack is
 * deployed after the bastion's.
 *
 * ```ts
 * database.connections.allowFrom(bastionFromContract(this, "bastion"), Port.tcp(5432), "look into the orders database");
 * ```
 */
export function bastionFromContract(scope: Construct, id: string): ISecurityGroup {
  checkCall("bastionFromContract", { scope, id });
  const { bastionSecurityGroupId } = accessContract.read(EnvironmentStack.of(scope));
  return SecurityGroup.fromExisting(scope, id, { securityGroupId: bastionSecurityGroupId });
}
