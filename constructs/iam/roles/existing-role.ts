import { Annotations, Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import type { Problems } from "../../core/errors";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import type { GrantStatement, IRole } from "../grantable";
import { InlinePolicy } from "../policies/inline-policy";
import type { ExistingRoleProps } from "./role-props";

/** A role that exists already. Made by `Role.fromExisting`. */
export class ExistingRole extends BaseConstruct implements IRole {
  readonly roleArn: string;
  readonly roleName: string;
  readonly mutable: boolean;
  readonly #grants: InlinePolicy;

  /** @throws GroundplanError `ROLE_ARN_INVALID` */
  constructor(scope: Construct, id: string, props: ExistingRoleProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingRole", props);
    const problems = checkShape(this, "ExistingRole", props);
    checkRoleArn(props.roleArn, "roleArn", problems);
    problems.throwIfAny();
    this.roleArn = props.roleArn;
    this.roleName = nameOf(props.roleArn);
    this.mutable = props.mutable ?? false;
    this.#grants = new InlinePolicy(this, "grants", { role: this, name: this.#policyName() });
  }

  get grantee(): IRole {
    return this;
  }

  allow(statement: GrantStatement): void {
    if (this.mutable) {
      this.#grants.allow(statement);
      return;
    }
    // Silence would leave the reader with a role that lacks what the program says it has.
    Annotations.of(this).addWarning(
      `The role is not changed from here. It needs, where it is made: ${statement.actions.join(", ")} (${statement.sid}).`,
    );
  }

  /** Other stacks may add to the role too, so the policy has a name that only this stack and construct give. */
  #policyName(): string {
    const stack = EnvironmentStack.of(this);
    const inStack = this.node.path.slice(stack.node.path.length + 1).replaceAll("/", "-");
    return stack.physicalName("iamPolicy", stack.stackName, inStack);
  }
}

/**
 * Checks the ARN of a role.
 *
 * @returns whether it is one; a reference is taken to be one
 */
export function checkRoleArn(arn: string, property: string, problems: Problems): boolean {
  if (Token.isUnresolved(arn) || /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(arn)) return true;
  problems.add(property, {
    code: "ROLE_ARN_INVALID",
    message: "This is not the ARN of an IAM role.",
    found: `"${arn}"`,
    expected: "an ARN such as arn:aws:iam::111111111111:role/deploy, or a reference to one",
    fix: "take the ARN from a contract or from the IAM console; the ARN of a session (sts, assumed-role) is not one",
  });
  return false;
}

/** The last part of the ARN: a role may have a path before its name. */
function nameOf(arn: string): string {
  return Token.isUnresolved(arn) ? Fn.basename(arn) : (arn.split("/").at(-1) ?? arn);
}
