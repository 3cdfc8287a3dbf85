import * as path from "node:path";
import type { Environment } from "../../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { factsOf } from "../../../constructs/core/memory/remembered";
import { type Facts, mergeFacts } from "../../../memory";
import { deploy } from "../../../runner/deploy";
import { destroy } from "../../../runner/destroy";
import { NO_MEMORY } from "../../../runner/memory-port";
import { type PlanChanges, planChangesOf } from "../../../runner/plans/plan-changes";
import { Interruption } from "../../../runner/progress/interruption";
import { NO_PROGRESS } from "../../../runner/progress/progress";
import { Session } from "../../../runner/session";
import { readStacks } from "../../../runner/stacks/stacks";
import type { TerraformEvent } from "../../../runner/terraform/terraform-events";
import { createApplication } from "../../../stacks/application/application";
import { synthesize } from "../../../stacks/application/synthesize";
import { forSomeEmulator } from "./synthesize-program";
import type { Configuration } from "./transition";

/** What an environment is deployed with. */
export interface DeployedEnvironmentOptions {
  readonly environment: Environment;
  /** A folder of its own. */
  readonly folder: string;
  /** Terraform, and its version. */
  readonly terraform: string;
  readonly terraformVersion: string;
  /** Variables that Terraform runs with for the stack in a folder. */
  readonly env: (folder: string) => NodeJS.ProcessEnv;
}

/** What a deploy has done. */
export interface Deployed {
  /** Stacks without the environment, in the order in which they were applied; those without changes are left out. */
  readonly order: readonly string[];
  readonly changes: PlanChanges;
  /** What was planned for a stack. */
  readonly changesOf: (stack: string) => PlanChanges;
}

/** Seconds until a step of Terraform is interrupted. */
const STEP_SECONDS = 900;

/**
 * An environment that is synthesized, deployed and destroyed by the modules behind the commands, one stack at a time: the provider of a
 * lane keeps one set of tags.
 */
export class DeployedEnvironment {
  #facts: Readonly<Record<string, Facts>> = {};
  /** What each stack needed when it was last deployed. */
  readonly #dependencies = new Map<string, readonly string[]>();
  #runs = 0;

  constructor(private readonly options: DeployedEnvironmentOptions) {}

  /**
   * Deploys a configuration. The stack of the state bucket is left out, since the state is local.
   *
   * @throws GroundplanError what synth or the deploy refuses
   * @throws Error with what was printed, if a stack fails
   */
  async deploy(configuration: Configuration): Promise<Deployed> {
    const facts = this.#synthesize(configuration);
    const events = new Map<string, TerraformEvent[]>();
    const { session, selected, printed, ended } = this.#session((stack, event) => {
      events.set(stack, [...(events.get(stack) ?? []), event]);
    });
    const outcome = await deploy(session, { selected, memory: NO_MEMORY });
    if (!outcome?.isComplete) throw new Error(printed.join("\n"));
    this.#facts = Object.fromEntries(
      Object.entries(facts).map(([stack, now]) => [stack, mergeFacts(this.#facts[stack] ?? {}, now)]),
    );
    for (const { name, dependencies } of readStacks(this.#outdir)) this.#dependencies.set(name, dependencies);
    // What a deploy returns is in the order of the configuration; what it tells is in the order in which it was done.
    const prefix = `${this.options.environment.name}-`;
    return {
      order: ended.map((stack) => stack.slice(prefix.length)),
      changes: { resources: [...events.values()].flatMap((of) => lastPlanOf(of).resources), outputs: {} },
      changesOf: (stack) => lastPlanOf(events.get(`${prefix}${stack}`) ?? []),
    };
  }

  /** Destroys every stack. @throws Error with what was printed, if a stack fails */
  async destroy(): Promise<void> {
    const { session, selected, printed } = this.#session(() => {});
    const outcome = await destroy(session, { selected, memory: NO_MEMORY });
    if (!outcome?.isComplete) throw new Error(printed.join("\n"));
  }

  get #outdir(): string {
    return path.join(this.options.folder, "cdktf.out");
  }

  /** @returns what is to be remembered, by stack */
  #synthesize(configuration: Configuration): Readonly<Record<string, Facts>> {
    const { environment } = this.options;
    const spec = { access: {}, state: {}, ...configuration, environment, remembered: this.#facts };
    let facts: Readonly<Record<string, Facts>> = {};
    forSomeEmulator(() =>
      synthesize(this.#outdir, (outdir) => {
        const app = createApplication([spec], { outdir });
        const stacks = app.node.children.filter((child) => child instanceof EnvironmentStack);
        facts = Object.fromEntries(stacks.map((stack) => [stack.node.id, factsOf(stack)]));
        return app;
      }),
    );
    return facts;
  }

  #session(onEvent: (stack: string, event: TerraformEvent) => void) {
    const { folder, terraform, terraformVersion, env, environment } = this.options;
    const printed: string[] = [];
    const ended: string[] = [];
    this.#runs += 1;
    const stacks = readStacks(this.#outdir)
      .filter(({ name }) => name !== `${environment.name}-state`)
      .map((stack) => ({ ...stack, deployedAfter: this.#dependencies.get(stack.name) }));
    const session = new Session({
      stacks,
      program: terraform,
      version: terraformVersion,
      environment: (stack) => env(stack.folder),
      logs: path.join(folder, "logs"),
      runName: String(this.#runs),
      jobs: 1,
      stepSeconds: STEP_SECONDS,
      interruption: new Interruption(),
      progress: {
        ...NO_PROGRESS,
        print: (text) => printed.push(text),
        end: (stack, result) => {
          if (result.startsWith("applied")) ended.push(stack);
        },
        event: onEvent,
      },
    });
    return { session, selected: stacks.map(({ name }) => name), printed, ended };
  }
}

/** What was planned for a stack, which may have been planned more than once. */
function lastPlanOf(events: readonly TerraformEvent[]): PlanChanges {
  const { resources, outputs } = planChangesOf(events);
  return { resources: [...new Map(resources.map((change) => [change.address, change])).values()], outputs };
}
