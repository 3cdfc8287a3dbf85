import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { Command } from "commander";
import { BackgroundEmulator } from "../emulator/background";
import { forEmulator } from "../emulator/left-out";
import type { Emulator } from "../emulator/server";
import { synthesizeForEmulator } from "../emulator/synth";
import { terraformEnvironment } from "../emulator/terraform-environment";
import { findTools, type Tools } from "../emulator/tools";
import { projectRoot } from "../runner/project";
import { RunLock } from "../runner/run-lock";
import type { SynthesizedStack } from "../runner/stacks";

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
   * Folder for the emulator's log, the synthesized stacks and their state.
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
  /**
   * Whether the output of cdktf is shown while it runs. If not, its end is part of the error when it fails.
   *
   * @default true
   */
  readonly showOutput?: boolean;
}

/** Values of the outputs, by stack and name. */
export type SandboxOutputs = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Deploys an environment with the real `cdktf deploy` to an emulator on this machine, or takes it down.
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
  const lock = RunLock.take(locks, path.basename(folder), commandLine(environment, options));
  try {
    return await run({ ...options, environment, log, folder });
  } finally {
    lock.release();
  }
}

/** The command as a person types it. */
function commandLine(environment: string, { action = "deploy", keep }: SandboxOptions): string {
  const words = [
    ...(environment === "sandbox" || action === "stop" ? [] : ["--env", environment]),
    ...(action === "deploy" ? [] : [`--${action}`]),
    ...(keep ? ["--keep"] : []),
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
  const session = { environment, background, log, showOutput: options.showOutput ?? true };
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
      else await destroy(session, emulator, options.keep ?? false);
      return {};
    case "deploy":
      return deploy(session, emulator);
  }
}

interface Session {
  readonly environment: string;
  readonly background: BackgroundEmulator;
  readonly log: (line: string) => void;
  readonly showOutput: boolean;
}

/** What is deployed of an environment, and what is not. */
type StacksToRun = ReturnType<typeof forEmulator>;

async function deploy(session: Session, running: Emulator | undefined): Promise<SandboxOutputs> {
  const { environment, background, log } = session;
  const tools = findTools();
  const found = stacksOf(session);
  const emulator = running ?? (await background.start(tools.moto));
  log(
    `${running ? "Using the emulator that runs" : "Started an emulator"} at ${emulator.url} (process ${emulator.pid}).`,
  );
  background.setDeployed(environment, true);
  const outputsFile = path.join(background.folder, `${environment}-outputs.json`);
  await cdktf("deploy", session, { ...found, emulator, tools }, ["--outputs-file", outputsFile]);
  const outputs = JSON.parse(fs.readFileSync(outputsFile, "utf8")) as SandboxOutputs;
  for (const line of report(environment, found.stacks, outputs, emulator)) log(line);
  return outputs;
}

