import type { Command } from "commander";
import { destroy } from "../../runner/destroy";
import { outcomeTable } from "../../runner/progress/summary";
import { readPassedArguments } from "../../runner/terraform/pass-through";
import { readVariable } from "../../variables/read";
import type { CommandContext } from "../io";
import { asker, checkApproval, defaultJobs, parseJobs, quoted, splitArguments, withRun } from "../run-context";
import { nothingDone } from "./deploy-command";

interface DestroyFlags {
  readonly autoApprove?: boolean;
  readonly jobs: number;
}

/** Adds `groundplan destroy`: destroys stacks in the reverse order. */
export function addDestroyCommand(
  program: Command,
  context: CommandContext,
  setExitCode: (code: number) => void,
): void {
  program
    .command("destroy")
    .description("destroy stacks, those that others depend on last")
    .argument(
      "<patterns...>",
      "full names of stacks, * for any text, for example 'staging-*'; behind -- options of Terraform",
    )
    .option("--auto-approve", "do not ask")
    .option("--jobs <number>", "stacks at the same time", parseJobs, defaultJobs())
    .addHelpText("after", "\nExit code: 0 when every stack is destroyed, 1 if not, 130 after an interrupt.")
    .action(async (args: string[], flags: DestroyFlags) => setExitCode(await destroyCommand(args, flags, context)));
}

async function destroyCommand(
  args: readonly string[],
  { autoApprove = false, jobs }: DestroyFlags,
  context: CommandContext,
): Promise<number> {
  const { patterns, passed } = splitArguments(args);
  const passedArguments = readPassedArguments(passed);
  checkApproval(autoApprove, context);
  const commandLine = `groundplan destroy ${quoted(patterns)}`;
  const request = { command: "destroy", commandLine, patterns, jobs, includesGone: true };
  return withRun(request, context, async (run) => {
    const { session, selected, memory, relative } = run;
    memory.refuseElsewhere(selected.map((name) => session.stack(name)));
    const outcome = await destroy(session, {
      selected,
      passed: passedArguments,
      ask: asker(autoApprove, "Destroy this?", session, context),
      memory,
      unprotected: readVariable("GROUNDPLAN_UNPROTECT", context.variables),
    });
    if (!outcome) return nothingDone(run);
    session.progress.print(`\n${outcomeTable(outcome.stacks, relative)}`);
    if (outcome.isComplete) return 0;
    session.progress.print(`\nGo on with:\n  npx groundplan destroy ${quoted(patterns)}\n`);
    return 1;
  });
}
