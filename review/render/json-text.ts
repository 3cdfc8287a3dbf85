import { withoutSecrets } from "../../constructs/core/texts/secret-forms";

/** JSON for people and programs, without what has the form of a secret in any of its texts. */
export function jsonText(value: unknown): string {
  const shown = (_: string, inner: unknown) => (typeof inner === "string" ? withoutSecrets(inner) : inner);
  return `${JSON.stringify(value, shown, 2)}\n`;
}
