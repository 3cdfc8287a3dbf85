import type { StackBlock } from "./stack-blocks";

/** Lines from which on a construct's parts get files of their own, and lines that such a part has at least. */
const LONG = 260;
const OWN = 50;

/** A block with its lines. */
export interface WrittenBlock extends StackBlock {
  readonly lines: readonly string[];
}

/** A file of HCL. */
export interface Arranged {
  /** Without `.tf`. */
  readonly name: string;
  /** Path of the construct that it holds; empty for what has none. */
  readonly construct: string;
  readonly blocks: readonly WrittenBlock[];
}

/** What a folder is divided by: a construct, with its own blocks and the constructs in it. */
interface Branch {
  readonly path: readonly string[];
  readonly own: WrittenBlock[];
  readonly below: Map<string, Branch>;
}

/**
 * Puts blocks into files: one for each construct of the stack, and for a part of it where the file would be long. What is referred to
 * stands before what refers to it, as far as the file has both, and what belongs together stays together.
 *
 * @param reserved names of files that hold something else
 */
export function arrange(blocks: readonly WrittenBlock[], reserved: readonly string[]): Arranged[] {
  const root: Branch = { path: [], own: [], below: new Map() };
  for (const block of blocks) {
    let branch = root;
    const segments = block.path?.split("/") ?? [];
    for (const segment of segments) {
      const next: Branch = branch.below.get(segment) ?? { path: [...branch.path, segment], own: [], below: new Map() };
      branch.below.set(segment, next);
      branch = next;
    }
    branch.own.push(block);
  }
  const files: Arranged[] = root.own.length > 0 ? [{ name: "main", construct: "", blocks: root.own }] : [];
  for (const branch of root.below.values()) files.push(...filesOf(branch));
  const byName = new Map<string, Arranged>();
  for (const file of files) {
    const name = reserved.includes(file.name) ? `${file.name}-resources` : file.name;
    const same = byName.get(name);
    byName.set(name, { ...file, name, blocks: [...(same?.blocks ?? []), ...file.blocks] });
  }
  return [...byName.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((file) => ({ ...file, blocks: inOrder(file.blocks) }));
}

function filesOf(branch: Branch): Arranged[] {
  if (linesIn(branch) <= LONG) return [fileOf(branch, blocksIn(branch))];
  const parts = [...branch.below.values()];
  const apart = parts.filter((part) => linesIn(part) >= OWN);
  const together = parts.filter((part) => !apart.includes(part)).flatMap(blocksIn);
  const rest = [...branch.own, ...together];
  return [...(rest.length > 0 ? [fileOf(branch, rest)] : []), ...apart.flatMap(filesOf)];
}

function fileOf({ path }: Branch, blocks: readonly WrittenBlock[]): Arranged {
  const name =
    path
      .join("-")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "") || "main";
  // Terraform merges files of this name into others (Terraform language, "Override files", as of 2026-11).
  return { name: name === "override" ? "override-resources" : name, construct: path.join("/"), blocks };
}

function blocksIn({ own, below }: Branch): WrittenBlock[] {
  return [...own, ...[...below.values()].flatMap(blocksIn)];
}

function linesIn(branch: Branch): number {
  return blocksIn(branch).reduce((sum, { lines }) => sum + lines.length + 1, 0);
}

/** Blocks by their paths, each behind those that it refers to. */
function inOrder(blocks: readonly WrittenBlock[]): WrittenBlock[] {
  const sorted = [...blocks].sort(
    (a, b) => compare(a.path ?? "", b.path ?? "") || compare(a.address ?? "", b.address ?? ""),
  );
  const byAddress = new Map(sorted.flatMap((block) => (block.address ? [[block.address, block] as const] : [])));
  const placed = new Set<WrittenBlock>();
  const result: WrittenBlock[] = [];
  const place = (block: WrittenBlock) => {
    if (placed.has(block)) return;
    placed.add(block);
    for (const address of referencesIn(block.lines)) {
      const other = byAddress.get(address);
      if (other) place(other);
    }
    result.push(block);
  };
  for (const block of sorted) place(block);
  return result;
}

/** Addresses that may be referred to: two names with a dot, or three of data. */
function referencesIn(lines: readonly string[]): string[] {
  const found = lines.join("\n").matchAll(/(?:\b(?:data|ephemeral)\.)?\b[a-z][a-z0-9_]*\.[A-Za-z_][\w-]*/g);
  return [...new Set([...found].map(([address]) => address))].sort();
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
