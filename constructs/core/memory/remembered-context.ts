import type { IConstruct } from "constructs";

/** App context key: what is remembered of stacks that are deployed, as `Facts` by full name of the stack. */
export const REMEMBERED_CONTEXT = "groundplan:remembered";

/** Whether the memory of its environment says that a stack is deployed. */
export function isDeployed(stack: IConstruct): boolean {
  const known: object | undefined = stack.node.tryGetContext(REMEMBERED_CONTEXT);
  return known !== undefined && Object.hasOwn(known, stack.node.id);
}
