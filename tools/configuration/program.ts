import { join, relative } from "node:path";
import * as ts from "typescript-api";
import type { ConfigurationSchemas } from "../../config/schema/schema";
import type { Schema } from "../../config/schema/schema.types";
import { schemaOfType } from "./types-to-schema";

/** The file that has the types of the configuration, and the names of these types. */
export const CONFIGURATION_TYPES = {
  file: "config/configuration.types.ts",
  environment: "EnvironmentYaml",
  fileKeys: "FileKeys",
} as const;

/** What the types of the configuration say, and the files that were read for it. */
export interface ReadTypes {
  readonly schemas: ConfigurationSchemas;
  /** Our own sources, from the folder of the project. */
  readonly sources: readonly string[];
}

/**
 * Reads the types of the configuration.
 *
 * @param root folder of the project, with its sources
 * @throws Error if a type holds what no file can
 */
export function schemasFromTypes(root: string): ReadTypes {
  const { file, environment, fileKeys } = CONFIGURATION_TYPES;
  const { schemaOf, sources } = exportedTypes(root, file);
  return { schemas: { environment: schemaOf(environment), fileKeys: schemaOf(fileKeys) }, sources };
}

/**
 * The types that a file exports.
 *
 * @param root folder of the project, whose `tsconfig.json` holds
 * @param file the file, from there
 * @returns what makes the schema of a type by its name, and the sources that were read
 */
export function exportedTypes(root: string, file: string) {
  const path = join(root, file);
  const program = ts.createProgram([path], optionsOf(root));
  const source = program.getSourceFile(path);
  const checker = program.getTypeChecker();
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`there is no module ${file}`);
  const schemaOf = (name: string): Schema => {
    const symbol = checker.getExportsOfModule(module).find((one) => one.name === name);
    if (!symbol) throw new Error(`${file} exports no ${name}`);
    return schemaOfType(checker.getDeclaredTypeOfSymbol(symbol), checker);
  };
  const sources = program
    .getSourceFiles()
    .map(({ fileName }) => relative(root, fileName))
    .filter((name) => !/^\.\.|^node_modules|\.json$/.test(name));
  return { schemaOf, sources };
}

function optionsOf(root: string): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  return { ...options, types: [], noEmit: true };
}
