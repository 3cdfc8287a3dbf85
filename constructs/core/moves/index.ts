// Constructs that have another place in the code than where they were deployed from, and those that are let go of.

export { moved } from "./moved";
export { released } from "./released";
