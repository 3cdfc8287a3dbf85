import * as os from "node:os";
import * as path from "node:path";
import { Command } from "commander";
import { BackgroundEmulator } from "../emulator/background";
import { forEmulator } from "../emulator/left-out";
import type { Emulator } from "../emulator/server";
import { synthesizeForEmulator } from "../emulator/synth";
import { terraformEnvironment } from "../emulator/terraform-environment";
import { findTools, type Tools } from "../emulator/tools";
import { endedLine } from "../guardrails/findings/problems";
import { deploy } from "../runner/deploy";
import { destroy } from "../runner/destroy";
import { Interruption } from "../runner/progress/interruption";
import { PlainProgress, type Progress, TerminalProgress } from "../runner/progress/progress";
import { outcomeTable, outputLines } from "../runner/progress/summary";
import { projectRoot } from "../runner/project";
import { Session } from "../runner/session";
import type { RunOutcome } from "../runner/stacks/run-stacks";
import type { SynthesizedStack } from "../runner/stacks/stacks";
import { type BootstrapOptions, bootstrap, destroyBootstrap } from "../runner/state/bootstrap";
import { partOwnState } from "../runner/state/own-state";
import { RunLock } from "../runner/state/run-lock";
import { checkVariables, readVariable, writeNames } from "../variables/read";
import { ProjectMemory } from "./deployed-memory";
import { endedExemptions } from "./ended-exemptions";
import { terminalOfProcess } from "./terminal";

/** What `npm run sandbox` does. */
export interface SandboxOptions {
  /**
   * Environment to deploy.
   *
   * @default "sandbox"
   */
  readonly environment?: string;
  /**
   * `deploy` brings the environment up in the emulator, `destroy` takes it down and stops the emulator, `stop` only
   * stops the emulator, with all that is in it.
   *
   * @default "deploy"
   */
  readonly action?: "deploy" | "destroy" | "stop";
  /**
   * Whether the emulator goes on after a destroy.
   *
   * @default false
   */
  readonly keep?: boolean;
  /**
   * Kubeconfig of a Kubernetes API that stands in for the cluster's; the stack of what runs in the cluster is then deployed too, with charts
   * of the folder that `GROUNDPLAN_CHARTS` names, if it is set.
   *
   * @default - that stack is left out
   */
  readonly kubeconfig?: string;
  /**
   * Folder for the emulator's log, the synthesized stacks and their state. Logs of Terraform lie beside it.
   *
   * @default - `.groundplan/emulator` in the project
   */
  readonly folder?: string;
  /**
   * Where messages go.
   *
   * @default - standard output
   */
  readonly log?: (line: string) => void;
}

/** Values of the outputs, by stack and name. */
export type SandboxOutputs = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Deploys an environment to an emulator on this machine, or takes it down.
 *
 * @returns the outputs of the stacks, after a deploy
 * @throws GroundplanError if Terraform, the emulator or the AWS provider is missing
 */
export async function sandbox(options: SandboxOptions = {}): Promise<SandboxOutputs> {
  const environment = options.environment ?? "sandbox";
  const log = options.log ?? ((line: string) => process.stdout.write(`${line}\n`));
  const folder = options.folder ?? path.join(projectRoot(), ".groundplan", "emulator");
  const locks = path.join(path.dirname(folder), "runs");
  // The environments share one emulator, so there is one lock for all of them.
  const lock = RunLock.take(locks, path.basename(folder), sandboxCommand(environment, options));
  try {
    return await run({ ...options, environment, log, folder });
  } finally {
    lock.release();
  }
}

/** The command as a person types it. */
export function sandboxCommand(
  environment: string,
  { action = "deploy", keep, kubeconfig }: SandboxOptions = {},
): string {
  const words = [
    ...(environment === "sandbox" || action === "stop" ? [] : ["--env", environment]),
    ...(action === "deploy" ? [] : [`--${action}`]),
    ...(keep ? ["--keep"] : []),
    ...(kubeconfig && action !== "stop" ? ["--kubeconfig", kubeconfig] : []),
  ];
  return ["npm run sandbox", ...(words.length > 0 ? ["--", ...words] : [])].join(" ");
}

