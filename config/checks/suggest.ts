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
  // Of a word of which nothing is left another one was meant.
  const most = Math.min(Math.max(2, word.length / 3), word.length - 1);
  return distance(word.toLowerCase(), candidate.toLowerCase()) <= most ? candidate : undefined;
}

/**
 * The value of a list that was most likely meant: as {@link closest}, or the only one that has the letters of the word in their order from its
 * first on (`S` for `string`, `node22` for `nodejs22.x`), or else the first that begins as the word does (`node20`).
 */
export function closestValue(word: string, values: readonly string[]): string | undefined {
  const near = closest(word, values);
  if (near !== undefined) return near;
  const within = values.filter((value) => holdsInOrder(value.toLowerCase(), word.toLowerCase()));
  if (within.length === 1) return within[0];
  const [letters = ""] = /^[a-z]{4,}/.exec(word.toLowerCase()) ?? [];
  return letters === "" ? undefined : values.find((value) => value.toLowerCase().startsWith(letters));
}

function holdsInOrder(value: string, word: string): boolean {
  if (word === "" || value[0] !== word[0]) return false;
  let at = -1;
  for (const letter of word) {
    at = value.indexOf(letter, at + 1);
    if (at === -1) return false;
  }
  return true;
}

/** A list as long as this is read at a glance. */
const SHORT_LIST = 12;

/** How many of a longer list are named. */
const NEAREST = 6;

/**
 * What may stand in the place of a word: all names in their order while they are few, else those that are nearest to the word, and where the
 * others are told.
 *
 * @param word what was written; nothing where it is no word
 * @param meant the name that was most likely meant, which comes first
 * @param page where all names are told
 */
export function oneOf(
  names: readonly string[],
  word: string | undefined,
  meant: string | undefined,
  page: string,
): string {
  if (names.length <= SHORT_LIST) return `one of ${names.join(", ")}`;
  const far = (name: string) => (name === meant ? -1 : distance((word ?? name).toLowerCase(), name.toLowerCase()));
  const near = [...names].sort((a, b) => far(a) - far(b)).slice(0, NEAREST);
  return `one of ${near.join(", ")}; all are in ${page}`;
}
