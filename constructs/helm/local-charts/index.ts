// Objects and charts of the project's own files: read, checked, and packed beside the stack's JSON.

export { type LocalChart, readLocalChart } from "./local-chart";
export { readManifests, type WrittenObject } from "./manifest-files";
export { Manifests, type ManifestsProps } from "./manifests";
export type { ManifestOptions } from "./manifests.types";
