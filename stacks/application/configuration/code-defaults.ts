import { App } from "cdktf";
import { GroundplanError } from "../../../constructs/core/errors";
import { type CountingDefault, countingDefaults } from "../../../constructs/core/shapes/defaults";
import { createApplication, placeInFile, setEnvironmentDefaults, setProjectDefaults } from "../application";
import type { EnvironmentSpec } from "../environment-spec";

/** A default that the project's code has set. */
export interface CodeDefault extends Pick<CountingDefault, "scope" | "name" | "option" | "value"> {
  /** The line: `stacks/defaults.ts:8:3`. */
  readonly line: string;
}

/** Defaults of a project's code. */
export interface CodeDefaults {
  readonly defaults: readonly CodeDefault[];
  /** Whether the stacks could be made, so that what they set themselves is among them. */
  readonly isWhole: boolean;
}

/**
 * Defaults that count in an environment and stand in code: in `stacks/defaults.ts`, or set by `withDefaults` in its stacks, which are made to
 * find out.
 */
export function codeDefaults(spec: EnvironmentSpec): CodeDefaults {
  const { environment } = spec;
  const inFile = Object.keys(spec.defaults ?? {}).map((name) => placeInFile(environment, name));
  const [app, isWhole] = appOf(spec);
  const defaults = countingDefaults(app, environment.name).flatMap(({ scope, name, option, value, defaults }) => {
    const [line = ""] = defaults.place.split(" › ");
    return inFile.includes(defaults.place) ? [] : [{ scope, name, option, value, line }];
  });
  return { defaults, isWhole };
}

/** The app of one environment; where it cannot be made, one that has the defaults of all stacks alone. */
function appOf(spec: EnvironmentSpec): readonly [app: App, isWhole: boolean] {
  try {
    return [createApplication([spec], { outdir: "cdktf.out" }), true];
  } catch (error) {
    if (!(error instanceof GroundplanError)) throw error;
    const app = new App({ outdir: "cdktf.out", stackTraces: false });
    setProjectDefaults(app);
    setEnvironmentDefaults(app, spec);
    return [app, false];
  }
}
