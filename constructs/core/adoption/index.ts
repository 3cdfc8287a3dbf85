// What AWS has already, taken over into resources of stacks.

export { adopt, adoptInto, adoptionOf } from "./adopt";
export type { AdoptedEntry, AdoptedId, Adoption } from "./adoption.types";
export { takeOver } from "./take-over";
