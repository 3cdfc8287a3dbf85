import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { InvalidArgumentError } from "commander";
import { closest } from "../config/checks/suggest";
import { environmentNames } from "../config/load";
import { GroundplanError } from "../constructs/core/errors";
import { shellWord } from "../constructs/core/texts/shell-word";
import { type MockPlanner, type MockPlannerOptions, mockPlanner } from "../runner/plans/mock-plans";
import { Interruption } from "../runner/progress/interruption";
import { PlainProgress, type Progress, TerminalProgress } from "../runner/progress/progress";
import { Session } from "../runner/session";
import { ownEnvironment } from "../runner/stacks/own-environment";
import { errorText, withName } from "../runner/stacks/run-stacks";
import { inOrder } from "../runner/stacks/schedule";
import { environmentsMeant, selectStacks } from "../runner/stacks/select-stacks";
import type { SynthesizedStack } from "../runner/stacks/stacks";
import { RunLock } from "../runner/state/run-lock";
import { outdirOf, SynthError, synthesizeApp } from "../runner/synthesize-app";
import { findTerraform } from "../runner/terraform/find-terraform";
import { TerraformError } from "../runner/terraform/terraform-error";
import { readVariable, writeNames } from "../variables/read";
import { ProjectMemory } from "./deployed-memory";
import type { CommandContext } from "./io";

/** Exit code after an interrupt: 128 and the number of SIGINT. */
const INTERRUPTED = 130;

/** What a command that runs Terraform was asked for. */
export interface RunRequest {
  /** `plan`, `deploy` or `destroy`: names the logs. */
  readonly command: string;
  /** Patterns of stacks. */
  readonly patterns: readonly string[];
  readonly jobs: number;
  /** The command as a person would type it, for one that runs at the same time. */
  readonly commandLine: string;
  /**
   * Whether stacks that the configuration no longer makes can be selected too. They are known in any case: what they use is in use.
   *
   * @default false
   */
  readonly includesGone?: boolean;
}

/** A synthesized project, ready to be run. */
export interface Run {
  readonly session: Session;
  /** Full names of the stacks that the patterns mean. */
  readonly selected: readonly string[];
  /** The environments meant. */
  readonly environments: readonly string[];
  readonly memory: ProjectMemory;
  /** Folder that synth wrote to. */
  readonly outdir: string;
  /** Plans with mock values; `isAll` for every contract, else for those of producers that do not exist. */
  readonly mock: (options: Omit<MockPlannerOptions, "synthesize" | "folder">, isAll?: boolean) => MockPlanner;
  /** A file as it is named in the output: relative to the project, where it lies in it. */
  readonly relative: (file: string) => string;
}

/** Folder of logs, locks, local states and the like: `.groundplan` beside the synthesized stacks. */
export function ownFolder({ root, variables }: CommandContext): string {
  return path.join(path.dirname(outdirOf(root, variables)), ".groundplan");
}

/**
 * Finds Terraform, synthesizes the environments that the patterns mean, and gives a command what it needs to run. Prints the errors of
 * Terraform, and warnings at the end, once.
 *
 * @returns the command's exit code, 1 after an error of Terraform, or 130 after an interrupt
 * @throws GroundplanError for a tool that is missing, a synth that failed, a pattern that means no stack
 */
export async function withRun(
  request: RunRequest,
  context: CommandContext,
  task: (run: Run) => Promise<number>,
): Promise<number> {
  const { root, variables } = context;
  const outdir = outdirOf(root, variables);
  const terraform = findTerraform(variables);
  // A synth removes the stacks of other environments from the folder, so one command at a time works in it.
  const own = ownFolder(context);
  const lock = RunLock.take(path.join(own, "runs"), path.basename(outdir), request.commandLine);
  const memory = new ProjectMemory(outdir, context);
  const gone: SynthesizedStack[] = [];
  try {
    const { stacks: synthesized, environments, known } = synthesizeFor(request.patterns, outdir, context);
    const stacks = memory.withDeployed(synthesized);
    const names = stacks.map(({ name }) => name);
    gone.push(...memory.writeGone(environments, names));
    const selectable = request.includesGone ? [...stacks, ...gone] : stacks;
    const matching = selectStacks(request.patterns, selectable, known, closest);
    const dependencies = new Map([...stacks, ...gone].map((stack) => [stack.name, stack.dependencies]));
    const selected = inOrder(matching, (name) => dependencies.get(name) ?? []);
    return await runWith(
      { request, context, own, outdir, memory, terraform, environments, stacks: [...stacks, ...gone], selected },
      task,
    );
  } finally {
    memory.removeGone(gone);
    lock.release();
  }
}

