import { type ConfigNode, childOf, type Entry, type MapNode, type Path, type Position } from "../reading/tree";

/** A plain value as a node, all of it at one place. */
export function toNode(value: unknown, at: Position): ConfigNode {
  if (Array.isArray(value)) return { kind: "list", at, items: value.map((item) => toNode(item, at)) };
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, item]): [string, Entry] => [
      key,
      { keyAt: at, value: toNode(item, at) },
    ]);
    return { kind: "map", at, entries: new Map(entries) };
  }
  const scalar = value as string | number | boolean;
  return { kind: "scalar", at, value: scalar, text: String(scalar) };
}

/** A tree with another value at a path; without the value where there is none. What the path leads through must be there. */
export function withValue(tree: MapNode, path: Path, value: ConfigNode | undefined): MapNode {
  return changed(tree, path, value) as MapNode;
}

/** A tree in which a key has another name, at the same place of the map's order. */
export function withKey(tree: MapNode, path: Path, key: string, value: ConfigNode): MapNode {
  const above = path.slice(0, -1);
  const map = above.reduce<ConfigNode | undefined>((node, step) => node && childOf(node, step), tree);
  if (map?.kind !== "map") return tree;
  const entries = [...map.entries].map(([name, entry]): [string, Entry] =>
    name === path.at(-1) ? [key, { ...entry, value }] : [name, entry],
  );
  return withValue(tree, above, { ...map, entries: new Map(entries) });
}

function changed(node: ConfigNode, path: Path, value: ConfigNode | undefined): ConfigNode | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const below = childOf(node, step);
  const after = below || rest.length === 0 ? changed(below ?? node, rest, value) : undefined;
  if (node.kind === "list") {
    return { ...node, items: node.items.flatMap((item, index) => (index !== step ? item : (after ?? []))) };
  }
  if (node.kind === "scalar") return node;
  const entries = new Map(node.entries);
  if (after) entries.set(String(step), { keyAt: entries.get(String(step))?.keyAt ?? after.at, value: after });
  else entries.delete(String(step));
  return { ...node, entries };
}
