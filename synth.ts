import { join } from "node:path";
import { cachedEnvironments } from "./config/reading/cache";
import type { ResolvedEnvironment } from "./config/resolved-environment";
import { GroundplanError } from "./constructs/core/errors";
import { projectRoot } from "./runner/project";
import { ProviderLocks } from "./runner/terraform/provider-locks";
import { configuredSynth } from "./stacks/application/configuration/configured";
import { originsIn } from "./stacks/application/configuration/origins";
import { checkStacks } from "./stacks/application/judgement/check-stacks";
import { formerDependencies } from "./stacks/application/memory/former-dependencies";
import { goneStacks } from "./stacks/application/memory/gone-stacks";
import { synthReport } from "./stacks/application/output/synth-report";
import { synthesize } from "./stacks/application/synthesize";
import { checkVariables, readVariable } from "./variables/read";

const originOf = originsIn();

/**
 * Synthesizes the stacks of every environment and says what was made. `cdktf` runs this program too, as the app of
 * `cdktf.json`.
 *
 * The variables that it reads are declared in variables/table.ts.
 */
async function main(): Promise<void> {
  checkVariables(process.env);
  refuseHcl(process.env);
  const outdir = readVariable("CDKTF_OUTDIR", process.env) ?? "cdktf.out";
  const without = readVariable("GROUNDPLAN_WITHOUT", process.env);
  const folder = readVariable("GROUNDPLAN_CONFIG", process.env);
  const root = projectRoot();
  const project = { folder, root, originOf, variables: process.env };
  const compiled = join(root, "dist");
  const files = { cache: join(compiled, ".environments"), build: join(compiled, ".tsbuildinfo") };
  const { environments, keep } = await cachedEnvironments(folder, process.env, files, async () =>
    (await loader()).loadEnvironments(folder, {
      alsoCheck: { stacks: (those, standing) => checkStacks(those, standing, project), originOf },
    }),
  );
  const { create, ...options } = configuredSynth(environments, project);
  const stacks = await atItsPlace(environments, () =>
    synthesize(outdir, create, { ...options, locks: ProviderLocks.read(root) }),
  );
  keep();
  const gone = goneStacks({
    environments,
    synthesized: stacks.map(({ name }) => name),
    leftOut: without,
    folder,
    outdir,
  });
  const left = formerDependencies({ environments, stacks, folder });
  process.stdout.write(
    synthReport(stacks, [
      ...gone.map((text) => `gone: ${text}`),
      ...left.map((text) => `order: ${text}`),
      ...options.ledgers.notes,
    ]),
  );
}

/** What `cdktf synth --hcl` writes is no HCL (terraform-cdk issues 3530, 3630 and 3911, as of 2026-11). */
function refuseHcl(variables: NodeJS.ProcessEnv): void {
  if (!readVariable("SYNTH_HCL_OUTPUT", variables)) return;
  throw new GroundplanError([
    {
      code: "SYNTH_HCL",
      path: "synth",
      message: "The HCL of cdktf is none that Terraform reads; `npx groundplan eject` writes an environment as HCL.",
      found: "SYNTH_HCL_OUTPUT=true, which --hcl sets",
      expected: "a synth to JSON",
      fix: "leave --hcl out, or write HCL: npx groundplan eject <environment> --to <folder>",
    },
  ]);
}

/** What reads and checks YAML; loaded only when there is something to read or to tell. */
function loader(): Promise<typeof import("./config/load.js")> {
  return import("./config/load.js");
}

/** Tells a construct's problems at the line of the configuration that the value comes from. */
async function atItsPlace<T>(environments: readonly ResolvedEnvironment[], step: () => T): Promise<T> {
  try {
    return step();
  } catch (error) {
    throw error instanceof GroundplanError ? (await loader()).locateProblems(error, environments, originOf) : error;
  }
}

// A reader that has seen enough (`| head`) is no mistake; what was synthesized is there.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") return;
  process.stderr.write(`The report could not be written: ${error.message}\n`);
  process.exitCode = 1;
});

main().catch((error: unknown) => {
  if (!(error instanceof GroundplanError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