async function destroy(session: Session, emulator: Emulator, keep: boolean): Promise<void> {
  const { environment, background, log } = session;
  const found = stacksOf(session);
  await cdktf("destroy", session, { ...found, emulator, tools: findTools() }, []);
  const left = (await emulator.resources()).filter((resource) => resource.startsWith(`${found.stacks[0]?.account}/`));
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

/** Synthesizes the environment once, to learn its stacks, account and region. Says which stacks are left out. */
function stacksOf({ environment, background, log }: Session): StacksToRun {
  const found = forEmulator(synthesizeForEmulator(background.outdir, variablesFor(environment)));
  if (found.stacks.length === 0) throw new Error(`The environment ${environment} has no stacks.`);
  for (const { name, reason } of found.leftOut) log(`${name} is left out: ${reason}.`);
  return found;
}

/**
 * The environment alone, and without protection against deletion: what is in the emulator is not worth protecting, and
 * `--destroy` has to work for every environment.
 */
function variablesFor(environment: string): NodeJS.ProcessEnv {
  return { GROUNDPLAN_ENV: environment, GROUNDPLAN_UNPROTECT: environment };
}

/** Runs `cdktf deploy` or `cdktf destroy` for all stacks of the environment. */
async function cdktf(
  command: "deploy" | "destroy",
  { environment, background, showOutput }: Session,
  run: StacksToRun & { emulator: Emulator; tools: Tools },
  args: readonly string[],
): Promise<void> {
  const { stacks, leftOut, emulator, tools } = run;
  const { account = "", region = "" } = stacks[0] ?? {};
  const env = {
    ...terraformEnvironment(tools, { url: emulator.url, account, region }, background.folder),
    ...variablesFor(environment),
    // cdktf takes nothing down while there is a stack that depends on it.
    GROUNDPLAN_WITHOUT: leftOut.map(({ name }) => name).join(","),
    CI: "1",
    // cdktf's own cache of providers only helps with downloads.
    ...(tools.plugins.kind === "registry" ? {} : { CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1" }),
  };
  const all = [
    path.join(projectRoot(), "node_modules", "cdktf-cli", "bundle", "bin", "cdktf"),
    command,
    ...stacks.map((stack) => stack.name),
    "--auto-approve",
    // The lock asks the registry for the provider's checksums on other platforms, which nobody needs here.
    "--skip-provider-lock",
    "--output",
    background.outdir,
    ...args,
  ];
  const stdio = showOutput ? ("inherit" as const) : ("pipe" as const);
  const child = spawn(process.execPath, all, { cwd: projectRoot(), env, stdio: ["ignore", stdio, stdio] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output += chunk;
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code === 0) return;
  const unanswered = await emulator.errors().catch(() => ["the emulator does not answer any more"]);
  throw new Error(
    [
      ...output.trimEnd().split("\n").slice(-40),
      `\`cdktf ${command}\` of ${environment} ended with exit code ${code}.`,
      ...(unanswered.length > 0 ? ["The emulator could not answer:", ...unanswered.slice(-10)] : []),
      "The emulator still runs; `npm run sandbox -- --stop` drops it with all that is in it.",
    ].join("\n"),
  );
}

function report(
  environment: string,
  stacks: readonly SynthesizedStack[],
  outputs: SandboxOutputs,
  emulator: Emulator,
): string[] {
  const lines = ["", `${environment} is deployed to the emulator: ${stacks.map((stack) => stack.name).join(", ")}.`];
  for (const [stack, values] of Object.entries(outputs)) {
    if (Object.keys(values).length > 0) lines.push("", `${stack}:`);
    for (const [name, value] of Object.entries(values)) {
      lines.push(`  ${name} = ${typeof value === "string" ? value : JSON.stringify(value)}`);
    }
  }
  const { account, region } = stacks[0] ?? {};
  const only = environment === "sandbox" ? "" : ` --env ${environment}`;
  return [
    ...lines,
    "",
    "Look into it with the AWS CLI:",
    `  AWS_ENDPOINT_URL=${emulator.url} AWS_ACCESS_KEY_ID=EMULATOR${account} AWS_SECRET_ACCESS_KEY=emulator \\`,
    `    AWS_REGION=${region} aws ec2 describe-vpcs`,
    "Take it down:",
    `  npm run sandbox -- --destroy${only}`,
  ];
}

/** The command behind `npm run sandbox`. Returns the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const command = new Command("npm run sandbox --")
    .description("Deploy an environment to an AWS emulator on this machine, with the real cdktf deploy.")
    .option("--env <name>", "environment", "sandbox")
    .option("--destroy", "take the environment down and stop the emulator")
    .option("--keep", "with --destroy: leave the emulator running")
    .option("--stop", "stop the emulator and forget all that is in it")
    .parse([...argv], { from: "user" });
  const {
    env,
    destroy: isDestroy,
    keep,
    stop,
  } = command.opts<{
    env: string;
    destroy?: boolean;
    keep?: boolean;
    stop?: boolean;
  }>();
  try {
    await sandbox({ environment: env, action: stop ? "stop" : isDestroy ? "destroy" : "deploy", keep });
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
