import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Token } from "cdktf";
import type { EnvironmentStack } from "../../core/environments/environment-stack";
import { GroundplanError } from "../../core/errors";
import { addressOf } from "../../core/names/address";
import { referenceText } from "../../core/texts/reference-text";

/**
 * The ARN of a role as a text, for what is written before anything is applied: a literal as it is, and the reference to a role of the
 * same stack by the role's name. `undefined` when the role is not of the stack, or has no name yet.
 */
export function knownRoleArn(arn: string, stack: EnvironmentStack): string | undefined {
  if (!Token.isUnresolved(arn)) return arn;
  const reference = referenceText(arn, stack);
  const role = stack.node
    .findAll()
    .find((found): found is IamRole => found instanceof IamRole && reference === `${addressOf(found)}.arn`);
  if (role?.nameInput === undefined || Token.isUnresolved(role.nameInput)) return undefined;
  return `arn:${stack.partition}:iam::${stack.environment.account}:role/${role.nameInput}`;
}

/**
 * The same, where it is needed.
 *
 * @throws GroundplanError `EKS_ROLE_ARN_UNKNOWN`
 */
export function roleArnLiteral(arn: string, stack: EnvironmentStack): string {
  const known = knownRoleArn(arn, stack);
  if (known !== undefined) return known;
  throw new GroundplanError([
    {
      code: "EKS_ROLE_ARN_UNKNOWN",
      path: stack.node.path,
      message: "The ARN of this role is known only after it is applied, and is needed at synth.",
      found: referenceText(arn, stack),
      expected: "the ARN as a text, or a role of this stack that has a name",
      fix: "give the role a name, and pass arn:aws:iam::<account>:role/<name>",
    },
  ]);
}
