import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { BackgroundEmulator } from "../../emulator/background";
import { forEmulator, type LeftOut } from "../../emulator/left-out";
import { Emulator } from "../../emulator/server";
import { SOME_EMULATOR } from "../../emulator/synth";
import { type Target, terraformEnvironment } from "../../emulator/terraform-environment";
import type { Tools } from "../../emulator/tools";
import { deploy } from "../../runner/deploy";
import { NO_MEMORY } from "../../runner/memory-port";
import { Interruption } from "../../runner/progress/interruption";
import type { Progress } from "../../runner/progress/progress";
import { Session } from "../../runner/session";
import type { SynthesizedStack } from "../../runner/stacks/stacks";
import { bootstrap } from "../../runner/state/bootstrap";
import { partOwnState } from "../../runner/state/own-state";
import { RunLock } from "../../runner/state/run-lock";
import { writeNames } from "../../variables/read";
import { ProjectMemory } from "../deployed-memory";
import type { CommandContext } from "../io";
import { defaultJobs, ownFolder, progressFor, synthesize, timestamp } from "../run-context";
import type { DeployedStack } from "./deployed-resources";
import { changedText, changesSince } from "./standing-changes";

/** An environment in an emulator. */
export interface EmulatedEnvironment {
  readonly target: Target;
  readonly stacks: readonly DeployedStack[];
  /** Folder that synth wrote to. */
  readonly outdir: string;
  /** How it got there, as a sentence. */
  readonly about: string;
  /** What the emulator could not answer so far, a line each. */
  readonly errors: () => Promise<readonly string[]>;
  /** A folder for what comes of it, which is removed in the end. */
  readonly folder: string;
  /** Is aborted by an interrupt. */
  readonly signal: AbortSignal;
}

/** Exit code after an interrupt: 128 and the number of SIGINT. */
const INTERRUPTED = 130;

/** What both ways to an environment need. */
interface Run {
  readonly environment: string;
  readonly context: CommandContext;
  readonly tools: Tools;
  readonly folder: string;
  readonly progress: Progress;
  readonly interruption: Interruption;
}

/** An environment in an emulator, as it is read. */
type Emulated = Omit<EmulatedEnvironment, "folder" | "signal">;

/**
 * Gives a task an environment as it is in the emulator that `npm run sandbox` left, if it is there as it is configured. Else one is started
 * for it: there it is deployed as it would be to its account, with all protection, and all of it is gone afterwards.
 *
 * @returns the exit code that the task returns, 1 where the environment cannot be deployed, or 130 after an interrupt
 * @throws GroundplanError for a synth that failed
 */
