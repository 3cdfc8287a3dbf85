import { GroundplanError, type Problem } from "../constructs/core/errors";
import { closest } from "./suggest";

/** Variable that limits synth to some environments, by name, with commas between. */
export const ENVIRONMENTS_VARIABLE = "GROUNDPLAN_ENV";

/** Variable that names the environments whose protection is lifted, so that they can be taken down. */
export const UNPROTECT_VARIABLE = "GROUNDPLAN_UNPROTECT";

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
 * @throws GroundplanError if a variable names an environment that does not exist
 */
export function readSelection(variables: NodeJS.ProcessEnv, known: readonly string[]): Selection {
  const wanted = namesIn(variables[ENVIRONMENTS_VARIABLE]);
  const unprotected = namesIn(variables[UNPROTECT_VARIABLE]);
  const problems = [
    ...wanted.flatMap((name) => unknown(ENVIRONMENTS_VARIABLE, name, known)),
    ...unprotected.flatMap((name) => unknown(UNPROTECT_VARIABLE, name, known)),
  ];
  if (problems.length > 0) throw new GroundplanError(problems);
  return { names: wanted.length > 0 ? known.filter((name) => wanted.includes(name)) : known, unprotected };
}

function namesIn(value: string | undefined): string[] {
  return (value ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

function unknown(variable: string, name: string, known: readonly string[]): Problem[] {
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
