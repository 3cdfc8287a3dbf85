import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { DeployedMemory } from "../../../runner/memory-port";
import type { MockPlanner } from "../../../runner/plans/mock-plans";
import { mockPlanner } from "../../../runner/plans/mock-plans";
import { Interruption } from "../../../runner/progress/interruption";
import { NO_PROGRESS, type Progress } from "../../../runner/progress/progress";
import { Session } from "../../../runner/session";
import type { SynthesizedStack } from "../../../runner/stacks/stacks";
import { findTerraform } from "../../../runner/terraform/find-terraform";

/** A small stack: `terraform_data` resources by name, with their input, and outputs that are read by others. */
export interface SmallStack {
  readonly resources?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** Stacks of the environment that it reads, without `dev-`. */
  readonly reads?: readonly string[];
  /** Values that stand in for its outputs while it does not exist. */
  readonly mocks?: Readonly<Record<string, unknown>>;
  /** Whether the configuration no longer makes it: what is left of it is enough to destroy it. */
  readonly isGone?: boolean;
}

/**
 * Stacks of built-in resources, which need no provider, so that the real Terraform does a whole deploy of several in a second.
 * They are synthesized into a temporary folder as cdktf would, with local state beside it.
 */
export class SmallStacks {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-small-"));
  readonly terraform = findTerraform(process.env);
  readonly printed: string[] = [];
  /** Remembers what each stack needed when it was last deployed. */
  readonly memory: DeployedMemory = {
    begun: () => {},
    applied: (name) => this.#deployed.set(name, this.#dependencies(name)),
    forget: (name) => this.#deployed.delete(name),
    movingAway: () => [],
  };
  readonly #deployed = new Map<string, readonly string[]>();
  #stacks: Readonly<Record<string, SmallStack>> = {};
  #runs = 0;

  /** Writes the stacks, in place of those before. */
  synthesize(stacks: Readonly<Record<string, SmallStack>>): void {
    this.#stacks = stacks;
    this.#write(path.join(this.folder, "cdktf.out"), []);
  }

  /** A run of the stacks as a command would begin it. */
  session(interruption = new Interruption()): Session {
    const env = { PATH: process.env.PATH, CHECKPOINT_DISABLE: "1" };
    const print = (text: string) => this.printed.push(text);
    const progress: Progress = { ...NO_PROGRESS, print, end: (stack, result) => print(`${stack}: ${result}`) };
    return new Session({
      stacks: this.#write(path.join(this.folder, "cdktf.out"), []),
      program: this.terraform.program,
      version: this.terraform.version,
      environment: () => env,
      logs: path.join(this.folder, "logs"),
      runName: String(++this.#runs),
      jobs: 4,
      progress,
      interruption,
    });
  }

  /** Plans with mock values. */
  mock(): MockPlanner {
    const folder = fs.mkdtempSync(path.join(this.folder, "mock-"));
    const synthesize = (outdir: string, mocked: readonly string[]) => this.#write(outdir, mocked);
    return mockPlanner({ folder, onFailure: "error", synthesize });
  }

  /** State of a stack as text; empty if there is none. */
  state(name: string): string {
    const file = path.join(this.folder, ".groundplan/state", `dev-${name}.tfstate`);
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  #write(outdir: string, mocked: readonly string[]): SynthesizedStack[] {
    return Object.entries(this.#stacks).map(([key, stack]) => {
      const name = `dev-${key}`;
      const folder = path.join(outdir, "stacks", name);
      fs.mkdirSync(folder, { recursive: true });
      fs.writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify(this.#json(key, stack, mocked)));
      const gone = stack.isGone ? { isGone: true } : {};
      const needs = { dependencies: this.#dependencies(name), deployedAfter: this.#deployed.get(name) };
      return { name, environment: "dev", folder, ...needs, account: "1", region: "r", otherProviders: [], ...gone };
    });
  }

  #dependencies(name: string): string[] {
    return (this.#stacks[name.slice("dev-".length)]?.reads ?? []).map((read) => `dev-${read}`);
  }

  #json(key: string, { resources = {}, outputs = {}, reads = [] }: SmallStack, mocked: readonly string[]): object {
    const state = (name: string) => `../../../.groundplan/state/dev-${name}.tfstate`;
    const isReal = (name: string) => !mocked.includes(`dev-${name}`);
    const sources = reads.filter(isReal).map((name) => [name, { backend: "local", config: { path: state(name) } }]);
    const text = JSON.stringify({
      terraform: { backend: { local: { path: state(key) } } },
      ...(Object.keys(resources).length > 0 ? { resource: { terraform_data: resources } } : {}),
      ...(Object.keys(outputs).length > 0
        ? { output: Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, { value }])) }
        : {}),
      ...(sources.length > 0 ? { data: { terraform_remote_state: Object.fromEntries(sources) } } : {}),
    });
    return JSON.parse(
      text.replace(/\$\{data\.terraform_remote_state\.([\w-]+)\.outputs\.(\w+)[^}]*\}/g, (whole, name, output) =>
        isReal(name) ? whole : String(this.#stacks[name]?.mocks?.[output] ?? "mock"),
      ),
    ) as object;
  }
}

/** Reads an entry of another stack's map output. */
export function read(stack: string, output: string, key?: string): string {
  return `\${data.terraform_remote_state.${stack}.outputs.${output}${key ? `["${key}"]` : ""}}`;
}
