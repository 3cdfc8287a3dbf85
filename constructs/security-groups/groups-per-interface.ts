import type { Problems } from "../core/errors";

/** Security groups per network interface, "Amazon VPC quotas", Amazon VPC User Guide (2026-11). Adjustable up to 16. */
export const GROUPS_PER_INTERFACE = 5;

/**
 * Checks how many security groups one network interface gets: an instance, a load balancer, an endpoint, a task, a node.
 *
 * @param quota the account's quota, if it was raised
 */
export function checkGroupsPerInterface(
  groups: readonly unknown[],
  problems: Problems,
  property: string,
  quota: number = GROUPS_PER_INTERFACE,
): void {
  if (groups.length <= quota) return;
  problems.add(property, {
    code: "GROUPS_PER_INTERFACE",
    message: "The network interface gets more security groups than AWS allows.",
    found: `${groups.length} security groups`,
    expected: `at most ${quota} (Amazon VPC quotas)`,
    fix: "put the rules of several groups into one, or raise the quota `Security groups per network interface`",
  });
}
