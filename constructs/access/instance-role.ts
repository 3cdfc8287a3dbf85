import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { EnvironmentStack } from "../core/environment-stack";
import { type PolicyStatement, policyDocument, serviceTrust } from "../iam/policy-document";

/** Properties of {@link InstanceRole}. */
export interface InstanceRoleProps {
  /** Last part of the names of role and profile. */
  readonly name: string;
  /** What the instance is. */
  readonly description: string;
  /** Inline policies by name; those without statements are not made. */
  readonly policies: Readonly<Record<string, readonly PolicyStatement[]>>;
}

/** The role of an EC2 instance, so that no access key is ever on it, with its profile. */
export class InstanceRole extends Construct {
  readonly role: IamRole;
  readonly profile: IamInstanceProfile;
  /** Inline policies by name. */
  readonly policies: Readonly<Record<string, IamRolePolicy>>;

  constructor(scope: Construct, id: string, props: InstanceRoleProps) {
    super(scope, id);
    const stack = EnvironmentStack.of(this);
    this.role = new IamRole(this, "role", {
      name: stack.physicalName("iamRole", stack.stackName, props.name),
      description: props.description,
      assumeRolePolicy: serviceTrust(stack.partition === "aws-cn" ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com"),
    });
    this.profile = new IamInstanceProfile(this, "profile", {
      name: stack.physicalName("instanceProfile", stack.stackName, props.name),
      role: this.role.name,
    });
    this.policies = Object.fromEntries(
      Object.entries(props.policies)
        .filter(([, statements]) => statements.length > 0)
        .map(([name, statements]) => [
          name,
          new IamRolePolicy(this, name, { name, role: this.role.name, policy: policyDocument(statements) }),
        ]),
    );
  }
}
