import { visible } from "../render/markdown-text";
import { boxWords, shortLabel } from "./box-words";
import type { Box, DrawnStack, Picture, State } from "./picture.types";

/** Longest name in a box. */
const LONGEST = 48;

/** Form of a box by what happens in it (Mermaid documentation, "Flowcharts": node shapes, read 2026-11). */
const FORMS: Readonly<Record<State, readonly [open: string, close: string]>> = {
  destroyed: ["[/", "\\]"],
  replaced: ["{{", "}}"],
  changed: ["[", "]"],
  added: ["([", "])"],
  kept: ["[[", "]]"],
  minor: ["(", ")"],
  unchanged: ["(", ")"],
};

/** Lines of boxes: GitHub draws in light and dark, so that only the lines have colours, which are seen on both. */
const LOOKS: Readonly<Record<State, string>> = {
  destroyed: "stroke:#cf222e,stroke-width:3px,stroke-dasharray:8 4",
  replaced: "stroke:#cf222e,stroke-width:4px",
  changed: "stroke:#bf8700,stroke-width:2px",
  added: "stroke:#2da44e,stroke-width:2px",
  kept: "stroke:#8250df,stroke-width:1px",
  minor: "stroke:#8c959f,stroke-width:1px",
  unchanged: "stroke:#8c959f,stroke-width:1px,stroke-dasharray:2 3",
};

/** A picture as a flowchart of Mermaid, which GitHub and GitLab draw in comments. */
export function mermaid({ stacks }: Picture): readonly string[] {
  const boxes = stacks.flatMap((stack, at) => stack.boxes.map((box) => ({ box, id: idOf(at, box.id) })));
  const states = [...new Set(boxes.map(({ box }) => box.state))].sort();
  return [
    "flowchart LR",
    ...stacks.flatMap(stackLines),
    ...states.map((state) => `  classDef ${state} ${LOOKS[state]}`),
    ...states.map((state) => {
      const own = boxes.filter(({ box }) => box.state === state).map(({ id }) => id);
      return `  class ${own.join(",")} ${state}`;
    }),
  ];
}

function stackLines({ stack, boxes, arrows }: DrawnStack, at: number): readonly string[] {
  return [
    `  subgraph s${at}["${textOf(shortLabel(stack, LONGEST))}"]`,
    ...boxes.map((box) => `    ${idOf(at, box.id)}${boxText(box)}`),
    "  end",
    ...arrows.map(([from, to]) => `  ${idOf(at, from)} --> ${idOf(at, to)}`),
  ];
}

function idOf(stack: number, box: string): string {
  return `s${stack}b${box}`;
}

function boxText(box: Box): string {
  const [open, close] = FORMS[box.state];
  return `${open}"${textOf(shortLabel(box.label, LONGEST))}<br>${textOf(boxWords(box))}"${close}`;
}

/**
 * A text in quotes, which must not be empty: every character that could mean something, to Mermaid or in its HTML or Markdown, is written
 * as its number.
 */
function textOf(text: string): string {
  const shown = visible(text) || "–";
  return shown.replace(/[^\p{L}\p{N} _./:·…–-]/gu, (character) => `#${character.codePointAt(0)};`);
}
