import { importOf, typeOf } from "./compare";
import { readLedger, readMadeLines } from "./files";
import type { Ledger } from "./ledger.types";

/**
 * The stack that takes the place of one that is no longer made: it makes most of what that one had, at the same paths, and the ledger knows
 * nothing of it yet.
 *
 * @param gone full name of the stack
 * @param made what is made now
 */
export function successorOf(gone: string, ledger: Ledger, made: Ledger): string | undefined {
  const had = new Set(ledger.filter(({ stack }) => stack === gone).map(placeOf));
  const known = new Set(ledger.map(({ stack }) => stack));
  const counts = new Map<string, number>();
  for (const line of made) {
    if (known.has(line.stack) || !had.has(placeOf(line))) continue;
    counts.set(line.stack, (counts.get(line.stack) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return most && most[1] * 2 > had.size ? most[0] : undefined;
}

/**
 * The same, by what lies in the folders of a project.
 *
 * @param outdir folder that synth wrote to
 */
export function goneSuccessor(
  configFolder: string,
  outdir: string,
  environment: string,
  gone: string,
): string | undefined {
  return successorOf(gone, readLedger(configFolder, environment) ?? [], readMadeLines(outdir, environment) ?? []);
}

/** Something of a stack that another stack takes over by its id. */
export interface Leaving {
  readonly address: string;
  /** Full name of the stack that imports it, as far as the last synth makes it. */
  readonly to?: string;
}

/** What of a stack goes to another one, and has not been let go of. */
export function leavingOf(
  configFolder: string,
  outdir: string,
  environment: string,
  stack: string,
): readonly Leaving[] {
  const ledger = readLedger(configFolder, environment) ?? [];
  const imports = new Map(
    (readMadeLines(outdir, environment) ?? []).flatMap((line) =>
      line.id === undefined ? [] : [[importOf(line), line.stack]],
    ),
  );
  return ledger.flatMap((line): Leaving[] => {
    if (line.stack !== stack || !line.id || line.done === "left") return [];
    const to = imports.get(importOf(line));
    if (to === undefined && line.done !== "imported") return [];
    return [{ address: line.address, ...(to === undefined ? {} : { to }) }];
  });
}

/** The command that moves the state of a stack to the one that takes its place. */
export function renameCommand(environment: string, gone: string, successor: string): string {
  const [from, to] = [gone, successor].map((name) => name.slice(environment.length + 1));
  return `npx groundplan ledger ${environment} --rename-stack ${from} ${to}`;
}

function placeOf(line: Ledger[number]): string {
  return `${typeOf(line)} ${line.path}`;
}
