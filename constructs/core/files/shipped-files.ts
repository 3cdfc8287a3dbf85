import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A file that the project imports, as it is written: by `import`, `export … from`, `import()` or `require`. */
const IMPORTED = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*"(\.[^"]+)"/g;

/** Files that name what others have added; what they import may be theirs. */
const OPEN = [join("stacks", "registry.ts"), join("stacks", "defaults.ts")];

/**
 * The source files that the project brings: what its indexes, its application and its stacks lead to. A file that somebody adds, in whatever
 * folder, is led to by files of theirs alone.
 *
 * @param root folder of the project, with its sources
 * @param folders folders of constructs that the project brings, from there
 * @returns paths; none where there are no sources
 */
export function shippedFiles(root: string, folders: readonly string[]): ReadonlySet<string> {
  const open = OPEN.map((file) => join(root, file));
  const found = new Set<string>();
  const waiting = [
    ...folders.map((folder) => join(root, folder, "index.ts")),
    join(root, "stacks", "application", "application.ts"),
    ...shippedStacks(join(root, "stacks", "registry.ts")),
  ].filter((file) => existsSync(file));
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    const index = join(dirname(file), "index.ts");
    if (existsSync(index)) waiting.push(index);
    if (!open.includes(file)) waiting.push(...importedBy(file));
  }
  return found;
}

function importedBy(file: string): readonly string[] {
  return [...readFileSync(file, "utf8").matchAll(IMPORTED)].flatMap(([, path = ""]) => sourceAt(dirname(file), path));
}

function sourceAt(folder: string, path: string): readonly string[] {
  const file = join(folder, path.replace(/\.js$/, ""));
  return [`${file}.ts`, join(file, "index.ts")].filter((one) => existsSync(one)).slice(0, 1);
}

/** The files of the stacks in the registry's list of those that the project brings. */
function shippedStacks(registry: string): readonly string[] {
  if (!existsSync(registry)) return [];
  const text = readFileSync(registry, "utf8");
  const [, list = ""] = /^export const SHIPPED = \[([^\]]*)\]/m.exec(text) ?? [];
  const names = list.split(",").map((name) => name.trim());
  return [...text.matchAll(/^import \{ (\w+) \} from "(\.[^"]+)";$/gm)]
    .filter(([, name = ""]) => names.includes(name))
    .flatMap(([, , path = ""]) => sourceAt(dirname(registry), path));
}
