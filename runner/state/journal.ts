import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { identify, type ProcessIdentity } from "../processes";
import { readLine, type TerraformEvent } from "../terraform/terraform-events";

/** What is written down about a Terraform process that may hold the lock of a state. */
export interface RunRecord {
  readonly stack: string;
  /** The step, as in messages: `apply`. */
  readonly step: string;
  readonly user: string;
  readonly host: string;
  /** When it was about to start, as ISO 8601. */
  readonly since: string;
  /** None while it starts. */
  readonly terraform?: ProcessIdentity;
}

/** A run whose Terraform did not end by itself. */
export interface BrokenRun extends RunRecord {
  /** What it reported until its end. */
  readonly events: readonly TerraformEvent[];
  /** When it last gave a sign of life. */
  readonly lastSign: Date;
}

/** Commands that lock the state, and those below `state` that do. */
const LOCKING = ["apply", "destroy", "import", "plan", "refresh", "taint", "untaint"];
const LOCKING_STATE = ["mv", "push", "replace-provider", "rm"];

/** Whether a command of Terraform locks the state. */
export function locksState(command: string, args: readonly string[]): boolean {
  return LOCKING.includes(command) || (command === "state" && LOCKING_STATE.includes(args[0] ?? ""));
}

/**
 * The journal of one Terraform process: who runs, and what it reports. It is written before the process starts, and Terraform itself
 * writes its reports into it, so that nothing is lost whoever is killed. What ends by itself leaves none.
 */
export class Journal {
  readonly #record: RunRecord;

  /**
   * @param folder where journals lie
   * @param stack full name of the stack
   */
  constructor(
    private readonly folder: string,
    stack: string,
    step: string,
  ) {
    fs.mkdirSync(folder, { recursive: true });
    const since = new Date().toISOString();
    this.#record = { stack, step, user: os.userInfo().username, host: os.hostname(), since };
    fs.writeFileSync(this.reports, "", { mode: 0o600 });
    this.#write(this.#record);
  }

  /** File that Terraform reports into. */
  get reports(): string {
    return reportsOf(this.folder, this.#record.stack);
  }

  /** The process has started. */
  started(pid: number | undefined): void {
    if (pid !== undefined) this.#write({ ...this.#record, terraform: identify(pid) });
  }

  /** The process ended by itself: it wrote its state and freed its lock. */
  end(): void {
    forgetRun(this.folder, this.#record.stack);
  }

  #write(record: RunRecord): void {
    const file = recordOf(this.folder, record.stack);
    fs.writeFileSync(`${file}.new`, `${JSON.stringify(record)}\n`, { mode: 0o600 });
    fs.renameSync(`${file}.new`, file);
  }
}

/** The last run of a stack, if it did not end by itself. */
export function readBrokenRun(folder: string, stack: string): BrokenRun | undefined {
  try {
    const record = JSON.parse(fs.readFileSync(recordOf(folder, stack), "utf8")) as RunRecord;
    const reports = reportsOf(folder, stack);
    const events = fs
      .readFileSync(reports, "utf8")
      .split("\n")
      .flatMap((line) => readLine(line).event ?? []);
    return { ...record, events, lastSign: fs.statSync(reports).mtime };
  } catch {
    return undefined;
  }
}

/** Forgets what is written down of a stack's run. */
export function forgetRun(folder: string, stack: string): void {
  for (const file of [recordOf(folder, stack), reportsOf(folder, stack)]) fs.rmSync(file, { force: true });
}

function recordOf(folder: string, stack: string): string {
  return path.join(folder, `${stack}.json`);
}

function reportsOf(folder: string, stack: string): string {
  return path.join(folder, `${stack}.jsonl`);
}
