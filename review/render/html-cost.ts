import type { Review } from "../review";
import { costSection } from "./cost";
import { text } from "./html-text";

/** The section of the page about costs; empty where there is nothing to tell. */
export function costPart(review: Review): string {
  const { amounts = [], uncounted = [], notes = [] } = costSection(review) ?? {};
  const items = (lines: readonly string[]) => lines.map((line) => `<li>${text(line)}</li>`).join("\n");
  const told = [...amounts, ...uncounted.map((line) => `not counted: ${line}`)];
  if (told.length === 0) return "";
  const assumed =
    notes.length === 0 ? "" : `<details><summary>What the amounts assume</summary><ul>${items(notes)}</ul></details>`;
  return `<ul>${items(told)}</ul>${assumed}`;
}
