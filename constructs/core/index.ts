// What every construct stands on: stacks of an environment, contracts between stacks, problems, checks, tags, and what is remembered.

export { type AdoptedId, adopt } from "./adoption";
export type { Hsts } from "./checks/hsts";
export {
  Contract,
  list,
  MOCK_CONTEXT,
  map,
  type OutputKind,
  type OutputSpec,
  type OutputSpecs,
  type PublishedValues,
  type ReadValues,
  secretMap,
  text,
} from "./contract";
export type { BackendConfig, CloudBackendConfig, LocalBackendConfig, S3BackendConfig } from "./environments/backend";
export type { Environment, EnvironmentLogs } from "./environments/environment";
export { EnvironmentStack } from "./environments/environment-stack";
export { addExemption, type Exemption, exempt, exemptionsOf, type GuardrailExemption } from "./environments/exemptions";
export { GroundplanError, type Problem, Problems } from "./errors";
export { remember, remembered } from "./memory/remembered";
export { moved, released } from "./moves";
export type { NameKind } from "./names/naming";
export type { NameParts, Naming, NamingFunction, NamingTemplates } from "./names/naming.types";
export { type ResourceClass, resourceOf, resourcesOf } from "./resources/resource-of";
export { waitFor } from "./resources/wait-for";
export { withoutDefaults } from "./shapes/defaults";
export {
  type ConstructClass,
  type ConstructDefaults,
  type DefaultsOf,
  type DefaultsScope,
  defaultsFor,
  withDefaults,
} from "./shapes/with-defaults";
export { addImportBlock, addMovedBlock, addRemovedBlock } from "./state-blocks";
export { type Tagged, Tags, type TagValues } from "./tags/tags";
export { addCheck, type Check } from "./validation";
