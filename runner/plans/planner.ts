import { GroundplanError, type Problem } from "../../constructs/core/errors";
import { countText } from "../progress/summary";
import { type Session, valuesIn } from "../session";
import { entryName, entryValue, hashInputs, type Outputs, type Read } from "../stacks/inputs";
import {
  type OutputChange,
  type OutputDifference,
  orderStacks,
  outputDifference,
  type StackOrder,
} from "../stacks/stack-order";
import type { PassedArguments } from "../terraform/pass-through";
import { TerraformError } from "../terraform/terraform-error";
import type { MockPlanner } from "./mock-plans";
import { countChanges, NO_CHANGES } from "./plan-changes";
import type { InputHashes, PlannedRun, PlannedStack } from "./planned-run";

/** How stacks are planned. */
export interface PlannerOptions {
  readonly selected: readonly string[];
  readonly passed: PassedArguments;
  /** Random text for the hashes of inputs. */
  readonly salt: string;
  /**
   * Plans stacks with mock values.
   *
   * @default - stacks whose producers do not exist are planned when these were applied
   */
  readonly mock?: MockPlanner;
  /** Whether a producer that is missing and not selected is mocked too, or is a problem. */
  readonly mocksUnselected: boolean;
}

/** What a stack needs of others that is not deployed. */
interface Needs {
  /** Producers of which nothing is deployed. */
  readonly absent: readonly string[];
  /** Entries that a deployed producer does not publish. */
  readonly missing: readonly Read[];
  /**
   * Producers whose contracts are read as mock values, if that is wanted: those that do not exist, and for a stack that does not exist
   * either also those that lack something. A deployed stack would seem to be replaced by mock values.
   */
  readonly mockable: readonly string[];
}

/** Plans the selected stacks side by side, each against what is deployed of the others. */
export class Planner {
  constructor(
    private readonly session: Session,
    private readonly options: PlannerOptions,
  ) {}

