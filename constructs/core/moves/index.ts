// Constructs that have another place in the code than where they were deployed from.

export { moved } from "./moved";
