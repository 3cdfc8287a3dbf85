import * as fs from "node:fs";
import * as path from "node:path";
import { hasOneProvider, LongLivedProvider } from "../../../emulator/long-lived-provider";
import { Emulator } from "../../../emulator/server";
import { terraformEnvironment } from "../../../emulator/terraform-environment";
import type { Tools } from "../../../emulator/tools";
import { type Facts, mergeFacts } from "../../../memory";
import { constructPaths } from "../../../review/plan/construct-paths";
import { planChangesOf } from "../../../runner/plans/plan-changes";
import { Terraform } from "../../../runner/terraform/terraform";
import type { TerraformEvent } from "../../../runner/terraform/terraform-events";
import type { Progress } from "../progress/progress";
import { ACCOUNT, Calls, REGION } from "./calls";
import { DeployedEnvironment } from "./deployed-environment";
import { planned } from "./planned";
import { changesOfOne, sharedProgram } from "./shared-stacks";
import { Site } from "./site";
import { ENVIRONMENT, type Programs, STACK, type SynthesizedProgram, synthesizeSide } from "./synthesize-program";
import type { AppliedTransition, Configuration, EnvironmentTransition } from "./transition";

/** Changes that share a stack wait side by side. */
const SIDE_BY_SIDE = ["-parallelism=40"];

/** What a lane is made with. */
export interface LaneOptions {
  readonly tools: Tools;
  /** A folder of its own. */
  readonly folder: string;
  /** The AWS provider's program; without it every command starts the provider anew. */
  readonly provider?: string;
  readonly progress: Progress;
}

/**
 * Runs transitions one after the other, on an emulator and with a provider that live as long as the lane.
 */
export class Lane {
  #count = 0;
  readonly #log: string;

  private constructor(
    private readonly options: LaneOptions,
    private readonly emulator: Emulator,
    private readonly provider: LongLivedProvider | undefined,
    private readonly env: NodeJS.ProcessEnv,
    private site: Site,
    private baseline: readonly string[],
  ) {
    this.#log = path.join(options.folder, "terraform.log");
  }

  static async start(options: LaneOptions): Promise<Lane> {
    const { tools, folder, progress } = options;
    fs.mkdirSync(folder, { recursive: true });
    const emulator = await Emulator.start({ moto: tools.moto, folder });
    const env = terraformEnvironment(tools, { url: emulator.url, account: ACCOUNT, region: REGION }, folder);
    const started = options.provider ? await LongLivedProvider.start(options.provider, env, folder) : "none was found";
    if (typeof started === "string") progress.tell(`the provider is started for every command: ${started}`);
    const site = await Site.create(emulator);
    const provider = typeof started === "string" ? undefined : started;
    return new Lane(options, emulator, provider, env, site, await emulator.resources());
  }

  async stop(): Promise<void> {
    await this.provider?.stop();
    await this.emulator.stop();
  }

  /**
   * Runs a transition of a whole environment. The emulator is as before afterwards, also when it fails.
   *
   * @throws Error with the transition, the step and the end of the log
   */
  async deploy(transition: EnvironmentTransition): Promise<void> {
    await this.#asBefore(() => this.#deploy(transition));
  }

  /**
   * Runs transitions that share a stack. If a step fails, each is run once more by itself, so that it is found out whose fault it is. The
   * emulator is as before afterwards.
   *
   * @returns the errors, by the names of those that failed: with the step and the end of the log
   */
  async apply(group: readonly AppliedTransition[]): Promise<ReadonlyMap<string, Error>> {
    try {
      return await this.#asBefore(() => this.#apply(group));
    } catch (error) {
      const [one] = group;
      if (one && group.length === 1) return new Map([[one.name, asError(error)]]);
      this.options.progress.tell(`each by itself, since they failed together: ${asError(error).message}`);
    }
    const failed = new Map<string, Error>();
    for (const transition of group) {
      for (const [name, error] of await this.apply([transition])) failed.set(name, error);
    }
    // Together they fail, alone they do not: then they are in each other's way.
    if (failed.size === 0) for (const { name } of group) failed.set(name, new Error("it fails beside the others only"));
    return failed;
  }

