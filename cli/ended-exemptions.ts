import { GroundplanError } from "../constructs/core/errors";
import { endedProblem } from "../guardrails/findings/problems";
import { readSettings } from "../review/gates/settings";
import { today } from "../variables/today";
import type { CommandContext } from "./io";
import type { Run } from "./run-context";

/**
 * Refuses stacks with an exemption whose last day has passed. What is synthesized is the same; whether it shall stay so must be decided anew.
 *
 * @throws GroundplanError `EXEMPTION_ENDED` for each of them
 */
export function refuseEnded(
  { environments, selected, outdir }: Pick<Run, "environments" | "selected" | "outdir">,
  context: Pick<CommandContext, "today">,
): void {
  const day = context.today ?? today();
  const granted = environments.flatMap((environment) =>
    Object.entries(readSettings(outdir, environment)?.stacks ?? {})
      .filter(([stack]) => selected.includes(stack))
      .flatMap(([, settings]) => settings.granted),
  );
  const problems = granted.flatMap(({ path, rule, reason, until, place = path }) =>
    until !== undefined && until < day ? [endedProblem({ rule, at: path, reason, until, place })] : [],
  );
  if (problems.length > 0) throw new GroundplanError(problems);
}
