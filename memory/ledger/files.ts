import { accessSync, constants, existsSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { GroundplanError } from "../../constructs/core/errors";
import { readText, shownPath, writeAtomically } from "../texts";
import { formatLedger, parseLedger } from "./format";
import type { Ledger } from "./ledger.types";

const FOLDER = "deployed";
const ENDING = ".addresses";

/** The ledger of an environment, beside its memory: `config/deployed/staging.addresses`. */
export function ledgerFile(configFolder: string, environment: string): string {
  return join(configFolder, FOLDER, `${environment}${ENDING}`);
}

/** Names of the environments that have a ledger, sorted. */
export function ledgeredEnvironments(configFolder: string): string[] {
  const folder = join(configFolder, FOLDER);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => /^([a-z][a-z0-9-]*)\.addresses$/.exec(name)?.[1] ?? [])
    .sort();
}

/**
 * The ledger of an environment.
 *
 * @returns `undefined` when there is none
 * @throws GroundplanError `LEDGER_UNREADABLE`
 */
export function readLedger(configFolder: string, environment: string): Ledger | undefined {
  const file = ledgerFile(configFolder, environment);
  const text = readText(file);
  if (text === undefined) return undefined;
  const read = parseLedger(text, environment);
  if (!("found" in read)) return read;
  const path = shownPath(configFolder, file);
  throw new GroundplanError([
    {
      code: "LEDGER_UNREADABLE",
      path: `${path}:${read.line}:1`,
      message: "The ledger of addresses has a line that it cannot have.",
      found: read.found,
      expected: `a line for each resource: ${environment}-buckets/reports/bucket aws_s3_bucket.reports_bucket_4E8F0223`,
      fix: /^"(<{7}|={7}|>{7})/.test(read.found)
        ? "take out the marks of the merge conflict, and keep the lines of both sides"
        : `take the line out; or take the file of the last commit: \`git checkout HEAD -- ${path}\``,
    },
  ]);
}

/** Writes the ledger of an environment, whole or not at all; one without lines is none, and its file is removed. */
export function writeLedger(configFolder: string, environment: string, ledger: Ledger): void {
  const file = ledgerFile(configFolder, environment);
  if (ledger.length === 0) rmSync(file, { force: true });
  else writeAtomically(file, formatLedger(ledger));
}

/** Whether the ledger of an environment can be written. */
export function isLedgerWritable(configFolder: string, environment: string): boolean {
  try {
    const file = ledgerFile(configFolder, environment);
    // It is written by a file that takes its name.
    accessSync(dirname(file), constants.W_OK);
    accessSync(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** What the last synth made of an environment; `undefined` when it made nothing that can be read. */
export function readMadeLines(outdir: string, environment: string): Ledger | undefined {
  const text = readText(ledgerFile(outdir, environment));
  if (text === undefined) return undefined;
  const read = parseLedger(text, environment);
  return "found" in read ? undefined : read;
}

/** Writes what a synth made of an environment, beside the stacks, for {@link readMadeLines}. */
export function writeMadeLines(outdir: string, environment: string, ledger: Ledger): void {
  writeAtomically(ledgerFile(outdir, environment), formatLedger(ledger));
}