/** What a command asks of stacks as they are deployed. */
export interface DeployedRequest extends Pick<RunRequest, "command" | "commandLine"> {
  readonly environment: string;
  /** Full names of the stacks. */
  readonly stacks: readonly string[];
}

/**
 * Gives a command stacks as they are remembered, without a synth: enough to read their states.
 *
 * @returns what {@link withRun} returns
 * @throws GroundplanError for a tool that is missing, and a stack that is not remembered
 */
export async function withDeployed(
  { command, commandLine, environment, stacks: names }: DeployedRequest,
  context: CommandContext,
  task: (run: Run) => Promise<number>,
): Promise<number> {
  const outdir = outdirOf(context.root, context.variables);
  const terraform = findTerraform(context.variables);
  const own = ownFolder(context);
  const lock = RunLock.take(path.join(own, "runs"), path.basename(outdir), commandLine);
  try {
    const memory = new ProjectMemory(outdir, context);
    const stacks = memory.writeRemembered(environment, names);
    const request = { command, commandLine, patterns: names, jobs: 1 };
    const environments = [environment];
    const prepared = { request, context, own, outdir, memory, terraform, environments, stacks, selected: names };
    return await runWith(prepared, task);
  } finally {
    lock.release();
  }
}

interface Prepared {
  readonly request: RunRequest;
  readonly context: CommandContext;
  readonly own: string;
  readonly outdir: string;
  readonly memory: ProjectMemory;
  readonly terraform: ReturnType<typeof findTerraform>;
  readonly environments: readonly string[];
  readonly stacks: readonly SynthesizedStack[];
  readonly selected: readonly string[];
}

