// What is remembered of deployed stacks, and how resources are taken away while others refer to them.

export { factsOf, remember, remembered } from "./remembered";
export { REMEMBERED_CONTEXT } from "./remembered-context";
