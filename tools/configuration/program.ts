import { join } from "node:path";
import * as ts from "typescript-api";
import type { Schema } from "../../config/schema/schema.types";
import { schemaOfType } from "./types-to-schema";

/** The file that has the types of the configuration, and the names of these types. */
export const CONFIGURATION_TYPES = {
  file: "config/configuration.types.ts",
  environment: "EnvironmentYaml",
  fileKeys: "FileKeys",
} as const;

/** The schemas of an environment and of the keys that are about the file itself. */
export interface ConfigurationSchemas {
  readonly environment: Schema;
  readonly fileKeys: Schema;
}

/**
 * Reads the types of the configuration.
 *
 * @param root folder of the project, with its sources
 * @throws Error if a type holds what no file can
 */
export function schemasFromTypes(root: string): ConfigurationSchemas {
  const { file, environment, fileKeys } = CONFIGURATION_TYPES;
  const path = join(root, file);
  const program = ts.createProgram([path], optionsOf(root));
  const source = program.getSourceFile(path);
  if (!source) throw new Error(`there is no ${file}`);
  const checker = program.getTypeChecker();
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(source) as ts.Symbol);
  const schemaOf = (name: string) => {
    const symbol = exported.find((one) => one.name === name);
    if (!symbol) throw new Error(`${file} exports no ${name}`);
    return schemaOfType(checker.getDeclaredTypeOfSymbol(symbol), checker);
  };
  return { environment: schemaOf(environment), fileKeys: schemaOf(fileKeys) };
}

function optionsOf(root: string): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  return { ...options, types: [], noEmit: true };
}
