import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { readVariable } from "../variables/read";
import { readStacks, type SynthesizedStack } from "./stacks";

/** A synth that failed; the message is what the program printed. */
export class SynthError extends Error {}

/** What a synth made. */
export interface SynthesizedApp {
  readonly stacks: readonly SynthesizedStack[];
  /** What the program printed. */
  readonly output: string;
}

/**
 * Synthesizes with the app command of `cdktf.json`, as cdktf does.
 *
 * @param root folder of `cdktf.json`
 * @param outdir folder to write to
 * @param variables all variables of the program
 * @throws SynthError if the program fails
 */
export function synthesizeApp(root: string, outdir: string, variables: NodeJS.ProcessEnv): SynthesizedApp {
  fs.mkdirSync(path.dirname(outdir), { recursive: true });
  const { status, stdout, stderr } = spawnSync(readSettings(root).app, {
    cwd: root,
    shell: true,
    encoding: "utf8",
    env: { ...variables, CDKTF_OUTDIR: outdir },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new SynthError(`${stdout ?? ""}${stderr ?? ""}`);
  return { stacks: readStacks(outdir), output: stdout };
}

/** The folder that cdktf synthesizes to: `CDKTF_OUTDIR`, or the `output` of `cdktf.json`, or `cdktf.out`. */
export function outdirOf(root: string, variables: NodeJS.ProcessEnv): string {
  return path.resolve(root, readVariable("CDKTF_OUTDIR", variables) ?? (readSettings(root).output || "cdktf.out"));
}

function readSettings(root: string): { readonly app: string; readonly output?: string } {
  return JSON.parse(fs.readFileSync(path.join(root, "cdktf.json"), "utf8")) as { app: string; output?: string };
}
