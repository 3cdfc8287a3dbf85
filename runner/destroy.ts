import { GroundplanError, type Problem } from "../constructs/core/errors";
import { removePlan } from "./deploy";
import type { DeployedMemory } from "./memory-port";
import type { PlanChanges } from "./plans/plan-changes";
import { countChanges } from "./plans/plan-changes";
import { countText, destroySummary } from "./progress/summary";
import type { Session } from "./session";
import { errorText, type RunOutcome, runStacks } from "./stacks/run-stacks";
import { withoutCircles } from "./stacks/schedule";
import { movedAway } from "./state/moved-away";
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
 * Destroys stacks, those that others depend on last, or depended on when they were last deployed. What is not deployed is left alone, and
 * so is a stack that makes the bucket which its own state lies in.
 *
 * @returns undefined if a plan failed or the question was answered with no, so that nothing was destroyed
 * @throws GroundplanError if a stack is protected, if its state holds what has moved to another stack, or if a deployed one that depends on it, or did when it was deployed, is not selected;
 *   before anything is destroyed
 */
export async function destroy(session: Session, options: DestroyOptions): Promise<RunOutcome | undefined> {
  const { ask, memory, unprotected = [], passed = { plan: [], apply: [] } } = options;
  const { others: selected, holders } = partOwnState(session, options.selected);
  for (const name of holders) session.progress.print(`${leftAlone(session, name)}\n`);
  const deployed = await deployedOf(session, [
    ...selected,
    ...dependentsOf(selected, (name) => allDependents(session, name)),
  ]);
  const toDestroy = selected.filter((name) => deployed.has(name));
  const left = leftBehind(session, toDestroy, selected, deployed);
  // One command that mends all, since one that mends a part would meet the rest.
  const lifted = [...new Set([...unprotected, ...protectedEnvironments(session, toDestroy)])];
  const dependents = new Set([...left.values()].flatMap(({ present }) => present));
  const leaving = [...new Set([...left.values()].flatMap(({ former }) => former))].filter(
    (one) => !dependents.has(one),
  );
  const destroyAll = `${unprotecting(lifted)}npx groundplan destroy ${[...dependents, ...toDestroy].join(" ")}`;
  const again = leaving.length > 0 ? `npx groundplan deploy ${leaving.join(" ")} && ${destroyAll}` : destroyAll;
  const problems = [
    ...protectedStacks(session, toDestroy, again),
    ...(await protectedAndGone(session, toDestroy)),
    ...(await movedAway(session, memory, toDestroy)),
    ...[...left].flatMap(([name, of]) => dependentsProblems(name, of, again)),
  ];
  if (problems.length > 0) throw new GroundplanError(problems);

  const plans = ask ? await planDestroys(session, toDestroy, passed) : new Map<string, PlanChanges>();
  if (!plans || session.isInterrupted) return undefined;
  if (ask && toDestroy.length > 0 && !(await ask(destroySummary(plans)))) return undefined;

  // What is deployed counts before what is configured.
  const pairs = [
    ...selected.flatMap((item) => session.deployedDependents(item).map((first) => ({ item, first }))),
    ...selected.flatMap((item) => session.dependents(item).map((first) => ({ item, first }))),
  ];
  const before = withoutCircles(selected, pairs);
  return runStacks(
    session,
    selected,
    (name) => before[name] ?? [],
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
function dependentsOf(names: readonly string[], direct: (name: string) => readonly string[]): string[] {
  const found = new Set<string>();
  const add = (name: string) => {
    for (const dependent of direct(name)) {
      if (found.has(dependent)) continue;
      found.add(dependent);
      add(dependent);
    }
  };
  for (const name of names) add(name);
  return [...found].filter((name) => !names.includes(name));
}

/** Deployed stacks that would lose what they stand on. */
interface LeftBehind {
  /** Those that depend on it as they are configured. */
  readonly present: readonly string[];
  /** Those that depend on it no longer, but did when they were last deployed. */
  readonly former: readonly string[];
}

/** The deployed stacks that would lose what they stand on, by what they stand on. */
function leftBehind(
  session: Session,
  toDestroy: readonly string[],
  selected: readonly string[],
  deployed: ReadonlySet<string>,
): ReadonlyMap<string, LeftBehind> {
  const isLeft = (name: string) => deployed.has(name) && !selected.includes(name);
  const left = toDestroy.map((name) => {
    const present = dependentsOf([name], (one) => session.dependents(one)).filter(isLeft);
    const former = dependentsOf([name], (one) => allDependents(session, one)).filter(isLeft);
    return [name, { present, former: former.filter((other) => !present.includes(other)) }] as const;
  });
  return new Map(left.filter(([, { present, former }]) => present.length + former.length > 0));
}

/** Stacks that depend on a stack directly, or did when they were last deployed. */
function allDependents(session: Session, name: string): string[] {
  return [...session.dependents(name), ...session.deployedDependents(name)];
}

function dependentsProblems(name: string, { present, former }: LeftBehind, again: string): Problem[] {
  const depends: Problem = {
    code: "DESTROY_DEPENDENTS",
    path: name,
    message: "Deployed stacks depend on this one and are not destroyed with it.",
    found: present.join(", "),
    expected: "what depends on it destroyed before, or with it",
    fix: again,
  };
  const depended: Problem = {
    code: "DESTROY_FORMER_DEPENDENTS",
    path: name,
    message: "Stacks that need this one no longer did so when they were last deployed, and may still use it.",
    found: former.join(", "),
    expected: "these deployed as they are configured now, or destroyed with it",
    fix: again,
  };
  return [...(present.length > 0 ? [depends] : []), ...(former.length > 0 ? [depended] : [])];
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
