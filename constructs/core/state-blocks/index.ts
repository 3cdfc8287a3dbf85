// Terraform's blocks about the state of a stack: what has moved, what is taken over, and what is let go.

export { addImportBlock, addMovedBlock, addRemovedBlock } from "./state-blocks";
