import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../runner/project";
import { readStacks, type SynthesizedStack } from "../runner/stacks";

/** Any loopback address: at synth only its presence counts, Terraform reads the real one when it runs. */
const SOME_EMULATOR = "http://127.0.0.1:4566";

/**
 * Synthesizes the application for an emulator, with the app command of `cdktf.json`.
 *
 * @param outdir folder to write to; local state will lie in `.groundplan/state` beside it
 * @param variables variables of the application, for example `GROUNDPLAN_ENV` for one environment only
 * @returns the stacks that were written
 */
export function synthesizeForEmulator(outdir: string, variables: NodeJS.ProcessEnv = {}): SynthesizedStack[] {
  const root = projectRoot();
  const { app } = JSON.parse(fs.readFileSync(path.join(root, "cdktf.json"), "utf8")) as { app: string };
  fs.mkdirSync(path.dirname(outdir), { recursive: true });
  const result = spawnSync(app, {
    cwd: root,
    shell: true,
    encoding: "utf8",
    env: { ...process.env, ...variables, CDKTF_OUTDIR: outdir, AWS_ENDPOINT_URL: SOME_EMULATOR },
  });
  if (result.status !== 0) throw new Error(`The synth failed.\n\n${result.stdout}${result.stderr}`);
  return readStacks(outdir);
}
