import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import type { GrantStatement } from "../iam/grantable";
import { InlinePolicy } from "../iam/policies/inline-policy";
import { holdRole, type MorePolicies, type WidenedProblem } from "../iam/policies/more-policies";
import { Role } from "../iam/roles/role";
import { permissionsOf } from "../iam/roles/role-permissions";

const WIDENED: WidenedProblem = {
  code: "BASTION_ROLE_WIDENED",
  message: "Everyone with a session on the bastion could do what its role may, so nothing else is attached to it.",
  fix: "grant to the roles of the people who connect; morePolicies is for what the instance itself needs",
};

/** Properties of {@link InstanceRole}. */
export interface InstanceRoleProps {
  /** Last part of the names of role and profile. */
  readonly name: string;
  /** What the instance is. */
  readonly description: string;
  /**
   * The whole name of the role.
   *
   * @maxLength ../core/names/naming#RULES.iamRole.maxLength
   * @default - made of `name`
   */
  readonly roleName?: string;
  /** The whole name of the profile. @default - made of `name` */
  readonly instanceProfileName?: string;
  /** Inline policies by name; those without statements are not made. */
  readonly policies: Readonly<Record<string, readonly GrantStatement[]>>;
  /** @default - none */
  readonly morePolicies?: MorePolicies;
}

/**
 * The role of a bastion, so that no access key is ever on it, with its profile. It is no grantee on purpose: whoever has a session could do
 * what it may.
 *
 * At synth: `BASTION_ROLE_WIDENED` for whatever else is attached to it in its stack; `morePolicies` is the way.
 */
export class InstanceRole extends BaseConstruct {
  readonly #role: Role;
  readonly profile: IamInstanceProfile;
  /** Inline policies by name, as the properties declare them. */
  readonly policies: Readonly<Record<string, IamRolePolicy>>;

  constructor(scope: Construct, id: string, props: InstanceRoleProps) {
    super(scope, id);
    const stack = EnvironmentStack.of(this);
    this.#role = new Role(this, "role", {
      ...(props.roleName === undefined ? { name: props.name } : { roleName: props.roleName }),
      description: props.description,
      trustedBy: [{ by: "service", service: "ec2.amazonaws.com" }],
      ...(props.morePolicies ? { managedPolicyArns: props.morePolicies.arns } : {}),
    });
    this.profile = new IamInstanceProfile(this, "profile", {
      name: props.instanceProfileName ?? stack.physicalName("instanceProfile", stack.stackName, props.name),
      role: this.role.name,
    });
    this.policies = Object.fromEntries(
      Object.entries(props.policies).flatMap(([name, statements]) => {
        if (statements.length === 0) return [];
        const { policy } = new InlinePolicy(this, name, { role: this.#role, name, statements });
        return policy ? [[name, policy]] : [];
      }),
    );
    holdRole(this, this.#role, props.morePolicies, WIDENED);
  }

  /** What the role may do. What works by it is made after that. */
  get permissions(): readonly TerraformResource[] {
    return permissionsOf(this.#role);
  }

  /** The role as a resource. */
  get role(): IamRole {
    return this.#role.role;
  }
}
