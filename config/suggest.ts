import { distance, closest as nearest } from "fastest-levenshtein";

/** The name that was most likely meant: the nearest by edit distance, if it is near enough to be a typing error. */
export function closest(word: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const candidate = nearest(word, [...names]);
  return distance(word.toLowerCase(), candidate.toLowerCase()) <= Math.max(2, word.length / 3) ? candidate : undefined;
}
