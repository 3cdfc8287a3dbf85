import * as fs from "node:fs";
import * as path from "node:path";
import type { Interruption } from "./progress/interruption";
import type { Progress } from "./progress/progress";
import { type Outputs, type Read, readsOf, statesOpenedBy } from "./stacks/inputs";
import { Pool } from "./stacks/schedule";
import type { SynthesizedStack } from "./stacks/stacks";
import { writeBackend } from "./state/backends";
import { refuseUnsaved, tellLost } from "./state/recovery";
import { engineOf } from "./terraform/engine";
import { BackendMissing, initialize } from "./terraform/init";
import type { StateFile } from "./terraform/state-file";
import { Terraform, type TerraformOptions } from "./terraform/terraform";
import type { TerraformEvent } from "./terraform/terraform-events";

/** What a run of several stacks needs. The caller says where it goes: to AWS, or to an emulator. */
export interface SessionOptions {
  /** Every stack of the environments meant, also those that are not selected: their outputs may be read. */
  readonly stacks: readonly SynthesizedStack[];
  /** Terraform program, and its version. */
  readonly program: string;
  readonly version: string;
  /** Variables that Terraform runs with for a stack: credentials, region, address of an emulator, where providers are. */
  readonly environment: (stack: SynthesizedStack) => NodeJS.ProcessEnv;
  /** Folder of the logs; each stack has one of its own in it. */
  readonly logs: string;
  /**
   * Folder of the journals, by which a later command finds what a broken run left.
   *
   * @default - nothing is written down
   */
  readonly runs?: string;
  /** Name of the log files of this run, without `.log`. */
  readonly runName: string;
  /** Stacks at the same time. */
  readonly jobs: number;
  readonly progress: Progress;
  readonly interruption: Interruption;
  /**
   * Seconds until a step is interrupted; 0 for never.
   *
   * @default 0
   */
  readonly stepSeconds?: number;
}

/** Logs that are kept of a stack. */
const KEPT_LOGS = 30;

/** The stacks of a run: their Terraform, what they read of each other, and what is deployed of them. */
export class Session {
  readonly pool: Pool;
  readonly #tell = (line: string) => this.progress.print(`${line}\n`);
  readonly #terraforms = new Map<string, Terraform>();
  readonly #prepared = new Map<string, Promise<boolean>>();
  readonly #lookers = new Map<string, Promise<Terraform | undefined>>();
  readonly #outputs = new Map<string, Promise<Outputs>>();
  readonly #reads = new Map<string, readonly Read[]>();
  readonly #listeners = new Map<string, (event: TerraformEvent) => void>();

  constructor(readonly options: SessionOptions) {
    this.pool = new Pool(options.jobs);
  }

  get progress(): Progress {
    return this.options.progress;
  }

  get isInterrupted(): boolean {
    return this.options.interruption.isRequested;
  }

  /** What runs the stacks, with its version: `Terraform 1.11.4`. */
  get engine(): string {
    return `${engineOf(this.options.program)} ${this.options.version}`;
  }

  /** Whether a stack is one of this run's environments. */
  has(name: string): boolean {
    return this.options.stacks.some((stack) => stack.name === name);
  }

  stack(name: string): SynthesizedStack {
    const stack = this.options.stacks.find((candidate) => candidate.name === name);
    if (!stack) throw new Error(`There is no stack ${name}.`);
    return stack;
  }

  /** Terraform for a stack, with its log and the display. */
  terraform(name: string): Terraform {
    const existing = this.#terraforms.get(name);
    if (existing) return existing;
    const { runs } = this.options;
    const terraform = this.terraformIn(name, this.stack(name).folder, { runs, tell: this.#tell });
    this.#terraforms.set(name, terraform);
    removeOldLogs(path.dirname(this.logOf(name)));
    return terraform;
  }

  /** Terraform for a stack in another folder than its own. */
  terraformIn(name: string, folder: string, journal: Pick<TerraformOptions, "runs" | "tell"> = {}): Terraform {
    const { program, environment, interruption, progress, stepSeconds = 0 } = this.options;
    return new Terraform(name, folder, program, environment(this.stack(name)), {
      ...journal,
      log: this.logOf(name),
      interruption,
      stepSeconds,
      onEvent: (event) => {
        progress.event(name, event);
        this.#listeners.get(name)?.(event);
      },
    });
  }

  /** Listens to what Terraform reports about a stack. @returns ends that */
  onEvent(name: string, listener: (event: TerraformEvent) => void): () => void {
    this.#listeners.set(name, listener);
    return () => this.#listeners.delete(name);
  }

  /** The log file of a stack in this run. */
  logOf(name: string): string {
    return path.join(this.options.logs, name, `${this.options.runName}.log`);
  }

  /**
   * Initialises a stack, unless that is done already. Tells what a broken run made that its state does not hold.
   *
   * @param isRepair whether the stack is prepared for being repaired: then nothing is told or refused
   * @returns whether its backend is there; what has none is not deployed
   * @throws GroundplanError `STATE_UNSAVED` if a run could not write its state
   */
  prepare(name: string, { isRepair = false } = {}): Promise<boolean> {
    const running = this.#prepared.get(name);
    if (running) return running;
    const prepared = this.#initialize(name, isRepair).catch((error: unknown) => {
      if (!(error instanceof BackendMissing)) throw error;
      // The bucket may be made meanwhile.
      this.#prepared.delete(name);
      return false;
    });
    this.#prepared.set(name, prepared);
    return prepared;
  }

