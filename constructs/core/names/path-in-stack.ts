import type { IConstruct } from "constructs";
import { EnvironmentStack } from "../environments/environment-stack";

/** Path of a construct inside its stack, joined by `-`: `edge-blocked`. For physical names that differ within a stack. */
export function pathInStack(construct: IConstruct): string {
  return partsInStack(construct).join("-");
}

/**
 * What a construct is called in its stack, for names that the stack's own name stands before: its path, without a scope that is called as the
 * stack is. `worker` for `functions/worker` in the stack `functions`.
 */
export function nameInStack(construct: IConstruct): string {
  const [first, ...rest] = partsInStack(construct);
  return first === EnvironmentStack.of(construct).stackName && rest.length > 0
    ? rest.join("-")
    : pathInStack(construct);
}

function partsInStack(construct: IConstruct): string[] {
  return construct.node.path.slice(EnvironmentStack.of(construct).node.path.length + 1).split("/");
}
