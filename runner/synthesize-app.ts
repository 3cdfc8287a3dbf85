import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { GroundplanError } from "../constructs/core/errors";
import { readVariable } from "../variables/read";
import { runProgram } from "./program";
import { readStacks, type SynthesizedStack } from "./stacks/stacks";

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
 * @throws SynthError if the program fails; GroundplanError `PROJECT_SETTINGS` if there is no such command
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

/** The same, beside whatever else goes on; `signal` ends it. */
export async function synthesizeAppBeside(
  root: string,
  outdir: string,
  variables: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<SynthesizedApp> {
  fs.mkdirSync(path.dirname(outdir), { recursive: true });
  const env = { ...variables, CDKTF_OUTDIR: outdir };
  const { status, stdout, stderr } = await runProgram(readSettings(root).app, { cwd: root, env, signal });
  if (status !== 0) throw new SynthError(`${stdout}${stderr}`);
  return { stacks: readStacks(outdir), output: stdout };
}

/** The folder that cdktf synthesizes to: `CDKTF_OUTDIR`, or the `output` of `cdktf.json`, or `cdktf.out`. */
export function outdirOf(root: string, variables: NodeJS.ProcessEnv): string {
  const output = () => (fs.existsSync(settingsFile(root)) ? readSettings(root).output : undefined);
  return path.resolve(root, readVariable("CDKTF_OUTDIR", variables) ?? output() ?? "cdktf.out");
}

/** What `cdktf.json` says. */
interface Settings {
  readonly app: string;
  readonly output?: string;
}

function settingsFile(root: string): string {
  return path.join(root, "cdktf.json");
}

/** @throws GroundplanError `PROJECT_SETTINGS` if `cdktf.json` is missing or no such file */
function readSettings(root: string): Settings {
  const settings = parsed(settingsFile(root));
  if (isSettings(settings)) return settings;
  throw new GroundplanError([
    {
      code: "PROJECT_SETTINGS",
      path: "cdktf.json",
      message: "The project's settings cannot be read.",
      found: fs.existsSync(settingsFile(root)) ? "a file without an app, or no JSON" : "no file",
      expected: "JSON with the app command, and an output folder if it is not cdktf.out",
      fix: 'take back the committed file, git checkout -- cdktf.json, or write { "app": "node dist/main.js" }',
    },
  ]);
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function isSettings(value: unknown): value is Settings {
  if (typeof value !== "object" || value === null) return false;
  const { app, output = "cdktf.out" } = value as { readonly app?: unknown; readonly output?: unknown };
  return typeof app === "string" && app !== "" && typeof output === "string" && output !== "";
}
