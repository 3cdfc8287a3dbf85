import type { StackNames } from "./stack-names";

const IMPORT = /^import (?:type )?\{[^}]*\} from "(\.[^"]*)";$/;
const LIST = /^(export const STACKS = \[)([^\]]*?),?\s*(\] as const;)$/m;

/**
 * The list of stacks with one entry more, and its import where it belongs by the alphabet.
 *
 * @returns nothing if the text has not the form of the list
 */
export function withEntry(text: string, { stack, section }: StackNames): string | undefined {
  if (!LIST.test(text)) return undefined;
  const lines = text.replace(LIST, `$1$2, ${section}$3`).split("\n");
  const path = `./${stack}-stack`;
  const line = `import { ${section} } from "${path}";`;
  const next = lines.findIndex((one) => (IMPORT.exec(one)?.[1] ?? "") > path);
  const last = lines.findLastIndex((one) => IMPORT.test(one));
  if (last < 0) return undefined;
  lines.splice(next < 0 ? last + 1 : next, 0, line);
  return lines.join("\n");
}

/** The sections that the list has entries for, as far as its text tells. */
export function entriesOf(text: string): readonly string[] {
  const lists = [...text.matchAll(/^export const (?:SHIPPED|STACKS) = \[([^\]]*)\] as const;$/gm)];
  return lists.flatMap(([, entries = ""]) => entries.split(",").map((entry) => entry.trim())).filter(Boolean);
}
