import { knownAfterApply } from "../checks/known-at-synth";
import { GroundplanError } from "../errors";

/**
 * Runs a step, and tells an id that is a reference as the other problems: cdktf refuses one with an error of its own. Keys of maps
 * (services, rules, tiers) are such ids.
 *
 * @throws GroundplanError `KNOWN_AFTER_APPLY`
 */
export function tellingReferences<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    const id =
      error instanceof Error ? /token.* as the id of a construct.*id: "([^"]*)"/s.exec(error.message)?.[1] : undefined;
    if (id === undefined) throw error;
    throw new GroundplanError([knownAfterApply(`the construct or the key ${id}`)]);
  }
}
