import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { renderEditorSchema } from "./editor-schema";
import { CONFIGURATION_TYPES, type ReadTypes, schemasFromTypes } from "./program";

let read: ReadTypes | undefined;

/**
 * `config/schema.json` as the types of this program say it. They are read once in a process: that takes two seconds.
 *
 * @throws Error if the program is installed without its sources, or if a type holds what no file can
 */
export function renderSchemaFromTypes(): string {
  return renderEditorSchema(readTypes().schemas);
}

/** The files, from the folder of the sources, that the types of the configuration may follow from. */
export function sourcesOfTypes(): readonly string[] {
  return readTypes().sources;
}

function readTypes(): ReadTypes {
  read ??= schemasFromTypes(sourceFolder());
  return read;
}

/** The folder that has the sources of this program, compiled or not. */
export function sourceFolder(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, CONFIGURATION_TYPES.file))) {
    if (folder === dirname(folder))
      throw new Error(`the sources of the program are not here: no ${CONFIGURATION_TYPES.file}`);
    folder = dirname(folder);
  }
  return folder;
}
