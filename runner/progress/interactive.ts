import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Session } from "../session";
import { forgetRun, Journal, locksState } from "../state/journal";
import { endLeftovers, UNSAVED_STATE } from "../state/recovery";

/**
 * Runs Terraform in the initialised folder of a stack as a person would there: with the terminal's input and output.
 *
 * @param args command and arguments
 * @returns the exit code
 */
export async function runInteractively(session: Session, name: string, args: readonly string[]): Promise<number> {
  const { runs, program, environment, progress } = session.options;
  const stack = session.stack(name);
  const [command = "", ...rest] = args;
  const isLocking = locksState(command, rest);
  if (runs && isLocking) await endLeftovers(runs, name, (line) => progress.print(`${line}\n`));
  const journal = runs && isLocking ? new Journal(runs, name, command) : undefined;
  // Somebody may answer: Terraform asks as it does without automation.
  const { TF_IN_AUTOMATION: _, ...env } = environment(stack);
  const child = spawn(program, args, { cwd: stack.folder, env, stdio: "inherit" });
  journal?.started(child.pid);
  // The terminal sends its interrupts to Terraform too; one from elsewhere is passed on.
  const onInterrupt = () => {};
  const onTerminate = () => child.kill("SIGINT");
  process.on("SIGINT", onInterrupt);
  process.on("SIGTERM", onTerminate);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    if (code !== null) journal?.end();
    if (runs && code === 0 && command === "force-unlock") forgetRun(runs, name);
    if (code === 0 && isPushOfUnsaved(args, stack.folder)) fs.rmSync(path.join(stack.folder, UNSAVED_STATE));
    return code ?? 1;
  } finally {
    process.off("SIGINT", onInterrupt);
    process.off("SIGTERM", onTerminate);
  }
}

/** Whether a command wrote the state to where it belongs that Terraform had left in the folder. */
function isPushOfUnsaved(args: readonly string[], folder: string): boolean {
  const file = args.at(-1) ?? "";
  const unsaved = path.join(folder, UNSAVED_STATE);
  return args[0] === "state" && args[1] === "push" && path.resolve(folder, file) === unsaved && fs.existsSync(unsaved);
}
