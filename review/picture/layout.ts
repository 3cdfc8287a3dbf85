import { Graph, layout } from "@dagrejs/dagre";
import { textWidth } from "../../drawing/svg";
import { boxWords, shortLabel } from "./box-words";
import type { Box, DrawnStack } from "./picture.types";

/** A point, in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A box at its place. */
export interface PlacedBox {
  readonly box: Box;
  readonly label: string;
  readonly words: string;
  /** Upper left corner. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A stack with everything at its place. */
export interface PlacedStack {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PlacedBox[];
  /** Lines from the box that refers to the one that is referred to. */
  readonly lines: readonly (readonly Point[])[];
}

/** Longest name in a box. */
const LONGEST = 44;
/** Advance of a character of the label, in a monospaced font of 12 pixels, with some room for fonts that are wider. */
const CHARACTER = 7.4;
/** Left of the text stands the sign of what happens. */
const SIGN = 30;
const HEIGHT = 46;
const GAP = 14;
const RANK_GAP = 56;
const MARGIN = 8;
/** Width that boxes without arrows are laid out in. */
const ROW = 900;

/** Places the boxes of a stack: who refers to others stands left of them; boxes without arrows stand below, in rows. */
export function placed({ boxes, arrows }: DrawnStack): PlacedStack {
  const sized = boxes.map((box) => {
    const [label, words] = [shortLabel(box.label, LONGEST), boxWords(box)];
    const width = SIGN + 14 + Math.max([...label].length * CHARACTER, textWidth(words, { size: 12 }) * 1.1);
    return { box, label, words, width: Math.ceil(width), height: HEIGHT };
  });
  const joined = new Set(arrows.flat());
  const graph = new Graph();
  graph.setGraph({ rankdir: "LR", nodesep: GAP, ranksep: RANK_GAP, marginx: MARGIN, marginy: MARGIN });
  for (const { box, width, height } of sized) if (joined.has(box.id)) graph.setNode(box.id, { width, height });
  for (const [from, to] of arrows) graph.setEdge(from, to, {});
  if (joined.size > 0) layout(graph);
  const upper = joined.size > 0 ? (graph.graph() as { width: number; height: number }) : { width: 0, height: MARGIN };
  const connected = sized
    .filter(({ box }) => joined.has(box.id))
    .map((one): PlacedBox => {
      const { x, y } = graph.node(one.box.id) as Point;
      return { ...one, x: x - one.width / 2, y: y - one.height / 2 };
    });
  const alone = inRows(
    sized.filter(({ box }) => !joined.has(box.id)),
    upper.height,
  );
  const all = [...connected, ...alone];
  return {
    width: Math.max(upper.width, ...all.map(({ x, width }) => x + width + MARGIN)),
    height: Math.max(upper.height, ...all.map(({ y, height }) => y + height + MARGIN)),
    boxes: all,
    lines: arrows.map(([v, w]) => (graph.edge({ v, w }) as { readonly points: readonly Point[] }).points),
  };
}

function inRows(sized: readonly Omit<PlacedBox, "x" | "y">[], top: number): readonly PlacedBox[] {
  let [x, y] = [MARGIN, top];
  return sized.map((one) => {
    if (x > MARGIN && x + one.width > ROW) [x, y] = [MARGIN, y + HEIGHT + GAP];
    const place = { ...one, x, y };
    x += one.width + GAP;
    return place;
  });
}
