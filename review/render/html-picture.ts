import { pictureOf, svg } from "../picture";
import type { Review } from "../review";
import { code, text } from "./html-text";

/** A page scrolls, so that more is seen than in a comment. */
const PICTURE = { boxes: 60, arrows: 150 };

/** The picture of every stack that changes something; empty if there is nothing to see in it. */
export function pictureSection({ stacks }: Review): string {
  const picture = pictureOf(stacks, PICTURE);
  if (picture.stacks.flatMap(({ boxes }) => boxes).length < 2) return "";
  const figures = picture.stacks.map(
    (stack) =>
      `<figure><figcaption>${code(stack.stack)}</figcaption><div class="scroll" role="region" aria-label="${text(`Picture of ${stack.stack}`)}" tabindex="0">${svg(stack, text)}</div></figure>`,
  );
  const said = ["Arrows lead to what is referred to", ...picture.leftOut].map(text).join("; ");
  return `${figures.join("\n")}\n<p>${said}.</p>`;
}
