import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import type { GrantStatement } from "../../../constructs/iam/grantable";
import { Role } from "../../../constructs/iam/roles/role";
import type { RoleProps } from "../../../constructs/iam/roles/role-props";
import type { TrustedBy } from "../../../constructs/iam/trust/trust.types";
import { problemsOf, resourceOf, type SynthesizedStack, synthStack } from "../../support/synth";

export const TASKS: TrustedBy = { by: "service", service: "ecs-tasks.amazonaws.com" };

/** A role in the stack. */
export function makeRole(stack: EnvironmentStack, props: Partial<RoleProps> = {}, id = "import"): Role {
  return new Role(stack, id, { description: "Imports orders", trustedBy: [TASKS], ...props });
}

/** A stack with a role, and what it is granted. */
export function synthRole(props: Partial<RoleProps> = {}, grants: readonly GrantStatement[] = []): SynthesizedStack {
  return synthStack((stack) => {
    const role = makeRole(stack, props);
    for (const grant of grants) role.allow(grant);
  });
}

/** The problems of a role's properties. */
export function roleProblems(props: Partial<RoleProps>): readonly Problem[] {
  return problemsOf(() => synthRole(props));
}

/** The problems, at synth, of a role's permissions. */
export function grantProblems(...grants: readonly GrantStatement[]): readonly Problem[] {
  return synthRole({}, grants).problems;
}

/** Statements of the only resource of a type. */
export function statements(synthesized: SynthesizedStack, type: string, attribute = "policy"): unknown[] {
  return JSON.parse(String(resourceOf(synthesized, type)[attribute])).Statement;
}
