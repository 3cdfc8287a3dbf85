import * as fs from "node:fs";
import * as path from "node:path";
import type { GoneStack } from "../findings/gone-stacks";
import { isRecord } from "../values/values";
import type { ReviewSettings } from "./settings.types";

/** Folder of the settings in what synth wrote. */
export const SETTINGS_FOLDER = "review";

/** File of the settings in a folder of saved plans. */
export const SAVED_SETTINGS = "review-settings.json";

/** What a review knows besides the plans. */
export interface SavedSettings {
  readonly environments: readonly ReviewSettings[];
  readonly gone: readonly GoneStack[];
}

/** Path of an environment's settings inside of the folder that synth writes to. */
export function settingsPath(environment: string): string {
  return path.join(SETTINGS_FOLDER, `${environment}.json`);
}

/** The settings of an environment as synth wrote them; `undefined` where it wrote none, as a program of one's own. */
export function readSettings(outdir: string, environment: string): ReviewSettings | undefined {
  const settings = jsonIn(path.join(outdir, settingsPath(environment)));
  return isSettings(settings) ? settings : undefined;
}

/** Writes the settings beside saved plans, so that these can be reviewed anywhere. */
export function saveSettings(folder: string, settings: SavedSettings): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  fs.writeFileSync(path.join(folder, SAVED_SETTINGS), `${JSON.stringify({ version: 1, ...settings })}\n`, {
    mode: 0o600,
  });
}

/** The settings beside saved plans; without the file, or with one of another version, none. */
export function readSavedSettings(folder: string): SavedSettings {
  const saved = jsonIn(path.join(folder, SAVED_SETTINGS));
  if (!isRecord(saved) || saved.version !== 1) return { environments: [], gone: [] };
  const { environments, gone } = saved;
  return {
    environments: Array.isArray(environments) ? environments.filter(isSettings) : [],
    gone: Array.isArray(gone) ? gone.filter((one) => isRecord(one) && typeof one.stack === "string") : [],
  };
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Whether something is the settings of an environment, as this version writes them. */
export function isSettings(value: unknown): value is ReviewSettings {
  return isRecord(value) && value.version === 1 && Array.isArray(value.exemptions) && isRecord(value.stacks);
}
