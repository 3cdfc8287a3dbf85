import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { environmentNames } from "../config/load";
import { unknownEnvironment } from "../config/selection";
import { GroundplanError } from "../constructs/core/errors";
import type { SynthesizedStack } from "../runner/stacks/stacks";
import { readVariable, writeNames } from "../variables/read";
import type { CommandContext } from "./io";
import { synthesize } from "./run-context";

/**
 * Synthesizes environments into a folder that goes afterwards.
 *
 * @param use what is done with the folder and its stacks
 * @throws GroundplanError for a name that no environment has, and for what synth refuses
 */
export function withSynthesized<T>(
  names: readonly string[],
  { root, variables, ...context }: CommandContext,
  use: (stacks: readonly SynthesizedStack[], outdir: string) => T,
): T {
  const known = environmentNames(path.resolve(root, readVariable("GROUNDPLAN_CONFIG", variables)));
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new GroundplanError(unknown.map((name) => unknownEnvironment("command line", name, known)));
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-synth-"));
  try {
    const outdir = path.join(folder, "out");
    const wanted = { ...variables, ...writeNames({ GROUNDPLAN_ENV: known.filter((name) => names.includes(name)) }) };
    return use(synthesize(outdir, wanted, { ...context, root, variables }).stacks, outdir);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
