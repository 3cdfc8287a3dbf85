import { dirname } from "node:path";
import { loadEnvironments, locateProblems } from "../../../config/load";
import { reviewedEnvironment } from "../../../config/reviewed";
import { GroundplanError } from "../../../constructs/core/errors";
import { checkStacks } from "../../../stacks/application/check-stacks";
import { configuredApplication } from "../../../stacks/application/configured";
import { originsIn } from "../../../stacks/application/origins";
import { checkSynth } from "../../../stacks/application/synthesize";
import { configFolder } from "./config-folder";

/** Checks files as synth and `config validate` do, guardrails included. */
export function checkFiles(files: Readonly<Record<string, string>>): void {
  const folder = configFolder(files);
  const settings = { folder, root: dirname(folder), originOf: originsIn(), variables: {} };
  const environments = loadEnvironments(folder, {
    variables: {},
    alsoCheck: { stacks: (those, sure) => checkStacks(those, sure, settings), originOf: settings.originOf },
  });
  try {
    checkSynth(configuredApplication(environments, {}), {
      reviewed: environments.map((one) => reviewedEnvironment(one, folder, settings.root, settings.originOf)),
    });
  } catch (error) {
    throw error instanceof GroundplanError ? locateProblems(error, environments, settings.originOf) : error;
  }
}
