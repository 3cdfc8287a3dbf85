import type { DeployedEnvironment, DeployedStack, Facts, Json } from "./deployed.types";

/** The memory after a stack was applied. */
export function withStack(
  memory: DeployedEnvironment,
  name: string,
  { facts, ...entry }: DeployedStack,
): DeployedEnvironment {
  const known = memory.stacks[name]?.facts ?? {};
  return { ...memory, stacks: { ...memory.stacks, [name]: { ...entry, facts: mergeFacts(known, facts) } } };
}

/** The memory after a stack was destroyed, or is to be forgotten. */
export function withoutStack(memory: DeployedEnvironment, name: string): DeployedEnvironment {
  const { [name]: _, ...stacks } = memory.stacks;
  return { ...memory, stacks };
}

/**
 * The facts of a stack after it was applied: the new ones, of which lists of texts (zones) keep the order in which their entries were
 * introduced.
 */
export function mergeFacts(known: Facts, applied: Facts): Facts {
  return mapValues(applied, (facts, path) =>
    mapValues(facts, (value, key) => {
      const before = known[path]?.[key];
      return isTexts(before) && isTexts(value) ? inOrderOfIntroduction(before, value) : value;
    }),
  );
}

function inOrderOfIntroduction(before: readonly string[], now: readonly string[]): string[] {
  return [...before.filter((text) => now.includes(text)), ...now.filter((text) => !before.includes(text))];
}

function isTexts(value: Json | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function mapValues<T, R>(values: Readonly<Record<string, T>>, change: (value: T, key: string) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value, key)]));
}
