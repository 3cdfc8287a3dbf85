import { element, text, wrap } from "../svg";
import { COLORS } from "./theme";

/** A box with a title and a note below it, which is broken into lines. */
export function noteBox(
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  { title, note, color }: { readonly title: string; readonly note: string; readonly color: string },
): string[] {
  const { x, y, width, height } = box;
  const lines = wrap(note, width - 24, { size: 12 });
  const top = y + (height - 18 - lines.length * 15) / 2 + 14;
  return [
    element("rect", { x, y, width, height, rx: 6, fill: "#ffffff", stroke: color, "stroke-width": 1.5 }),
    text(x + 12, top, title, { size: 14, bold: true, color }),
    ...lines.map((line, index) => text(x + 12, top + 18 + index * 15, line, { size: 12, color: COLORS.muted })),
  ];
}
