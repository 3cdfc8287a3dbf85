import type { Environment } from "../environments/environment";

/** The tags that every resource has besides those of the environment, by their keys; the environment's may not have these. */
const OWN_TAGS = {
  Project: ({ project }: Environment) => project,
  Environment: ({ name }: Environment) => name,
  Owner: ({ owner }: Environment) => owner,
  ManagedBy: () => "groundplan",
  Stack: (_: Environment, stackName: string) => stackName,
} as const;

/** The keys of the tags that every resource has besides those of the environment. */
export const OWN_TAG_KEYS: readonly string[] = Object.keys(OWN_TAGS);

/** The tags that the provider gives to every resource of a stack: the environment's, by their keys, then those of the project. */
export function defaultTags(environment: Environment, stackName: string): Readonly<Record<string, string>> {
  const given = Object.entries(environment.tags ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const own = Object.entries(OWN_TAGS).map(([key, read]) => [key, read(environment, stackName)]);
  return Object.fromEntries([...given, ...own]);
}
