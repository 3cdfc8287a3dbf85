import type { StackJson } from "../../runner/stacks/stack-json";

/** What applications keep, send and run, as the picture shows it: names by kind. */
export interface ApplicationsModel {
  readonly apis: readonly string[];
  readonly buckets: readonly string[];
  readonly caches: readonly string[];
  readonly databaseClusters: readonly string[];
  readonly databases: readonly string[];
  readonly functions: readonly string[];
  readonly queues: readonly string[];
  readonly secrets: readonly string[];
  readonly tables: readonly string[];
  readonly topics: readonly string[];
}

/** One of the kinds. */
type Kind = keyof ApplicationsModel;

/** The stack of a kind, and an output of it that has the name of each thing. */
const OUTPUTS: Readonly<Record<Kind, readonly [stack: string, output: string]>> = {
  apis: ["apis", "api_ids"],
  buckets: ["buckets", "bucket_names"],
  caches: ["data", "cache_hosts"],
  databaseClusters: ["data", "database_cluster_hosts"],
  databases: ["data", "database_hosts"],
  functions: ["functions", "function_names"],
  queues: ["data", "queue_names"],
  secrets: ["data", "secret_arns"],
  tables: ["data", "table_names"],
  topics: ["data", "topic_names"],
};

/**
 * Reads what applications have.
 *
 * @param stackOf a stack of the environment, by its name there
 */
export function readApplications(stackOf: (stack: string) => StackJson | undefined): ApplicationsModel {
  const entries = Object.entries(OUTPUTS).map(([kind, [stack, output]]) => [kind, names(stackOf(stack), output)]);
  return Object.fromEntries(entries) as Record<Kind, readonly string[]>;
}

function names(stack: StackJson | undefined, output: string): readonly string[] {
  return Object.keys((stack?.output?.[output]?.value ?? {}) as object).sort();
}

/** Names as they fit into a box: the first ones, and how many more there are. */
export function fewNames(names: readonly string[], most = 3): string {
  const more = names.length - most;
  return more > 1 ? `${names.slice(0, most).join(", ")} and ${more} more` : names.join(", ");
}
