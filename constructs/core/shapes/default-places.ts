/** What tells where a default was set, and what it is called there. */
interface Placed {
  readonly place: string;
}

/** The defaults that constructs took, by the path of the construct and by option. */
const places = new Map<string, ReadonlyMap<string, Placed>>();

/** Notes which options of a construct are defaults. What an earlier construct of that path took is forgotten. */
export function noteDefaults(path: string, taken: ReadonlyMap<string, Placed>): void {
  if (taken.size > 0) places.set(path, taken);
  else if (places.size > 0) places.delete(path);
}

/**
 * What the default is called that a problem is about, where it was set: `sandbox › defaults.Bucket.expireDays`, or
 * `main.ts:8:1 › Bucket.expireDays`.
 *
 * @param property the property that is wrong: `lifecycleRules[0].prefix`
 * @returns nothing where the caller gave the option
 */
export function placeOfDefault(path: string, property: string): string | undefined {
  const [option = property] = /^[^.[]+/.exec(property) ?? [];
  const place = places.get(path)?.get(option)?.place;
  return place && `${place}.${property}`;
}
