/** A value as JSON writes it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * JSON that is the same for equal values, whatever the order in which they were written: keys are sorted.
 */
export function canonicalJson(value: Json): string {
  return JSON.stringify(withSortedKeys(value));
}

/** A value with the keys of all its records sorted; what is undefined is left out. */
export function withSortedKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value as { readonly [key: string]: Json | undefined });
  return Object.fromEntries(
    entries
      .filter((entry): entry is [string, Json] => entry[1] !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, withSortedKeys(inner)]),
  );
}
