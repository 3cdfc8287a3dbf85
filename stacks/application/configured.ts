import type { App } from "cdktf";
import type { Ledger } from "../../memory/ledger/ledger.types";
import { readVariable } from "../../variables/read";
import { today } from "../../variables/today";
import { createApplication } from "./application";
import type { EnvironmentSpec } from "./environment-spec";

/**
 * What makes the app of a project's environments, as the variables of the process want it: what synth writes, and what `groundplan config
 * validate` checks.
 *
 * @param ledgers those of environments that have one; without them nothing is known of what has moved
 * @throws GroundplanError if a variable has not its form
 */
export function configuredApplication(
  environments: readonly EnvironmentSpec[],
  variables: NodeJS.ProcessEnv,
  ledgers: Readonly<Record<string, Ledger>> = {},
): (staging: string) => App {
  const options = {
    ledgers,
    mock: readVariable("GROUNDPLAN_MOCK", variables),
    without: readVariable("GROUNDPLAN_WITHOUT", variables),
    // Only for what is said about support that ends: what is made does not depend on the day.
    today: today(readVariable("SOURCE_DATE_EPOCH", variables)),
  };
  return (staging) => createApplication(environments, { outdir: staging, ...options });
}