async function run(
  options: SandboxOptions & Required<Pick<SandboxOptions, "environment" | "log" | "folder">>,
): Promise<SandboxOutputs> {
  const { environment, log } = options;
  const background = new BackgroundEmulator(options.folder);
  const { emulator, environments } = await background.find();
  if (!emulator && environments.length > 0) {
    log(
      `The emulator that held ${environments.join(", ")} is gone, and all that was in it. Its state files were removed.`,
    );
  }
  const box = { environment, background, log, ...(options.kubeconfig ? { kubeconfig: options.kubeconfig } : {}) };
  switch (options.action ?? "deploy") {
    case "stop":
      if (!emulator) log("No emulator is running.");
      else {
        await background.stop(emulator);
        log("The emulator was stopped; all that was in it is gone.");
      }
      return {};
    case "destroy":
      if (!emulator) log("No emulator is running, so there is nothing to destroy.");
      else await takeDown(box, emulator, options.keep ?? false);
      return {};
    case "deploy":
      return bringUp(box, emulator);
  }
}

/** An environment in an emulator. */
interface Box {
  readonly environment: string;
  readonly background: BackgroundEmulator;
  readonly log: (line: string) => void;
  readonly kubeconfig?: string;
}

async function bringUp(box: Box, running: Emulator | undefined): Promise<SandboxOutputs> {
  const { environment, background, log } = box;
  const tools = findTools();
  const memory = memoryOf(box);
  const { stacks, gone } = stacksOf(box, memory);
  for (const { name } of gone.filter(({ isGone }) => isGone)) {
    log(
      `${name} is in the emulator, and the configuration no longer makes it. --destroy takes it down with the others.`,
    );
  }
  return withInterruption(log, async (interruption, progress) => {
    const emulator = running ?? (await background.start(tools.moto));
    log(
      `${running ? "Using the emulator that runs" : "Started an emulator"} at ${emulator.url} (process ${emulator.pid}).`,
    );
    background.setDeployed(environment, true);
    const session = sessionFor(box, [...stacks, ...gone], { tools, emulator, interruption, progress });
    const names = stacks.map(({ name }) => name);
    await inEmulator(emulator, async () => {
      for (const name of partOwnState(session, names).holders) {
        await bootstrap({ ...bootstrapOptions(session, name), tell: log });
      }
      return expectComplete(box, session, await deploy(session, { selected: names, memory }), "deploy");
    });
    const outputs: Record<string, Record<string, unknown>> = {};
    for (const name of names) outputs[name] = await session.terraform(name).shownOutputs();
    for (const line of report(box, stacks, outputs, emulator)) log(line);
    return outputs;
  });
}

async function takeDown(box: Box, emulator: Emulator, keep: boolean): Promise<void> {
  const { environment, background, log } = box;
  const memory = memoryOf(box);
  const { stacks: made, gone } = stacksOf(box, memory);
  const stacks = [...made, ...gone];
  await withInterruption(log, async (interruption, progress) => {
    const session = sessionFor(box, stacks, { tools: findTools(), emulator, interruption, progress });
    const { others, holders } = partOwnState(
      session,
      stacks.map(({ name }) => name),
    );
    await inEmulator(emulator, async () => {
      const outcome = await destroy(session, { selected: others, memory, unprotected: [environment] });
      expectComplete(box, session, outcome, "destroy");
      for (const name of holders) {
        await destroyBootstrap({ ...bootstrapOptions(session, name), tell: log, others: [] });
      }
    });
  });
  const left = (await emulator.resources()).filter((resource) => resource.startsWith(`${stacks[0]?.account}/`));
  if (left.length > 0) throw new Error(`The destroy left these in the emulator:\n${left.join("\n")}`);
  const others = background.setDeployed(environment, false);
  log(`${environment} is destroyed, and nothing of it is left in the emulator.`);
  if (others.length > 0) log(`The emulator goes on: ${others.join(", ")} is still in it.`);
  else if (keep) log(`The emulator goes on at ${emulator.url}.`);
  else {
    await background.stop(emulator);
    log("The emulator was stopped.");
  }
}

