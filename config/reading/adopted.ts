import { existsSync, readFileSync } from "node:fs";
import type { AdoptedEntry } from "../../constructs/core/adoption/adoption.types";
import type { ConfigProblems } from "../config-problems";
import { adoptedFile, adoptingEnvironments, shownAdoptedFile } from "./adopted-files";
import { readYaml } from "./read-yaml";
import { type ConfigNode, formatPosition, type MapNode, type Position } from "./tree";

/**
 * What of an environment is to be taken over. Keys are paths, nested or joined by `/` as one likes.
 *
 * @returns `undefined` where there is no file, or what is there cannot be read, which is added to the problems
 */
export function readAdopted(
  configFolder: string,
  environment: string,
  problems: ConfigProblems,
): readonly AdoptedEntry[] | undefined {
  const file = adoptedFile(configFolder, environment);
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, "utf8");
  // A file of comments says nothing, and is what is left when the last line was taken out.
  if (/^\s*(#.*\s*)*$/.test(text)) return [];
  const tree = readYaml(text, shownAdoptedFile(configFolder, environment), problems);
  return tree && entriesIn(tree, "", problems);
}

/** Tells of files for environments that there are not. */
export function checkAdopting(configFolder: string, names: readonly string[], problems: ConfigProblems): void {
  for (const name of adoptingEnvironments(configFolder)) {
    if (names.includes(name) && existsSync(adoptedFile(configFolder, name))) continue;
    problems.add({ file: shownAdoptedFile(configFolder, name), line: 1, column: 1 }, "", {
      code: "ADOPT_ENVIRONMENT_UNKNOWN",
      message: "The file is to take things over into an environment that there is not.",
      found: `"${name}"`,
      expected: `a file that is named after an environment: ${names.map((one) => `${one}.yaml`).join(", ")}`,
      fix: "name the file after the environment, with the ending .yaml; or delete it",
    });
  }
}

function entriesIn(map: MapNode, above: string, problems: ConfigProblems): AdoptedEntry[] {
  return [...map.entries].flatMap(([key, { keyAt, value }]) => {
    const path = [above, key].filter(Boolean).join("/");
    if (value.kind === "map") return entriesIn(value, path, problems);
    const id = idIn(value);
    if (id === undefined) {
      addNoId(keyAt, path, value, problems);
      return [];
    }
    return [{ path, id, at: formatPosition(keyAt) }];
  });
}

/** A number is a text here: an account id begins with 0, too. */
function idIn(node: ConfigNode): string | true | undefined {
  if (node.kind !== "scalar" || node.value === null || node.value === false) return undefined;
  if (node.value === true) return true;
  return node.text.trim() === "" ? undefined : node.text;
}

function addNoId(at: Position, path: string, node: ConfigNode, problems: ConfigProblems): void {
  problems.add(at, path, {
    code: "ADOPT_ID_MISSING",
    message: "A resource that is taken over needs its id.",
    found: node.kind === "scalar" ? node.text || "nothing" : `a ${node.kind}`,
    expected: "the id that AWS shows, or true where it follows from the other lines",
    fix: "write the id; or take the line out, and the resource is made new",
  });
}