async function runWith(
  { request, context, own, outdir, memory, terraform, environments, stacks, selected }: Prepared,
  task: (run: Run) => Promise<number>,
): Promise<number> {
  const { root, variables } = context;
  const variablesOfTerraform = ownEnvironment(variables, os.homedir(), own);
  const progress = progressFor(context);
  const interruption = new Interruption((line) => progress.print(`${line}\n`));
  const session = new Session({
    stacks,
    program: terraform.program,
    version: terraform.version,
    environment: () => variablesOfTerraform,
    logs: path.join(own, "logs"),
    runs: path.join(own, "runs"),
    runName: `${timestamp(new Date())}-${request.command}`,
    jobs: request.jobs,
    progress,
    interruption,
  });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-plan-"));
  const mock: Run["mock"] = (options, isAll = false) =>
    mockPlanner({
      ...options,
      folder,
      synthesize: (to, mocked) => {
        const names = { GROUNDPLAN_ENV: environments, GROUNDPLAN_MOCK: isAll ? ["*"] : mocked };
        return synthesize(to, { ...variables, ...writeNames(names) }, context).stacks;
      },
    });
  const relative = (file: string) => (file.startsWith(`${root}${path.sep}`) ? path.relative(root, file) : file);
  const stopListening = context.onInterrupt?.(() => interruption.request()) ?? interruption.listen();
  try {
    const exitCode = await task({ session, selected, environments, memory, outdir, mock, relative });
    return session.isInterrupted ? INTERRUPTED : exitCode;
  } catch (error) {
    if (!(error instanceof TerraformError)) throw error;
    progress.print(`\n${errorText(session, error)}`);
    return session.isInterrupted ? INTERRUPTED : 1;
  } finally {
    stopListening();
    progress.stop();
    printWarnings(session, selected, context);
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Synthesizes the environments that patterns mean, or all of them where the patterns mean none, to tell their names. */
function synthesizeFor(patterns: readonly string[], outdir: string, context: CommandContext) {
  const { root, variables } = context;
  const known = environmentNames(path.resolve(root, readVariable("GROUNDPLAN_CONFIG", variables)));
  const meant = environmentsMeant(patterns, known);
  const environments = meant.length > 0 ? meant : known;
  const { stacks, output } = synthesize(
    outdir,
    { ...variables, ...writeNames({ GROUNDPLAN_ENV: environments }) },
    context,
  );
  for (const line of output.split("\n").filter((text) => text.startsWith("warning:"))) context.print(`${line}\n`);
  return { stacks, environments, known };
}

/**
 * Synthesizes to a folder.
 *
 * @throws GroundplanError `SYNTH_FAILED`, after what the program said was printed
 */
export function synthesize(outdir: string, variables: NodeJS.ProcessEnv, { root, printError }: CommandContext) {
  try {
    return synthesizeApp(root, outdir, variables);
  } catch (error) {
    if (!(error instanceof SynthError)) throw error;
    printError(error.message);
    throw new GroundplanError([
      {
        code: "SYNTH_FAILED",
        path: "cdktf.json › app",
        message: "The synth failed, so nothing else was done.",
        found: "the message above",
        expected: "a synth without errors",
        fix: "mend what the message says, and check with `npm run synth`",
      },
    ]);
  }
}

/** Shows what stacks do: redrawn on a terminal, as lines elsewhere. */
export function progressFor({ print, terminal }: CommandContext): Progress {
  return terminal ? new TerminalProgress(print, terminal.columns) : new PlainProgress(print);
}

/** `20260102-030405`, in UTC: the names of logs sort by time. */
export function timestamp(time: Date): string {
  return time.toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "-");
}

/** Terraform's warnings, each once for each stack. */
function printWarnings(session: Session, selected: readonly string[], { print }: CommandContext): void {
  for (const name of selected) {
    const texts = session
      .terraform(name)
      .diagnostics.filter(({ severity }) => severity === "warning")
      .map(({ text }) => text);
    for (const text of new Set(texts)) print(`\n${withName(name, text)}\n`);
  }
}

/** The question of a command that changes something, or undefined where it is approved by an option. */
export function asker(
  isApproved: boolean,
  question: string,
  session: Session,
  { print, terminal }: CommandContext,
): ((summary: string) => Promise<boolean>) | undefined {
  if (isApproved || !terminal) return undefined;
  return async (summary) => {
    session.progress.pause();
    print(`\n${summary}\n`);
    const answer = await terminal.ask(`${question} Only \`yes\` is taken as one: `);
    return answer.trim() === "yes";
  };
}

/** @throws GroundplanError `APPROVAL_NEEDED` if nobody can be asked and nothing was approved */
export function checkApproval(isApproved: boolean, { terminal }: CommandContext): void {
  if (isApproved || terminal) return;
  throw new GroundplanError([
    {
      code: "APPROVAL_NEEDED",
      path: "command line",
      message: "There is no terminal, so nobody can be asked whether this is wanted.",
      found: "no --auto-approve",
      expected: "a terminal, or --auto-approve",
      fix: "add --auto-approve, or run it at a terminal, where it shows what would be done and asks",
    },
  ]);
}

/** Parses `--jobs`. */
export function parseJobs(text: string): number {
  const jobs = Number(text);
  if (Number.isInteger(jobs) && jobs >= 1) return jobs;
  throw new InvalidArgumentError("It must be a whole number from 1 on.");
}

/** Stacks at the same time, where nothing is said: one for each processor, and at least two, since they wait for AWS most of the time. */
export function defaultJobs(): number {
  return Math.min(8, Math.max(2, os.availableParallelism()));
}

/** Arguments as they were typed: patterns, and behind `--` what goes to Terraform, which begins with a dash. */
export function splitArguments(args: readonly string[]): { patterns: readonly string[]; passed: readonly string[] } {
  return {
    patterns: args.filter((arg) => !arg.startsWith("-")),
    passed: args.filter((arg) => arg.startsWith("-")),
  };
}

/** Patterns as a shell takes them. */
export function quoted(patterns: readonly string[]): string {
  return patterns.map(shellWord).join(" ");
}
