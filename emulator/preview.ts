import * as fs from "node:fs";
import * as path from "node:path";
import { withoutSecrets } from "../constructs/core/texts/secret-forms";
import { countChanges } from "../runner/plans/plan-changes";
import { countText } from "../runner/progress/summary";
import type { Session } from "../runner/session";
import { entryName, entryValue, type Outputs, type Read, readsOf, statesOpenedBy } from "../runner/stacks/inputs";
import { runInOrder } from "../runner/stacks/schedule";
import type { SynthesizedStack } from "../runner/stacks/stacks";
import { initialize } from "../runner/terraform/init";
import type { Terraform } from "../runner/terraform/terraform";
import { TerraformError } from "../runner/terraform/terraform-error";
import { emulatedIds, withoutEmulatedIds } from "./emulated-ids";
import { forEmulator } from "./left-out";

const STACK_FILE = "cdk.tf.json";

/** What is previewed. */
export interface PreviewOptions {
  /** Every stack of the base. Its files are changed: states lie in {@link states}, and nothing is protected from being destroyed. */
  readonly before: readonly SynthesizedStack[];
  /** Every stack of the change; its files are changed in the same way. */
  readonly after: readonly SynthesizedStack[];
  /** Full names of the stacks that differ. */
  readonly differing: readonly string[];
  /** Folder of the states. */
  readonly states: string;
  /** Runs Terraform against an emulator; knows the stacks of both sides. */
  readonly session: Session;
}

/** A stack that was previewed. */
export type PreviewedStack =
  /** The plan, in Terraform's JSON format. */
  | { readonly kind: "planned"; readonly plan: Readonly<Record<string, unknown>> }
  /** It cannot be planned here. */
  | { readonly kind: "left out"; readonly reason: string }
  /** Terraform refuses to plan it. */
  | { readonly kind: "failed"; readonly error: TerraformError };

/**
 * Plans stacks that differ between two revisions, each against what the base deploys: the base of each, and of all whose outputs it reads,
 * is applied to the emulator first. Where one reads what another one only publishes by the change, that one is applied in between, as a
 * deploy would do.
 *
 * @returns the stacks that differ, by name; after an interrupt not all of them
 */
export async function preview(options: PreviewOptions): Promise<ReadonlyMap<string, PreviewedStack>> {
  return new Preview(options).run();
}

class Preview {
  readonly #results = new Map<string, PreviewedStack>();
  /** Why stacks are not in the emulator, by name. */
  readonly #missing = new Map<string, string>();
  /** Outputs of the stacks as they are in the emulator. */
  readonly #outputs = new Map<string, Outputs>();
  /** What the emulator drew, for what is or was in it. */
  readonly #ids = new Map<string, string>();
  readonly #before: ReadonlyMap<string, SynthesizedStack>;
  readonly #after: ReadonlyMap<string, SynthesizedStack>;

  constructor(private readonly options: PreviewOptions) {
    this.#before = byName(options.before);
    this.#after = byName(options.after);
    for (const { name, reason } of forEmulator([...options.before, ...options.after]).leftOut) {
      this.#missing.set(name, reason);
    }
  }

  async run(): Promise<ReadonlyMap<string, PreviewedStack>> {
    const { differing, before, after, states } = this.options;
    for (const stack of [...before, ...after]) makeLocal(stack, states);
    await runInOrder(
      this.#needed(),
      (name) => producersOf(this.#before.get(name)),
      (name) => this.#step(() => this.#applyBase(name)),
    );
    await runInOrder(
      differing,
      (name) => producersOf(this.#after.get(name)),
      (name) => this.#step(() => this.#plan(name)),
    );
    return this.#results;
  }

  /** The base stacks that differ or whose outputs one that differs reads, directly or not. */
  #needed(): string[] {
    const needed = new Set<string>();
    const add = (name: string): void => {
      const stack = this.#before.get(name);
      if (!stack || needed.has(name)) return;
      needed.add(name);
      producersOf(stack).forEach(add);
    };
    const planned = this.options.differing.filter((name) => !this.#missing.has(name));
    for (const name of planned) [name, ...producersOf(this.#after.get(name))].forEach(add);
    return [...needed];
  }

  #step(step: () => Promise<void>): Promise<void> {
    const { session } = this.options;
    return session.pool.run(async () => {
      if (!session.isInterrupted) await step();
    });
  }

  async #applyBase(name: string): Promise<void> {
    const stack = this.#before.get(name);
    if (!stack || this.#missing.has(name)) return;
    const reason = this.#lackOf(stack);
    if (reason !== undefined) {
      this.#missing.set(name, reason);
      return;
    }
    await this.#try(name, "applying the base", "the emulator cannot hold its base", async () => {
      const terraform = await this.#terraform(stack);
      await terraform.apply();
      await this.#look(name, terraform);
      return "the base is applied";
    });
  }

  async #plan(name: string): Promise<void> {
    const after = this.#after.get(name);
    const stack = after ?? this.#before.get(name);
    if (!stack) return;
    const reason = this.#missing.get(name) ?? this.#lackOf(stack);
    if (reason !== undefined) {
      this.#results.set(name, { kind: "left out", reason });
      return;
    }
    const { progress } = this.options.session;
    progress.begin(name, "planning");
    try {
      const terraform = await this.#terraform(stack);
      const { hasChanges, changes } = await terraform.plan("plan", after ? [] : ["-destroy"]);
      // What differs from the state in an emulator is no drift of anything.
      const { resource_drift: _, ...plan } = (await terraform.planJson()) as Readonly<Record<string, unknown>>;
      this.#results.set(name, { kind: "planned", plan: withoutEmulatedIds(plan, this.#ids) });
      progress.end(name, hasChanges ? countText(countChanges(changes)) : "no changes");
      if (after && this.#isAwaited(name)) await this.#applyChange(name, terraform);
    } catch (error) {
      if (!(error instanceof TerraformError)) throw error;
      this.#results.set(name, { kind: "failed", error });
      progress.end(name, "failed");
    }
  }

  /** Whether a stack that is planned later reads what this one does not publish yet. */
  #isAwaited(name: string): boolean {
    return this.options.differing.some((other) => {
      const reads = readsIn(this.#after.get(other)).filter(({ producer }) => producer === name);
      return reads.some((read) => entryValue(read, this.#outputs.get(name) ?? {}) === undefined);
    });
  }

  /** What others read and is not published then, they tell. */
  async #applyChange(name: string, terraform: Terraform): Promise<void> {
    await this.#try(name, "applying what others read", "the emulator cannot hold its change", async () => {
      await terraform.applyPlan();
      await this.#look(name, terraform);
      return "applied";
    });
  }

