import { stackOfSection } from "../../config/sections";
import { SHIPPED } from "../../stacks/registry";

/** The stacks that the project brings and that stand on the network, by their names without the environment. */
export const ON_NETWORK: readonly string[] = SHIPPED.map(({ section }) => stackOfSection(section));

/** Whether a stack is one that the project brings: a project that has stacks of its own has more. */
export function isShipped(fullName: string): boolean {
  const [, stack = ""] = /^[^-]+-(.*)$/.exec(fullName) ?? [];
  return ["state", "delivery", "network", ...ON_NETWORK].includes(stack);
}
