import { resolve } from "node:path";
import type { Command } from "commander";
import { loadEnvironment } from "../../config/load";
import { STATE_STACK } from "../../constructs/core/environments/backend-wiring";
import type { Environment } from "../../constructs/core/environments/environment";
import { GroundplanError } from "../../constructs/core/errors";
import { backendOf } from "../../runner/state/backends";
import { type BootstrapOptions, type BootstrapResult, bootstrap, destroyBootstrap } from "../../runner/state/bootstrap";
import { notBootstrapped } from "../../runner/state/own-state";
import { readVariable } from "../../variables/read";
import type { CommandContext } from "../io";
import { asker, checkApproval, type Run, withRun } from "../run-context";

interface BootstrapFlags {
  readonly autoApprove?: boolean;
  readonly destroy?: boolean;
}

/** What is said at the end. */
const DONE: Readonly<Record<BootstrapResult, string>> = {
  made: "is made, and holds its own state",
  adopted: "is taken over, and holds its own state",
  changed: "was there, and has the settings of the configuration now",
  unchanged: "is there, and nothing has to be changed",
  "not approved": "was not changed",
};

/** Adds `groundplan bootstrap`: makes the bucket in which an environment's states lie. */
export function addBootstrapCommand(
  program: Command,
  context: CommandContext,
  setExitCode: (code: number) => void,
): void {
  program
    .command("bootstrap")
    .description("make the bucket that holds an environment's states, or take over the one that is there")
    .argument("<environment>", "name of the environment")
    .option("--auto-approve", "do not ask")
    .option("--destroy", "take the bucket down, when nothing is deployed any more")
    .addHelpText("after", "\nTwice is the same as once. Exit code: 0 when the bucket is as it should be, else 1.")
    .action(async (name: string, flags: BootstrapFlags) => setExitCode(await bootstrapCommand(name, flags, context)));
}

async function bootstrapCommand(name: string, flags: BootstrapFlags, context: CommandContext): Promise<number> {
  const { environment } = loadEnvironment(
    resolve(context.root, readVariable("GROUNDPLAN_CONFIG", context.variables)),
    name,
  );
  const { backend } = environment;
  if (backend.type !== "s3") {
    const where = backend.type === "local" ? "files on this machine" : "HCP Terraform";
    context.print(`${name} keeps its states in ${where}: there is nothing to bootstrap.\n`);
    return 0;
  }
  if (backend.bucketExists) return lookForBucket(environment, flags, context);
  const { autoApprove = false, destroy = false } = flags;
  checkApproval(autoApprove, context);
  // Whoever takes a bucket down wants to know whose states lie in it.
  const patterns = destroy ? ["*"] : [`${name}-${STATE_STACK}`];
  return withRun({ ...requestFor(name, flags), patterns }, context, (run) =>
    destroy ? takeDown(run, name, autoApprove, context) : make(run, name, autoApprove, context),
  );
}

function requestFor(name: string, { destroy }: BootstrapFlags) {
  const commandLine = `groundplan bootstrap ${name}${destroy ? " --destroy" : ""}`;
  return { command: "bootstrap", commandLine, jobs: 1 };
}

async function make(run: Run, name: string, isApproved: boolean, context: CommandContext): Promise<number> {
  const options = optionsFor(run, name);
  const result = await bootstrap({ ...options, ask: asker(isApproved, "Apply this?", run.session, context) });
  if (result !== "not approved") run.memory.applied(options.stack.name, name);
  run.session.progress.print(`${name}: the state bucket ${bucketOf(options)} ${DONE[result]}.\n`);
  return result === "not approved" ? 1 : 0;
}

async function takeDown(run: Run, name: string, isApproved: boolean, context: CommandContext): Promise<number> {
  const options = optionsFor(run, name);
  const ask = asker(isApproved, "Destroy it?", run.session, context);
  const result = await destroyBootstrap({
    ...options,
    ask,
    others: run.session.options.stacks,
    unprotected: readVariable("GROUNDPLAN_UNPROTECT", context.variables),
  });
  if (result !== "not approved") run.memory.forget(options.stack.name, name);
  const done = { destroyed: "is destroyed", nothing: "is not there", "not approved": "was not changed" }[result];
  run.session.progress.print(`${name}: the state bucket ${bucketOf(options)} ${done}.\n`);
  return result === "not approved" ? 1 : 0;
}

/** A bucket that is made elsewhere only has to be there. */
async function lookForBucket(
  { name, backend }: Environment,
  flags: BootstrapFlags,
  context: CommandContext,
): Promise<number> {
  const bucket = backend.type === "s3" ? backend.bucket : undefined;
  const request = { ...requestFor(name, flags), patterns: [`${name}-*`] };
  return withRun(request, context, async ({ session, selected }) => {
    const [stack] = selected;
    if (stack && !(await session.prepare(stack))) throw new GroundplanError([notBootstrapped(session, stack)]);
    session.progress.print(
      `${name}: the state bucket ${bucket} is there. It is made elsewhere, so it stays as it is.\n`,
    );
    return 0;
  });
}

function optionsFor({ session }: Run, name: string): BootstrapOptions {
  const stack = session.stack(`${name}-${STATE_STACK}`);
  return {
    stack,
    terraform: (of, folder) =>
      folder === of.folder ? session.terraform(of.name) : session.terraformIn(of.name, folder),
    tell: (line) => session.progress.print(`${line}\n`),
  };
}

function bucketOf({ stack }: BootstrapOptions): string {
  const backend = backendOf(stack.folder);
  return backend.type === "s3" ? backend.bucket : "";
}
