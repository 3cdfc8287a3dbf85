/** Where something is written: a file, as it is shown (`config/base.yaml`), with line and column from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A value of the configuration that knows where it was written. */
export type ConfigNode = MapNode | ListNode | ScalarNode;

export interface MapNode {
  readonly kind: "map";
  readonly at: Position;
  /** Entries in the order of declaration; inherited ones first. */
  readonly entries: ReadonlyMap<string, Entry>;
}

/** One key of a map. */
export interface Entry {
  /** Where the key is written. */
  readonly keyAt: Position;
  readonly value: ConfigNode;
}

export interface ListNode {
  readonly kind: "list";
  readonly at: Position;
  readonly items: readonly ConfigNode[];
}

export interface ScalarNode {
  readonly kind: "scalar";
  readonly at: Position;
  readonly value: string | number | boolean | null;
  /** The value as it is written in the file, without quotes. */
  readonly text: string;
}

/** Keys and list positions from the root to a value. */
export type Path = readonly (string | number)[];

/** `config/base.yaml:12:5` */
export function formatPosition(position: Position): string {
  return `${position.file}:${position.line}:${position.column}`;
}

/** `network.zones[1]` */
export function formatPath(path: Path): string {
  return path.map((step, index) => (typeof step === "number" ? `[${step}]` : index ? `.${step}` : step)).join("");
}

/** The value behind a step, if there is one. */
export function childOf(node: ConfigNode, step: string | number): ConfigNode | undefined {
  if (node.kind === "map") return node.entries.get(String(step))?.value;
  return node.kind === "list" ? node.items[Number(step)] : undefined;
}

/** The value at a path, if there is one. */
export function nodeAt(root: ConfigNode, path: Path): ConfigNode | undefined {
  let node: ConfigNode | undefined = root;
  for (const step of path) node = node && childOf(node, step);
  return node;
}

/** Where a path is written; for a path that does not exist, where the nearest map or list above it is written. */
export function positionOf(root: ConfigNode, path: Path): Position {
  let node = root;
  let position = root.at;
  for (const step of path) {
    const child = childOf(node, step);
    if (!child) return position;
    position =
      child.kind === "map" && node.kind === "map" ? (node.entries.get(String(step))?.keyAt ?? child.at) : child.at;
    node = child;
  }
  return position;
}

/** The plain value, without positions. */
export function toPlain(node: ConfigNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(toPlain);
  return Object.fromEntries([...node.entries].map(([key, entry]) => [key, toPlain(entry.value)]));
}

/** One value of a flattened configuration. */
export interface Leaf {
  readonly path: Path;
  readonly node: ConfigNode;
}

/** Every scalar, list and empty map with its path, in order. A list counts as one value because it is replaced as a whole. */
export function leavesOf(node: ConfigNode, path: Path = []): Leaf[] {
  if (node.kind !== "map" || node.entries.size === 0) return [{ path, node }];
  return [...node.entries].flatMap(([key, entry]) => leavesOf(entry.value, [...path, key]));
}
