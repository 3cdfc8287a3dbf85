import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import type { Problems } from "../errors";

/** A file of the project. */
export interface ProjectFile {
  /** Path from the project's folder, with `/`. */
  readonly path: string;
  readonly content: Buffer;
}

/** What is wrong with a path, beside its code and place. */
const EXPECTED = "a path below the project's folder, such as manifests/quotas";

/**
 * The files that a path of the configuration stands for: one, or all below a folder, in the order of their paths. What begins with a dot is
 * left out. Nothing outside of the project is read, wherever a path or a link leads.
 *
 * @param path relative to the project's folder
 * @param property where the path is written
 * @param root the project's folder
 * @returns nothing where there is a problem, `PROJECT_PATH_OUTSIDE` or `PROJECT_PATH_MISSING`
 */
export function projectFiles(
  path: string,
  property: string,
  problems: Problems,
  root = process.cwd(),
): readonly ProjectFile[] | undefined {
  const clean = posix.normalize(path).replace(/\/$/, "");
  const isInside =
    !/^([/~]|\.\.(\/|$)|[A-Za-z]:)/.test(clean) && !clean.includes("\\") && clean !== "." && !clean.includes("\0");
  if (!isInside) {
    problems.add(property, outside(path));
    return undefined;
  }
  if (!existsSync(join(root, clean))) {
    problems.add(property, {
      code: "PROJECT_PATH_MISSING",
      message: "There is no such file or folder.",
      found: JSON.stringify(path),
      expected: EXPECTED,
      fix: "correct the path, which begins in the project's folder, or make what it names",
    });
    return undefined;
  }
  const home = realpathSync(root);
  const found = new Map<string, string>();
  const isHome = collect(join(root, clean), clean, home, new Set(), found);
  if (!isHome) {
    problems.add(property, outside(path));
    return undefined;
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([one, file]) => ({ path: one, content: readFileSync(file) }));
}

/** Adds all files below a path. @returns whether all of them lie in the project */
function collect(
  file: string,
  path: string,
  home: string,
  above: ReadonlySet<string>,
  found: Map<string, string>,
): boolean {
  const real = realpathSync(file);
  if (!real.startsWith(home + sep) || relative(home, real).split(sep).includes("..")) return false;
  if (!statSync(real).isDirectory()) {
    found.set(path, real);
    return true;
  }
  // A link to a folder above it.
  if (above.has(real)) return true;
  const below = new Set([...above, real]);
  return readdirSync(real)
    .filter((name) => !name.startsWith("."))
    .map((name) => collect(join(file, name), `${path}/${name}`, home, below, found))
    .every(Boolean);
}

function outside(path: string) {
  return {
    code: "PROJECT_PATH_OUTSIDE",
    message: "The path does not lie in the project, so what it leads to is not what everybody else would deploy.",
    found: JSON.stringify(path),
    expected: EXPECTED,
    fix: "put the files into the project, and write their path from the project's folder",
  };
}
