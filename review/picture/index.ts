/** The picture of a change: what is made, changed, replaced and taken away, grouped on constructs or modules, with what stands next to it. */
export { drawingOf } from "./drawing";
export { pictureOf } from "./grouping";
export { mermaid } from "./mermaid";
export type { Drawing, Picture } from "./picture.types";
export { svg } from "./svg";
