type Body = Readonly<Record<string, unknown>>;

/**
 * Blocks without names in the form that a stack's JSON has them in: each once, sorted by the address that they are about, and each in a
 * list of its own.
 *
 * @param blocks bodies, or lists of one
 */
export function nameless(blocks: readonly unknown[]): readonly (readonly [Body])[] {
  const bodies = blocks.flatMap((block) => block as Body | readonly Body[]);
  const byKey = new Map(bodies.map((body) => [keyOf(body), body]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, body]) => [body]);
}

function keyOf(body: Body): string {
  const sorted = Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${String(body.to ?? body.from ?? "")} ${JSON.stringify(sorted)}`;
}
