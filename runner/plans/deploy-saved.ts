import { GroundplanError } from "../../constructs/core/errors";
import { shellWord } from "../../constructs/core/texts/shell-word";
import type { DeployedMemory } from "../memory-port";
import { planSummary } from "../progress/summary";
import type { Session } from "../session";
import { changedInputs } from "../stacks/inputs";
import { type RunOutcome, runStacks, Stopped, type TaskResult } from "../stacks/run-stacks";
import type { PassedArguments } from "../terraform/pass-through";
import { TerraformError } from "../terraform/terraform-error";
import { Planner } from "./planner";
import { inputsOf, planFile, planProblems, readPlans, restoreLockFiles, type SavedPlans } from "./saved-plans";

/** How saved plans are applied. */
export interface DeploySavedOptions {
  /** Folder that `plan --out` wrote. */
  readonly folder: string;
  /**
   * The folder as it is told to people.
   *
   * @default - `folder`
   */
  readonly shownFolder?: string;
  /** Stacks of the folder to apply. */
  readonly selected: readonly string[];
  readonly passed: PassedArguments;
  /**
   * Shows what would be done and asks.
   *
   * @default - everything is approved
   */
  readonly ask?: (summary: string) => Promise<boolean>;
  readonly memory: DeployedMemory;
}

/** How it ended; `left` are the stacks that need a plan of their own, with why. */
export interface DeploySavedOutcome extends RunOutcome {
  readonly left: ReadonlyMap<string, string>;
}

/**
 * Applies exactly the plans that were saved. A plan is not applied if it was made with mock values, or if what it read of another
 * stack has changed since; nor is any that comes after it.
 *
 * @returns undefined if the question was answered with no
 * @throws GroundplanError if configuration or Terraform are not those of the plans; before anything is applied
 */
export async function deploySaved(
  session: Session,
  options: DeploySavedOptions,
): Promise<DeploySavedOutcome | undefined> {
  const { folder, shownFolder = folder, selected, passed, ask, memory } = options;
  const plans = readPlans(folder, shownFolder);
  const again = `npx groundplan plan --out ${shellWord(shownFolder)} ${selected.join(" ")}`;
  const problems = planProblems(session, plans, selected, again);
  if (problems.length > 0) throw new GroundplanError(problems);
  restoreLockFiles(session, folder, selected);
  const left = new Map<string, string>();
  const planned = new Map(selected.flatMap((name) => pairOf(name, plans)));
  const hasChanges = [...planned.values()].some((one) => one.hasChanges);
  if (hasChanges && ask) {
    const order = { before: plans.before, notes: [], problems: [] };
    if (!(await ask(planSummary({ stacks: planned, order })))) return undefined;
  }
  const planner = new Planner(session, { selected, passed, salt: plans.salt, mocksUnselected: false });

  const applyOne = async (name: string): Promise<TaskResult> => {
    const why = await whyNot(name);
    if (why) {
      left.set(name, why);
      throw new Stopped(why);
    }
    if (planned.get(name)?.hasChanges) {
      session.progress.begin(name, "applying the saved plan", planned.get(name)?.changes.resources.length);
      memory.begun(name, session.stack(name).environment);
      await session
        .terraform(name)
        .applyPlan(planFile(folder, name), passed.apply)
        .catch((error: unknown) => {
          if (error instanceof TerraformError && error.output.includes("Saved plan is stale")) {
            left.set(name, "the state has changed since it was planned");
          }
          throw error;
        });
      session.changed(name);
    }
    if (plans.isWhole) memory.applied(name, session.stack(name).environment);
    return planned.get(name)?.hasChanges ? "applied" : "unchanged";
  };

  const whyNot = async (name: string): Promise<string | undefined> => {
    const one = planned.get(name);
    if (one?.kind === "mock") return `it was planned with mock values of ${one.mocked.join(" and ")}`;
    if (one?.kind !== "real") return `it was to be planned ${one?.why ?? "later"}`;
    await session.prepare(name);
    const changed = changedInputs(inputsOf(plans.stacks[name]), await planner.inputsNow(name));
    return changed.length > 0 ? `what it read has changed since it was planned: ${changed.join(", ")}` : undefined;
  };

  const outcome = await runStacks(session, selected, (name) => plans.before[name] ?? [], applyOne);
  for (const { stack, result } of outcome.stacks) {
    if (!["applied", "unchanged"].includes(result) && !left.has(stack))
      left.set(
        stack,
        result === "not started" ? "it was not reached" : `it ${result === "failed" ? "failed" : "was interrupted"}`,
      );
  }
  return { ...outcome, left };
}

function pairOf(name: string, plans: SavedPlans) {
  const saved = plans.stacks[name];
  return saved ? [[name, saved.planned] as const] : [];
}