  /** Takes in what a stack has in the emulator, as soon as it is applied: nobody writes its state then. */
  async #look(name: string, terraform: Terraform): Promise<void> {
    this.#outputs.set(name, await terraform.outputs());
    for (const [id, reference] of emulatedIds(stateFile(this.options.states, name))) this.#ids.set(id, reference);
  }

  async #try(name: string, activity: string, failure: string, step: () => Promise<string>): Promise<void> {
    const { progress, isInterrupted } = this.options.session;
    progress.begin(name, activity);
    try {
      progress.end(name, await step());
    } catch (error) {
      if (!(error instanceof TerraformError)) throw error;
      const reason = `${failure}: ${summaryOf(error)}`;
      this.#missing.set(name, reason);
      progress.end(name, isInterrupted ? "interrupted" : reason);
    }
  }

  /** Why a stack cannot have what it reads; undefined if it can. */
  #lackOf(stack: SynthesizedStack): string | undefined {
    const producer = producersOf(stack).find((one) => this.#missing.has(one));
    if (producer !== undefined) return `it reads ${producer}: ${this.#missing.get(producer)}`;
    const read = readsIn(stack).find((one) => entryValue(one, this.#outputs.get(one.producer) ?? {}) === undefined);
    return read && `it reads ${entryName(read)} of ${read.producer}, which does not publish it`;
  }

  async #terraform({ name, folder }: SynthesizedStack): Promise<Terraform> {
    const { session } = this.options;
    const terraform = session.terraformIn(name, folder);
    await initialize(terraform, session.engine, session.options.environment(session.stack(name)));
    return terraform;
  }
}

function byName(stacks: readonly SynthesizedStack[]): ReadonlyMap<string, SynthesizedStack> {
  return new Map(stacks.map((stack) => [stack.name, stack]));
}

function textOf({ folder }: SynthesizedStack): string {
  return fs.readFileSync(path.join(folder, STACK_FILE), "utf8");
}

function producersOf(stack: SynthesizedStack | undefined): readonly string[] {
  return stack ? statesOpenedBy(stack.environment, textOf(stack)) : [];
}

function readsIn(stack: SynthesizedStack | undefined): readonly Read[] {
  return stack ? readsOf(stack.environment, textOf(stack)) : [];
}

function stateFile(states: string, stack: string): string {
  return path.join(states, `${stack}.tfstate`);
}

/** Lets a stack keep its state, and look for those of others, in one folder, and destroy whatever it must. */
function makeLocal(stack: SynthesizedStack, states: string): void {
  const { environment, name, folder } = stack;
  const read = producersOf(stack).map((producer) => [
    producer.slice(environment.length + 1),
    { backend: "local", config: { path: stateFile(states, producer) } },
  ]);
  const override = {
    terraform: { backend: { local: { path: stateFile(states, name) } } },
    ...(read.length > 0 ? { data: { terraform_remote_state: Object.fromEntries(read) } } : {}),
  };
  fs.writeFileSync(path.join(folder, "preview_override.tf.json"), JSON.stringify(override));
  const unprotected = (key: string, value: unknown) =>
    key === "prevent_destroy" && value === true ? undefined : value;
  fs.writeFileSync(path.join(folder, STACK_FILE), JSON.stringify(JSON.parse(textOf(stack), unprotected)));
}

/** What Terraform says is wrong, without what it says of the place. */
function summaryOf({ diagnostics, reason }: TerraformError): string {
  const [first] = diagnostics.filter(({ severity }) => severity === "error");
  const [line = reason] = (first?.text ?? reason).split("\n");
  return withoutSecrets(line);
}
