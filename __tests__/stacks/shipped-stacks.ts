import { loadEnvironments } from "../../config/load";
import { stackOfSection } from "../../config/sections";
import { SHIPPED } from "../../stacks/registry";

const environments = loadEnvironments("config", { variables: {} });

/** Names of the stacks that the project brings and that its own environments have, without the environment. */
export const ON_NETWORK: readonly string[] = SHIPPED.filter(({ section }) =>
  environments.some((spec) => Object.hasOwn(spec, section)),
).map(({ section }) => stackOfSection(section));

/** Whether a stack is one that the project brings: a project that has stacks of its own has more. */
export function isShipped(fullName: string): boolean {
  const [, stack = ""] = /^[^-]+-(.*)$/.exec(fullName) ?? [];
  return ["state", "delivery", "network", ...ON_NETWORK].includes(stack);
}