  async #asBefore<T>(run: () => Promise<T>): Promise<T> {
    this.#count += 1;
    try {
      return await run();
    } catch (error) {
      await this.#reset();
      throw error;
    }
  }

  async #deploy(transition: EnvironmentTransition): Promise<void> {
    const { tools, progress } = this.options;
    const { name, configurations } = transition;
    const { terraform, terraformVersion } = tools;
    const environment = new DeployedEnvironment({
      environment: ENVIRONMENT,
      folder: this.#folder,
      terraform,
      terraformVersion,
      env: (stack) => this.#env(stack),
    });
    const deploy = (title: string, configuration: Configuration) =>
      progress.step(name, title, () => environment.deploy(configuration));

    const first = await deploy("first deploy", configurations.from);
    const problems = Object.entries(transition.first ?? {}).flatMap(([stack, declared]) =>
      planned(first.changesOf(stack)).differencesOfFirst(stack, declared),
    );
    const { order, changes } = await deploy("change", configurations.to);
    const { replaced = {}, removed = {} } = transition;
    problems.push(...planned(changes).differences("the change", { replaced, removed }));
    if (order.join() !== transition.order.join()) {
      problems.push(`  the change: applied in the order ${order.join(", ")}; declared: ${transition.order.join(", ")}`);
    }
    const expectNoChanges = async (after: string, configuration: Configuration) => {
      const again = await deploy(`deploy after ${after}`, configuration);
      if (again.order.length > 0) problems.push(`  after ${after}: a further deploy changes ${again.order.join(", ")}`);
    };
    await expectNoChanges("the change", configurations.to);
    if (transition.oneWay === undefined) {
      await deploy("way back", configurations.from);
      await expectNoChanges("the way back", configurations.from);
    }
    await progress.step(name, "destroy", () => environment.destroy());
    await this.#expectNothingLeft(name);
    if (problems.length > 0) throw new Error(`${name}: it is not what is declared:\n${problems.join("\n")}`);
  }

  /** @returns what is not as declared, by name */
  async #apply(group: readonly AppliedTransition[]): Promise<ReadonlyMap<string, Error>> {
    const { progress } = this.options;
    const [first] = group;
    if (!first) return new Map();
    const name = group.length === 1 ? first.name : `${first.name} (and ${group.length - 1} more)`;
    if (group.length > 1) progress.tell(`${name}: ${group.map((one) => one.name).join(" | ")}`);
    const { environment, oneWay, meanwhile } = first;
    const shared = { environment, from: sharedProgram(group, "from"), to: sharedProgram(group, "to") };
    const from = this.#synthesize(shared, "from");
    const to = this.#synthesize(shared, "to", from.facts);
    const folder = path.join(this.#folder, "run", "stacks", `sandbox-${STACK}`);
    const events: TerraformEvent[] = [];
    const terraform = new Terraform(name, folder, this.options.tools.terraform, this.#env(from.folder, to.folder), {
      log: this.#log,
      onEvent: (event) => events.push(event),
    });
    const problems = group.map((): string[] => []);
    /** Applies, and returns what the plan was of each: Terraform tells it before it changes anything. */
    const apply = async (program: SynthesizedProgram, title: string) => {
      copyOver(program.folder, folder);
      events.length = 0;
      await progress.step(name, title, () => terraform.apply(title, SIDE_BY_SIDE));
      const changes = planChangesOf(events);
      return group.map((_one, index) => planned(changesOfOne(group, index, changes, paths)));
    };

    const paths = new Map([from, to].flatMap((side) => [...constructPaths(jsonOf(side.folder))]));
    copyOver(from.folder, folder);
    await progress.step(name, "init", () => terraform.init());
    await apply(from, "first apply");
    const stillHolds = await meanwhile?.(new Calls(this.emulator), this.site);
    const change = await apply(to, "change");
    for (const [index, { replaced = {}, removed = {} }] of group.entries()) {
      problems[index]?.push(...(change[index]?.differences("the change", { replaced, removed }) ?? []));
    }
    await this.#expectNoChanges(terraform, "plan after the change");
    await stillHolds?.();
    if (oneWay === undefined) {
      const before = this.#synthesize(shared, "from", mergeFacts(from.facts, to.facts));
      const back = await apply(before, "way back");
      for (const [index, { replaced = {}, replacedBack = replaced }] of group.entries()) {
        const declared = { replaced: replacedBack, removed: change[index]?.created ?? {} };
        problems[index]?.push(...(back[index]?.differences("the way back", declared) ?? []));
      }
      await this.#expectNoChanges(terraform, "plan after the way back");
    }
    await progress.step(name, "destroy", () => terraform.destroy(SIDE_BY_SIDE));
    await this.#expectNothingLeft(name);
    return new Map(
      group.flatMap((one, index) => {
        const found = problems[index] ?? [];
        const error = new Error(`${one.name}: plans are not what is declared:\n${found.join("\n")}`);
        return found.length > 0 ? [[one.name, error] as const] : [];
      }),
    );
  }

  async #expectNoChanges(terraform: Terraform, title: string): Promise<void> {
    const plan = await this.options.progress.step(terraform.stack, title, () => terraform.plan(title));
    if (plan.hasChanges)
      throw new Error(`${terraform.stack}: ${title}: it is not empty.\n\n${await terraform.showPlan()}`);
  }

  async #expectNothingLeft(name: string): Promise<void> {
    const left = (await this.emulator.resources()).filter((resource) => !this.baseline.includes(resource));
    if (left.length > 0) throw new Error(`${name}: the destroy left\n  ${left.join("\n  ")}`);
  }

  /** Folder of the transition that runs. */
  get #folder(): string {
    return path.join(this.options.folder, `transition-${this.#count}`);
  }

  #synthesize(programs: Programs, side: "from" | "to", remembered?: Facts): SynthesizedProgram {
    return synthesizeSide(path.join(this.#folder, side), programs, side, this.site, remembered);
  }

  /** A provider that outlives a command keeps one configuration, so stacks with several start their own. */
  #env(...folders: string[]): NodeJS.ProcessEnv {
    return folders.every(hasOneProvider) ? this.#reattached() : this.env;
  }

  #reattached(): NodeJS.ProcessEnv {
    return { ...this.env, ...this.provider?.variables };
  }

  async #reset(): Promise<void> {
    await this.emulator.reset();
    this.site = await Site.create(this.emulator);
    this.baseline = await this.emulator.resources();
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function jsonOf(folder: string): unknown {
  return JSON.parse(fs.readFileSync(path.join(folder, "cdk.tf.json"), "utf8"));
}

/** Copies a stack's files over those of the one that was there before. Terraform's own stay. */
function copyOver(from: string, to: string): void {
  fs.mkdirSync(to, { recursive: true });
  for (const file of fs.readdirSync(from)) fs.copyFileSync(path.join(from, file), path.join(to, file));
}