  /**
   * @throws GroundplanError if a stack reads what is not deployed and not selected; before any plan is made
   */
  async plan(): Promise<PlannedRun> {
    const { selected, mock } = this.options;
    const needs = new Map<string, Needs>();
    const stacks = new Map<string, PlannedStack>();
    const failed = new Map<string, TerraformError>();
    await Promise.all(
      selected.map((name) =>
        this.session.pool.run(() => keepError(name, failed, async () => needs.set(name, await this.#needs(name)))),
      ),
    );
    const problems = this.options.mocksUnselected ? [] : await this.#notDeployed(needs);
    if (problems.length > 0) throw new GroundplanError(problems);

    const mocked = selected.filter((name) => (needs.get(name)?.mockable.length ?? 0) > 0);
    await Promise.all(
      selected.map(async (name) => {
        const { missing = [], mockable = [] } = needs.get(name) ?? {};
        if (mockable.length > 0 || failed.has(name)) return;
        if (missing.length > 0) stacks.set(name, waitsFor(missing));
        else await this.session.pool.run(() => this.#planReal(name, stacks, failed));
      }),
    );
    if (mock && mocked.length > 0 && !this.session.isInterrupted) {
      const plans = await mock(this.session, mocked, (name) => needs.get(name)?.mockable ?? []);
      for (const [name, plan] of plans) put(name, plan, stacks, failed);
    }
    for (const name of mocked) {
      if (!stacks.has(name) && !failed.has(name))
        stacks.set(name, later(`after ${(needs.get(name)?.mockable ?? []).join(" and ")}`));
    }
    const inOrder = selected.flatMap((name) => pairOf(name, stacks.get(name)));
    return { stacks: new Map(inOrder), failed, order: failed.size > 0 ? NO_ORDER : await this.#order(stacks) };
  }

  /** Plans one stack with what is deployed now. */
  async planOne(name: string): Promise<Extract<PlannedStack, { kind: "real" }>> {
    const { progress } = this.session;
    progress.begin(name, "planning");
    const inputs = await this.session.inputs(name);
    const { hasChanges, changes } = await this.session.terraform(name).plan("plan", this.options.passed.plan);
    return { kind: "real", hasChanges, changes, inputs: this.#hash(name, inputs) };
  }

  /** Hashes of what a stack reads, as it is deployed now. */
  async inputsNow(name: string): Promise<InputHashes> {
    return this.#hash(name, await this.session.inputs(name));
  }

  /** What a stack needs of others and does not find. A stack without a backend needs the stacks before it. */
  async #needs(name: string): Promise<Needs> {
    if (!(await this.session.prepare(name))) {
      const absent = this.#before(name);
      return { absent, missing: [], mockable: absent };
    }
    const inputs = await this.session.inputs(name);
    const absent = [...inputs].filter(([, outputs]) => Object.keys(outputs).length === 0).map(([producer]) => producer);
    const missing = this.session
      .reads(name)
      .filter((read) => inputs.has(read.producer) && !absent.includes(read.producer))
      .filter((read) => entryValue(read, inputs.get(read.producer) ?? {}) === undefined);
    const isNew = missing.length > 0 && !(await this.session.state(name));
    const lacking = isNew ? missing.map(({ producer }) => producer) : [];
    return { absent, missing, mockable: [...new Set([...absent, ...lacking])] };
  }

  #before(name: string): string[] {
    const before = this.session.stack(name).dependencies.filter((other) => this.session.has(other));
    // The state of a stack that makes the bucket lies in that bucket.
    return before.length > 0 ? before : [name];
  }

  /** The problems of stacks that need what is not deployed and not selected. One command mends all of them. */
  async #notDeployed(needs: ReadonlyMap<string, Needs>): Promise<Problem[]> {
    const { selected } = this.options;
    const lacking = selected.flatMap((name) => {
      const absent = needs.get(name)?.absent.filter((producer) => !selected.includes(producer)) ?? [];
      const missing = needs.get(name)?.missing.filter(({ producer }) => !selected.includes(producer)) ?? [];
      return absent.length + missing.length > 0 ? [{ name, absent, missing }] : [];
    });
    const before = new Set<string>();
    for (const { absent, missing } of lacking) await this.#addNeeded(producersOf({ absent, missing }), before);
    return lacking.map(({ name, absent, missing }) => ({
      code: "PRODUCER_NOT_DEPLOYED",
      path: name,
      message: "The stack needs what another stack does not give yet, and that one is not part of this run.",
      found:
        absent.length > 0
          ? `${absent.join(", ")} not deployed`
          : `${producersOf({ absent, missing }).join(", ")} without ${missing.map(entryName).join(", ")}`,
      expected: "what it needs deployed before it, or with it",
      fix: `npx groundplan deploy ${[...before, ...selected].join(" ")}`,
    }));
  }

  /** Adds stacks to those that have to be deployed before, with what they need themselves. */
  async #addNeeded(names: readonly string[], before: Set<string>): Promise<void> {
    for (const name of names) {
      if (before.has(name) || this.options.selected.includes(name)) continue;
      before.add(name);
      const failed = new Map<string, TerraformError>();
      await keepError(name, failed, async () => this.#addNeeded(producersOf(await this.#needs(name)), before));
    }
  }

  async #planReal(name: string, stacks: Map<string, PlannedStack>, failed: Map<string, TerraformError>): Promise<void> {
    if (this.session.isInterrupted) return;
    await keepError(name, failed, async () => {
      const plan = await this.planOne(name);
      stacks.set(name, plan);
      this.session.progress.end(name, plan.hasChanges ? countText(countChanges(plan.changes)) : "no changes");
    });
    if (failed.has(name)) this.session.progress.end(name, this.session.isInterrupted ? "interrupted" : "failed");
  }

  #hash(name: string, inputs: ReadonlyMap<string, Outputs>): InputHashes {
    const reads = this.session.reads(name).filter(({ producer }) => inputs.has(producer));
    return hashInputs(reads, (producer) => inputs.get(producer) ?? {}, this.options.salt);
  }

  /** Reads from the plans which outputs go, and from the states who uses them. */
  async #order(stacks: ReadonlyMap<string, PlannedStack>): Promise<StackOrder> {
    const differences: Record<string, OutputDifference> = {};
    for (const [name, { kind, changes }] of stacks) {
      const actions = Object.values(changes.outputs);
      if (kind !== "real" || actions.every((action) => action === "create")) continue;
      const plan = (await this.session.terraform(name).planJson()) as { output_changes?: Record<string, OutputChange> };
      differences[name] = outputDifference(plan.output_changes ?? {});
    }
    const { selected } = this.options;
    const losing = Object.keys(differences).filter((name) => (differences[name]?.lost.length ?? 0) > 0);
    const consumers = this.session.options.stacks.map(
      async ({ name, dependencies, deployedAfter = [], isGone = false }) => {
        const isAsked = [...dependencies, ...deployedAfter].some((producer) => losing.includes(producer));
        const state = isAsked ? valuesIn(await this.session.state(name)) : "";
        return {
          name,
          dependencies,
          deployedAfter,
          isSelected: selected.includes(name),
          isGone,
          reads: this.session.reads(name),
          state,
        };
      },
    );
    return orderStacks(differences, await Promise.all(consumers));
  }
}

function producersOf({ absent, missing }: Pick<Needs, "absent" | "missing">): string[] {
  return [...new Set([...absent, ...missing.map(({ producer }) => producer)])];
}

/** Runs a step of a stack; a failure of Terraform is kept, so that the other stacks go on. */
async function keepError(
  name: string,
  failed: Map<string, TerraformError>,
  step: () => Promise<unknown>,
): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (!(error instanceof TerraformError)) throw error;
    failed.set(name, error);
  }
}

function pairOf(name: string, planned: PlannedStack | undefined): (readonly [string, PlannedStack])[] {
  return planned ? [[name, planned]] : [];
}

/** Puts a plan, or the error of one, to its like. */
export function put(
  name: string,
  plan: PlannedStack | TerraformError,
  stacks: Map<string, PlannedStack>,
  failed: Map<string, TerraformError>,
): void {
  if (plan instanceof TerraformError) failed.set(name, plan);
  else stacks.set(name, plan);
}

/** The order of stacks that nothing is known of. */
export const NO_ORDER: StackOrder = { before: {}, notes: [], problems: [] };

function later(why: string): PlannedStack {
  return { kind: "later", changes: NO_CHANGES, hasChanges: true, why };
}

function waitsFor(missing: readonly Read[]): PlannedStack {
  const producers = [...new Set(missing.map(({ producer }) => producer))];
  const entries = missing.map(entryName).join(", ");
  return later(
    `after ${producers.join(" and ")}, which ${producers.length === 1 ? "does" : "do"} not publish ${entries} yet`,
  );
}
