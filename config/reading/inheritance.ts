import { closest } from "../checks/suggest";
import type { ConfigProblems } from "../config-problems";
import type { ConfigFile } from "./files";
import { merge, type Removal } from "./merge";
import type { MapNode } from "./tree";

/** An environment after inheritance, before its values are checked. */
export interface MergedEnvironment {
  readonly name: string;
  readonly tree: MapNode;
  /** Keys that one of its files takes away. */
  readonly removals: readonly Removal[];
}

/**
 * Merges every file that is an environment with the files it extends. An environment whose chain of files is broken is left
 * out; what broke it is added to the problems.
 */
export function inherit(files: readonly ConfigFile[], problems: ConfigProblems): MergedEnvironment[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  const broken = new Set(files.filter((file) => !checkChain(file, byName, problems)));
  return files.flatMap((file) => (file.abstract || broken.has(file) ? [] : (mergeChain(file, byName) ?? [])));
}

/** The files from the root of the inheritance to this one. */
function chainOf(file: ConfigFile, byName: ReadonlyMap<string, ConfigFile>): ConfigFile[] {
  const parent = file.parent && byName.get(file.parent.name);
  return parent ? [...chainOf(parent, byName), file] : [file];
}

function mergeChain(file: ConfigFile, byName: ReadonlyMap<string, ConfigFile>): MergedEnvironment | undefined {
  const removals: Removal[] = [];
  let merged: MapNode | undefined;
  for (const { tree } of chainOf(file, byName)) {
    if (!tree) return undefined;
    merged = merge(merged, tree, removals);
  }
  return merged && { name: file.name, tree: merged, removals };
}

/** Checks that a file's chain ends. @returns whether it does */
function checkChain(file: ConfigFile, byName: ReadonlyMap<string, ConfigFile>, problems: ConfigProblems): boolean {
  const seen = [file.name];
  for (let current = file; current.parent; ) {
    const { name, at } = current.parent;
    const parent = byName.get(name);
    if (!parent) {
      addUnknownParent(current.parent, [...byName.keys()], current.name, problems);
      return false;
    }
    if (seen.includes(name)) {
      // Every file of a cycle finds it, and so do the files that extend one of them; the first of the cycle tells it.
      const isFirst = name === file.name && [...seen].sort()[0] === file.name;
      if (isFirst) addCycle(file.parent?.at ?? at, [...seen, name], problems);
      return false;
    }
    seen.push(name);
    current = parent;
  }
  return true;
}

function addUnknownParent(
  { name, at }: NonNullable<ConfigFile["parent"]>,
  names: readonly string[],
  child: string,
  problems: ConfigProblems,
): void {
  const others = names.filter((other) => other !== child);
  const suggestion = closest(name, others);
  problems.add(at, "extends", {
    code: "CONFIG_EXTENDS_UNKNOWN",
    message: "The file that this one extends does not exist.",
    found: JSON.stringify(name),
    expected: others.length > 0 ? `one of ${others.join(", ")}` : "the name of another file, without .yaml",
    fix: suggestion ? `did you mean "${suggestion}"?` : "correct the name, or remove `extends`",
  });
}

function addCycle(
  at: NonNullable<ConfigFile["parent"]>["at"],
  cycle: readonly string[],
  problems: ConfigProblems,
): void {
  problems.add(at, "extends", {
    code: "CONFIG_EXTENDS_CYCLE",
    message: "The files extend each other in a circle.",
    found: cycle.join(" → "),
    expected: "a chain that ends with a file that extends none",
    fix: "remove `extends` from one of these files",
  });
}
