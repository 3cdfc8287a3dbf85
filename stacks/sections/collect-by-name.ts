import type { Problems } from "../../constructs/core/errors";

/** Makes something for each name and keeps the problems of all. What could not be made is left out. */
export function collectByName<S, T>(
  specs: Readonly<Record<string, S>>,
  create: (name: string, spec: S) => T,
  problems: Problems,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(specs).flatMap(([name, spec]) => {
      const made = problems.collect(() => create(name, spec));
      return made === undefined ? [] : [[name, made]];
    }),
  );
}
