import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { EnvironmentStack } from "../core/environment-stack";
import type { GrantStatement, IGrantable } from "../iam/grantable";
import { InlinePolicy } from "../iam/inline-policy";
import { Role } from "../iam/role";

/** Properties of {@link InstanceRole}. */
export interface InstanceRoleProps {
  /** Last part of the names of role and profile. */
  readonly name: string;
  /** What the instance is. */
  readonly description: string;
  /** Inline policies by name; those without statements are not made. */
  readonly policies: Readonly<Record<string, readonly GrantStatement[]>>;
}

/** The role of an EC2 instance, so that no access key is ever on it, with its profile. */
export class InstanceRole extends Construct implements IGrantable {
  readonly grantee: Role;
  readonly profile: IamInstanceProfile;
  /** Inline policies by name, as the properties declare them; grants are in a policy of their own. */
  readonly policies: Readonly<Record<string, IamRolePolicy>>;

  constructor(scope: Construct, id: string, props: InstanceRoleProps) {
    super(scope, id);
    const stack = EnvironmentStack.of(this);
    this.grantee = new Role(this, "role", {
      name: props.name,
      description: props.description,
      trustedBy: [{ by: "service", service: "ec2.amazonaws.com" }],
    });
    this.profile = new IamInstanceProfile(this, "profile", {
      name: stack.physicalName("instanceProfile", stack.stackName, props.name),
      role: this.role.name,
    });
    this.policies = Object.fromEntries(
      Object.entries(props.policies).flatMap(([name, statements]) => {
        if (statements.length === 0) return [];
        const { policy } = new InlinePolicy(this, name, { role: this.grantee, name, statements });
        return policy ? [[name, policy]] : [];
      }),
    );
  }

  /** The role as a resource. */
  get role(): IamRole {
    return this.grantee.role;
  }
}
