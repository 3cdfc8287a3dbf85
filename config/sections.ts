import type { Environment } from "../constructs/core/environments/environment";

/** The keys of a configuration that say what every stack of an environment knows. */
export type EnvironmentKey = Exclude<keyof Environment, "name">;

const ENVIRONMENT_KEYS: Readonly<Record<EnvironmentKey, true>> = {
  project: true,
  owner: true,
  account: true,
  region: true,
  protect: true,
  backend: true,
  runnerRoleArn: true,
  rolesBoundaryArn: true,
  tags: true,
  logs: true,
  alarms: true,
  alsoKnown: true,
  quotas: true,
  naming: true,
};

/** Keys of a configuration that mean the same in every project, and what an environment is handed to the stacks with. */
const OTHER_KEYS = [
  ...[
    "network",
    "state",
    "delivery",
    "review",
    "defaults",
    "exemptions",
    "moved",
    "released",
    "extends",
    "abstract",
    "name",
  ],
  ...["adopted", "environment", "peers", "remembered", "source"],
] as const;

/** Whether a key of a configuration is about the environment as a whole. */
export function isEnvironmentKey(key: string): key is EnvironmentKey {
  return Object.hasOwn(ENVIRONMENT_KEYS, key);
}

/** The keys that no stack can have for its section, sorted. */
export function takenKeys(): readonly string[] {
  return [...Object.keys(ENVIRONMENT_KEYS), ...OTHER_KEYS].sort();
}

/** The sections in what an environment is made from: what is there by a key that is not taken. */
export function sectionsIn(given: object): Readonly<Record<string, unknown>> {
  const taken = takenKeys();
  return Object.fromEntries(
    Object.entries(given).filter(([key, section]) => section !== undefined && !taken.includes(key)),
  );
}

/**
 * The name of the stack that a section of the configuration is for, without the environment.
 *
 * @param section key of the configuration, in camel case
 * @example stackOfSection("eksAddons"); // "eks-addons"
 */
export function stackOfSection(section: string): string {
  return section.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The section of the configuration that a stack is made from, by the stack's name without the environment. */
export function sectionOfStack(stack: string): string {
  return stack.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
