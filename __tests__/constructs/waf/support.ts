import type { EnvironmentStack } from "../../../constructs/core/environment-stack";
import { GroundplanError, type Problem } from "../../../constructs/core/errors";
import { synthStack } from "../../support/synth";

/** Something that is wrong, and all that is said about it. */
export interface Case {
  readonly name: string;
  readonly build: (stack: EnvironmentStack) => unknown;
  readonly problems: readonly Problem[];
}

/** The problems that building throws, or that the checks at synth find. */
export function found(build: Case["build"], protect = false): readonly Problem[] {
  try {
    return synthStack(
      (stack) => {
        build(stack);
      },
      { environment: { protect } },
    ).problems;
  } catch (error) {
    if (error instanceof GroundplanError) return error.problems;
    throw error;
  }
}
