import { GroundplanError } from "../constructs/core/errors";
import { endedProblem } from "../guardrails/findings/problems";
import { readSettings } from "../review/gates/settings";
import type { GrantedExemption } from "../review/gates/settings.types";
import { today } from "../variables/today";
import type { CommandContext } from "./io";
import type { Run } from "./run-context";

/** What is looked at: stacks of environments, in the folder that synth wrote. */
type Synthesized = Pick<Run, "environments" | "selected" | "outdir">;

/** Exemptions of stacks whose last day has passed, as synth wrote them down. */
export function endedExemptions(
  { environments, selected, outdir }: Synthesized,
  context: Pick<CommandContext, "today">,
): readonly GrantedExemption[] {
  const day = context.today ?? today();
  return environments
    .flatMap((environment) => Object.entries(readSettings(outdir, environment)?.stacks ?? {}))
    .flatMap(([stack, { granted }]) => (selected.includes(stack) ? granted : []))
    .filter(({ until }) => until !== undefined && until < day);
}

/**
 * Refuses stacks with an exemption whose last day has passed. What is synthesized is the same; whether it shall stay so must be decided anew.
 *
 * @throws GroundplanError `EXEMPTION_ENDED` for each of them
 */
export function refuseEnded(synthesized: Synthesized, context: Pick<CommandContext, "today">): void {
  const problems = endedExemptions(synthesized, context).map(endedProblem);
  if (problems.length > 0) throw new GroundplanError(problems);
}
