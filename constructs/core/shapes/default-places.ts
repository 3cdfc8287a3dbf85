/** Where the defaults that constructs took were set, by the path of the construct and by option. */
const places = new Map<string, ReadonlyMap<string, string>>();

/** Notes which options of a construct are defaults. What an earlier construct of that path took is forgotten. */
export function noteDefaults(path: string, taken: ReadonlyMap<string, string>): void {
  if (taken.size > 0) places.set(path, taken);
  else if (places.size > 0) places.delete(path);
}

/**
 * Where the default was set that a problem is about.
 *
 * @param property the property that is wrong: `lifecycleRules[0].prefix`
 * @returns nothing where the caller gave the option
 */
export function placeOfDefault(path: string, property: string): string | undefined {
  const [option = property] = /^[^.[]+/.exec(property) ?? [];
  return places.get(path)?.get(option);
}
