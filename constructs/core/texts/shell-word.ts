/** What no POSIX shell gives a meaning in the middle of a word (POSIX.1-2024, Shell Command Language, 2.2 "Quoting"). */
const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/**
 * A text as one word of a shell command, whatever it holds: as it is when it has plain characters only, in single quotes otherwise.
 * References are quoted too, for what they will be is not known.
 */
export function shellWord(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
