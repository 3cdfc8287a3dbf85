import { existsSync } from "node:fs";
import { join } from "node:path";
import { readVariable } from "../variables/read";

/**
 * The folder with unpacked charts, one in a folder of its own name each.
 *
 * @returns undefined if none is named
 * @throws Error if it lacks one of the charts
 */
export function chartFolder(env: NodeJS.ProcessEnv, charts: readonly string[]): string | undefined {
  const folder = readVariable("GROUNDPLAN_CHARTS", env);
  if (folder === undefined) return undefined;
  const missing = charts.filter((name) => !existsSync(join(folder, name, "Chart.yaml")));
  if (missing.length > 0)
    throw new Error(`GROUNDPLAN_CHARTS lacks ${missing.join(", ")}: each chart is a folder of its name.`);
  return folder;
}
