import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";

/** Name of the folder of these files, in the folder of the configuration. */
const FOLDER = "adopted";

/** The file that says what of an environment AWS has already: `config/adopted/staging.yaml`. */
export function adoptedFile(configFolder: string, environment: string): string {
  return join(configFolder, FOLDER, `${environment}.yaml`);
}

/** The same as messages show it. */
export function shownAdoptedFile(configFolder: string, environment: string): string {
  return `${basename(configFolder)}/${FOLDER}/${environment}.yaml`;
}

/** Names of the environments that have such a file, sorted; whether there are such environments is another question. */
export function adoptingEnvironments(configFolder: string): string[] {
  return filesIn(join(configFolder, FOLDER)).map((name) => name.replace(/\.ya?ml$/i, ""));
}

/** The files of all of them. */
export function adoptedFiles(configFolder: string): string[] {
  const folder = join(configFolder, FOLDER);
  return filesIn(folder).map((name) => join(folder, name));
}

function filesIn(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /^[^.].*\.ya?ml$/i.test(name))
        .sort()
    : [];
}
