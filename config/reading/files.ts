import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { ENVIRONMENT_FORMS } from "../../constructs/core/environments/environment-forms";
import type { Problem } from "../../constructs/core/errors";
import type { ConfigProblems } from "../config-problems";
import { fileKeysSchema } from "../schema/schema";
import { validate } from "../validate";
import { readYaml } from "./read-yaml";
import { childOf, type MapNode, type Position, positionOf } from "./tree";

/** The file that the others extend by convention; it is never an environment. */
const BASE = "base";

/** A configuration of every option has some thousand bytes; a file beyond this is something else. */
const MAX_BYTES = 1_048_576;

/** One file of the configuration folder. */
export interface ConfigFile {
  /** File name without `.yaml`. */
  readonly name: string;
  /** The file that this one extends, and where that is written. */
  readonly parent?: { readonly name: string; readonly at: Position };
  readonly abstract: boolean;
  /** Content without the keys that are about the file itself; absent when the file could not be read. */
  readonly tree?: MapNode;
}

/** Reads every file of a configuration folder. */
export function readFiles(folder: string, problems: ConfigProblems): ConfigFile[] {
  const shown = basename(folder);
  const kind = kindOf(folder);
  if (kind !== "folder") {
    problems.add({ file: shown, line: 1, column: 1 }, "", {
      code: "CONFIG_FOLDER_MISSING",
      message: "There is no configuration folder.",
      found: kind === undefined ? `no folder "${shown}"` : `a ${kind} "${shown}"`,
      expected: "a folder with one YAML file for each environment",
      fix: "run the command in the project's root folder, or name the folder in GROUNDPLAN_CONFIG",
    });
    return [];
  }
  const files = readdirSync(folder)
    // Hidden files are an editor's locks and drafts.
    .filter((name) => !name.startsWith("."))
    .sort()
    .flatMap((fileName) => readConfigFile(folder, fileName, problems) ?? []);
  for (const file of files) if (!file.abstract) checkName(file, `${shown}/${file.name}.yaml`, problems);
  return files;
}

function readConfigFile(folder: string, fileName: string, problems: ConfigProblems): ConfigFile | undefined {
  const shown = `${basename(folder)}/${fileName}`;
  const ending = /\.ya?ml$/i.exec(fileName)?.[0];
  if (ending === undefined) return undefined;
  if (ending !== ".yaml") {
    problems.add({ file: shown, line: 1, column: 1 }, "", {
      code: "CONFIG_FILE_ENDING",
      message: "The file would be passed over because of its ending.",
      found: fileName,
      expected: "a file that ends with .yaml",
      fix: `rename it to ${fileName.slice(0, -ending.length)}.yaml`,
    });
    return undefined;
  }
  const name = fileName.slice(0, -ending.length);
  const text = readText(join(folder, fileName), shown, problems);
  const root = text === undefined ? undefined : readYaml(text, shown, problems);
  if (!root) return { name, abstract: name === BASE };
  const aboutFile = pick(root, isAboutFile);
  validate(aboutFile, fileKeysSchema, problems);
  const parent = scalarAt(aboutFile, "extends");
  return {
    name,
    parent: typeof parent === "string" ? { name: parent, at: positionOf(root, ["extends"]) } : undefined,
    abstract: name === BASE || scalarAt(aboutFile, "abstract") === true,
    tree: pick(root, (key) => !isAboutFile(key)),
  };
}

/** The text of a file, unless it is none or too large, which is added to the problems. */
function readText(file: string, shown: string, problems: ConfigProblems): string | undefined {
  const add = (problem: Omit<Problem, "path">) => problems.add({ file: shown, line: 1, column: 1 }, "", problem);
  const kind = kindOf(file);
  if (kind !== "file") {
    add({
      code: "CONFIG_NOT_A_FILE",
      message: "What has the name of a configuration file is none.",
      found: kind === undefined ? "a link that leads nowhere" : `a ${kind}`,
      expected: "a file",
      fix: "move it elsewhere, or give it another name",
    });
    return undefined;
  }
  const { size } = statSync(file);
  if (size > MAX_BYTES) {
    add({
      code: "CONFIG_FILE_TOO_LARGE",
      message: "The file is larger than a configuration can be.",
      found: `${size} bytes`,
      expected: `at most ${MAX_BYTES} bytes`,
      fix: "divide it by `extends`, or look whether it is a configuration file at all",
    });
    return undefined;
  }
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    add({
      code: "CONFIG_FILE_UNREADABLE",
      message: "The file cannot be read.",
      found: (error as NodeJS.ErrnoException).code ?? String(error),
      expected: "a file that you may read",
      fix: "give yourself the right to read it",
    });
    return undefined;
  }
}

/** What stands at a path; nothing for a link that leads nowhere. */
function kindOf(path: string): "file" | "folder" | "pipe or device" | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return undefined;
  if (stat.isDirectory()) return "folder";
  return stat.isFile() ? "file" : "pipe or device";
}

/** Whether a key is about the file itself. */
function isAboutFile(key: string): boolean {
  return Object.hasOwn(fileKeysSchema.properties ?? {}, key);
}

function pick(map: MapNode, wanted: (key: string) => boolean): MapNode {
  return { ...map, entries: new Map([...map.entries].filter(([key]) => wanted(key))) };
}

function scalarAt(map: MapNode, key: string): unknown {
  const node = childOf(map, key);
  return node?.kind === "scalar" ? node.value : undefined;
}

function checkName({ name }: ConfigFile, shown: string, problems: ConfigProblems): void {
  const { pattern, expected } = ENVIRONMENT_FORMS.name;
  if (pattern.test(name)) return;
  problems.add({ file: shown, line: 1, column: 1 }, "", {
    code: "CONFIG_ENVIRONMENT_NAME",
    message: "The file name is not the name of an environment.",
    found: `"${name}"`,
    expected,
    fix: "rename the file, or write `abstract: true` when it is only there to inherit from",
  });
}
