import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { GroundplanError, type Problem, Problems } from "../constructs/core/errors";
import {
  type DeployedStack,
  type DeployedStacks,
  readCandidate,
  readMemory,
  recordApplied,
  recordBegun,
  recordDestroyed,
  rememberedEnvironments,
} from "../memory/index";
import { goneSuccessor, leavingOf, renameCommand } from "../memory/ledger/index";
import type { DeployedMemory, MovingAway } from "../runner/memory-port";
import { type SynthesizedStack, stackIn } from "../runner/stacks/stacks";
import { LOCK_FILE, ProviderLocks } from "../runner/terraform/provider-locks";
import { readVariable } from "../variables/read";
import { refuseElsewhere } from "./elsewhere";
import type { CommandContext } from "./io";
import { notRemembered } from "./ledger/ledger-problems";

/** A stack that is deployed and that the configuration no longer makes. */
export interface DeployedAndGone {
  readonly name: string;
  readonly environment: string;
  /** The stack that takes its place, where there is one. */
  readonly successor: string | undefined;
}

/** The memory of a project: what is deployed, and what has gone from the configuration. */
export class ProjectMemory implements DeployedMemory {
  readonly #root: string;
  readonly #config: string;
  readonly #folder: string;
  readonly #without: readonly string[];
  readonly #locks: ProviderLocks;

  /**
   * @param outdir folder that synth wrote to
   * @param folder where it lies: in `deployed` of this folder. Default: the folder of the configuration
   */
  constructor(
    private readonly outdir: string,
    { root, variables }: Pick<CommandContext, "root" | "variables">,
    folder?: string,
  ) {
    this.#root = root;
    this.#locks = ProviderLocks.read(root);
    this.#config = resolve(root, readVariable("GROUNDPLAN_CONFIG", variables));
    this.#folder = folder ?? this.#config;
    this.#without = readVariable("GROUNDPLAN_WITHOUT", variables);
  }

