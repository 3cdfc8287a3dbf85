import { join, resolve } from "node:path";
import type { Command } from "commander";
import { targetsEmulator } from "../../constructs/core/environments/emulator";
import { shellWord } from "../../constructs/core/texts/shell-word";
import { deploy } from "../../runner/deploy";
import { deploySaved } from "../../runner/plans/deploy-saved";
import { readPlans } from "../../runner/plans/saved-plans";
import { outcomeTable, outputLines } from "../../runner/progress/summary";
import type { RunOutcome } from "../../runner/stacks/run-stacks";
import { matcher } from "../../runner/stacks/select-stacks";
import { readPassedArguments } from "../../runner/terraform/pass-through";
import { refuseGone } from "../deployed-memory";
import { refuseEnded } from "../ended-exemptions";
import type { CommandContext } from "../io";
import { placeholderWarning } from "../placeholders";
import {
  asker,
  checkApproval,
  defaultJobs,
  parseJobs,
  quoted,
  type Run,
  splitArguments,
  withRun,
} from "../run-context";

interface DeployFlags {
  readonly plan?: string;
  readonly autoApprove?: boolean;
  readonly forget?: readonly string[];
  readonly jobs: number;
}

/** Adds `groundplan deploy`: applies stacks in order. */
export function addDeployCommand(program: Command, context: CommandContext, setExitCode: (code: number) => void): void {
  program
    .command("deploy")
    .description("deploy stacks, those that others depend on first")
    .argument(
      "[patterns...]",
      "full names of stacks, * for any text, for example 'staging-*'; behind -- options of Terraform",
    )
    .option("--plan <folder>", "apply exactly the plans that `plan --out` saved; without patterns all of them")
    .option("--auto-approve", "do not ask")
    .option(
      "--forget <stacks...>",
      "stacks that are gone from the configuration, are left running and are remembered no longer",
    )
    .option("--jobs <number>", "stacks at the same time", parseJobs, defaultJobs())
    .addHelpText(
      "after",
      "\nExit code: 0 when every stack is deployed, 1 if not, 130 after an interrupt; with --plan 2 when only plans are missing for what is left.",
    )
    .action(async (args: string[], flags: DeployFlags, command: Command) => {
      const { patterns, passed } = splitArguments(args);
      if (patterns.length === 0 && !flags.plan) command.error("error: missing required argument 'patterns'");
      setExitCode(await deployCommand(patterns, passed, flags, context));
    });
}

async function deployCommand(
  patterns: readonly string[],
  passed: readonly string[],
  { plan, autoApprove = false, forget = [], jobs }: DeployFlags,
  context: CommandContext,
): Promise<number> {
  const passedArguments = readPassedArguments(passed);
  const folder = plan ? resolve(context.root, plan) : undefined;
  const wanted = folder && patterns.length === 0 ? Object.keys(readPlans(folder, plan).stacks) : patterns;
  checkApproval(autoApprove, context);
  const commandLine = `groundplan deploy ${quoted(wanted)}`;
  return withRun({ command: "deploy", commandLine, patterns: wanted, jobs }, context, async (run) => {
    const { session, selected, memory } = run;
    memory.refuseElsewhere(selected.map((name) => session.stack(name)));
    refuseEnded(run, context);
    const gone = lookForGone(run, wanted, forget);
    warnOfPlaceholders(run, context);
    const ask = asker(autoApprove, "Deploy this?", session, context);
    if (folder) {
      const outcome = await deploySaved(session, {
        folder,
        shownFolder: plan,
        selected,
        passed: passedArguments,
        ask,
        memory,
      });
      if (!outcome) return nothingDone(run);
      forgetStacks(run, gone);
      const code = await finish(run, outcome);
      for (const [stack, why] of outcome.left) session.progress.print(`${stack} is left: ${why}.\n`);
      if (outcome.left.size > 0) {
        const again = `npx groundplan plan --out ${shellWord(`${plan}-2`)} ${[...outcome.left.keys()].join(" ")}`;
        session.progress.print(`Plan what is left for a second review:\n  ${again}\n`);
      }
      return outcome.onlyPlansMissing ? 2 : code;
    }
    const mock = ask ? run.mock({ onFailure: "later" }) : undefined;
    const outcome = await deploy(session, { selected, ask, mock, passed: passedArguments, memory });
    if (!outcome) return nothingDone(run);
    forgetStacks(run, gone);
    return finish(run, outcome, `npx groundplan deploy ${quoted(patterns)}`);
  });
}

/** Says, before anything is asked or applied, what still stands as it was shipped. An emulator takes it as it is. */
function warnOfPlaceholders({ session, selected }: Run, { variables, printError }: CommandContext): void {
  if (targetsEmulator(variables)) return;
  for (const name of selected) {
    const warning = placeholderWarning(name, join(session.stack(name).folder, "cdk.tf.json"));
    if (warning) printError(`warning: ${warning}\n`);
  }
}

interface GoneStack {
  readonly name: string;
  readonly environment: string;
}

/** Refuses stacks that are gone and that patterns mean. @returns those that shall be forgotten instead */
function lookForGone(
  { session, environments, memory }: Run,
  patterns: readonly string[],
  forget: readonly string[],
): readonly GoneStack[] {
  const synthesized = session.options.stacks.filter(({ isGone }) => !isGone).map(({ name }) => name);
  const gone = memory.deployedAndGone(environments, synthesized);
  const isMeant = (name: string) => patterns.some((pattern) => matcher(pattern)(name));
  refuseGone(
    gone.filter(
      ({ name, successor }) => (isMeant(name) || (successor && isMeant(successor))) && !forget.includes(name),
    ),
    (name) => session.deployedDependents(name).filter((dependent) => synthesized.includes(dependent)),
  );
  return gone.filter(({ name }) => forget.includes(name));
}

function forgetStacks({ session, memory }: Run, stacks: readonly GoneStack[]): void {
  for (const { name, environment } of stacks) {
    memory.forget(name, environment);
    session.progress.print(`${name} is forgotten; what is deployed of it stays.\n`);
  }
}

/** Prints the table of what was done, the outputs, and how to go on. @returns the exit code */
async function finish(run: Run, outcome: RunOutcome, goOn?: string): Promise<number> {
  const { session, relative } = run;
  const { progress } = session;
  progress.print(`\n${outcomeTable(outcome.stacks, relative)}`);
  if (outcome.isComplete) {
    const outputs: Record<string, Record<string, unknown>> = {};
    for (const { stack } of outcome.stacks) outputs[stack] = await session.terraform(stack).shownOutputs();
    progress.print(`\n${outputLines(outputs)}`);
    return 0;
  }
  progress.print(goOn ? `\nGo on with:\n  ${goOn}\n` : "\n");
  return 1;
}

/** Says that nothing was applied. */
export function nothingDone({ session }: Run): number {
  session.progress.print("Nothing was changed.\n");
  return 1;
}
