import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { IConstruct } from "constructs";
import { QUOTAS } from "../../aws/quotas";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { type Problem, Problems } from "../../core/errors";
import { addressOf } from "../../core/names/address";
import { referenceText } from "../../core/texts/reference-text";
import { addCheck } from "../../core/validation";

/** A construct that makes a role. */
interface RoleMaker extends IConstruct {
  readonly role: IamRole;
}

const counted = new WeakMap<IConstruct, Map<RoleMaker, number>>();

/**
 * Has the managed policies of a role counted at synth, whoever attaches them in its stack: `MANAGED_POLICIES_TOO_MANY`.
 *
 * @param quota how many the account allows
 */
export function countManagedPolicies(role: RoleMaker, quota: number = QUOTAS.managedPoliciesPerRole.value): void {
  const stack = EnvironmentStack.of(role);
  const known = counted.get(stack);
  const roles = known ?? new Map<RoleMaker, number>();
  roles.set(role, quota);
  if (known) return;
  counted.set(stack, roles);
  addCheck(stack, () => overQuota(stack, roles));
}

/** All roles of a stack at once: a look at the whole tree for each would take too long. */
function overQuota(stack: EnvironmentStack, roles: ReadonlyMap<RoleMaker, number>): readonly Problem[] {
  const attached = new Map<string, number>();
  for (const element of stack.node.findAll()) {
    if (!(element instanceof IamRolePolicyAttachment) || element.roleInput === undefined) continue;
    const name = referenceText(element.roleInput, element);
    attached.set(name, (attached.get(name) ?? 0) + 1);
  }
  return [...roles].flatMap(([role, quota]) => {
    const names = new Set([`${addressOf(role.role)}.name`, `${addressOf(role.role)}.id`, role.role.nameInput ?? ""]);
    const count = [...names].reduce((sum, name) => sum + (attached.get(name) ?? 0), 0);
    if (count <= quota) return [];
    const problems = new Problems(role.node.path);
    const { most } = QUOTAS.managedPoliciesPerRole;
    problems.add("managedPolicyArns", {
      code: "MANAGED_POLICIES_TOO_MANY",
      message: "The role has more managed policies than AWS attaches to one.",
      found: `${count} policies`,
      expected: `at most ${quota} (${QUOTAS.managedPoliciesPerRole.source})`,
      fix:
        count > most
          ? `grant what is needed instead: no account attaches more than ${most}`
          : `grant what is needed instead, or raise the quota, to ${most} at most, and set quotas: { managedPolicies: ${count} }`,
    });
    return problems.list;
  });
}
