import { createHash } from "node:crypto";
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { memoryFile, rememberedEnvironments } from "../../memory/files";
import { readVariable } from "../../variables/read";
import type { ResolvedEnvironment } from "../resolved-environment";
import { adoptedFiles } from "./adopted-files";

/** Where the last result lies, and what tells that the program has changed since. */
export interface CacheFiles {
  /** Written beside the compiled program, so that it goes with it. */
  readonly cache: string;
  /** The compiler's record of the sources: another program may resolve the same configuration differently. */
  readonly build: string;
}

/** Environments, and how their result is kept for the next time. */
export interface CachedEnvironments {
  readonly environments: ResolvedEnvironment[];
  /** Keeps the result. To be called when everything else has accepted it too: what was refused may hold a secret. */
  readonly keep: () => void;
}

/**
 * The environments of a folder. While neither the files, nor the variables, nor the program have changed since the last time,
 * the result of the last time is taken: reading YAML and checking it against the schema took a sixth of every synth. Mistakes
 * are never kept, and the file is for nobody else to read.
 *
 * @param load loads and checks the environments
 */
export async function cachedEnvironments(
  folder: string,
  variables: NodeJS.ProcessEnv,
  files: CacheFiles,
  load: () => Promise<ResolvedEnvironment[]>,
): Promise<CachedEnvironments> {
  const key = keyOf(folder, variables, files.build);
  const known = key === undefined ? undefined : read(files.cache, key);
  if (known) return { environments: known, keep: () => undefined };
  const environments = await load();
  return { environments, keep: () => (key === undefined ? undefined : write(files.cache, key, environments)) };
}

/** Length of a digest at the head of the file: of the key with the content, so that neither can be another's. */
const DIGEST_BYTES = 32;

function digest(key: string, content: Buffer): Buffer {
  return createHash("sha256").update(key).update(content).digest();
}

/** Written whole before it gets its name, because other synths may run at the same time. A folder that cannot be written to keeps none. */
function write(file: string, key: string, environments: readonly ResolvedEnvironment[]): void {
  const content = serialize(environments);
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, Buffer.concat([digest(key, content), content]), { mode: 0o600 });
    renameSync(draft, file);
  } catch {
    rmSync(draft, { force: true });
  }
}

/** The last result; what cannot be read or was made from something else counts as none, because it can always be made again. */
function read(file: string, key: string): ResolvedEnvironment[] | undefined {
  try {
    const bytes = readFileSync(file);
    const content = bytes.subarray(DIGEST_BYTES);
    if (!digest(key, content).equals(bytes.subarray(0, DIGEST_BYTES))) return undefined;
    return deserialize(content) as ResolvedEnvironment[];
  } catch {
    return undefined;
  }
}

/** What the result depends on; nothing when it cannot be told, as in a folder with what is no file. */
function keyOf(folder: string, variables: NodeJS.ProcessEnv, build: string): string | undefined {
  try {
    const hash = createHash("sha256").update(readFileSync(build));
    // With its length before it, no part can be taken for the end of the one before.
    const add = (part: string) => hash.update(`${Buffer.byteLength(part)}:`).update(part);
    add(folder);
    add(readVariable("GROUNDPLAN_ENV", variables).join());
    add(readVariable("GROUNDPLAN_UNPROTECT", variables).join());
    const names = readdirSync(folder).filter((name) => /^[^.].*\.ya?ml$/i.test(name));
    const files = [
      ...names.sort().map((name) => join(folder, name)),
      ...rememberedEnvironments(folder).map((name) => memoryFile(folder, name)),
      ...adoptedFiles(folder),
    ];
    for (const file of files) {
      // A pipe would never end.
      if (!statSync(file).isFile()) return undefined;
      add(file);
      add(readFileSync(file, "latin1"));
    }
    return hash.digest("hex");
  } catch {
    return undefined;
  }
}
