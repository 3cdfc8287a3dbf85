import { FORM_KEYS } from "../schema/schema";
import { type ConfigNode, childOf, type Entry, type MapNode, type Path, type Position } from "./tree";

/** Keys that lead to maps with several forms. */
const FORMS = Object.entries(FORM_KEYS).map(([path, key]) => [path.split("."), key] as const);

/** A key that a file takes away with `null`. */
export interface Removal {
  readonly path: Path;
  readonly at: Position;
}

/**
 * A file's tree over that of the file it extends. Maps are merged by key, inherited keys first; lists and scalars replace;
 * `null` takes an inherited key away. A map with several forms (`network.nat`) is replaced when the form changes.
 *
 * @param parent tree of the extended file; `undefined` for a file that extends none
 * @param removals gets the keys that were taken away, so that their names can be checked too
 */
export function merge(parent: MapNode | undefined, child: MapNode, removals: Removal[], path: Path = []): MapNode {
  const entries = new Map<string, Entry>(parent?.entries);
  for (const [key, entry] of child.entries) {
    const here = [...path, key];
    if (entry.value.kind === "scalar" && entry.value.value === null) {
      entries.delete(key);
      removals.push({ path: here, at: entry.keyAt });
    } else if (entry.value.kind === "map") {
      const inherited = entries.get(key)?.value;
      const base = inherited && keepsForm(inherited, entry.value, here) ? inherited : undefined;
      entries.set(key, { keyAt: entry.keyAt, value: merge(base, entry.value, removals, here) });
    } else {
      entries.set(key, entry);
    }
  }
  return { kind: "map", at: child.at, entries };
}

/** Whether the child goes on with the form of the inherited map: it names none, or the same. */
function keepsForm(inherited: ConfigNode, child: MapNode, path: Path): inherited is MapNode {
  if (inherited.kind !== "map") return false;
  const formKey = FORMS.find(
    ([of]) => of.length === path.length && of.every((key, at) => key === "*" || key === path[at]),
  )?.[1];
  if (!formKey) return true;
  const [before, after] = [childOf(inherited, formKey), childOf(child, formKey)];
  if (before?.kind !== "scalar" || after?.kind !== "scalar") return true;
  return before.value === after.value;
}
