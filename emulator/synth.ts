import { projectRoot } from "../runner/project";
import type { SynthesizedStack } from "../runner/stacks/stacks";
import { SynthError, synthesizeApp } from "../runner/synthesize-app";

/** Any loopback address: at synth only its presence counts, Terraform reads the real one when it runs. */
export const SOME_EMULATOR = "http://127.0.0.1:4566";

/**
 * Synthesizes the application for an emulator, with the app command of `cdktf.json`.
 *
 * @param outdir folder to write to; local state will lie in `.groundplan/state` beside it
 * @param variables variables of the application, for example `GROUNDPLAN_ENV` for one environment only
 * @returns the stacks that were written
 */
export function synthesizeForEmulator(outdir: string, variables: NodeJS.ProcessEnv = {}): readonly SynthesizedStack[] {
  const all = { ...process.env, ...variables, AWS_ENDPOINT_URL: SOME_EMULATOR };
  try {
    return synthesizeApp(projectRoot(), outdir, all).stacks;
  } catch (error) {
    throw error instanceof SynthError ? new Error(`The synth failed.\n\n${error.message}`) : error;
  }
}
