import type { Change } from "../plan/changes";
import { visible } from "./markdown-text";

/** A text in HTML: nothing in it is markup, and what is not seen is shown as an escape. */
export function text(value: string): string {
  return visible(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A name or a value as it is written. */
export function code(value: string): string {
  return `<code>${text(value)}</code>`;
}

/** The construct, and the address by which Terraform knows it. */
export function title({ stack, construct, address }: Change): string {
  return construct === undefined
    ? `${code(address)} in ${code(stack)}`
    : `${code(`${stack}/${construct}`)} <small>${code(address)}</small>`;
}

/** A table that scrolls on its own where the page is narrow; it can be scrolled with the keyboard. */
export function table(label: string, heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = heading.map((cell) => `<th scope="col">${text(cell)}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("\n");
  return `<div class="scroll" role="region" aria-label="${text(`Table: ${label}`)}" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}
