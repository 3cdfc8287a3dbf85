import type { OriginOf } from "../../config/reading/locate";
import type { ResolvedEnvironment } from "../../config/resolved-environment";
import { type ReviewedEnvironment, reviewedEnvironment } from "../../config/reviewed";
import { readVariable } from "../../variables/read";
import { today } from "../../variables/today";
import { configuredApplication } from "./configured";
import { checkSynth } from "./synthesize";

/** Where a configuration is, and what its sections call the properties of constructs. */
export interface CheckedConfiguration {
  /** Folder of the configuration. */
  readonly folder: string;
  /** Root folder of the project, which files are named from. */
  readonly root: string;
  readonly originOf: OriginOf;
  readonly variables: NodeJS.ProcessEnv;
}

/**
 * Makes the stacks of environments whose files have mistakes, as they may be when these are mended, and throws what is wrong with them.
 * Guardrails are asked of those alone in which nothing is a guess: what stands in for a mistake is nothing to judge.
 *
 * @param sure names of the environments in which nothing is a guess
 * @throws GroundplanError with all that is wrong
 */
export function checkStacks(
  environments: readonly ResolvedEnvironment[],
  sure: readonly string[],
  { folder, root, originOf, variables }: CheckedConfiguration,
): void {
  const isSure = ({ environment }: ResolvedEnvironment) => sure.includes(environment.name);
  checkSynth(configuredApplication(environments, variables), {
    leftOut: readVariable("GROUNDPLAN_WITHOUT", variables),
    reviewed: environments.map((one) => {
      const reviewed = reviewedEnvironment(one, folder, root, originOf);
      return { ...reviewed, exemptions: withoutRefused(reviewed) };
    }),
    unjudged: environments.filter((one) => !isSure(one)).map(({ environment }) => environment.name),
    today: today(readVariable("SOURCE_DATE_EPOCH", variables)),
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
