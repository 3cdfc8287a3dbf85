import type { IConstruct } from "constructs";
import { EnvironmentStack } from "../environments/environment-stack";

/** Path of a construct inside its stack, joined by `-`: `edge-blocked`. For physical names that differ within a stack. */
export function pathInStack(construct: IConstruct): string {
  return construct.node.path.slice(EnvironmentStack.of(construct).node.path.length + 1).replaceAll("/", "-");
}
