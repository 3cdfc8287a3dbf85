import { GroundplanError, type Problem } from "../constructs/core/errors";
import { readVariable } from "../variables/read";
import type { VariableName } from "../variables/table";
import { closest } from "./checks/suggest";

/** The environments that are asked for. */
export interface Selection {
  /** Names of the environments to load. */
  readonly names: readonly string[];
  /** Names of the environments that are not protected, whatever their configuration says. */
  readonly unprotected: readonly string[];
}

/**
 * Reads which environments are asked for.
 *
 * @param variables the process's environment variables
 * @param known names of all environments
 * @throws GroundplanError if a variable names an environment that does not exist, or cannot be read
 */
export function readSelection(variables: NodeJS.ProcessEnv, known: readonly string[]): Selection {
  const wanted = readVariable("GROUNDPLAN_ENV", variables);
  const unprotected = readVariable("GROUNDPLAN_UNPROTECT", variables);
  const problems = [
    ...wanted.flatMap((name) => unknown("GROUNDPLAN_ENV", name, known)),
    ...unprotected.flatMap((name) => unknown("GROUNDPLAN_UNPROTECT", name, known)),
  ];
  if (problems.length > 0) throw new GroundplanError(problems);
  return { names: wanted.length > 0 ? known.filter((name) => wanted.includes(name)) : known, unprotected };
}

function unknown(variable: VariableName, name: string, known: readonly string[]): Problem[] {
  return known.includes(name) ? [] : [unknownEnvironment(variable, name, known)];
}

/** The problem of an environment's name that does not exist. */
export function unknownEnvironment(path: string, name: string, known: readonly string[]): Problem {
  const suggestion = closest(name, known);
  return {
    code: "CONFIG_ENVIRONMENT_UNKNOWN",
    path,
    message: "There is no environment of this name.",
    found: JSON.stringify(name),
    expected: `one of ${known.join(", ")}`,
    fix: suggestion ? `did you mean "${suggestion}"?` : "use one of these names, or add a file of this name to config/",
  };
}
