import { environmentSchema } from "../schema/schema";
import type { Schema } from "../schema/schema.types";
import { schemaOfChild } from "../schema/schema-walk";
import { type ConfigNode, childOf, type Entry, type MapNode, type Path, type Position } from "./tree";

/** A key that a file takes away with `null`. */
export interface Removal {
  readonly path: Path;
  readonly at: Position;
}

/**
 * A file's tree over that of the file it extends. Maps are merged by key, inherited keys first; lists and scalars replace;
 * `null` takes an inherited key away. A map with several forms (`network.nat`) is replaced when the form changes: a NAT gateway's options
 * mean nothing to a NAT instance.
 *
 * @param parent tree of the extended file; `undefined` for a file that extends none
 * @param removals gets the keys that were taken away, so that their names can be checked too
 */
export function merge(
  parent: MapNode | undefined,
  child: MapNode,
  removals: Removal[],
  path: Path = [],
  schema: Schema | undefined = environmentSchema,
): MapNode {
  const entries = new Map<string, Entry>(parent?.entries);
  for (const [key, entry] of child.entries) {
    const here = [...path, key];
    if (entry.value.kind === "scalar" && entry.value.value === null) {
      entries.delete(key);
      removals.push({ path: here, at: entry.keyAt });
    } else if (entry.value.kind === "map") {
      const inherited = entries.get(key)?.value;
      const below = schema && (schemaOfChild(schema, child, key) ?? schemaOfChild(schema, parent, key));
      const base = inherited && keepsForm(inherited, entry.value, below) ? inherited : undefined;
      entries.set(key, { keyAt: entry.keyAt, value: merge(base, entry.value, removals, here, below ?? {}) });
    } else {
      entries.set(key, entry);
    }
  }
  return { kind: "map", at: child.at, entries };
}

/** Whether the child goes on with the form of the inherited map: it names none, or the same. */
function keepsForm(inherited: ConfigNode, child: MapNode, schema: Schema | undefined): inherited is MapNode {
  if (inherited.kind !== "map") return false;
  const told = schema && formKeyOf(schema);
  if (!told) return true;
  const [before, after] = [childOf(inherited, told.propertyName), childOf(child, told.propertyName)];
  if (after?.kind !== "scalar" || (before ? before.kind !== "scalar" : told.default === undefined)) return true;
  return (before?.kind === "scalar" ? before.value : told.default) === after.value;
}

/** What tells the form of a map, which may be one of several kinds of values. */
function formKeyOf({ discriminator, anyOf = [] }: Schema): Schema["discriminator"] {
  return discriminator ?? anyOf.map(formKeyOf).find((told) => told !== undefined);
}
