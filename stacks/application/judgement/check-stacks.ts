import type { ResolvedEnvironment } from "../../../config/resolved-environment";
import type { ReviewedEnvironment } from "../../../config/reviewed";
import { type ConfiguredProject, configuredSynth } from "../configuration/configured";
import { checkSynth } from "../synthesize";

/**
 * Makes the stacks of environments whose files have mistakes, as they may be when these are mended, and throws what is wrong with them.
 *
 * @param sure names of the environments in which nothing is a guess: of others nobody knows what they will no longer make
 * @param unjudged full names of stacks in which too much stands in to be judged
 * @throws GroundplanError with all that is wrong
 */
export function checkStacks(
  environments: readonly ResolvedEnvironment[],
  { sure, unjudged }: { readonly sure: readonly string[]; readonly unjudged: readonly string[] },
  project: ConfiguredProject,
): void {
  const known = environments.filter(({ environment }) => sure.includes(environment.name));
  const { create, reviewed, ...options } = configuredSynth(environments, project, known);
  checkSynth(create, {
    ...options,
    reviewed: reviewed.map((one) => ({ ...one, exemptions: withoutRefused(one) })),
    unjudged,
  });
}

/** The exemptions that the check of the files has nothing to say against. */
function withoutRefused({ environment, exemptions }: ReviewedEnvironment): ReviewedEnvironment["exemptions"] {
  return exemptions.filter(
    ({ rule, at }, index) =>
      at.startsWith(`${environment}-`) &&
      !exemptions.slice(0, index).some((other) => other.rule === rule && other.at === at),
  );
}
