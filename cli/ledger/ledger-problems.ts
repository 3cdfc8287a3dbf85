import { join } from "node:path";
import type { Problem } from "../../constructs/core/errors";

const AT = "command line";

/** Several things are asked for at once, or of no environment. */
export function oneThing(environments: readonly string[]): Problem {
  return {
    code: "LEDGER_ONE_THING",
    path: AT,
    message: "The command changes one ledger in one way at a time.",
    found: environments.length === 0 ? "no environment" : environments.join(", "),
    expected: "one environment, and one of --accept, --ids and --rename-stack",
    fix: "name one environment before one of these options; for example `npx groundplan ledger staging --accept buckets/reports`",
  };
}

/** There is no ledger of this name. */
export function noLedger(environment: string, known: readonly string[], file: string): Problem {
  return {
    code: "LEDGER_UNKNOWN",
    path: AT,
    message: "The environment has no ledger.",
    found: `no ${file}`,
    expected: known.length > 0 ? `one of ${known.join(", ")}` : "an environment that is remembered as deployed",
    fix: `name another environment; or begin one, if it is deployed as last synthesized: \`npx groundplan ledger ${environment} --accept\``,
  };
}

/** A place that the ledger does not have. */
export function noPlace(place: string, meant: string | undefined, environment: string): Problem {
  return {
    code: "LEDGER_PLACE_UNKNOWN",
    path: AT,
    message: "The ledger has nothing there.",
    found: JSON.stringify(place),
    expected: "a path of the ledger, with the stack's name before it, or an address",
    fix: meant
      ? `did you mean ${meant}?`
      : `copy the path that a message of a synth names, or one of the ledger of ${environment}`,
  };
}

/** Nothing was synthesized that a ledger could be held against. */
export function notSynthesized(outdir: string, environment: string): Problem {
  return {
    code: "LEDGER_NOT_SYNTHESIZED",
    path: AT,
    message: "Nothing has been synthesized of this environment.",
    found: `no ${join(outdir, "deployed", `${environment}.addresses`)}`,
    expected: "what synth writes there beside the stacks",
    fix: "run `npx cdktf synth` first",
  };
}

/** A stack that nothing is remembered of. */
export function notRemembered(stack: string, environment: string, remembered: readonly string[]): Problem {
  return {
    code: "LEDGER_STACK_UNKNOWN",
    path: stack,
    message: "Nobody knows where the state of the stack lies.",
    found: remembered.length === 0 ? "no memory" : `a memory of ${remembered.join(", ")}`,
    expected: "a stack that is remembered as deployed",
    fix: `synthesize the revision that it was deployed from, and run \`npx groundplan accept ${environment} ${stack}\` there`,
  };
}

/** Two names that no state can be moved between. */
export function notRenamed(found: string, fix: string): Problem {
  return {
    code: "LEDGER_RENAME",
    path: AT,
    message:
      "The state of a stack moves from a name that the configuration no longer makes to one that has nothing yet.",
    found,
    expected: "the old name and the new one, without the environment",
    fix,
  };
}