/** The memory of what is in the emulator: it lies in the emulator's folder and goes with it. That of the real accounts is not touched. */
function memoryOf({ background }: Box): ProjectMemory {
  const context = { root: projectRoot(), variables: process.env };
  return new ProjectMemory(background.outdir, context, background.folder);
}

/** What of an environment the emulator holds or is to hold. */
interface Stacks {
  /** As they are configured. */
  readonly stacks: readonly SynthesizedStack[];
  /** Deployed ones that are not configured any more, or that are left out by a variable. */
  readonly gone: readonly SynthesizedStack[];
}

/** Synthesizes the environment. Says which stacks are left out. */
function stacksOf({ environment, background, log, kubeconfig }: Box, memory: ProjectMemory): Stacks {
  // Without protection against deletion: what is in the emulator is not worth protecting.
  const variables = writeNames({ GROUNDPLAN_ENV: [environment], GROUNDPLAN_UNPROTECT: [environment] });
  const charts = readVariable("GROUNDPLAN_CHARTS", process.env);
  const kubernetes = kubeconfig ? { kubeconfig, ...(charts ? { charts } : {}) } : undefined;
  const all = synthesizeForEmulator(background.outdir, variables);
  const { stacks, leftOut } = forEmulator(all, kubernetes);
  if (stacks.length === 0) throw new Error(`The environment ${environment} has no stacks.`);
  for (const { name, reason } of leftOut) log(`${name} is left out: ${reason}.`);
  const synthesized = {
    environments: [environment],
    selected: stacks.map(({ name }) => name),
    outdir: background.outdir,
  };
  for (const ended of endedExemptions(synthesized, {})) log(`warning: ${endedLine(ended)}`);
  const synthesizedNames = all.map(({ name }) => name);
  const gone = forEmulator(memory.writeDeployedAndGone(environment, synthesizedNames), kubernetes);
  return { stacks: memory.withDeployed(stacks), gone: gone.stacks };
}

/** Passes Ctrl-C on to Terraform, and shows what the stacks do. */
async function withInterruption<T>(
  log: (line: string) => void,
  task: (interruption: Interruption, progress: Progress) => Promise<T>,
): Promise<T> {
  const terminal = terminalOfProcess();
  const write = (text: string) => log(text.replace(/\n$/, ""));
  const progress = terminal
    ? new TerminalProgress((text) => process.stdout.write(text), terminal.columns)
    : new PlainProgress(write);
  const interruption = new Interruption((line) => progress.print(`${line}\n`));
  const stopListening = interruption.listen();
  try {
    return await task(interruption, progress);
  } finally {
    stopListening();
    progress.stop();
  }
}

function sessionFor(
  { background }: Box,
  stacks: readonly SynthesizedStack[],
  run: { tools: Tools; emulator: Emulator; interruption: Interruption; progress: Progress },
): Session {
  const { tools, emulator, interruption, progress } = run;
  return new Session({
    stacks,
    program: tools.terraform,
    version: tools.terraformVersion,
    environment: ({ account, region }) =>
      terraformEnvironment(tools, { url: emulator.url, account, region }, background.folder),
    logs: logsOf(background),
    runs: path.join(background.folder, "runs"),
    runName: `${new Date().toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "-")}-sandbox`,
    jobs: os.availableParallelism(),
    progress,
    interruption,
  });
}

function logsOf({ folder }: BackgroundEmulator): string {
  return path.join(path.dirname(folder), "logs");
}

function bootstrapOptions(session: Session, name: string): Omit<BootstrapOptions, "tell"> {
  return {
    stack: session.stack(name),
    terraform: (of, folder) =>
      folder === of.folder ? session.terraform(of.name) : session.terraformIn(of.name, folder),
  };
}

