import type { Problem } from "../../constructs/core/problem";
import type { Ledger, LedgerLine } from "./ledger.types";

/**
 * The text of a ledger: a line for each resource, sorted, so that two branches which add resources add lines at different places, and a
 * merge that keeps the lines of both (`merge=union`) is right.
 */
export function formatLedger(ledger: Ledger): string {
  return inOrder(ledger)
    .map((line) => `${formatLine(line)}\n`)
    .join("");
}

/** Lines in the order of the file, each once. */
export function inOrder(ledger: Ledger): Ledger {
  const byKey = new Map(ledger.map((line) => [keyOf(line), line]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
}

/** What tells a line apart: where it stands, and what its state calls it. */
function keyOf({ stack, path, address }: LedgerLine): string {
  return `${stack}/${path} ${address}`;
}

function formatLine({ stack, path, address, name, id, from, done }: LedgerLine): string {
  return [
    escaped(path === "" ? stack : `${stack}/${path}`),
    address,
    ...(name === undefined ? [] : [`name=${escaped(name)}`]),
    ...(id === undefined ? [] : [`id=${escaped(id)}`]),
    ...(from === undefined ? [] : [`from=${from}`]),
    ...(done === undefined ? [] : [done]),
  ].join(" ");
}

const LINE =
  /^([^\s/]+)(?:\/(\S+))? ([a-z]\w*\.[A-Za-z_][\w-]*)(?: name=(\S+))?(?: id=(\S*))?(?: from=(\S+))?(?: (arriving|imported|left))?$/;

/** What is wrong with the text of a ledger. */
export type LedgerMistake = Pick<Problem, "found"> & { readonly line: number };

/**
 * Reads the text of a ledger. The order of lines means nothing, and a line that stands there twice is one.
 *
 * @param environment that all stacks belong to
 */
export function parseLedger(text: string, environment: string): Ledger | LedgerMistake {
  const lines: LedgerLine[] = [];
  for (const [index, row] of text.split(/\r?\n/).entries()) {
    if (row === "") continue;
    const line = parseLine(row);
    if (!line?.stack.startsWith(`${environment}-`))
      return { line: index + 1, found: JSON.stringify(row.slice(0, 200)) };
    lines.push(line);
  }
  return inOrder(lines);
}

function parseLine(row: string): LedgerLine | undefined {
  const [, stack, path = "", address, name, id, from, done] = LINE.exec(row) ?? [];
  if (stack === undefined || address === undefined) return undefined;
  try {
    return {
      stack,
      path: decodeURIComponent(path),
      address,
      ...(name === undefined ? {} : { name: decodeURIComponent(name) }),
      ...(id === undefined ? {} : { id: decodeURIComponent(id) }),
      ...(from === undefined ? {} : { from }),
      ...(done === undefined ? {} : { done: done as NonNullable<LedgerLine["done"]> }),
    };
  } catch {
    return undefined;
  }
}

/** A text without spaces and line ends. */
function escaped(text: string): string {
  return text.replace(/[%\s\p{Cc}\u2028\u2029]/gu, (character) => encodeURIComponent(character));
}
