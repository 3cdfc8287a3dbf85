import type { Estate } from "./estate";
import type { Resource } from "./resource";

const kept = (): Map<string, readonly Resource[]> => new Map();

/**
 * Resources of a type whose attribute refers to nothing that is judged: it has a name, or an expression that is not followed. Found out once,
 * for there may be many of whom it is asked.
 */
export function unreferred(estate: Estate, type: string, attribute: string): readonly Resource[] {
  const byPlace = estate.derived(kept);
  const key = `${type} ${attribute}`;
  const found = byPlace.get(key) ?? estate.all(type).filter((one) => one.targets(attribute).length === 0);
  byPlace.set(key, found);
  return found;
}
