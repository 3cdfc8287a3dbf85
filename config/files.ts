import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { ConfigProblems } from "./config-problems";
import { readYaml } from "./read-yaml";
import { ENVIRONMENT_NAME, fileKeysSchema } from "./schema";
import { childOf, type MapNode, type Position, positionOf } from "./tree";
import { validate } from "./validate";

/** The file that the others extend by convention; it is never an environment. */
const BASE = "base";

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
  if (!existsSync(folder)) {
    problems.add({ file: shown, line: 1, column: 1 }, "", {
      code: "CONFIG_FOLDER_MISSING",
      message: "There is no configuration folder.",
      found: `no folder "${shown}"`,
      expected: "a folder with one YAML file for each environment",
      fix: "run the command in the project's root folder",
    });
    return [];
  }
  const files = readdirSync(folder)
    .sort()
    .flatMap((fileName) => readConfigFile(folder, fileName, problems) ?? []);
  for (const file of files) if (!file.abstract) checkName(file, `${shown}/${file.name}.yaml`, problems);
  return files;
}

function readConfigFile(folder: string, fileName: string, problems: ConfigProblems): ConfigFile | undefined {
  const shown = `${basename(folder)}/${fileName}`;
  if (fileName.endsWith(".yml")) {
    problems.add({ file: shown, line: 1, column: 1 }, "", {
      code: "CONFIG_FILE_ENDING",
      message: "The file would be passed over because of its ending.",
      found: fileName,
      expected: "a file that ends with .yaml",
      fix: `rename it to ${fileName.replace(/\.yml$/, ".yaml")}`,
    });
  }
  if (!fileName.endsWith(".yaml")) return undefined;
  const name = fileName.replace(/\.yaml$/, "");
  const root = readYaml(readFileSync(join(folder, fileName), "utf8"), shown, problems);
  if (!root) return { name, abstract: name === BASE };
  const aboutFile = pick(root, (key) => key in fileKeysSchema.def.shape);
  validate(aboutFile, fileKeysSchema, problems);
  const parent = scalarAt(aboutFile, "extends");
  return {
    name,
    parent: typeof parent === "string" ? { name: parent, at: positionOf(root, ["extends"]) } : undefined,
    abstract: name === BASE || scalarAt(aboutFile, "abstract") === true,
    tree: pick(root, (key) => !(key in fileKeysSchema.def.shape)),
  };
}

function pick(map: MapNode, wanted: (key: string) => boolean): MapNode {
  return { ...map, entries: new Map([...map.entries].filter(([key]) => wanted(key))) };
}

function scalarAt(map: MapNode, key: string): unknown {
  const node = childOf(map, key);
  return node?.kind === "scalar" ? node.value : undefined;
}

function checkName({ name }: ConfigFile, shown: string, problems: ConfigProblems): void {
  if (ENVIRONMENT_NAME.test(name)) return;
  problems.add({ file: shown, line: 1, column: 1 }, "", {
    code: "CONFIG_ENVIRONMENT_NAME",
    message: "The file name is not the name of an environment.",
    found: `"${name}"`,
    expected: "2 to 12 of a-z, 0-9 and -, starting with a letter and not ending with -",
    fix: "rename the file, or write `abstract: true` when it is only there to inherit from",
  });
}
