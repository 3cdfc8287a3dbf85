import { spawn } from "node:child_process";
import { sendToGroup } from "./progress/interruption";

/** How a program runs. */
export interface ProgramOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /**
   * Ends the program and what it started.
   *
   * @default - it runs until it ends
   */
  readonly signal?: AbortSignal;
}

/** A program that has ended. */
export interface EndedProgram {
  /** Exit code; none if a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of a shell beside whatever else goes on. */
export function runProgram(command: string, { cwd, env, signal }: ProgramOptions): Promise<EndedProgram> {
  return new Promise((resolve, reject) => {
    // A group of its own, so that a signal reaches what the shell has started.
    const child = spawn(command, { cwd, env, shell: true, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    const end = () => sendToGroup(child, "SIGTERM");
    if (signal?.aborted) end();
    signal?.addEventListener("abort", end, { once: true });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.once("error", reject);
    child.once("close", (status) => {
      signal?.removeEventListener("abort", end);
      resolve({ status, stdout, stderr });
    });
  });
}
