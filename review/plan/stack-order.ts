/** What an order is made of: a stack, and those that must be done before it. */
export interface Ordered {
  readonly stack: string;
  readonly after?: readonly string[];
}

/**
 * Stacks in the order in which they are applied: each behind those that must be done before it. Of those that may come next, the one that was
 * given first does. What waits for itself comes in the order in which it was given.
 */
export function inOrder<T extends Ordered>(given: readonly T[]): readonly T[] {
  const left = new Map(given.map((one) => [one.stack, one]));
  if (left.size < given.length) return given;
  const ordered: T[] = [];
  while (left.size > 0) {
    const [first] = left.values();
    const next = [...left.values()].find(
      ({ stack, after = [] }) => !after.some((one) => one !== stack && left.has(one)),
    );
    const one = next ?? first;
    if (one === undefined) break;
    ordered.push(one);
    left.delete(one.stack);
  }
  return ordered;
}
