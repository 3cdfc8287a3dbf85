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
        await terraform.apply();
        await expectEmptyPlan(terraform);
      },
    );
  }

  /** Destroys every stack, those that others depend on last. Protection against deletion is lifted first. */
  async destroy(): Promise<void> {
    await this.#inOrder(
      (name) => this.#dependents(name),
      async (terraform) => {
        if (liftProtection(terraform.folder).length > 0) await terraform.apply("apply without protection");
        await terraform.destroy();
      },
    );
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

/** Arguments that protect a resource, each with the value that does not. */
const UNPROTECTED: Readonly<Record<string, unknown>> = {
  prevent_destroy: false,
  force_destroy: true,
  deletion_protection: false,
  deletion_protection_enabled: false,
  disable_api_termination: false,
  enable_deletion_protection: false,
  skip_destroy: false,
  skip_final_snapshot: true,
};

/** Types that take `force_destroy` and keep their contents without it. */
const KEEPS_CONTENTS = ["aws_s3_bucket"];

type Json = Record<string, unknown>;

/**
 * Lifts the protection against deletion in a synthesized stack, as somebody who really wants to remove a protected
 * environment would. Only the synthesized file is changed.
 *
 * @returns the addresses of the resources that were protected
 */
export function liftProtection(folder: string): string[] {
  const file = path.join(folder, "cdk.tf.json");
  const stack = JSON.parse(fs.readFileSync(file, "utf8")) as { resource?: Record<string, Record<string, Json>> };
  const lifted: string[] = [];
  for (const [type, resources] of Object.entries(stack.resource ?? {})) {
    for (const [name, resource] of Object.entries(resources)) {
      const isChanged = [resource, resource.lifecycle as Json | undefined].map(unprotect).includes(true);
      const keepsContents = KEEPS_CONTENTS.includes(type) && resource.force_destroy !== true;
      if (keepsContents) resource.force_destroy = true;
      if (isChanged || keepsContents) lifted.push(`${type}.${name}`);
    }
  }
  if (lifted.length > 0) fs.writeFileSync(file, JSON.stringify(stack, undefined, 2));
  return lifted;
}

function unprotect(block: Json | undefined): boolean {
  if (!block) return false;
  const protectedKeys = Object.keys(UNPROTECTED).filter((key) => key in block && block[key] !== UNPROTECTED[key]);
  for (const key of protectedKeys) block[key] = UNPROTECTED[key];
  return protectedKeys.length > 0;
}