/** Adds to an error what the emulator could not answer, which is mostly its cause. */
async function inEmulator<T>(emulator: Emulator, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    const unanswered = await emulator.errors().catch(() => ["the emulator does not answer any more"]);
    const lines = [
      error instanceof Error ? error.message : String(error),
      ...(unanswered.length > 0 ? ["The emulator could not answer:", ...unanswered.slice(-10)] : []),
      "The emulator still runs; `npm run sandbox -- --stop` drops it with all that is in it.",
    ];
    throw new Error(lines.join("\n"), { cause: error });
  }
}

/** @throws Error if a run did not come to its end */
function expectComplete(box: Box, session: Session, outcome: RunOutcome | undefined, what: "deploy" | "destroy"): void {
  if (outcome) box.log(`\n${outcomeTable(outcome.stacks, (file) => path.relative(process.cwd(), file)).trimEnd()}`);
  if (outcome?.isComplete) return;
  const option = what === "destroy" ? "--destroy" : "";
  const words = [
    option,
    ...(box.environment === "sandbox" ? [] : ["--env", box.environment]),
    ...(box.kubeconfig ? ["--kubeconfig", box.kubeconfig] : []),
  ].filter(Boolean);
  const again = `npm run sandbox${words.length > 0 ? ` -- ${words.join(" ")}` : ""}`;
  const why = session.isInterrupted ? "was interrupted" : "failed";
  throw new Error(`The ${what} of ${box.environment} ${why}. Go on with:\n  ${again}`);
}

function report(
  { environment, kubeconfig }: Box,
  stacks: readonly SynthesizedStack[],
  outputs: SandboxOutputs,
  emulator: Emulator,
): string[] {
  const lines = [
    "",
    `${environment} is deployed to the emulator: ${stacks.map((stack) => stack.name).join(", ")}.`,
    "",
  ];
  lines.push(outputLines(outputs).trimEnd());
  const { account, region } = stacks[0] ?? {};
  const only = environment === "sandbox" ? "" : ` --env ${environment}`;
  const cluster = kubeconfig ? ` --kubeconfig ${kubeconfig}` : "";
  return [
    ...lines,
    "",
    "Look into it with the AWS CLI:",
    `  AWS_ENDPOINT_URL=${emulator.url} AWS_ACCESS_KEY_ID=EMULATOR${account} AWS_SECRET_ACCESS_KEY=emulator \\`,
    // The first version of the AWS CLI reads the one variable, Terraform's provider the other, the second version of the CLI both.
    `    AWS_DEFAULT_REGION=${region} AWS_REGION=${region} aws ec2 describe-vpcs`,
    "Take it down:",
    `  npm run sandbox -- --destroy${only}${cluster}`,
  ];
}

/** The command behind `npm run sandbox`. Returns the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const command = new Command("npm run sandbox --")
    .description("Deploy an environment to an AWS emulator on this machine, and print its outputs.")
    .option("--env <name>", "environment", "sandbox")
    .option("--destroy", "take the environment down and stop the emulator")
    .option("--keep", "with --destroy: leave the emulator running")
    .option("--kubeconfig <file>", "deploy what runs in the cluster too, to the Kubernetes API of this file")
    .option("--stop", "stop the emulator and forget all that is in it")
    .parse([...argv], { from: "user" });
  const {
    env,
    destroy: isDestroy,
    keep,
    stop,
    kubeconfig = readVariable("GROUNDPLAN_KUBECONFIG", process.env),
  } = command.opts<{
    env: string;
    destroy?: boolean;
    keep?: boolean;
    stop?: boolean;
    kubeconfig?: string;
  }>();
  try {
    checkVariables(process.env);
    const action = stop ? "stop" : isDestroy ? "destroy" : "deploy";
    await sandbox({ environment: env, action, keep, ...(kubeconfig ? { kubeconfig } : {}) });
    return 0;
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

if (require.main === module) {
  void main(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
}
