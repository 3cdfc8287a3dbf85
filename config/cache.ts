import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { memoryFile, rememberedEnvironments } from "../memory/files";
import type { ResolvedEnvironment } from "./resolved-environment";
import { ENVIRONMENTS_VARIABLE, UNPROTECT_VARIABLE } from "./selection";

/** Where the last result lies, and what tells that the program has changed since. */
export interface CacheFiles {
  /** Written beside the compiled program, so that it goes with it. */
  readonly cache: string;
  /** The compiler's record of the sources: another program may resolve the same configuration differently. */
  readonly build: string;
}

/**
 * The environments of a folder. While neither the files, nor the variables, nor the program have changed since the last time,
 * the result of the last time is taken: reading YAML and checking it against the schema took a sixth of every synth. Mistakes
 * are never kept.
 *
 * @param load loads and checks the environments
 */
export async function cachedEnvironments(
  folder: string,
  variables: NodeJS.ProcessEnv,
  files: CacheFiles,
  load: () => Promise<ResolvedEnvironment[]>,
): Promise<ResolvedEnvironment[]> {
  if (!existsSync(files.build) || !existsSync(folder)) return load();
  const key = keyOf(folder, variables, files.build);
  const known = read(files.cache);
  if (known?.key === key) return known.environments;
  const environments = await load();
  // Written whole before it gets its name, because other synths may run at the same time.
  const draft = `${files.cache}.${process.pid}`;
  writeFileSync(draft, serialize({ key, environments } satisfies Cached));
  renameSync(draft, files.cache);
  return environments;
}

interface Cached {
  readonly key: string;
  readonly environments: ResolvedEnvironment[];
}

/** The last result; what cannot be read counts as none, because it can always be made again. */
function read(file: string): Cached | undefined {
  try {
    return deserialize(readFileSync(file)) as Cached;
  } catch {
    return undefined;
  }
}

function keyOf(folder: string, variables: NodeJS.ProcessEnv, build: string): string {
  const hash = createHash("sha256").update(readFileSync(build));
  const parts = [folder, variables[ENVIRONMENTS_VARIABLE] ?? "", variables[UNPROTECT_VARIABLE] ?? ""];
  for (const name of readdirSync(folder).sort()) {
    if (/\.ya?ml$/.test(name)) parts.push(name, readFileSync(join(folder, name), "utf8"));
  }
  for (const name of rememberedEnvironments(folder)) parts.push(name, readFileSync(memoryFile(folder, name), "utf8"));
  return hash.update(parts.join("\0")).digest("hex");
}
