import * as fs from "node:fs";
import * as path from "node:path";
import { type Pool, runInOrder } from "../runner/stacks/schedule";
import type { SynthesizedStack } from "../runner/stacks/stacks";
import { holdsOwnState } from "../runner/state/backends";
import { type BootstrapOptions, bootstrap, destroyBootstrap } from "../runner/state/bootstrap";
import { type StepTime, Terraform, TerraformError } from "../runner/terraform/terraform";
import { hasOneProvider, LongLivedProvider } from "./long-lived-provider";
import { Outcomes } from "./outcomes";
import type { Emulator } from "./server";
import { terraformEnvironment } from "./terraform-environment";
import type { Tools } from "./tools";

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
  /**
   * The AWS provider's program. Each stack with one provider block then has one process of it for all that Terraform does after its init, up
   * to the second plan, and another one for its destroy.
   *
   * @default - every command starts the provider anew
   */
  readonly provider?: string;
  /**
   * Looks at a stack that is deployed and whose second plan was empty, while its provider lives.
   *
   * @default - nothing is looked at
   */
  readonly onDeployed?: (stack: SynthesizedStack, env: NodeJS.ProcessEnv) => Promise<void>;
  /**
   * Runs every step, to log it.
   *
   * @default - nothing is said
   */
  readonly onStep?: <T>(stack: string, step: string, run: () => Promise<T>) => Promise<T>;
}

/** A stack, its Terraform, and the variables that Terraform runs with: read whenever a command starts. */
interface Run {
  readonly stack: SynthesizedStack;
  readonly env: NodeJS.ProcessEnv;
  readonly terraform: Terraform;
}

/**
 * The stacks of one environment, from nothing to deployed and back: for each stack in dependency order init, validate,
 * plan, apply and a second plan, which must be empty; then destroy in the reverse order. Stacks that do not depend on each
 * other run side by side.
 */
export class Lifecycle {
  readonly #deployed = new Outcomes();
  readonly #destroyed = new Outcomes();
  readonly #runs: ReadonlyMap<string, Run>;

