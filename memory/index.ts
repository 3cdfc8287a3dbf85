/**
 * The memory of what is deployed: one committed file for each environment, `config/deployed/<environment>.json`. Synth reads it and
 * never writes it; `deploy`, `destroy` and `accept` do. Nothing here knows a construct.
 */
export type { Candidate, DeployedEnvironment, DeployedStack, DeployedStacks, Facts, Json } from "./deployed.types";
export {
  candidateEnvironments,
  memoryFile,
  readCandidate,
  readMemory,
  rememberedEnvironments,
  writeCandidate,
  writeMemory,
} from "./files";
export { mergeFacts, withoutStack, withStack } from "./merge";
export { goneStack, type Recorded, recordApplied, recordBegun, recordDestroyed } from "./record";
export { skeletonOf } from "./skeleton";
export { lettingStatesMove, stateMayMove } from "./state-moves";
