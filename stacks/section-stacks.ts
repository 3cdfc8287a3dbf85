import type { ResolvedEnvironment } from "../config/resolved-environment";
import { stackOfSection } from "../config/sections";
import { STACKS } from "./registry";

/**
 * The stacks that an environment's sections make, those of one's own among them: their names without the environment's, in the order of
 * the registry. Those of no section, as the network, are none of them.
 */
export function sectionStacks(environment: ResolvedEnvironment): readonly string[] {
  return STACKS.filter(({ section }) => environment[section] !== undefined).map(({ section }) =>
    stackOfSection(section),
  );
}
