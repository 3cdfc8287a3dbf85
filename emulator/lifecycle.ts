import * as fs from "node:fs";
import * as path from "node:path";
import type { Emulator } from "./server";
import { type StepTime, type SynthesizedStack, Terraform, TerraformError, terraformEnvironment } from "./terraform";
import type { Tools } from "./tools";

/** Runs at most a number of tasks side by side. */
export class Pool {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** @param size tasks at the same time */
  constructor(size: number) {
    this.#free = size;
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }
}

/**
 * Runs a task for every item as soon as the tasks of the items before it are done. Once a task has failed no further task
 * starts; those under way are waited for, then the first error is thrown.
 *
 * @param items keys of the items
 * @param before keys of the items that must be done first; unknown keys are ignored
 */
export async function runInOrder(
  items: readonly string[],
  before: (item: string) => readonly string[],
  task: (item: string) => Promise<void>,
): Promise<void> {
  const started = new Map<string, Promise<void>>();
  const errors: unknown[] = [];
  const start = (item: string, path: readonly string[]): Promise<void> => {
    if (path.includes(item))
      throw new Error(`The stacks depend on each other in a circle: ${[...path, item].join(" → ")}.`);
    const running = started.get(item);
    if (running) return running;
    const first = before(item).filter((other) => items.includes(other));
    const promise = Promise.all(first.map((other) => start(other, [...path, item])))
      .then(() => (errors.length > 0 ? undefined : task(item)))
      .catch((error: unknown) => {
        errors.push(error);
      });
    started.set(item, promise);
    return promise;
  };
  await Promise.all(items.map((item) => start(item, [])));
  if (errors.length > 0) throw errors[0];
}

/** What a lifecycle needs. */
export interface LifecycleOptions {
  readonly stacks: readonly SynthesizedStack[];
  /** The same stacks, synthesized without protection against deletion. */
  readonly unprotected: readonly SynthesizedStack[];
  readonly tools: Tools;
  readonly emulator: Emulator;
  /** Shared by lifecycles that run at the same time. */
  readonly pool: Pool;
  /** Folder for a CLI configuration. */
  readonly folder: string;
}

/**
 * The stacks of one environment, from nothing to deployed and back: for each stack in dependency order init, validate,
 * plan, apply and a second plan, which must be empty; then destroy in the reverse order. Stacks that do not depend on each
 * other run side by side.
 */
export class Lifecycle {
  readonly #runs: ReadonlyMap<string, { stack: SynthesizedStack; terraform: Terraform }>;

  constructor(private readonly options: LifecycleOptions) {
    this.#runs = new Map(
      options.stacks.map((stack) => {
        const target = { url: options.emulator.url, account: stack.account, region: stack.region };
        const env = terraformEnvironment(options.tools, target, options.folder);
        const terraform = new Terraform(stack.name, stack.folder, options.tools.terraform, env);
        return [stack.name, { stack, terraform }];
      }),
    );
  }

  /** Times of all steps that were run. */
  get times(): StepTime[] {
    return [...this.#runs.values()].flatMap(({ terraform }) => terraform.times);
  }

  /** The runner of one stack. */
  terraform(stack: string): Terraform {
    const run = this.#runs.get(stack);
    if (!run) throw new Error(`There is no stack ${stack}; there are ${[...this.#runs.keys()].join(", ")}.`);
    return run.terraform;
  }

  /**
   * Deploys every stack.
   *
   * @throws TerraformError if a step fails, or if the plan after an apply is not empty
   */
  async deploy(): Promise<void> {
    await this.#inOrder(
      (name) => this.#dependencies(name),
      async (terraform) => {
        await terraform.init();
        await terraform.validate();
        await terraform.plan();
        await terraform.applyPlan();
        await expectEmptyPlan(terraform);
      },
    );
  }

  /**
   * Destroys every stack, those that others depend on last. Where a stack is protected the destroy must be refused; then
   * it is applied without protection first, as somebody who really wants to remove the environment would do.
   *
   * @throws TerraformError if a step fails, or if a protected stack could be destroyed
   */
  async destroy(): Promise<void> {
    await this.#inOrder(
      (name) => this.#dependents(name),
      async (terraform) => {
        if (await this.#liftProtection(terraform)) await terraform.apply("apply unprotected");
        await terraform.destroy();
      },
    );
  }

  /** Replaces a protected stack by its unprotected form. Returns whether there was a difference. */
  async #liftProtection(terraform: Terraform): Promise<boolean> {
    const file = path.join(terraform.folder, "cdk.tf.json");
    const current = fs.readFileSync(file, "utf8");
    const unprotected = this.options.unprotected.find((stack) => stack.name === terraform.stack);
    const replacement = unprotected ? fs.readFileSync(path.join(unprotected.folder, "cdk.tf.json"), "utf8") : current;
    if (replacement === current) return false;
    if (/"prevent_destroy":\s*true/.test(current)) await expectRefusal(terraform);
    fs.writeFileSync(file, replacement);
    return true;
  }

  #inOrder(before: (name: string) => readonly string[], task: (terraform: Terraform) => Promise<void>): Promise<void> {
    const { pool } = this.options;
    return runInOrder([...this.#runs.keys()], before, (name) => pool.run(() => task(this.terraform(name))));
  }

  #dependencies(name: string): readonly string[] {
    return this.#runs.get(name)?.stack.dependencies ?? [];
  }

  #dependents(name: string): readonly string[] {
    return [...this.#runs.values()]
      .filter(({ stack }) => stack.dependencies.includes(name))
      .map(({ stack }) => stack.name);
  }
}

/** Plans again. @throws TerraformError if the plan has changes */
export async function expectEmptyPlan(terraform: Terraform): Promise<void> {
  const { hasChanges, output } = await terraform.plan("second plan");
  if (hasChanges) throw new TerraformError(terraform.stack, "second plan", output, "is not empty");
}

/** Plans the destruction. @throws TerraformError unless Terraform refuses */
async function expectRefusal(terraform: Terraform): Promise<void> {
  const { code, output } = await terraform.run("plan of destroy", ["-destroy", "-input=false"], [0, 1], "plan");
  if (code === 0 || !output.includes("prevent_destroy")) {
    throw new TerraformError(terraform.stack, "plan of destroy", output, "was not refused by `prevent_destroy`");
  }
}
