import type { ReviewedEnvironment } from "../../../config/reviewed";
import type { Json } from "../../../memory/deployed.types";
import { settingsPath } from "../../../review/gates/settings";
import type { GrantedExemption, ReviewSettings, StackSettings } from "../../../review/gates/settings.types";
import { constructPaths } from "../../../review/plan/construct-paths";

/** What was made of a stack. */
interface MadeStack {
  readonly name: string;
  readonly environment: string;
  readonly json: Readonly<Record<string, Json>>;
  readonly exemptions: readonly GrantedExemption[];
}

/**
 * The files by which a review of plans knows the configuration without loading it: one for each environment, by its path in the output. The
 * day is in none of them.
 */
export function reviewSettingsFiles(
  environments: readonly ReviewedEnvironment[],
  stacks: readonly MadeStack[],
): ReadonlyMap<string, string> {
  return new Map(
    environments.map(({ placeOf, ...environment }) => {
      const own = stacks.filter((stack) => stack.environment === environment.environment);
      const settings: ReviewSettings = {
        version: 1,
        ...environment,
        stacks: Object.fromEntries(own.map((stack) => [stack.name, settingsOf(stack, placeOf)])),
      };
      return [settingsPath(environment.environment), `${JSON.stringify(settings)}\n`];
    }),
  );
}

function settingsOf({ name, json, exemptions }: MadeStack, placeOf: ReviewedEnvironment["placeOf"]): StackSettings {
  const places: Record<string, string> = { "": placeOf(name, "") };
  for (const path of [...new Set(constructPaths(json).values())].sort()) {
    const place = placeOf(name, path);
    if (place !== places[""]) places[path] = place;
  }
  return { granted: exemptions, places };
}