export async function withEmulated(
  environment: string,
  tools: Tools,
  context: CommandContext,
  task: (emulated: EmulatedEnvironment) => Promise<number>,
): Promise<number> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-audit-"));
  const progress = progressFor({ ...context, print: context.printError });
  const interruption = new Interruption((line) => progress.print(`${line}\n`));
  const abort = new AbortController();
  const stopListening = (context.onInterrupt ?? onSignals)(() => {
    interruption.request();
    abort.abort();
  });
  const run = { environment, context, tools, folder, progress, interruption };
  const own = path.join(context.root, ".groundplan");
  const lock = RunLock.take(path.join(own, "runs"), "emulator", `groundplan audit ${environment}`);
  try {
    const exitCode = await inEmulator(run, new BackgroundEmulator(path.join(own, "emulator")), async (emulated) => {
      progress.stop();
      return task({ ...emulated, folder, signal: abort.signal });
    });
    return interruption.isRequested ? INTERRUPTED : exitCode;
  } catch (error) {
    if (!interruption.isRequested) throw error;
    return INTERRUPTED;
  } finally {
    stopListening();
    progress.stop();
    lock.release();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function inEmulator(
  run: Run,
  background: BackgroundEmulator,
  task: (emulated: Emulated) => Promise<number>,
): Promise<number> {
  const { environment, tools, folder, context, interruption } = run;
  const { emulator, environments } = await background.find();
  const standing = emulator && environments.includes(environment) && (await asItIs(run, emulator, background));
  if (standing) return task(standing);
  if (interruption.isRequested) return 1;
  const own = await Emulator.start({ moto: tools.moto, folder: path.join(folder, "emulator") });
  try {
    const emulated = await broughtUp(run, own);
    if (emulated && !interruption.isRequested) return await task(emulated);
    context.printError(`${environment} is not deployed, so that there is nothing to audit.\n`);
    return 1;
  } finally {
    await own.stop();
  }
}

/**
 * As `npm run sandbox` left it: without protection.
 *
 * @returns nothing if the configuration has changed since: checkov would judge what is written, and prowler what was deployed before. The
 *   changes are printed
 */
async function asItIs(
  run: Run,
  emulator: Emulator,
  { outdir, folder }: BackgroundEmulator,
): Promise<Emulated | undefined> {
  const { environment, context } = run;
  const { stacks, leftOut } = stacksOf(run, outdir, writeNames({ GROUNDPLAN_UNPROTECT: [environment] }));
  const session = sessionFor(run, stacks, emulator, folder);
  const made = [...stacks, ...leftOut].map(({ name }) => name);
  const gone = new ProjectMemory(outdir, context, folder).deployedAndGone([environment], made);
  const changes = await changesSince(session, gone);
  if (changes.length > 0) {
    if (!run.interruption.isRequested) context.printError(changedText(environment, changes));
    return undefined;
  }
  tellLeftOut(leftOut, run);
  const about = "as npm run sandbox deployed it to the emulator that is up, without protection from deletion";
  return emulatedOf(session, stacks, { emulator, outdir, about });
}

/** @returns nothing if it cannot be deployed; Terraform's errors are printed */
async function broughtUp(run: Run, emulator: Emulator): Promise<Emulated | undefined> {
  const { folder, progress } = run;
  const outdir = path.join(folder, "cdktf.out");
  const { stacks, leftOut } = stacksOf(run, outdir, {});
  tellLeftOut(leftOut, run);
  const session = sessionFor(run, stacks, emulator, folder);
  const names = stacks.map(({ name }) => name);
  for (const name of partOwnState(session, names).holders) {
    await bootstrap({
      stack: session.stack(name),
      terraform: (of, where) =>
        where === of.folder ? session.terraform(of.name) : session.terraformIn(of.name, where),
      tell: (line) => progress.print(`${line}\n`),
    });
  }
  const outcome = await deploy(session, { selected: names, memory: NO_MEMORY });
  if (!outcome?.isComplete) return undefined;
  return emulatedOf(session, stacks, {
    emulator,
    outdir,
    about: "as it was deployed to an emulator that held nothing else",
  });
}

async function emulatedOf(
  session: Session,
  stacks: readonly SynthesizedStack[],
  { emulator, outdir, about }: { readonly emulator: Emulator; readonly outdir: string; readonly about: string },
): Promise<Emulated> {
  const [{ account, region } = { account: "", region: "" }] = stacks;
  const deployed: DeployedStack[] = [];
  for (const { name, folder } of stacks) {
    const state = await session.state(name);
    const json: unknown = JSON.parse(fs.readFileSync(path.join(folder, "cdk.tf.json"), "utf8"));
    if (state) deployed.push({ name, json, state });
  }
  const target = { url: emulator.url, account, region };
  return { target, stacks: deployed, outdir, about, errors: () => emulator.errors() };
}

/** Synthesizes the environment, and parts its stacks. */
function stacksOf(
  { environment, context }: Run,
  outdir: string,
  more: NodeJS.ProcessEnv,
): ReturnType<typeof forEmulator> {
  const only = writeNames({ GROUNDPLAN_ENV: [environment] });
  const variables = { ...context.variables, ...only, ...more, AWS_ENDPOINT_URL: SOME_EMULATOR };
  return forEmulator(synthesize(outdir, variables, context).stacks);
}

function tellLeftOut(leftOut: readonly LeftOut[], { context }: Run): void {
  for (const { name, reason } of leftOut) context.printError(`${name} is left out: ${reason}.\n`);
}

function sessionFor(
  { tools, folder, context, progress, interruption }: Run,
  stacks: readonly SynthesizedStack[],
  emulator: Emulator,
  settings: string,
): Session {
  return new Session({
    stacks,
    program: tools.terraform,
    version: tools.terraformVersion,
    environment: ({ account, region }) =>
      terraformEnvironment(tools, { url: emulator.url, account, region }, settings, context.variables),
    logs: path.join(ownFolder(context), "logs"),
    runs: path.join(folder, "runs"),
    runName: `${timestamp(new Date())}-audit`,
    jobs: defaultJobs(),
    progress,
    interruption,
  });
}

function onSignals(listener: () => void): () => void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, listener);
  return () => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, listener);
  };
}
