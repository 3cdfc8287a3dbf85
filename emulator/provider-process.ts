import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { tail } from "./server";

const START_SECONDS = 120;

/** Where a provider listens, in the form in which Terraform takes it: by the source of the provider. */
export type Reattach = Readonly<Record<string, ReattachEntry>>;

/** One provider. `Test` says that Terraform does not end it. */
export interface ReattachEntry {
  readonly Protocol: string;
  readonly ProtocolVersion: number;
  readonly Pid: number;
  readonly Test: boolean;
  readonly Addr: { readonly Network: string; readonly String: string };
}

/** A process of the AWS provider that goes on when Terraform has ended. */
export class ProviderProcess {
  private constructor(
    readonly reattach: Reattach,
    private readonly process: ChildProcess,
  ) {}

  /**
   * Starts the provider.
   *
   * @param env variables: the provider reads the endpoint, the region and the keys from its own, not from Terraform's
   * @param output file for what it prints
   * @returns why it does not answer, if it does not
   */
  static async start(program: string, env: NodeJS.ProcessEnv, output: string): Promise<ProviderProcess | string> {
    const cwd = path.dirname(output);
    fs.mkdirSync(cwd, { recursive: true });
    const file = fs.openSync(output, "w");
    // The shell ends the provider when this process has ended, however it did: its standard input is closed then.
    const script = '"$0" -debug <&- & provider=$!; cat >/dev/null; kill "$provider"; wait "$provider"';
    const child = spawn("/bin/sh", ["-c", script, program], { cwd, env, stdio: ["pipe", file, file] });
    fs.closeSync(file);
    let failure: Error | undefined;
    child.once("error", (error) => {
      failure = error;
    });
    for (let waited = 0; waited < START_SECONDS * 10 && !failure; waited++) {
      const reattach = /TF_REATTACH_PROVIDERS='(.*)'/.exec(fs.readFileSync(output, "utf8"))?.[1];
      if (reattach) {
        child.unref();
        return new ProviderProcess(JSON.parse(reattach) as Reattach, child);
      }
      await delay(100);
    }
    child.stdin?.end();
    return failure?.message ?? `no answer within ${START_SECONDS} s: ${tail(output)}`;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    // `start` let go of it, and a process with nothing else to wait for would end here, without a word of what has failed.
    this.process.ref();
    const end = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.stdin?.end();
    await end;
  }
}
