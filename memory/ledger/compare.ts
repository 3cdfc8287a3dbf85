import { isStateful } from "../../constructs/core/resources/resource-kinds";
import { inOrder } from "./format";
import type { Ledger, LedgerLine, MadeStack } from "./ledger.types";

/** What {@link compareLedger} finds. */
export interface Comparison {
  /** The ledger with what is new, and without what needs no word when it goes. */
  readonly after: Ledger;
  /** Numbers of lines that are new, and that went. */
  readonly added: number;
  readonly removed: number;
  /** What holds data or an identity, stands nowhere any more, and is not said to have moved. */
  readonly vanished: Ledger;
}

/**
 * Compares a ledger with what a synth makes. A line whose address a stack no longer makes stays as long as the stack says that it moves,
 * until that is applied; it goes by itself where nothing is lost by it; otherwise it has vanished. Lines of stacks that are not made stay:
 * nothing of them is destroyed before somebody says so.
 *
 * @param made stacks by full name, without those that nothing is deployed of
 */
export function compareLedger(ledger: Ledger, made: ReadonlyMap<string, MadeStack>): Comparison {
  const now = asInLedger(
    ledger,
    [...made.values()].flatMap(({ lines }) => lines),
  );
  const known = new Set(ledger.map(placeOf));
  const addresses = new Set(now.map(addressIn));
  const kept: LedgerLine[] = [];
  const vanished: LedgerLine[] = [];
  let removed = 0;
  for (const line of ledger) {
    const stack = made.get(line.stack);
    if (!stack || stack.leaving.has(line.address)) kept.push(line);
    else if (addresses.has(addressIn(line))) removed += hasPlace(stack, line) ? 0 : 1;
    else if (isStateful(typeOf(line))) vanished.push(line);
    else removed += 1;
  }
  const added = now.filter((line) => !known.has(placeOf(line))).length;
  return { after: inOrder([...kept, ...now]), added, removed, vanished: inOrder(vanished) };
}

/** The type that the address of a line begins with. */
export function typeOf({ address }: Pick<LedgerLine, "address">): string {
  return address.slice(0, address.indexOf("."));
}

/**
 * The ledger once a stack is applied as it was made: what it no longer makes is gone, or has moved. What goes to another stack stays until
 * both are applied, whichever of them comes first: until then its id is the way back to it.
 *
 * @param lines what is made, with the ids of what is imported
 */
export function appliedLedger(ledger: Ledger, stack: string, lines: Ledger): Ledger {
  const own = lines.filter((line) => line.stack === stack);
  const addresses = new Set(own.map(addressIn));
  const imported = new Set(importsIn(own));
  const awaited = new Set(importsIn(lines.filter((line) => line.stack !== stack)));
  const others = ledger.flatMap((line): Ledger => {
    const isOnItsWay = line.id !== undefined && line.id !== "";
    if (line.stack === stack) {
      const isAwaited = isOnItsWay && line.done !== "imported" && awaited.has(importOf(line));
      return isAwaited && !addresses.has(addressIn(line)) ? [{ ...line, done: "left" }] : [];
    }
    if (!isOnItsWay || !imported.has(importOf(line))) return [line];
    return line.done === "left" ? [] : [{ ...line, done: "imported" }];
  });
  return inOrder([...others, ...own.map(settled)]);
}

function importsIn(lines: Ledger): readonly string[] {
  return lines.filter(({ id }) => id !== undefined).map(importOf);
}

/** What tells a thing apart that is imported. */
export function importOf(line: LedgerLine): string {
  return `${typeOf(line)} ${line.id}`;
}

function settled({ id: _, from: _from, done: _done, ...line }: LedgerLine): LedgerLine {
  return line;
}

/** What a synth makes as a ledger has it: what others move to says so, until that is applied. */
function asInLedger(ledger: Ledger, made: Ledger): Ledger {
  const there = new Map(ledger.map((line) => [addressIn(line), line]));
  const onTheirWay = new Set(importsIn(ledger));
  return made.map((line): LedgerLine => {
    const known = there.get(addressIn(line));
    const isMoved = line.from !== undefined && there.has(addressIn({ stack: line.stack, address: line.from }));
    const isImported = line.id !== undefined && onTheirWay.has(importOf(line));
    const isArriving = known ? known.done === "arriving" : isMoved || isImported;
    return { ...settled(line), ...(isArriving ? { done: "arriving" as const } : {}) };
  });
}

/** The ledger when a stack is about to be applied: of what it makes anything may be there soon. */
export function begunLedger(ledger: Ledger, stack: string, lines: Ledger): Ledger {
  const there = new Set(ledger.map(addressIn));
  const fresh = lines.filter((line) => line.stack === stack && !there.has(addressIn(line)));
  return inOrder([...ledger, ...asInLedger(ledger, fresh)]);
}

/** The ledger without a stack that was destroyed, or is forgotten. */
export function withoutStackLines(ledger: Ledger, stack: string): Ledger {
  return ledger.filter((line) => line.stack !== stack);
}

function hasPlace({ lines }: MadeStack, line: LedgerLine): boolean {
  return lines.some((one) => placeOf(one) === placeOf(line));
}

/** What tells a resource of an environment apart. */
export function addressIn({ stack, address }: Pick<LedgerLine, "stack" | "address">): string {
  return `${stack} ${address}`;
}

function placeOf(line: LedgerLine): string {
  return `${addressIn(line)} ${line.path}`;
}
