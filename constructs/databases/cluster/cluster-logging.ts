import type { EngineName } from "../engine-versions";

/**
 * What Aurora writes into the logs that it exports, where parameters say nothing else: who came in. By itself it writes nothing of it (Amazon Aurora User Guide, "Using
 * Advanced Auditing with an Amazon Aurora MySQL DB cluster" and "Logging for Aurora PostgreSQL", as of 2026-12). Statements are left out: they may hold
 * passwords.
 */
const LOGGING: Readonly<Partial<Record<EngineName, Readonly<Record<string, string>>>>> = {
  "aurora-mysql": { server_audit_events: "CONNECT", server_audit_logging: "1" },
  "aurora-postgresql": { log_connections: "1", log_disconnections: "1" },
};

/** Parameters with those of logs, unless they say otherwise. */
export function withLogging(
  engine: EngineName,
  parameters: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return { ...LOGGING[engine], ...parameters };
}
