import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { GroundplanError } from "../../constructs/core/errors";
import { shellWord } from "../../constructs/core/texts/shell-word";
import { constructPaths } from "../../review";
import { isSettings, readSavedSettings, SAVED_SETTINGS, SETTINGS_FOLDER } from "../../review/gates/settings";
import type { GrantedExemption, ReviewSettings } from "../../review/gates/settings.types";
import type { ConstructPaths } from "../../review/plan/changes";
import { configurationFile } from "../../runner/plans/plan-json-files";

/** What synth wrote down of a stack beside its configuration. */
export interface WrittenStack {
  /** Name of the environment. */
  readonly environment: string;
  /** Whether its guardrails are those of production. */
  readonly isProduction: boolean;
  readonly exemptions: readonly GrantedExemption[];
  /** Paths of constructs by `type.name`, which no plan tells. */
  readonly constructs: ConstructPaths;
}

/** What is known of a stack beside a file: in the output of synth, where the file is in the folder of its stack, or beside saved plans. */
export function stackBeside(file: string, stack: string): WrittenStack | undefined {
  const own = dirname(file);
  return stackIn(own, stack) ?? stackIn(join(own, "..", ".."), stack);
}

/**
 * What is known of a stack in a folder that synth or `plan --out` wrote.
 *
 * @returns nothing where the stack was not written there
 */
export function stackIn(folder: string, stack: string): WrittenStack | undefined {
  const settings = settingsIn(folder).find(({ stacks }) => Object.hasOwn(stacks, stack));
  const own = settings?.stacks[stack];
  if (!settings || !own) return undefined;
  const { environment, isProduction } = settings;
  const files = [join(folder, "stacks", stack, "cdk.tf.json"), configurationFile(folder, stack)];
  const constructs = constructPaths(files.map(jsonIn).find((json) => json !== undefined));
  return { environment, isProduction, exemptions: own.granted, constructs };
}

/**
 * Refuses a folder that neither synth nor `plan --out` wrote.
 *
 * @param shown the folder as it was named
 * @throws GroundplanError `CHECK_EXEMPTIONS_FOLDER`
 */
export function checkWritten(folder: string, shown: string): void {
  if (settingsIn(folder).length > 0) return;
  throw new GroundplanError([
    {
      code: "CHECK_EXEMPTIONS_FOLDER",
      path: "command line › --exemptions-from",
      message: "The folder says nothing of exemptions.",
      found: existsSync(folder) ? shown : `${shown}, which is not there`,
      expected: "a folder that synth wrote, or `npx groundplan plan --out`",
      fix: `name the folder that synth wrote, such as ${shellWord("cdktf.out")} after \`npm run synth\`, or leave the option out, so that nothing is exempt`,
    },
  ]);
}

function settingsIn(folder: string): readonly ReviewSettings[] {
  if (existsSync(join(folder, SAVED_SETTINGS))) return readSavedSettings(folder).environments;
  const own = join(folder, SETTINGS_FOLDER);
  if (!existsSync(own)) return [];
  const names = readdirSync(own).filter((name) => name.endsWith(".json"));
  return names
    .sort()
    .map((name) => jsonIn(join(own, name)))
    .filter(isSettings);
}

/** What a file holds; nothing where there is none, or one that is no JSON. */
function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
