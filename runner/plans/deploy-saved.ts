import { GroundplanError } from "../../constructs/core/errors";
import { shellWord } from "../../constructs/core/texts/shell-word";
import type { DeployedMemory } from "../memory-port";
import { planSummary } from "../progress/summary";
import type { Session } from "../session";
import { changedInputs } from "../stacks/inputs";
import { notStarted, type RunOutcome, runStacks, Stopped, type TaskResult } from "../stacks/run-stacks";
import { inOrder } from "../stacks/schedule";
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

/** How it ended. */
export interface DeploySavedOutcome extends RunOutcome {
  /** Stacks that need a plan of their own, with why. */
  readonly left: ReadonlyMap<string, string>;
  /** Whether every plan that can be applied was, so that nothing but plans is missing for what is left. */
  readonly onlyPlansMissing: boolean;
}

/**
 * Applies exactly the plans that were saved. A plan is not applied if it was made with mock values, or if what it read of another
 * stack has changed since; nor is any that comes after it. Those with mock values hold back nothing else.
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
  const planned = new Map(selected.flatMap((name) => pairOf(name, plans)));
  const left = withoutPlan(selected, plans);
  const ready = selected.filter((name) => !left.has(name));
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
    await session.prepare(name);
    const changed = changedInputs(inputsOf(plans.stacks[name]), await planner.inputsNow(name));
    return changed.length > 0 ? `what it read has changed since it was planned: ${changed.join(", ")}` : undefined;
  };

  const outcome = await runStacks(session, ready, (name) => plans.before[name] ?? [], applyOne);
  const onlyPlansMissing = outcome.isComplete && left.size > 0;
  for (const { stack, result } of outcome.stacks) {
    if (!["applied", "unchanged"].includes(result) && !left.has(stack))
      left.set(
        stack,
        result === "not started" ? "it was not reached" : `it ${result === "failed" ? "failed" : "was interrupted"}`,
      );
  }
  const done = new Map(outcome.stacks.map((one) => [one.stack, one]));
  const stacks = selected.map((name) => done.get(name) ?? notStarted(name));
  return { ...outcome, stacks, isComplete: outcome.isComplete && left.size === 0, left, onlyPlansMissing };
}

/** Stacks without a plan that can be applied, with why: planned with mock values, to be planned later, or after such a one. */
function withoutPlan(selected: readonly string[], { stacks, before }: SavedPlans): Map<string, string> {
  const left = new Map<string, string>();
  for (const name of inOrder(selected, (one) => before[one] ?? [])) {
    const one = stacks[name]?.planned;
    const first = (before[name] ?? []).find((other) => left.has(other));
    if (one?.kind === "mock") left.set(name, `it was planned with mock values of ${one.mocked.join(" and ")}`);
    else if (one?.kind !== "real") left.set(name, `it was to be planned ${one?.why ?? "later"}`);
    else if (first !== undefined) left.set(name, `it comes after ${first}`);
  }
  return left;
}

function pairOf(name: string, plans: SavedPlans) {
  const saved = plans.stacks[name];
  return saved ? [[name, saved.planned] as const] : [];
}
