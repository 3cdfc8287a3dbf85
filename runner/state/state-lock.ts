import { isRunning } from "../processes";
import type { BrokenRun } from "./journal";

/** The lock of a state, as Terraform tells it. */
export interface StateLock {
  readonly id: string;
  /** `<user>@<host>`. */
  readonly who: string;
  readonly operation: string;
  /** When it was taken, as Terraform writes it: `2026-01-02 03:04:05.123456789 +0000 UTC`. */
  readonly created: string;
}

/** Milliseconds after the last sign of life within which a run may have taken a lock. */
const SILENCE = 15_000;

/** Reads whose lock kept a step from its state; undefined if it failed for another reason. */
export function readStateLock(output: string): StateLock | undefined {
  if (!output.includes("Error acquiring the state lock")) return undefined;
  const value = (name: string) => new RegExp(`^[\\s│]*${name}:\\s*(.*?)\\s*$`, "m").exec(output)?.[1] ?? "";
  const id = value("ID");
  return id ? { id, who: value("Who"), operation: value("Operation"), created: value("Created") } : undefined;
}

/**
 * Whether a lock was left by a run of this machine whose process is dead: the same user and host, taken between the start of the run
 * and its last sign of life. Anybody else's lock is not.
 */
export function isLeftBy(lock: StateLock, run: BrokenRun | undefined): boolean {
  if (!run || (run.terraform && isRunning(run.terraform))) return false;
  if (lock.who !== `${run.user}@${run.host}`) return false;
  const taken = timeOf(lock.created);
  return taken !== undefined && taken >= Date.parse(run.since) && taken <= run.lastSign.getTime() + SILENCE;
}

/** Whose lock it is, and how it is freed if nobody works on the state any more. */
export function lockAdvice(stack: string, { id, who, operation, created }: StateLock): string {
  return [
    `The state of ${stack} is locked by ${who || "somebody"}${operation ? `, ${operation}` : ""}, since ${created || "a time that is not told"}.`,
    "If nobody works on it any more:",
    `  npx groundplan terraform ${stack} -- force-unlock ${id}`,
  ].join("\n");
}

/** A time in Go's form, in milliseconds. */
function timeOf(text: string): number | undefined {
  const [, day, time, milliseconds = "0", zone] =
    /^(\S+) (\d\d:\d\d:\d\d)(?:\.(\d{1,3})\d*)? ([+-]\d{4})/.exec(text) ?? [];
  if (!day || !time || !zone) return undefined;
  const parsed = Date.parse(`${day}T${time}.${milliseconds.padEnd(3, "0")}${zone.slice(0, 3)}:${zone.slice(3)}`);
  return Number.isNaN(parsed) ? undefined : parsed;
}
