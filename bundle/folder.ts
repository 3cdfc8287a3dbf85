import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Name of the file that a bundled program begins with. */
export const ENTRY = "synth.js";

/**
 * Where the program of the last compilation lies when it is bundled: another folder for every compilation and every set of installed
 * packages, so that what lies in it never changes.
 *
 * @param compiled folder of the compiled modules
 * @returns nothing where it cannot be told what was compiled or installed
 */
export function bundleFolder(compiled: string): string | undefined {
  try {
    const hash = createHash("sha256");
    hash.update(readFileSync(join(compiled, ".tsbuildinfo")));
    hash.update(readFileSync(join(compiled, "..", "node_modules", ".package-lock.json")));
    return join(compiled, "bundled", hash.digest("hex").slice(0, 16));
  } catch {
    return undefined;
  }
}
