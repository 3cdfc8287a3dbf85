import { element, polyline } from "../../drawing/svg";
import { countsOf } from "./box-words";
import { type PlacedBox, type Point, placed } from "./layout";
import type { DrawnStack, State } from "./picture.types";

/** The sign of what happens, which stands in every box. */
const SIGNS: Readonly<Record<State, string>> = {
  destroyed: "−",
  replaced: "±",
  changed: "~",
  added: "+",
  kept: "=",
  minor: "·",
  unchanged: "·",
};

/**
 * A stack of a picture as SVG that stands in a page: its classes get their colours from the page, light or dark. Forms and words say what
 * colours say.
 *
 * @param escaped makes a text safe in HTML
 */
export function svg(stack: DrawnStack, escaped: (text: string) => string): string {
  const { width, height, boxes, lines } = placed(stack);
  const attributes = { width, height, viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`, role: "img" };
  return element(
    "svg",
    { ...attributes, class: "picture" },
    `<title>${escaped(`${stack.stack}: ${countsOf(stack.boxes)}`)}</title>`,
    ...lines.map(drawLine),
    ...boxes.map((one) => drawBox(one, escaped)),
  );
}

function drawBox({ box, label, words, x, y, width, height }: PlacedBox, escaped: (text: string) => string): string {
  const { state } = box;
  const form = { x, y, width, height, rx: state === "added" ? height / 2 : state === "unchanged" ? 8 : 2 };
  const inner = { x: x + 4, y: y + 4, width: width - 8, height: height - 8, rx: 1 };
  const middle = y + height / 2;
  return element(
    "g",
    { class: state },
    `<title>${escaped(box.label)}</title>`,
    element("rect", form),
    // A second frame is around what is made anew.
    ...(state === "replaced" ? [element("rect", { ...inner, class: "inner" })] : []),
    element("text", { x: x + 17, y: middle + 6, class: "sign" }, SIGNS[state]),
    element("text", { x: x + 32, y: middle - 4, class: "name" }, escaped(label)),
    element("text", { x: x + 32, y: middle + 14, class: "words" }, escaped(words)),
  );
}

/** A line with its head, which points to what is referred to. */
function drawLine(points: readonly Point[]): string {
  const [end, before] = [points.at(-1), points.at(-2)];
  if (end === undefined || before === undefined) return "";
  const [dx, dy] = [end.x - before.x, end.y - before.y];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const [bx, by] = [end.x - ux * 8, end.y - uy * 8];
  const head = [
    [end.x, end.y],
    [bx - uy * 4, by + ux * 4],
    [bx + uy * 4, by - ux * 4],
  ];
  const path = [...points.slice(0, -1), { x: bx, y: by }].map(({ x, y }) => [x, y] as const);
  return element(
    "g",
    { class: "arrow" },
    polyline(path, {}),
    element("polygon", { points: head.map((one) => one.map((value) => value.toFixed(1)).join(",")).join(" ") }),
  );
}