  async #initialize(name: string, isRepair: boolean): Promise<true> {
    const { environment, runs } = this.options;
    const stack = this.stack(name);
    if (!isRepair) refuseUnsaved(stack);
    await initialize(this.terraform(name), this.engine, environment(stack));
    if (runs && !isRepair) await tellLost(runs, this.terraform(name), this.#tell);
    return true;
  }

  /**
   * Terraform in a folder that has nothing of a stack but its backend: states and outputs are read there, so that looking at a stack
   * that is not part of the run needs none of its providers.
   *
   * @returns undefined if the backend is not there
   */
  #looker(name: string): Promise<Terraform | undefined> {
    const running = this.#lookers.get(name);
    if (running) return running;
    const looker = this.#initializeLooker(name).catch((error: unknown) => {
      if (!(error instanceof BackendMissing)) throw error;
      this.#lookers.delete(name);
      return undefined;
    });
    this.#lookers.set(name, looker);
    return looker;
  }

  async #initializeLooker(name: string): Promise<Terraform> {
    const { environment } = this.options;
    const stack = this.stack(name);
    const terraform = this.terraformIn(name, writeBackend(stack));
    await initialize(terraform, this.engine, environment(stack));
    return terraform;
  }

  /** What a stack reads of others. */
  reads(name: string): readonly Read[] {
    const known = this.#reads.get(name);
    if (known) return known;
    const { environment, folder } = this.stack(name);
    const reads = readsOf(environment, fs.readFileSync(path.join(folder, "cdk.tf.json"), "utf8"));
    this.#reads.set(name, reads);
    return reads;
  }

  /** The stacks whose states a stack opens. */
  producers(name: string): string[] {
    const { environment, folder } = this.stack(name);
    const opened = statesOpenedBy(environment, fs.readFileSync(path.join(folder, "cdk.tf.json"), "utf8"));
    return opened.filter((producer) => this.has(producer));
  }

  /** Outputs of a stack as it is deployed; none if it is not. Asked once, and again after {@link changed}. */
  outputs(name: string): Promise<Outputs> {
    const asked = this.#outputs.get(name);
    if (asked) return asked;
    const outputs = this.#looker(name).then(async (looker) => (await looker?.outputs()) ?? {});
    this.#outputs.set(name, outputs);
    return outputs;
  }

  /** Forgets the outputs of a stack, because it was applied or destroyed. */
  changed(name: string): void {
    this.#outputs.delete(name);
  }

  /** Outputs of what a stack reads, by producer. */
  async inputs(name: string): Promise<ReadonlyMap<string, Outputs>> {
    const producers = this.producers(name);
    const outputs = await Promise.all(producers.map((producer) => this.outputs(producer)));
    return new Map(producers.map((producer, index) => [producer, outputs[index] ?? {}]));
  }

  /** State of a stack; undefined if nothing is deployed of it. */
  async state(name: string): Promise<StateFile | undefined> {
    const state = await (await this.#looker(name))?.state();
    return state && managedResources(state).length > 0 ? state : undefined;
  }

  /** Stacks that depend on a stack directly. */
  dependents(name: string): string[] {
    return this.options.stacks.filter(({ dependencies }) => dependencies.includes(name)).map((stack) => stack.name);
  }

  /** Stacks that depended on a stack directly when they were last deployed. */
  deployedDependents(name: string): string[] {
    return this.options.stacks.filter(({ deployedAfter }) => deployedAfter?.includes(name)).map((stack) => stack.name);
  }
}

/** The resources of a state that Terraform manages. */
export function managedResources(state: StateFile): StateFile["resources"] {
  return state.resources.filter(({ mode, instances }) => mode === "managed" && instances.length > 0);
}

/** Values in the resources of a state, as text. What it only reads of others does not count. */
export function valuesIn(state: StateFile | undefined): string {
  return state ? JSON.stringify(managedResources(state).map(({ instances }) => instances)) : "";
}

/** Keeps the newest logs of a stack; their names begin with the time. */
function removeOldLogs(folder: string): void {
  if (!fs.existsSync(folder)) return;
  const logs = fs.readdirSync(folder).sort();
  for (const log of logs.slice(0, Math.max(0, logs.length - KEPT_LOGS)))
    fs.rmSync(path.join(folder, log), { force: true });
}
