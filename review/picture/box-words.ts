import type { Box, State } from "./picture.types";
import { STATES } from "./picture.types";

/** What happens, in words: no picture says it by colour or form alone. */
const WORDS: Readonly<Record<State, string>> = {
  destroyed: "DESTROY",
  replaced: "REPLACE",
  changed: "change",
  added: "add",
  kept: "state only",
  minor: "minor change",
  unchanged: "unchanged",
};

/** `aws_subnet · REPLACE` of one resource, `12 resources: 2 REPLACE · 10 add` of a group. */
export function boxWords({ label, type, state, counts }: Box): string {
  if (type !== undefined) return label.includes(`${type}.`) ? WORDS[state] : `${type} · ${WORDS[state]}`;
  const sum = Object.values(counts).reduce((total, count) => total + count, 0);
  return `${sum} resources: ${countsText(counts)}`;
}

/** What happens in some boxes: `1 REPLACE · 3 add`. */
export function countsOf(boxes: readonly Box[]): string {
  const sums: Partial<Record<State, number>> = {};
  for (const { counts } of boxes) {
    for (const state of STATES) if (counts[state] !== undefined) sums[state] = (sums[state] ?? 0) + counts[state];
  }
  return countsText(sums);
}

function countsText(counts: Box["counts"]): string {
  return STATES.flatMap((state) => (counts[state] === undefined ? [] : [`${counts[state]} ${WORDS[state]}`])).join(
    " · ",
  );
}

/** A label that is no longer than a number of characters: the end of a path says most. */
export function shortLabel(label: string, most: number): string {
  const characters = [...label];
  return characters.length <= most ? label : `…${characters.slice(1 - most).join("")}`;
}