  begun(stack: string, environment: string): void {
    if (!readCandidate(this.outdir, environment)) return;
    recordBegun({ configFolder: this.#folder, environment, stack }, this.outdir);
  }

  applied(stack: string, environment: string): void {
    // A program of one's own may remember nothing.
    if (!readCandidate(this.outdir, environment)) return;
    recordApplied({ configFolder: this.#folder, environment, stack }, this.outdir);
  }

  forget(stack: string, environment: string): void {
    recordDestroyed({ configFolder: this.#folder, environment, stack }, this.outdir);
  }

  movingAway(stack: string, environment: string): readonly MovingAway[] {
    const to = goneSuccessor(this.#folder, this.outdir, environment, stack);
    const whole = to === undefined ? [] : [{ to, command: renameCommand(environment, stack, to) }];
    return [...leavingOf(this.#folder, this.outdir, environment, stack), ...whole];
  }

  /**
   * The stacks of environments that were deployed and that the configuration no longer makes. Those that are left out by a variable are
   * not gone.
   *
   * @throws GroundplanError if the memory cannot be read
   */
  deployedAndGone(environments: readonly string[], synthesized: readonly string[]): DeployedAndGone[] {
    return environments.flatMap((environment) =>
      Object.keys(readMemory(this.#folder, environment)?.stacks ?? {})
        .filter((name) => !synthesized.includes(name) && !this.#without.includes(name))
        .map((name) => ({ name, environment, successor: goneSuccessor(this.#folder, this.outdir, environment, name) })),
    );
  }

  /** The stacks that were deployed of environments that have no file any more. */
  deployedWithoutFile(): { name: string; environment: string }[] {
    return rememberedEnvironments(this.#folder)
      .filter((environment) => !existsSync(this.#file(environment)))
      .flatMap((environment) =>
        Object.keys(readMemory(this.#folder, environment)?.stacks ?? {}).map((name) => ({ name, environment })),
      );
  }

  /** The file of an environment, from the root of the project. */
  fileOf(environment: string): string {
    return relative(this.#root, this.#file(environment));
  }

  /**
   * Refuses stacks that are deployed in another account or region, or have their state in another place, than the configuration says.
   *
   * @throws GroundplanError `STACK_ELSEWHERE`
   */
  refuseElsewhere(stacks: readonly SynthesizedStack[]): void {
    refuseElsewhere(stacks, ({ name, environment }) => readMemory(this.#folder, environment)?.stacks[name]);
  }

  /**
   * Stacks with what they needed when they were last deployed.
   *
   * @throws GroundplanError if the memory cannot be read
   */
  withDeployed(stacks: readonly SynthesizedStack[]): SynthesizedStack[] {
    return stacks.map((stack) => {
      const deployedAfter = readMemory(this.#folder, stack.environment)?.stacks[stack.name]?.dependencies;
      return deployedAfter ? { ...stack, deployedAfter } : stack;
    });
  }

  /**
   * Writes what is left of stacks that the configuration no longer makes, so that Terraform can destroy them: of deployed ones, and of
   * those that an earlier synth made.
   */
  writeGone(environments: readonly string[], synthesized: readonly string[]): SynthesizedStack[] {
    return environments.flatMap((environment) => {
      const candidate = readCandidate(this.outdir, environment)?.gone;
      return this.#writeOthers({ ...candidate, ...readMemory(this.#folder, environment)?.stacks }, synthesized);
    });
  }

  /** Like {@link writeGone}, of deployed stacks only. */
  writeDeployedAndGone(environment: string, synthesized: readonly string[]): SynthesizedStack[] {
    return this.#writeOthers(readMemory(this.#folder, environment)?.stacks ?? {}, synthesized);
  }

  /**
   * Writes what is remembered of stacks beside those that are synthesized, so that their states can be read.
   *
   * @throws GroundplanError `LEDGER_STACK_UNKNOWN` for a stack that is not remembered
   */
  writeRemembered(environment: string, names: readonly string[]): SynthesizedStack[] {
    const known = readMemory(this.#folder, environment)?.stacks ?? {};
    const unknown = names.filter((name) => !known[name]);
    if (unknown.length > 0) {
      throw new GroundplanError(unknown.map((name) => notRemembered(name, environment, Object.keys(known))));
    }
    return names.flatMap((name) => {
      const entry = known[name];
      return entry ? [this.#write(name, entry, "remembered")] : [];
    });
  }

  /** Removes what {@link writeGone} wrote. Terraform's own files are kept. */
  removeGone(stacks: readonly SynthesizedStack[]): void {
    for (const { folder } of stacks) rmSync(join(folder, "cdk.tf.json"), { force: true });
  }

  #file(environment: string): string {
    return join(this.#config, `${environment}.yaml`);
  }

  #writeOthers(known: DeployedStacks, synthesized: readonly string[]): SynthesizedStack[] {
    return Object.entries(known)
      .filter(([name]) => !synthesized.includes(name))
      .map(([name, entry]) => this.#write(name, entry));
  }

  /** @param below folder of the output: all are as deep, since paths of local states begin there */
  #write(name: string, { skeleton, dependencies }: DeployedStack, below = "stacks"): SynthesizedStack {
    const folder = join(this.outdir, below, name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(skeleton));
    const lock = join(folder, LOCK_FILE);
    const before = existsSync(lock) ? readFileSync(lock, "utf8") : "";
    writeFileSync(lock, this.#locks.of(skeleton, before).text);
    return { ...stackIn(folder, name, dependencies), isGone: !this.#without.includes(name) };
  }
}

/**
 * Refuses a deploy while a stack that it means has gone from the configuration: it would go on costing money, and nobody would know.
 *
 * @param leavers the stacks that needed one of them when they were last deployed, and are still configured
 * @throws GroundplanError `STACK_GONE` or `STACK_RENAMED` for each of them
 */
export function refuseGone(gone: readonly DeployedAndGone[], leavers: (name: string) => readonly string[]): void {
  const problems = new Problems("");
  problems.addAll(
    gone.map((one) => (one.successor ? renamedProblem(one, one.successor) : goneProblem(one.name, leavers(one.name)))),
  );
  problems.throwIfAny();
}

/** What the new stack would make is there already, and the state of the old one has it. */
function renamedProblem({ name, environment }: DeployedAndGone, successor: string): Problem {
  return {
    code: "STACK_RENAMED",
    path: name,
    message: "The stack is deployed, and another one makes what it has made.",
    found: `${successor}, which nothing is deployed of`,
    expected: "the state of a stack to go with it to its new name",
    fix: `move it: \`${renameCommand(environment, name, successor)}\`; or, if they have nothing to do with each other, destroy it, \`npx groundplan destroy ${name}\`, or leave it running: add --forget ${name}`,
  };
}

function goneProblem(name: string, leavers: readonly string[]): Problem {
  const destroy = `npx groundplan destroy ${name}`;
  const away =
    leavers.length > 0
      ? `deploy what needed it, then destroy it: npx groundplan deploy ${leavers.join(" ")} && ${destroy}`
      : `destroy it: ${destroy}`;
  return {
    code: "STACK_GONE",
    path: name,
    message: "The stack is deployed, and the configuration no longer makes it.",
    found: "nothing in the configuration",
    expected: "a stack that was deployed to be destroyed before it is forgotten",
    fix: `${away}; or leave it running and forget it: add --forget ${name}`,
  };
}
