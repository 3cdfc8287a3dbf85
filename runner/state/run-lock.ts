import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { GroundplanError } from "../../constructs/core/errors";
import { isRunning, type ProcessIdentity, thisProcess } from "../processes";

/** Who holds a lock. */
export interface LockHolder extends ProcessIdentity {
  /** The command as a person would type it. */
  readonly command: string;
  /** When it took the lock, as ISO 8601. */
  readonly since: string;
}

/** Milliseconds between two tries to take a lock that is waited for. */
const RETRY = 200;

/**
 * Keeps two commands of one checkout from working on the same environment at once: they would write into the same folders. A file
 * names the process that holds the lock; what a dead process left is taken over. Colleagues and CI are kept apart by Terraform's
 * own locks.
 *
 * ```ts
 * const lock = RunLock.take(".groundplan/runs", "staging", "groundplan deploy 'staging-*'");
 * try { … } finally { lock.release(); }
 * ```
 */
export class RunLock {
  readonly #onExit = () => this.release();

  private constructor(
    private readonly file: string,
    private readonly text: string,
  ) {
    process.on("exit", this.#onExit);
  }

  /**
   * Takes the lock.
   *
   * @param folder where lock files lie
   * @param subject what is worked on: the name of an environment
   * @param command the command, as a person would type it
   * @throws GroundplanError `RUN_UNDER_WAY` if a process that runs holds it
   */
  static take(folder: string, subject: string, command: string): RunLock {
    const taken = RunLock.#tryToTake(folder, subject, command);
    if (taken instanceof RunLock) return taken;
    throw new GroundplanError([underWay(subject, taken)]);
  }

  /** Runs a task with the lock, as soon as no other process holds it. */
  static async wait<T>(folder: string, subject: string, command: string, task: () => Promise<T>): Promise<T> {
    let taken = RunLock.#tryToTake(folder, subject, command);
    while (!(taken instanceof RunLock)) {
      await delay(RETRY);
      taken = RunLock.#tryToTake(folder, subject, command);
    }
    try {
      return await task();
    } finally {
      taken.release();
    }
  }

  /** Takes the lock. @returns who holds it, if a process that runs does */
  static #tryToTake(folder: string, subject: string, command: string): RunLock | LockHolder {
    fs.mkdirSync(folder, { recursive: true });
    const file = path.join(folder, `${subject}.lock`);
    const text = `${JSON.stringify({ ...thisProcess(), command, since: new Date().toISOString() })}\n`;
    const own = path.join(
      folder,
      `.${subject}.${process.pid}.${createHash("sha256").update(text).digest("hex").slice(0, 8)}`,
    );
    fs.writeFileSync(own, text, { mode: 0o600 });
    try {
      return acquire(file, own) ?? new RunLock(file, text);
    } finally {
      fs.rmSync(own, { force: true });
    }
  }

  /** Who holds a lock, if a process that runs does. */
  static holder(folder: string, subject: string): LockHolder | undefined {
    const held = read(path.join(folder, `${subject}.lock`));
    return held?.holder && isRunning(held.holder) ? held.holder : undefined;
  }

  /** Frees the lock. The end of the process does so too. */
  release(): void {
    process.off("exit", this.#onExit);
    if (read(this.file)?.text === this.text) fs.rmSync(this.file, { force: true });
  }
}

/**
 * Links the own file to the lock's name, which only one process can. A lock of a dead process is removed by whoever holds the
 * claim on exactly this lock, so that nobody removes the lock of a third who was faster.
 *
 * @returns who holds it; undefined if this process does now
 */
function acquire(file: string, own: string): LockHolder | undefined {
  for (;;) {
    if (link(own, file)) return undefined;
    const held = read(file);
    if (!held) continue; // It was freed just now.
    if (held.holder && isRunning(held.holder)) return held.holder;
    const claim = `${file}.${createHash("sha256").update(held.text).digest("hex").slice(0, 16)}`;
    const other = acquire(claim, own);
    if (other) return other;
    if (read(file)?.text === held.text) fs.rmSync(file, { force: true });
    fs.rmSync(claim, { force: true });
  }
}

function link(from: string, to: string): boolean {
  try {
    fs.linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** A lock file; one that names no process is as good as one of a dead process. */
function read(file: string): { text: string; holder?: LockHolder } | undefined {
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
  try {
    const holder = JSON.parse(text) as Partial<LockHolder> | null;
    const isHolder = typeof holder?.pid === "number" && typeof holder.started === "string";
    return isHolder ? { text, holder: holder as LockHolder } : { text };
  } catch {
    return { text };
  }
}

function underWay(subject: string, { command, pid, since }: LockHolder) {
  return {
    code: "RUN_UNDER_WAY",
    path: subject,
    message: "Another command works on this in the same checkout.",
    found: `\`${command}\`, process ${pid}, since ${since}`,
    expected: "one command at a time",
    fix: `wait until it has ended, or end it: kill -INT ${pid}`,
  };
}
