import { join, relative, resolve } from "node:path";
import type { Command } from "commander";
import { ENVIRONMENT_FORMS } from "../../constructs/core/environments/environment-forms";
import { GroundplanError, type Problem } from "../../constructs/core/errors";
import { lettingMove, tiersHeld } from "../../constructs/network/deployed-network";
import type { Candidate, DeployedEnvironment } from "../../memory/deployed.types";
import { memoryFile, readCandidate, readMemory, writeMemory } from "../../memory/files";
import { formatMemory } from "../../memory/format";
import { recordAppliedLines } from "../../memory/ledger/record";
import { withStack } from "../../memory/merge";
import { recordDestroyed } from "../../memory/record";
import { lettingStatesMove } from "../../memory/state-moves";
import { outdirOf } from "../../runner/synthesize-app";
import { readVariable } from "../../variables/read";
import type { CommandContext } from "../io";

interface AcceptOptions {
  readonly check?: boolean;
  readonly forget?: readonly string[];
  readonly move?: readonly string[];
  readonly moveState?: boolean;
}

/** Adds `groundplan accept`: writes or checks the memory of an environment without a deploy. */
export function addAcceptCommand(program: Command, context: CommandContext, setExitCode: (code: number) => void): void {
  program
    .command("accept")
    .description("remember what is deployed of an environment, in config/deployed/<environment>.json")
    .argument("<environment>", "name of the environment")
    .argument(
      "[stacks...]",
      "full names of the stacks that are deployed as last synthesized; all of them if none is named",
    )
    .option("--check", "write nothing; exit with 1 if the file lacks what is deployed")
    .option("--forget <stacks...>", "forget stacks that were destroyed by other means, or never deployed")
    .option("--move <tiers...>", "let tiers of the network go to another place at the next deploy")
    .option("--move-state", "let the states of all stacks be looked for in another place, to which you move them")
    .addHelpText(
      "after",
      "\n`groundplan deploy` and `groundplan destroy` keep the file themselves. Run this after `npx cdktf deploy`,\n" +
        "and commit the file.",
    )
    .action((environment: string, stacks: string[], options: AcceptOptions) =>
      setExitCode(new Acceptance(environment, context).run(stacks, options)),
    );
}

/** What is done to the memory of one environment. */
class Acceptance {
  readonly #configFolder: string;
  readonly #outdir: string;
  readonly #shown: string;

  constructor(
    readonly environment: string,
    readonly context: CommandContext,
  ) {
    if (!ENVIRONMENT_FORMS.name.pattern.test(environment)) throw new GroundplanError([notAName(environment)]);
    this.#configFolder = resolve(context.root, readVariable("GROUNDPLAN_CONFIG", context.variables));
    this.#outdir = outdirOf(context.root, context.variables);
    this.#shown = memoryFile(readVariable("GROUNDPLAN_CONFIG", context.variables), environment);
  }

