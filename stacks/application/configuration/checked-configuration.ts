import { type LoadOptions, loadEnvironments, locateProblems } from "../../../config/load";
import type { ResolvedEnvironment } from "../../../config/resolved-environment";
import { GroundplanError } from "../../../constructs/core/errors";
import { checkStacks } from "../judgement/check-stacks";
import { type ConfiguredProject, type ConfiguredSynth, configuredSynth } from "./configured";

/** How a project's environments are loaded, so that where their files have mistakes, what is wrong with their stacks is told too. */
export function loadOptions({ variables, originOf, ...project }: ConfiguredProject): LoadOptions {
  return {
    variables,
    alsoCheck: {
      stacks: (those, standing) => checkStacks(those, standing, { ...project, variables, originOf }),
      originOf,
    },
  };
}

/**
 * Loads the environments of a configuration, and judges their stacks as synth does; nothing is written.
 *
 * @param judge what is done with the stacks
 * @throws GroundplanError with all that is wrong, at its places in the files
 */
export function checkedConfiguration<T>(
  project: ConfiguredProject,
  judge: (synth: ConfiguredSynth) => T,
): { readonly environments: readonly ResolvedEnvironment[]; readonly verdict: T } {
  const environments = loadEnvironments(project.folder, loadOptions(project));
  try {
    return { environments, verdict: judge(configuredSynth(environments, project)) };
  } catch (error) {
    throw error instanceof GroundplanError ? locateProblems(error, environments, project.originOf) : error;
  }
}
