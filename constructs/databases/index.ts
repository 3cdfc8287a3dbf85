// Databases of RDS: in the isolated tier, with a password that nobody sees.

export { Database } from "./database";
export type { DatabaseMetrics, IDatabase } from "./database.types";
export type { DatabaseOptions, DatabaseProps, ExistingDatabaseProps, PasswordFromSecret } from "./database-props";
export { ENGINE_VERSIONS, ENGINES_AS_OF, type EngineVersion } from "./engine-versions";
