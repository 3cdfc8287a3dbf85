import { type ConfigNode, childOf } from "../../config/reading/tree";

/**
 * Whether a path that a problem names (`network.tiers.app.cidr[0]`) is one of the tree, or of one key or item that is missing in it.
 */
export function isPlace(tree: ConfigNode, path: string): boolean {
  return /^(\[\d+\]|[^.[]+)?$/.test(unknownPart(tree, path));
}

/** What is left of a path where the tree knows no more of it. Keys may hold dots and brackets, so the longest one counts. */
function unknownPart(node: ConfigNode | undefined, path: string): string {
  if (!node || path === "") return path;
  const steps = node.kind === "list" ? (/^\[\d+\]/.exec(path)?.slice(0, 1) ?? []) : keysOf(node);
  const [step] = steps.filter((key) => isStep(key, path)).sort((a, b) => b.length - a.length);
  const below = step === undefined ? undefined : childOf(node, step.replace(/^\[(\d+)\]$/, "$1"));
  return below ? unknownPart(below, path.slice(step?.length).replace(/^\./, "")) : path;
}

function keysOf(node: ConfigNode): string[] {
  return node.kind === "map" ? [...node.entries.keys()] : [];
}

function isStep(key: string, path: string): boolean {
  return path === key || path.startsWith(`${key}.`) || path.startsWith(`${key}[`);
}
