import { appliedLedger, begunLedger, withoutStackLines } from "./compare";
import { readLedger, readMadeLines, writeLedger } from "./files";
import type { Ledger } from "./ledger.types";

/** Which stacks of which environment, and where the ledger lies. */
export interface LedgerRecord {
  /** Folder of the configuration. */
  readonly configFolder: string;
  readonly environment: string;
  /** Full name of the stack. */
  readonly stack: string;
}

/**
 * Notes that a stack was applied as synth last wrote it: what it no longer makes is gone, or where it was moved to. The first stack begins
 * the ledger of its environment.
 *
 * @param outdir folder that synth wrote to; nothing happens where it wrote no lines, as programs of one's own do not
 * @throws GroundplanError `LEDGER_UNREADABLE`
 */
export function recordAppliedLines(record: LedgerRecord, outdir: string): void {
  change(record, outdir, (ledger, made) => appliedLedger(ledger, record.stack, made));
}

/**
 * Notes that a stack is about to be applied: of what it makes anything may be there soon, and of what was there nothing is gone yet.
 *
 * @param outdir as above
 * @throws GroundplanError `LEDGER_UNREADABLE`
 */
export function recordBegunLines(record: LedgerRecord, outdir: string): void {
  change(record, outdir, (ledger, made) => begunLedger(ledger, record.stack, made));
}

/**
 * Notes that a stack was destroyed, or is to be forgotten.
 *
 * @throws GroundplanError `LEDGER_UNREADABLE`
 */
export function recordDestroyedLines({ configFolder, environment, stack }: LedgerRecord): void {
  const ledger = readLedger(configFolder, environment);
  if (ledger) writeLedger(configFolder, environment, withoutStackLines(ledger, stack));
}

function change(
  { configFolder, environment }: LedgerRecord,
  outdir: string,
  step: (ledger: Ledger, made: Ledger) => Ledger,
): void {
  const made = readMadeLines(outdir, environment);
  if (made) writeLedger(configFolder, environment, step(readLedger(configFolder, environment) ?? [], made));
}
