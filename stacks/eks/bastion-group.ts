import type { NodeOptions } from "../../constructs/eks/nodes/node-group.types";

/** What stands for the bastion's security group where ids of security groups are listed. */
export const BASTION = "bastion";

/** Whether SSH to the nodes is for the environment's bastion. */
export function letsBastionIn({ remoteAccess }: NodeOptions): boolean {
  return remoteAccess?.fromSecurityGroups?.includes(BASTION) ?? false;
}

/**
 * The options with the id of the bastion's security group in the place of its name: when a configuration is written, the group has no
 * id yet.
 *
 * @param groupId reads the id; only called when it is needed
 */
export function withBastion<T extends NodeOptions>(options: T, groupId: () => string): T {
  const { remoteAccess } = options;
  if (!remoteAccess?.fromSecurityGroups || !letsBastionIn(options)) return options;
  const fromSecurityGroups = remoteAccess.fromSecurityGroups.map((id) => (id === BASTION ? groupId() : id));
  return { ...options, remoteAccess: { ...remoteAccess, fromSecurityGroups } };
}
