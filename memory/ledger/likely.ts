import { likeness } from "../../constructs/core/texts/likeness";
import { addressIn, typeOf } from "./compare";
import type { Ledger, LedgerLine } from "./ledger.types";

/** Where something that vanished most likely stands now: the topmost constructs of which the one is renamed into the other. */
export interface LikelyMove {
  readonly from: Place;
  readonly to: Place;
}

/** A construct of a stack. */
export interface Place {
  /** Full name of the stack. */
  readonly stack: string;
  /** Path inside the stack. */
  readonly path: string;
}

/** A move with everything that vanished and that it explains. */
export interface ExplainedMove {
  /** The move; nothing when there is nothing new of the type. */
  readonly move: LikelyMove | undefined;
  /** What vanished, with the new address of each. */
  readonly lines: readonly { readonly was: LedgerLine; readonly is?: LedgerLine }[];
}

/**
 * Guesses where vanished addresses went: to a new address of the same type, first to the one with the same physical name, then in the same
 * stack, then to the one whose path is most alike. Each new address is taken once. Moves of one subtree are one move.
 *
 * @param vanished what stands nowhere any more
 * @param made everything that is made now
 * @param known the ledger, whose addresses are not new; nor are those that something is said to have moved to
 */
export function likelyMoves(vanished: Ledger, made: Ledger, known: Ledger): readonly ExplainedMove[] {
  const before = new Set(known.map(addressIn));
  const isFree = (line: LedgerLine) => !before.has(addressIn(line)) && line.from === undefined && line.id === undefined;
  const free = new Map(made.filter(isFree).map((line) => [addressIn(line), line]));
  const pairs = vanished
    .flatMap((was) => [...free.values()].filter((is) => typeOf(is) === typeOf(was)).map((is) => pairOf(was, is)))
    .filter(isLikely)
    .sort((a, b) => b.score - a.score || (keyOf(a) < keyOf(b) ? -1 : 1));
  const found = new Map<LedgerLine, LedgerLine>();
  for (const { was, is } of pairs) {
    if (found.has(was) || !free.delete(addressIn(is))) continue;
    found.set(was, is);
  }
  const byMove = new Map<string, ExplainedMove & { readonly lines: { was: LedgerLine; is?: LedgerLine }[] }>();
  for (const was of vanished) {
    const is = found.get(was);
    const move = is && topmost(was, is, { made, known, found });
    const key = move ? `${placeText(move.from)} ${placeText(move.to)}` : addressIn(was);
    const explained = byMove.get(key) ?? { move, lines: [] };
    byMove.set(key, explained);
    explained.lines.push(is ? { was, is } : { was });
  }
  return [...byMove.values()];
}

interface Pair {
  readonly was: LedgerLine;
  readonly is: LedgerLine;
  readonly hasSameName: boolean;
  readonly isSameStack: boolean;
  /** From 0 to 1. */
  readonly alike: number;
  readonly score: number;
}

/** How alike two paths must be for one to be named in the place of the other: within a stack little, in another stack much. */
const ALIKE_ENOUGH = { inStack: 0.35, elsewhere: 0.6 };

function pairOf(was: LedgerLine, is: LedgerLine): Pair {
  const hasSameName = was.name !== undefined && was.name === is.name;
  const isSameStack = was.stack === is.stack;
  const paths = alike(was.path, is.path);
  const score = (hasSameName ? 4 : 0) + (isSameStack ? 1 : 0) + paths;
  return { was, is, hasSameName, isSameStack, alike: paths, score };
}

function isLikely(pair: Pair): boolean {
  return pair.hasSameName || pair.alike >= (pair.isSameStack ? ALIKE_ENOUGH.inStack : ALIKE_ENOUGH.elsewhere);
}

function keyOf({ was, is }: Pair): string {
  return `${addressIn(was)} ${addressIn(is)}`;
}

/** How alike two paths are, from 0 to 1: the parts that both begin or end with, and the letters of the others. */
function alike(one: string, other: string): number {
  const [a, b] = [one.split("/"), other.split("/")];
  const length = Math.max(a.length, b.length);
  const same = Math.min(commonStart(a, b) + commonEnd(a, b), a.length, b.length);
  return (same + likeness(one, other)) / (length + 1);
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  return at < 0 ? a.length : at;
}

function commonEnd(a: readonly string[], b: readonly string[]): number {
  return commonStart([...a].reverse(), [...b].reverse());
}

/** What a move must not contradict. */
interface Around {
  readonly made: Ledger;
  readonly known: Ledger;
  /** The new line of each that vanished. */
  readonly found: ReadonlyMap<LedgerLine, LedgerLine>;
}

/**
 * Without the ids that both end with: what was renamed is above them, as far up as nothing is left behind at the old place, nothing was at the
 * new one before, and nothing else goes out of the one or into the other.
 */
function topmost(was: LedgerLine, is: LedgerLine, { made, known, found }: Around): LikelyMove {
  const [a, b] = [was.path.split("/"), is.path.split("/")];
  const end = Math.min(commonEnd(a, b), a.length - 1, b.length - 1);
  // What keeps its path and goes to another stack, goes there as the whole that it is part of.
  const most = was.path === is.path ? a.length - 1 : end;
  const moves = Array.from({ length: Math.max(0, most) + 1 }, (_, index): LikelyMove => {
    const whole = most - index;
    return {
      from: { stack: was.stack, path: a.slice(0, a.length - whole).join("/") },
      to: { stack: is.stack, path: b.slice(0, b.length - whole).join("/") },
    };
  });
  const isFree = ({ from, to }: LikelyMove) =>
    !made.some((line) => isAt(line, from) && !isAt(line, to)) &&
    !known.some((line) => isAt(line, to) && !isAt(line, from)) &&
    ![...found].some(([one, other]) => below(one, from) !== below(other, to));
  return moves.find(isFree) ?? (moves.at(-1) as LikelyMove);
}

function isAt({ stack, path }: Place, place: Place): boolean {
  return stack === place.stack && (path === place.path || path.startsWith(`${place.path}/`));
}

/** The path below a place of what is there; nothing for what is elsewhere. */
function below(line: Place, place: Place): string | undefined {
  return isAt(line, place) ? line.path.slice(place.path.length) : undefined;
}

/** A place as messages and the configuration write it, with the full name of the stack. */
function placeText({ stack, path }: Place): string {
  return `${stack}/${path}`;
}
