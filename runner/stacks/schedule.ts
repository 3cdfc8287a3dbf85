/** Runs at most a number of tasks side by side. */
export class Pool {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** @param size tasks at the same time */
  constructor(size: number) {
    this.#free = size;
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }
}

/**
 * Runs a task for every item as soon as the tasks of the items before it are done. Once a task has failed no further task
 * starts; those under way are waited for, then the first error is thrown.
 *
 * @param items keys of the items
 * @param before keys of the items that must be done first; unknown keys are ignored
 */
export async function runInOrder(
  items: readonly string[],
  before: (item: string) => readonly string[],
  task: (item: string) => Promise<void>,
): Promise<void> {
  const started = new Map<string, Promise<void>>();
  const errors: unknown[] = [];
  const start = (item: string, path: readonly string[]): Promise<void> => {
    if (path.includes(item))
      throw new Error(`The stacks depend on each other in a circle: ${[...path, item].join(" → ")}.`);
    const running = started.get(item);
    if (running) return running;
    const first = before(item).filter((other) => items.includes(other));
    const promise = Promise.all(first.map((other) => start(other, [...path, item])))
      .then(() => (errors.length > 0 ? undefined : task(item)))
      .catch((error: unknown) => {
        errors.push(error);
      });
    started.set(item, promise);
    return promise;
  };
  await Promise.all(items.map((item) => start(item, [])));
  if (errors.length > 0) throw errors[0];
}

/** Items with those that must be done first before them, and else as they were. A circle is left as it is. */
export function inOrder(items: readonly string[], before: (item: string) => readonly string[]): string[] {
  const sorted: string[] = [];
  const visit = (item: string, path: readonly string[]): void => {
    if (sorted.includes(item) || path.includes(item)) return;
    for (const other of before(item)) if (items.includes(other)) visit(other, [...path, item]);
    sorted.push(item);
  };
  for (const item of items) visit(item, []);
  return sorted;
}

/** What is to be done, and what before it. */
export interface Pair {
  readonly item: string;
  readonly first: string;
}

/** What must be done first, by item, with pairs added one after the other. Those that would close a circle of the items are left out. */
export function withoutCircles(
  items: readonly string[],
  pairs: readonly Pair[],
  before: Readonly<Record<string, readonly string[]>> = {},
): Record<string, readonly string[]> {
  let all: Record<string, readonly string[]> = { ...before };
  for (const { item, first } of pairs) {
    const known = all[item] ?? [];
    if (known.includes(first)) continue;
    const more = { ...all, [item]: [...known, first] };
    if (!circleIn(items, more)) all = more;
  }
  return all;
}

/** The first circle of items that wait for each other. */
export function circleIn(
  items: readonly string[],
  before: Readonly<Record<string, readonly string[]>>,
): string[] | undefined {
  const done = new Set<string>();
  const visit = (item: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(item)) return [...path.slice(path.indexOf(item)), item];
    if (done.has(item)) return undefined;
    for (const other of (before[item] ?? []).filter((one) => items.includes(one))) {
      const circle = visit(other, [...path, item]);
      if (circle) return circle;
    }
    done.add(item);
    return undefined;
  };
  for (const item of items) {
    const circle = visit(item, []);
    if (circle) return circle;
  }
  return undefined;
}
