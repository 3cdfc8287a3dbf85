// Environments, their stacks and backends, and exemptions from rules.

export type { BackendConfig, CloudBackendConfig, LocalBackendConfig, S3BackendConfig } from "./backend";
export { backendRegion, hasStateStack, STATE_STACK, stateBucketOf } from "./backend-wiring";
export type { Environment, EnvironmentAlarms, EnvironmentLogs } from "./environment";
export { environmentProblems } from "./environment-forms";
export { EnvironmentStack } from "./environment-stack";
export { addExemption, checkExemptionReason, type Exemption, exempt, exemptionsOf } from "./exemptions";
