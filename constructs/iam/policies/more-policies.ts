import { IamPolicyAttachment } from "@cdktf/provider-aws/lib/iam-policy-attachment";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { Construct, IConstruct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { addExemption, checkExemptionReason } from "../../core/environments/exemptions";
import { type Problem, Problems } from "../../core/errors";
import { addressOf } from "../../core/names/address";
import { referenceText } from "../../core/texts/reference-text";
import { addCheck } from "../../core/validation";
import type { Role } from "../roles/role";
import { checkPolicyArn } from "../roles/role-checks";
import { permissionsOf } from "../roles/role-permissions";

/** Managed policies for a role that machines or starters of pods have, beside what they need. */
export interface MorePolicies {
  /** ARNs of the policies. */
  readonly arns: readonly string[];
  /** Why everything that runs there may have these permissions; listed with the other exemptions. */
  readonly reason: string;
}

/** What is told of a role that got more than it was made with. */
export interface WidenedProblem {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
}

/** Adds what is wrong with further policies: `EXEMPTION_REASON`, `MORE_POLICIES_EMPTY`, `POLICY_ARN_INVALID`. */
export function checkMorePolicies(more: MorePolicies | undefined, problems: Problems, at = "morePolicies"): void {
  if (!more) return;
  checkExemptionReason(more.reason, `${at}.reason`, problems);
  for (const [index, arn] of more.arns.entries()) checkPolicyArn(arn, `${at}.arns[${index}]`, problems);
  if (more.arns.length > 0) return;
  problems.add(`${at}.arns`, {
    code: "MORE_POLICIES_EMPTY",
    message: "A reason for further policies is given, and no policy.",
    found: "an empty list",
    expected: "the ARN of one policy or more",
    fix: "name the policies, or leave morePolicies out",
  });
}

/**
 * Holds a role at what it has now: its attachments, its policies and its grants. Whatever in its stack gives it more is told at synth, also where it
 * names the role by a text or by a part of its ARN. `morePolicies` is the way that is listed as an exemption.
 *
 * @param owner construct that the problems are told of
 */
export function holdRole(owner: Construct, role: Role, more: MorePolicies | undefined, told: WidenedProblem): void {
  if (more) addExemption(owner, { option: "morePolicies", rules: ["SEC-17"], reason: more.reason });
  const own: readonly IConstruct[] = permissionsOf(role);
  const granted = new Set(role.grants.statements.statements);
  addCheck(owner, () => {
    const expected = expectation(own.filter((one) => one !== role.grants.policy).length, granted.size);
    const statements = role.grants.statements.statements.filter((statement) => !granted.has(statement));
    const others = EnvironmentStack.of(owner)
      .node.findAll()
      .filter((other) => !own.includes(other) && other !== role.grants.policy)
      .filter((other) => rolesOf(other).some((name) => isRole(name, role)));
    const found = [
      ...statements.map(({ sid }) => `${sid} of ${role.node.path}`),
      ...others.map(({ node }) => node.path),
    ];
    const problems = new Problems(owner.node.path);
    for (const one of found) problems.add("", { ...told, found: one, expected });
    return problems.list satisfies readonly Problem[];
  });
}

function expectation(policies: number, statements: number): string {
  const parts = [
    ...(policies > 0 ? [policies === 1 ? "1 policy" : `${policies} policies`] : []),
    ...(statements > 0 ? [statements === 1 ? "1 statement" : `${statements} statements`] : []),
  ];
  return `${parts.join(", ")} and no other permission`;
}

/** Whether a name is the role's: its literal, or a reference that is made of any of its attributes. */
function isRole(name: string, role: Role): boolean {
  const text = referenceText(name, role);
  const literal = role.role.nameInput;
  if (text === literal) return true;
  const at = text.indexOf(`${addressOf(role.role)}.`);
  return at >= 0 && !/[\w.-]/.test(text.charAt(at - 1));
}

/** The roles, by name, that a construct gives permissions to. */
function rolesOf(construct: IConstruct): readonly string[] {
  if (construct instanceof IamRolePolicyAttachment || construct instanceof IamRolePolicy) {
    return construct.roleInput === undefined ? [] : [construct.roleInput];
  }
  return construct instanceof IamPolicyAttachment ? (construct.rolesInput ?? []) : [];
}
