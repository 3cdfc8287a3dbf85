import { distance, closest as nearest } from "fastest-levenshtein";

/**
 * The name that was most likely meant: one that the word begins, or the nearest by edit distance, if it is near enough to be a
 * typing error.
 */
export function closest(word: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const longer = names.filter((name) => word.length > 2 && name.startsWith(word));
  if (longer.length === 1) return longer[0];
  const candidate = nearest(word, [...names]);
  return distance(word.toLowerCase(), candidate.toLowerCase()) <= Math.max(2, word.length / 3) ? candidate : undefined;
}
