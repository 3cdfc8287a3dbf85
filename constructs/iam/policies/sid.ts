import type { IConstruct } from "constructs";
import { checkArgument, isConstruct } from "../../core/checks/arguments";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import type { IGrantable } from "../grantable";

/** A text as the part of a sid: `token.actions/orders-api` gives `TokenActionsOrdersApi`. */
export function sidPart(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/**
 * The sid of a grant: a verb, and the construct that the permission is for, by its path within the stack. A construct of another
 * stack than the role's has that stack's name in front.
 *
 * ```ts
 * grantSid("Read", bucket, role); // ReadOrdersArchive for orders/archive
 * ```
 */
export function grantSid(verb: string, target: IConstruct, grantable: IGrantable): string {
  checkArgument(isConstruct(grantable?.grantee), `${target.node.path} › grantable`, grantable, {
    expected: "a role, or a construct that has one",
    fix: "give the role itself, such as a Role or a service, and not its name or ARN",
  });
  const stack = EnvironmentStack.of(target);
  const inStack = target.node.path.slice(stack.node.path.length + 1);
  const foreign = stack === EnvironmentStack.of(grantable.grantee) ? "" : sidPart(stack.stackName);
  return `${verb}${foreign}${sidPart(inStack)}`;
}
