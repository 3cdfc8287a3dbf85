/** A statement of a policy document, as written. */
export type WrittenStatement = Readonly<Record<string, unknown>>;

/**
 * The statements of a policy document that may have references in it. Terraform reads quotes within `${…}` as its own, JSON would take
 * them for the end of a text.
 */
export function statementsOfPolicy(text: string): readonly WrittenStatement[] {
  const quoted = text.replace(/\$\{(?:[^}"]|"[^"]*")*\}/g, (reference) => reference.replaceAll('"', '\\"'));
  return (JSON.parse(quoted) as { Statement: readonly WrittenStatement[] }).Statement;
}