  /** @returns the exit code */
  run(stacks: readonly string[], { check, forget = [], move = [], moveState = false }: AcceptOptions): number {
    if (forget.length > 0 || move.length > 0 || moveState) {
      this.#forget(forget);
      this.#letMove(move);
      if (moveState) this.#letStatesMove();
      return 0;
    }
    const before = this.#memory();
    const after = accepted(before, this.#candidate(), stacks);
    if (check) return this.#report(before, after);
    writeMemory(this.#configFolder, after);
    const { environment } = this;
    for (const stack of stacks.length > 0 ? stacks : Object.keys(this.#candidate().stacks)) {
      recordAppliedLines({ configFolder: this.#configFolder, environment, stack }, this.#outdir);
    }
    this.context.print(`${this.#shown} remembers ${Object.keys(after.stacks).sort().join(", ")}.\n`);
    return 0;
  }

  #memory(): DeployedEnvironment {
    return readMemory(this.#configFolder, this.environment) ?? { environment: this.environment, stacks: {} };
  }

  #candidate(): Candidate {
    const candidate = readCandidate(this.#outdir, this.environment);
    if (candidate) return candidate;
    const file = join(readVariable("GROUNDPLAN_CONFIG", this.context.variables), `${this.environment}.yaml`);
    throw new GroundplanError([notSynthesized(relative(this.context.root, this.#outdir), this.environment, file)]);
  }

  #report(before: DeployedEnvironment, after: DeployedEnvironment): number {
    const lines = missingLines(formatMemory(before), formatMemory(after));
    if (lines.length === 0) {
      this.context.print(`${this.#shown} holds everything that was last synthesized.\n`);
      return 0;
    }
    this.context.print(
      `${this.#shown} lacks what was last synthesized. If it is deployed, run ` +
        `\`npx groundplan accept ${this.environment}\` and commit the file:\n${lines.map((line) => `+ ${line}\n`).join("")}`,
    );
    return 1;
  }

  #forget(stacks: readonly string[]): void {
    const gone = readCandidate(this.#outdir, this.environment)?.gone ?? {};
    const known = [...new Set([...Object.keys(this.#memory().stacks), ...Object.keys(gone)])].sort();
    const unknown = stacks.filter((stack) => !known.includes(stack));
    if (unknown.length > 0) throw new GroundplanError(unknown.map((stack) => notRemembered(stack, known)));
    for (const stack of stacks) {
      recordDestroyed({ configFolder: this.#configFolder, environment: this.environment, stack }, this.#outdir);
      this.context.print(`${stack} is forgotten. What is left of it in AWS is not touched.\n`);
    }
  }

  #letStatesMove(): void {
    writeMemory(this.#configFolder, lettingStatesMove(this.#memory()));
    this.context.print(
      `The states of ${this.environment} may be elsewhere: Terraform asks to move them at the next init of each stack, and finds nothing\n` +
        "where you say no. The next deploy of each remembers the place.\n",
    );
  }

  #letMove(tiers: readonly string[]): void {
    for (const tier of tiers) {
      const memory = this.#memory();
      const stack = `${this.environment}-network`;
      const entry = memory.stacks[stack];
      const facts = lettingMove(entry?.facts.network ?? {}, tier);
      if (!entry || !facts) {
        throw new GroundplanError([notDeployed(tier, stack, tiersHeld(entry?.facts.network ?? {}))]);
      }
      const moved = { ...entry, facts: { ...entry.facts, network: facts } };
      writeMemory(this.#configFolder, { ...memory, stacks: { ...memory.stacks, [stack]: moved } });
      this.context.print(
        `The tier ${tier} may move: the next deploy of ${stack} makes its subnets anew, and destroys those that are there.\n`,
      );
    }
  }
}

/** The memory with stacks as they were last synthesized. */
function accepted(memory: DeployedEnvironment, { stacks }: Candidate, names: readonly string[]): DeployedEnvironment {
  const known = Object.keys(stacks);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new GroundplanError(unknown.map((name) => notMade(name, known)));
  return Object.entries(stacks)
    .filter(([name]) => names.length === 0 || names.includes(name))
    .reduce((all, [name, entry]) => withStack(all, name, entry), memory);
}

function missingLines(before: string, after: string): string[] {
  const there = before.split("\n");
  return after.split("\n").filter((line) => !there.includes(line));
}

const AT = "command line";

function notAName(environment: string): Problem {
  return {
    code: "CONFIG_ENVIRONMENT_UNKNOWN",
    path: AT,
    message: "This cannot be the name of an environment.",
    found: JSON.stringify(environment),
    expected: "the name of a file in the configuration's folder, without .yaml",
    fix: "write the environment's name, such as staging",
  };
}

function notSynthesized(outdir: string, environment: string, file: string): Problem {
  return {
    code: "MEMORY_CANDIDATE_MISSING",
    path: AT,
    message: "Nothing has been synthesized of this environment that could be remembered.",
    found: `no ${join(outdir, "deployed", `${environment}.json`)}`,
    expected: "what synth writes there beside the stacks",
    fix: `run \`npx cdktf synth\`; if there is no ${file}, write it first, or name another environment`,
  };
}

function notMade(stack: string, made: readonly string[]): Problem {
  return {
    code: "MEMORY_STACK_UNKNOWN",
    path: AT,
    message: "The last synth made no stack of this name.",
    found: JSON.stringify(stack),
    expected: `some of ${made.join(", ")}`,
    fix: "use these names, or name none for all of them",
  };
}

function notRemembered(stack: string, known: readonly string[]): Problem {
  return {
    code: "MEMORY_STACK_UNKNOWN",
    path: AT,
    message: "No stack of this name is remembered.",
    found: JSON.stringify(stack),
    expected: known.length > 0 ? `some of ${known.join(", ")}` : "a stack that is remembered; none is",
    fix: known.length > 0 ? "use these names" : "leave --forget out: there is nothing to forget",
  };
}

function notDeployed(tier: string, stack: string, held: readonly string[]): Problem {
  return {
    code: "MEMORY_TIER_UNKNOWN",
    path: AT,
    message: "No place of this tier is remembered, so nothing holds it there.",
    found: JSON.stringify(tier),
    expected:
      held.length > 0 ? `some of ${held.join(", ")}` : `a tier of ${stack} that is remembered as deployed; none is`,
    fix: held.length > 0 ? "use these names, or leave --move out" : "leave --move out: every tier may move",
  };
}
