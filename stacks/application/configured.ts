import type { App } from "cdktf";
import { readVariable } from "../../variables/read";
import { today } from "../../variables/today";
import { createApplication } from "./application";
import type { EnvironmentSpec } from "./environment-spec";

/**
 * What makes the app of a project's environments, as the variables of the process want it: what synth writes, and what `groundplan config
 * validate` checks.
 *
 * @throws GroundplanError if a variable has not its form
 */
export function configuredApplication(
  environments: readonly EnvironmentSpec[],
  variables: NodeJS.ProcessEnv,
): (staging: string) => App {
  const options = {
    mock: readVariable("GROUNDPLAN_MOCK", variables),
    without: readVariable("GROUNDPLAN_WITHOUT", variables),
    // Only for what is said about support that ends: what is made does not depend on the day.
    today: today(readVariable("SOURCE_DATE_EPOCH", variables)),
  };
  return (staging) => createApplication(environments, { outdir: staging, ...options });
}
