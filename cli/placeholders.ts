import { readFileSync } from "node:fs";

/**
 * Values of documentation that nobody owns, and what they are. Accounts: AWS's documents write one digit twelve times, or these. Domains:
 * RFC 2606, "Reserved Top Level DNS Names". Ranges: RFC 5737 and RFC 3849. Repositories: the one of the shipped configuration.
 */
const PLACEHOLDERS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["account", /\b(?:(\d)\1{11}|123456789012|111122223333|444455556666)\b/g],
  ["repository", /\bexample-org\/[\w.-]+/g],
  ["domain", /\b(?:[a-z0-9-]+\.)*example\.(?:com|net|org)\b/g],
  ["range", /\b(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}(?:\/\d{1,2})?\b/g],
  ["range", /\b2001:db8:[0-9a-f:]*(?:\/\d{1,3})?/g],
];

/** Most values that are named of one stack. */
const MOST = 5;

/**
 * A warning for a stack that names values of the documentation, which somebody forgot to replace: `dev-edge: the domain example.com is a
 * placeholder`. `undefined` if it names none.
 *
 * @param file the stack's synthesized JSON
 */
export function placeholderWarning(stack: string, file: string): string | undefined {
  const found = placeholdersIn(readFileSync(file, "utf8"));
  if (found.length === 0) return undefined;
  const named = found.slice(0, MOST).join(", ");
  const more = found.length > MOST ? ` and ${found.length - MOST} more` : "";
  const [are, placeholders] = found.length === 1 ? ["is", "a placeholder"] : ["are", "placeholders"];
  return `${stack}: ${named}${more} ${are} ${placeholders} of the shipped configuration or of a document; replace what is yours`;
}

/** Values of the documentation in a text, each once: `the account 222222222222`. */
export function placeholdersIn(text: string): string[] {
  return [
    ...new Set(
      PLACEHOLDERS.flatMap(([what, pattern]) => [...text.matchAll(pattern)].map(([value]) => `the ${what} ${value}`)),
    ),
  ];
}
