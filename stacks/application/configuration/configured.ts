import type { App } from "cdktf";
import type { OriginOf } from "../../../config/reading/locate";
import type { ResolvedEnvironment } from "../../../config/resolved-environment";
import { reviewedEnvironment } from "../../../config/reviewed";
import { readVariable } from "../../../variables/read";
import { today } from "../../../variables/today";
import { createApplication } from "../application";
import { LedgerBook } from "../memory/ledger-book";
import type { JudgeOptions } from "../synthesize";

/** Where a configuration is, and what its sections call the properties of constructs. */
export interface ConfiguredProject {
  /** Folder of the configuration. */
  readonly folder: string;
  /** Root folder of the project, which files are named from. */
  readonly root: string;
  readonly originOf: OriginOf;
  readonly variables: NodeJS.ProcessEnv;
}

/** What makes the app of a project's environments, and what that is judged by. */
export interface ConfiguredSynth extends Required<Pick<JudgeOptions, "leftOut" | "reviewed" | "today" | "ledgers">> {
  /** Makes the app, which writes to the folder that it is given. */
  readonly create: (staging: string) => App;
}

/**
 * How the environments of a project are made and judged, as the variables of the process want it: the same for who writes what is made, and
 * for who checks it.
 *
 * @param known those of the environments whose ledgers are held against what is made
 * @throws GroundplanError if a variable has not its form; `LEDGER_UNREADABLE`
 */
export function configuredSynth(
  environments: readonly ResolvedEnvironment[],
  { folder, root, originOf, variables }: ConfiguredProject,
  known = environments,
): ConfiguredSynth {
  const without = readVariable("GROUNDPLAN_WITHOUT", variables);
  const mock = readVariable("GROUNDPLAN_MOCK", variables);
  // Only for what is said of support and of exemptions that end: what is made does not depend on the day.
  const day = today(readVariable("SOURCE_DATE_EPOCH", variables));
  const ledgers = LedgerBook.open({ folder, environments: known, writes: !isInCi(variables) });
  const options = { ledgers: ledgers.known, mock, without, today: day };
  return {
    create: (staging) => createApplication(environments, { outdir: staging, ...options }),
    leftOut: without,
    reviewed: environments.map((one) => reviewedEnvironment(one, folder, root, originOf)),
    today: day,
    ledgers,
  };
}

/** What is written in CI, and is not committed there, comes to nothing. */
function isInCi(variables: NodeJS.ProcessEnv): boolean {
  return (readVariable("CI", variables) ?? "false") !== "false";
}
