import { resolve } from "node:path";
import type { Command } from "commander";
import { shellWord } from "../../constructs/core/texts/shell-word";
import { saveSettings } from "../../review/gates/settings";
import { plan } from "../../runner/plans/plan";
import { removePlanJson, writePlanJson } from "../../runner/plans/plan-json-files";
import type { PlannedStack } from "../../runner/plans/planned-run";
import { planSummary } from "../../runner/progress/summary";
import { readPassedArguments } from "../../runner/terraform/pass-through";
import type { CommandContext } from "../io";
import { defaultJobs, parseJobs, quoted, type Run, splitArguments, withRun } from "../run-context";
import { settingsOfRun } from "../saved-settings";

interface PlanFlags {
  readonly mock?: boolean;
  readonly out?: string;
  readonly details?: boolean;
  readonly jobs: number;
}

/** Adds `groundplan plan`: what a deploy would do. */
export function addPlanCommand(program: Command, context: CommandContext, setExitCode: (code: number) => void): void {
  program
    .command("plan")
    .description("show what a deploy of stacks would do")
    .argument(
      "<patterns...>",
      "full names of stacks, * for any text, for example 'staging-*'; behind -- options of Terraform",
    )
    .option("--mock", "read the outputs of all other stacks as the mock values of their contracts, and no state")
    .option("--out <folder>", "save the plans, for `deploy --plan`")
    .option("--details", "print every plan whole; one that is planned alone is always printed")
    .option("--jobs <number>", "stacks at the same time", parseJobs, defaultJobs())
    .addHelpText("after", EXIT_CODES)
    .action(async (args: string[], flags: PlanFlags) => setExitCode(await planCommand(args, flags, context)));
}

const EXIT_CODES = "\nExit code: 0 for no changes, 2 for changes, 1 for an error, 130 after an interrupt.";

async function planCommand(args: readonly string[], flags: PlanFlags, context: CommandContext): Promise<number> {
  const { patterns, passed } = splitArguments(args);
  const passedArguments = readPassedArguments(passed);
  const commandLine = `groundplan plan ${quoted(patterns)}`;
  return withRun({ command: "plan", commandLine, patterns, jobs: flags.jobs }, context, async (run) => {
    const { session, selected, memory } = run;
    memory.refuseElsewhere(selected.map((name) => session.stack(name)));
    const isMocked = flags.mock ?? false;
    const print = (stack: string, text: string) => session.progress.print(`\n${stack}:\n${text}\n`);
    const onDetails = flags.details || selected.length === 1 ? print : undefined;
    const out = flags.out ? resolve(context.root, flags.out) : undefined;
    if (out) for (const stack of selected) removePlanJson(out, stack);
    const onPlanJson = out
      ? (stack: string, folder: string, json: unknown) => writePlanJson(out, stack, folder, json)
      : undefined;
    const planned = await plan(session, {
      selected,
      passed: passedArguments,
      mock: run.mock({ onFailure: "error", isWithoutState: isMocked, onDetails, onPlanJson }, isMocked),
      isMocked,
      out,
      onDetails,
      onPlanJson,
    });
    if (!planned) return 1;
    if (out) saveSettings(out, await settingsOfRun(run, !isMocked));
    session.progress.print(`\n${planSummary(planned)}\nThe whole plans: ${logsOf(run)}\n`);
    if (flags.out) session.progress.print(savedText(flags.out, selected, planned.stacks));
    return [...planned.stacks.values()].some(({ hasChanges }) => hasChanges) ? 2 : 0;
  });
}

/** Where the logs of a run lie: `.groundplan/logs/<stack>/<run>.log`. */
function logsOf({ session, selected, relative }: Run): string {
  const [first = ""] = selected;
  const log = relative(session.logOf(first));
  return selected.length === 1 ? log : log.replace(`/${first}/`, "/<stack>/");
}

/** How saved plans are applied, and which stacks need a plan of their own afterwards. */
function savedText(folder: string, selected: readonly string[], stacks: ReadonlyMap<string, PlannedStack>): string {
  const left = selected.filter((name) => stacks.get(name)?.kind !== "real");
  const review = `Review them:\n  npx groundplan review ${shellWord(folder)}\n`;
  if (left.length === selected.length)
    return `${review}None of them can be applied: they were made with mock values.\n`;
  const apply = `${review}Apply them:\n  npx groundplan deploy --plan ${shellWord(folder)}\n`;
  if (left.length === 0) return apply;
  const again = `  npx groundplan plan --out ${shellWord(`${folder}-2`)} ${left.join(" ")}\n`;
  return `${apply}These are not in it, since what they read is not deployed yet. Plan them when the others are applied:\n${again}`;
}
