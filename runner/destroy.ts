import { GroundplanError, type Problem } from "../constructs/core/errors";
import { removePlan } from "./deploy";
import type { DeployedMemory } from "./memory-port";
import type { PlanChanges } from "./plans/plan-changes";
import { countChanges } from "./plans/plan-changes";
import { countText, destroySummary } from "./progress/summary";
import type { Session } from "./session";
import { errorText, type RunOutcome, runStacks } from "./stacks/run-stacks";
import { leftAlone, partOwnState } from "./state/own-state";
import {
  liftProtection,
  protectedAndGone,
  protectedEnvironments,
  protectedStacks,
  unprotecting,
} from "./state/protection";
import { isWhole, type PassedArguments } from "./terraform/pass-through";
import { PLAN_FILE } from "./terraform/terraform";
import { TerraformError } from "./terraform/terraform-error";

/** How stacks are destroyed. */
export interface DestroyOptions {
  readonly selected: readonly string[];
  readonly passed?: PassedArguments;
  /**
   * Shows what would be destroyed and asks.
   *
   * @default - everything is approved, and nothing is planned before
   */
  readonly ask?: (summary: string) => Promise<boolean>;
  readonly memory: DeployedMemory;
  /** Environments whose protection is taken off: what protects their resources in AWS is switched off first. */
  readonly unprotected?: readonly string[];
}

/**
 * Destroys stacks, those that others depend on last. What is not deployed is left alone, and so is a stack that makes the bucket
 * which its own state lies in.
 *
 * @returns undefined if a plan failed or the question was answered with no, so that nothing was destroyed
 * @throws GroundplanError if a stack is protected, or a deployed one that depends on it is not selected; before anything is destroyed
 */
export async function destroy(session: Session, options: DestroyOptions): Promise<RunOutcome | undefined> {
  const { ask, memory, unprotected = [], passed = { plan: [], apply: [] } } = options;
  const { others: selected, holders } = partOwnState(session, options.selected);
  for (const name of holders) session.progress.print(`${leftAlone(session, name)}\n`);
  const deployed = await deployedOf(session, [...selected, ...dependentsOf(session, selected)]);
  const toDestroy = selected.filter((name) => deployed.has(name));
  const left = leftBehind(session, toDestroy, selected, deployed);
  // One command that mends all, since one that mends a part would meet the rest.
  const lifted = [...new Set([...unprotected, ...protectedEnvironments(session, toDestroy)])];
  const whole = [...new Set([...left.values()].flat()), ...toDestroy];
  const again = `${unprotecting(lifted)}npx groundplan destroy ${whole.join(" ")}`;
  const problems = [
    ...protectedStacks(session, toDestroy, again),
    ...(await protectedAndGone(session, toDestroy)),
    ...[...left].map(([name, dependents]) => dependentsProblem(name, dependents, again)),
  ];
  if (problems.length > 0) throw new GroundplanError(problems);

  const plans = ask ? await planDestroys(session, toDestroy, passed) : new Map<string, PlanChanges>();
  if (!plans || session.isInterrupted) return undefined;
  if (ask && toDestroy.length > 0 && !(await ask(destroySummary(plans)))) return undefined;

  return runStacks(
    session,
    selected,
    (name) => session.dependents(name),
    async (name) => {
      const { environment } = session.stack(name);
      if (!deployed.has(name)) {
        memory.forget(name, environment);
        return "unchanged";
      }
      session.progress.begin(name, "initialising");
      await session.prepare(name);
      const terraform = session.terraform(name);
      const isLifted = unprotected.includes(environment) && (await liftProtection(session, name));
      session.progress.begin(name, "destroying", plans.get(name)?.resources.length);
      const isPlanned = plans.has(name) && !isLifted;
      // Only a plan tells whether the releases in the cluster were found.
      const hasReleases = session.stack(name).otherProviders.includes("helm");
      if (hasReleases && !isPlanned) await terraform.plan("plan of destroy", ["-destroy", ...passed.plan]);
      if (isPlanned || hasReleases) await terraform.applyPlan(PLAN_FILE, passed.apply);
      else await terraform.destroy(passed.plan);
      removePlan(session, name);
      session.changed(name);
      if (isWhole(passed)) memory.forget(name, environment);
      return "destroyed";
    },
  );
}

/** Those of the stacks that have resources in their state. */
async function deployedOf(session: Session, names: readonly string[]): Promise<ReadonlySet<string>> {
  const states = await Promise.all(
    names.map((name) => session.pool.run(async () => ({ name, state: await session.state(name) }))),
  );
  return new Set(states.filter(({ state }) => state !== undefined).map(({ name }) => name));
}

/** All stacks that depend on one of some stacks, directly or not, without these. */
function dependentsOf(session: Session, names: readonly string[]): string[] {
  const found = new Set<string>();
  const add = (name: string) => {
    for (const dependent of session.dependents(name)) {
      if (found.has(dependent)) continue;
      found.add(dependent);
      add(dependent);
    }
  };
  for (const name of names) add(name);
  return [...found].filter((name) => !names.includes(name));
}

/** The deployed stacks that would lose what they stand on, by what they stand on. */
function leftBehind(
  session: Session,
  toDestroy: readonly string[],
  selected: readonly string[],
  deployed: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const left = toDestroy.map((name) => {
    const others = dependentsOf(session, [name]).filter((other) => deployed.has(other) && !selected.includes(other));
    return [name, others] as const;
  });
  return new Map(left.filter(([, others]) => others.length > 0));
}

function dependentsProblem(name: string, dependents: readonly string[], again: string): Problem {
  return {
    code: "DESTROY_DEPENDENTS",
    path: name,
    message: "Deployed stacks depend on this one and are not destroyed with it.",
    found: dependents.join(", "),
    expected: "what depends on it destroyed before, or with it",
    fix: again,
  };
}

/** Plans the destroys. @returns undefined if one failed */
async function planDestroys(
  session: Session,
  names: readonly string[],
  passed: PassedArguments,
): Promise<Map<string, PlanChanges> | undefined> {
  const plans = new Map<string, PlanChanges>();
  const failed: TerraformError[] = [];
  const planOne = async (name: string): Promise<void> => {
    if (session.isInterrupted) return;
    session.progress.begin(name, "planning the destroy");
    try {
      await session.prepare(name);
      const { changes } = await session.terraform(name).plan("plan of destroy", ["-destroy", ...passed.plan]);
      plans.set(name, changes);
      session.progress.end(name, countText(countChanges(changes)));
    } catch (error) {
      session.progress.end(name, "failed");
      if (!(error instanceof TerraformError)) throw error;
      failed.push(error);
    }
  };
  await Promise.all(names.map((name) => session.pool.run(() => planOne(name))));
  for (const error of failed) session.progress.print(`\n${errorText(session, error)}`);
  return failed.length > 0 ? undefined : plans;
}
