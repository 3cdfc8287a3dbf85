import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { GroundplanError } from "../constructs/core/errors";
import type { DeployedMemory } from "./memory-port";
import type { MockPlanner } from "./plans/mock-plans";
import { addressesLost } from "./plans/plan-changes";
import type { PlannedRun, PlannedStack } from "./plans/planned-run";
import { Planner } from "./plans/planner";
import { planSummary } from "./progress/summary";
import type { Session } from "./session";
import { changedInputs } from "./stacks/inputs";
import { errorText, type RunOutcome, runStacks, Stopped, type TaskResult } from "./stacks/run-stacks";
import { Pool } from "./stacks/schedule";
import { checkBootstrapped } from "./state/own-state";
import { isWhole, type PassedArguments } from "./terraform/pass-through";
import { PLAN_FILE } from "./terraform/terraform";

/** How stacks are deployed. */
export interface DeployOptions {
  /** Full names of the stacks. */
  readonly selected: readonly string[];
  /**
   * Shows what would be done and asks.
   *
   * @default - everything is approved
   */
  readonly ask?: (summary: string) => Promise<boolean>;
  /**
   * Plans stacks whose producers do not exist yet, so that the question can show what they would do.
   *
   * @default - they are planned when their producers were applied
   */
  readonly mock?: MockPlanner;
  /** Arguments that go to Terraform. @default - none */
  readonly passed?: PassedArguments;
  /** Is told of every stack that was applied. */
  readonly memory: DeployedMemory;
}

/** How a deploy ended; undefined if a plan failed or the question was answered with no, so that nothing was applied. */
export type DeployOutcome = RunOutcome | undefined;

/**
 * Deploys stacks: plans all that can be planned, finds the order, asks once, and applies each stack when those before it are done.
 * A stack whose plan was made with values that have changed since is planned again; if it would then destroy or replace what the
 * question did not show, it is asked about again.
 *
 * ```ts
 * const stacks = readStacks("cdktf.out");
 * const session = new Session({ stacks, program, version, environment: () => process.env, logs: "logs", runName: "deploy", jobs: 4,
 *   progress: NO_PROGRESS, interruption: new Interruption() });
 * const outcome = await deploy(session, { selected: stacks.map(({ name }) => name), memory: NO_MEMORY });
 * ```
 *
 * @throws GroundplanError if a stack needs what is not there, or no order is right; before anything is applied
 */
export async function deploy(session: Session, options: DeployOptions): Promise<DeployOutcome> {
  const { selected, mock, ask, passed = { plan: [], apply: [] } } = options;
  await checkBootstrapped(session, selected);
  const planner = new Planner(session, { selected, passed, mock, salt: newSalt(), mocksUnselected: false });
  const run = await planner.plan();
  if (!isPlanned(session, run)) return undefined;
  const hasChanges = [...run.stacks.values()].some((planned) => planned.hasChanges);
  if (hasChanges && ask && !(await ask(planSummary(run)))) return undefined;
  return new Deployment(session, options, planner, run, passed).apply();
}

/** A random text for the hashes of one run. */
export function newSalt(): string {
  return randomBytes(16).toString("hex");
}

/**
 * Prints the plans that failed.
 *
 * @returns whether every stack was planned
 * @throws GroundplanError if there is no right order
 */
export function isPlanned(session: Session, { failed, order }: PlannedRun): boolean {
  if (session.isInterrupted) return false;
  for (const error of failed.values()) session.progress.print(`\n${errorText(session, error)}`);
  if (order.problems.length > 0) throw new GroundplanError(order.problems);
  return failed.size === 0;
}

/** The applies of a deploy. */
class Deployment {
  /** Addresses that the question showed, by stack. */
  readonly #shown: ReadonlyMap<string, ReadonlySet<string>>;
  /** One question at a time. */
  readonly #questions = new Pool(1);

  constructor(
    private readonly session: Session,
    private readonly options: DeployOptions,
    private readonly planner: Planner,
    private readonly run: PlannedRun,
    private readonly passed: PassedArguments,
  ) {
    this.#shown = new Map(
      [...run.stacks].map(([name, { changes }]) => [
        name,
        new Set(addressesLost(changes).map(({ address }) => address)),
      ]),
    );
  }

  apply(): Promise<RunOutcome> {
    const before = (name: string) => this.run.order.before[name] ?? [];
    return runStacks(this.session, this.options.selected, before, (name) => this.#applyOne(name));
  }

  async #applyOne(name: string): Promise<TaskResult> {
    const { session } = this;
    const planned = this.run.stacks.get(name);
    const now = await this.#isCurrent(name, planned);
    const plan = now ?? (await this.#planAgain(name));
    const { environment } = session.stack(name);
    if (plan.hasChanges) {
      if (session.isInterrupted) return "not started";
      session.progress.begin(name, "applying", plan.changes.resources.length);
      this.options.memory.begun(name, environment);
      await session.terraform(name).applyPlan(PLAN_FILE, this.passed.apply);
      session.changed(name);
    }
    removePlan(session, name);
    if (isWhole(this.passed)) this.options.memory.applied(name, environment);
    return plan.hasChanges ? "applied" : "unchanged";
  }

  /** The plan that was made before, if what it read is still so. */
  async #isCurrent(name: string, planned: PlannedStack | undefined) {
    if (planned?.kind !== "real") return undefined;
    const changed = changedInputs(planned.inputs, await this.planner.inputsNow(name));
    return changed.length === 0 ? planned : undefined;
  }

  /** Plans with what the stacks before have made, and asks about what the first question could not show. */
  async #planAgain(name: string) {
    const { session, options } = this;
    await session.prepare(name);
    const plan = await this.planner.planOne(name);
    const { ask } = options;
    const shown = this.#shown.get(name) ?? new Set();
    const isNew = addressesLost(plan.changes).some(({ address }) => !shown.has(address));
    if (!isNew || !ask) return plan;
    const summary = planSummary({ stacks: new Map([[name, plan]]), order: { before: {}, notes: [], problems: [] } });
    const question = `With what was applied before it, ${name} destroys or replaces more than was shown.\n\n${summary}`;
    if (await this.#questions.run(() => ask(question))) return plan;
    throw new Stopped("it was not approved");
  }
}

/** A plan holds values of the state, so it is kept no longer than needed. */
export function removePlan(session: Session, name: string): void {
  fs.rmSync(path.join(session.stack(name).folder, PLAN_FILE), { force: true });
}
