import { plan } from "../../runner/plans/plan";
import { planSummary } from "../../runner/progress/summary";
import type { Session } from "../../runner/session";
import { sandboxCommand } from "../sandbox";

/**
 * What the configuration would change of an environment that is deployed.
 *
 * @param gone stacks that are deployed and that the configuration no longer makes
 * @returns what a plan says of each stack with changes, in lines; none if there is no change
 */
export async function changesSince(
  session: Session,
  gone: readonly { readonly name: string }[],
): Promise<readonly string[]> {
  const selected = session.options.stacks.map(({ name }) => name);
  const run = await plan(session, { selected, passed: { plan: [], apply: [] }, mock: async () => new Map() });
  if (!run) return ["it cannot be planned"];
  const changed = [...run.stacks].filter(([, { hasChanges }]) => hasChanges);
  const summary = changed.length === 0 ? "" : planSummary({ stacks: new Map(changed), order: run.order }).trimEnd();
  return [...summary.split("\n").filter(Boolean), ...gone.map(({ name }) => `${name}  is not made any more`)];
}

/** Why an emulator is started for an environment that is in one. */
export function changedText(environment: string, changes: readonly string[]): string {
  return [
    `${environment} has changed since it was deployed to the emulator that is up:`,
    ...changes.map((line) => `  ${line}`),
    "So it is deployed to one of its own for this audit, as it is configured now. This deploys it to the one that is up:",
    `  ${sandboxCommand(environment)}`,
    "",
  ].join("\n");
}