  constructor(private readonly options: LifecycleOptions) {
    this.#runs = new Map(
      options.stacks.map((stack) => {
        const env = this.#environmentOf(stack);
        const terraform = new Terraform(stack.name, stack.folder, options.tools.terraform, env);
        return [stack.name, { stack, env, terraform }];
      }),
    );
  }

  /** Times of all steps that were run. */
  get times(): StepTime[] {
    return [...this.#runs.values()].flatMap(({ terraform }) => terraform.times);
  }

  /** The runner of one stack. */
  terraform(stack: string): Terraform {
    return this.#run(stack).terraform;
  }

  /**
   * Deploys every stack. What became of each is told by {@link deployed}.
   *
   * @throws TerraformError if a step fails, or if the plan after an apply is not empty
   */
  async deploy(): Promise<void> {
    await this.#inOrder(
      (name) => this.#dependencies(name),
      async (terraform) => {
        await this.#step(terraform, "init", () => this.#init(terraform));
        await this.#withProvider(terraform, async () => {
          await this.#step(terraform, "validate", () => terraform.validate());
          await this.#step(terraform, "plan", () => terraform.plan());
          await this.#step(terraform, "apply", () => terraform.applyPlan());
          await this.#step(terraform, "second plan", () => expectEmptyPlan(terraform));
          const { onDeployed } = this.options;
          const { stack, env } = this.#run(terraform.stack);
          if (onDeployed) await this.#step(terraform, "look", () => onDeployed(stack, env));
        });
      },
      this.#deployed,
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
        await this.#withProvider(terraform, async () => {
          if (await this.#liftProtection(terraform)) {
            await this.#step(terraform, "apply unprotected", () => terraform.apply("apply unprotected"));
          }
          await this.#step(terraform, "destroy", () => this.#destroy(terraform));
        });
      },
      this.#destroyed,
    );
  }

  /** Resolves when a stack is deployed and its second plan was empty. @throws Error why it is not, when that is known */
  deployed(stack: string): Promise<void> {
    return this.#deployed.of(stack);
  }

  /** Resolves when a stack is destroyed. @throws Error why it is not, when that is known */
  destroyed(stack: string): Promise<void> {
    return this.#destroyed.of(stack);
  }

  /** The stack that makes the bucket of the states is bootstrapped: its own state lies in there. */
  async #init(terraform: Terraform): Promise<void> {
    if (holdsOwnState(terraform.folder)) await bootstrap(this.#bootstrapOptions(terraform));
    else await terraform.init();
  }

  async #destroy(terraform: Terraform): Promise<void> {
    if (holdsOwnState(terraform.folder)) await destroyBootstrap({ ...this.#bootstrapOptions(terraform), others: [] });
    else await terraform.destroy();
  }

  #bootstrapOptions({ stack: name }: Terraform): BootstrapOptions {
    const { stack } = this.#run(name);
    return { stack, terraform: (of, folder) => this.#terraformIn(of, folder), tell: () => {} };
  }

  /** Replaces a protected stack by its unprotected form. Returns whether there was a difference. */
  async #liftProtection(terraform: Terraform): Promise<boolean> {
    const file = path.join(terraform.folder, "cdk.tf.json");
    const current = fs.readFileSync(file, "utf8");
    const unprotected = this.options.unprotected.find((stack) => stack.name === terraform.stack);
    const replacement = unprotected ? fs.readFileSync(path.join(unprotected.folder, "cdk.tf.json"), "utf8") : current;
    if (replacement === current) return false;
    if (/"prevent_destroy":\s*true/.test(current)) {
      await this.#step(terraform, "refused destroy", () => expectRefusal(terraform));
    }
    fs.writeFileSync(file, replacement);
    return true;
  }

  async #inOrder(
    before: (name: string) => readonly string[],
    task: (terraform: Terraform) => Promise<void>,
    outcomes: Outcomes,
  ): Promise<void> {
    const names = [...this.#runs.keys()];
    try {
      await runInOrder(names, before, (name) =>
        outcomes.record(name, () => this.options.pool.run(() => task(this.terraform(name)))),
      );
    } catch (error) {
      outcomes.giveUp(names, error);
      this.#destroyed.giveUp(names, error);
      throw error;
    }
  }

  #step<T>(terraform: Terraform, step: string, run: () => Promise<T>): Promise<T> {
    return this.options.onStep ? this.options.onStep(terraform.stack, step, run) : run();
  }

  /** Runs a task while the stack's provider lives, if it can have one of its own. */
  async #withProvider({ stack: name }: Terraform, task: () => Promise<void>): Promise<void> {
    const { stack, env } = this.#run(name);
    const { provider: program, folder } = this.options;
    if (!program || !hasOneProvider(stack.folder)) return task();
    const provider = await LongLivedProvider.start(program, env, path.join(folder, "providers", name));
    if (typeof provider === "string") return task();
    const before = { ...env };
    Object.assign(env, provider.variables);
    try {
      await task();
    } finally {
      for (const name of Object.keys(provider.variables)) delete env[name];
      Object.assign(env, before);
      await provider.stop();
    }
  }

  #run(name: string): Run {
    const run = this.#runs.get(name);
    if (!run) throw new Error(`There is no stack ${name}; there are ${[...this.#runs.keys()].join(", ")}.`);
    return run;
  }

  #terraformIn(stack: SynthesizedStack, folder: string): Terraform {
    return new Terraform(stack.name, folder, this.options.tools.terraform, this.#environmentOf(stack));
  }

  #environmentOf({ account, region }: SynthesizedStack): NodeJS.ProcessEnv {
    const { emulator, tools, folder } = this.options;
    return terraformEnvironment(tools, { url: emulator.url, account, region }, folder);
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
