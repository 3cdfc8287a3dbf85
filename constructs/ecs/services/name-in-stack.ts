import type { IConstruct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";

/** Ids of a construct and its scopes within the stack, joined: what it is called unless it is given a name. */
export function nameInStack(construct: IConstruct): string {
  const stack = EnvironmentStack.of(construct);
  return construct.node.path.slice(stack.node.path.length + 1).replaceAll("/", "-");
}
