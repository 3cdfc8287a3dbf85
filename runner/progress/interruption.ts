import type { ChildProcess } from "node:child_process";

/**
 * Ctrl-C, or a SIGTERM, for all the Terraform processes of a run. The first one is passed on to each process once, so that it
 * finishes what is under way, writes its state and unlocks; nothing further starts. The second one only says that this is
 * waited for. The third one kills.
 *
 * Each process leads a process group of its own, so that the terminal does not send it a second interrupt, which Terraform takes
 * as the order to drop everything.
 */
export class Interruption {
  readonly #running = new Set<ChildProcess>();
  #count = 0;

  /** @param tell is told what happens, as one line */
  constructor(private readonly tell: (line: string) => void = () => {}) {}

  /** Whether the run was interrupted: nothing further may start. */
  get isRequested(): boolean {
    return this.#count > 0;
  }

  /** Takes in a process until it ends. */
  track(child: ChildProcess): void {
    this.#running.add(child);
    child.once("close", () => this.#running.delete(child));
    child.once("error", () => this.#running.delete(child));
  }

  /** Interrupts: see above what the first, the second and the third time do. */
  request(): void {
    this.#count++;
    const running = this.#running.size;
    const processes = `${running} ${running === 1 ? "process" : "processes"}`;
    if (this.#count === 1) {
      this.tell(
        `Interrupted. ${running > 0 ? `Waiting until ${processes} finished and unlocked.` : "Nothing is running."}`,
      );
      for (const child of this.#running) sendToGroup(child, "SIGINT");
    } else if (this.#count === 2) {
      this.tell(`Still waiting for ${processes} to unlock. Once more kills, which leaves locks behind.`);
    } else {
      this.tell(`Killing ${processes}.`);
      for (const child of this.#running) sendToGroup(child, "SIGKILL");
    }
  }

  /** Interrupts at SIGINT and SIGTERM of this process. @returns ends that */
  listen(): () => void {
    const onSignal = () => this.request();
    process.on("SIGINT", onSignal);
    process.on("SIGTERM", onSignal);
    return () => {
      process.off("SIGINT", onSignal);
      process.off("SIGTERM", onSignal);
    };
  }
}

/** Signals a process and what it started. The providers ignore interrupts; Terraform ends them. */
export function sendToGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has just ended.
  }
}
