import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { GroundplanError } from "../../../constructs/core/errors";
import { savedFiles } from "../saved-plans";
import type { ObjectStore } from "./object-store";

/** File that names the others with their hashes. It is written last and read first, so plans are there whole or not at all. */
const FILES = "files.json";

/** Beginning of the keys: that of the environment and the commit which the plans were made from. */
export type KeyPrefix = `${string}/`;

/** What {@link FILES} holds. */
interface Files {
  readonly version: 1;
  /** SHA-256 of each file, by its name in the folder. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Saves a folder that `plan --out` wrote, below its own digest: nothing that is saved is ever written over, and the same plans are
 * saved once.
 *
 * @param prefix `plans/<environment>/<commit>/`
 * @param shown the folder as it is told to people
 * @param others names of files that belong to the plans, where they are there
 * @returns the digest of all of it, by which these plans can be pulled and no others
 * @throws GroundplanError `PLANS_MISSING` if the folder holds no plans, or what the store refuses
 */
export async function pushPlans(
  store: ObjectStore,
  prefix: KeyPrefix,
  folder: string,
  shown: string,
  others: readonly string[],
): Promise<string> {
  const contents = savedFiles(folder, shown, others)
    .sort()
    .map((name) => [name, fs.readFileSync(path.join(folder, name))] as const);
  const files: Files = {
    version: 1,
    files: Object.fromEntries(contents.map(([name, content]) => [name, sha256(content)])),
  };
  const list = Buffer.from(`${JSON.stringify(files, undefined, 2)}\n`);
  const digest = sha256(list);
  for (const [name, content] of [...contents, [FILES, list] as const]) {
    await store.putOnce(`${prefix}${digest}/${name}`, content);
  }
  return digest;
}

/**
 * Brings saved plans into a folder, for `deploy --plan`. Nothing is written before all of it has come and is what was saved.
 *
 * @param prefix `plans/<environment>/<commit>/`
 * @param digest what {@link pushPlans} returned
 * @throws GroundplanError `PLANS_NOT_SAVED`, `PLANS_TAMPERED`, or what the store refuses
 */
export async function pullPlans(store: ObjectStore, prefix: KeyPrefix, digest: string, folder: string): Promise<void> {
  const keyOf = (name: string) => `${prefix}${digest}/${name}`;
  const list = await store.get(keyOf(FILES));
  if (!list) throw notSaved(store.placeOf(keyOf(FILES)));
  if (sha256(list) !== digest) throw tampered(store.placeOf(keyOf(FILES)), sha256(list), digest);
  const contents = new Map<string, Buffer>();
  for (const [name, hash] of Object.entries((JSON.parse(list.toString()) as Files).files)) {
    const content = await store.get(keyOf(name));
    const found = content ? sha256(content) : "no such file";
    if (!content || found !== hash) throw tampered(store.placeOf(keyOf(name)), found, hash);
    contents.set(name, content);
  }
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [name, content] of contents) {
    // Whoever made the list: no name of it leads out of the folder.
    fs.writeFileSync(path.join(folder, path.basename(name)), content, { mode: 0o600 });
  }
}

function sha256(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

function notSaved(place: string): GroundplanError {
  return new GroundplanError([
    {
      code: "PLANS_NOT_SAVED",
      path: place,
      message:
        "Nothing is saved under this commit and digest, or it is gone by now: saved plans are kept for some days.",
      found: "no such file",
      expected: "what `groundplan plans push` saves, with the commit that it was given and the digest that it prints",
      fix: "plan again, save that with `npx groundplan plans push`, and pull it by its digest",
    },
  ]);
}

function tampered(place: string, found: string, expected: string): GroundplanError {
  return new GroundplanError([
    {
      code: "PLANS_TAMPERED",
      path: place,
      message: "What is saved is not what was reviewed: somebody has changed it since, and it is not applied.",
      found,
      expected,
      fix: "find out who wrote it, then delete all below this digest, plan again, and save that with `npx groundplan plans push`",
    },
  ]);
}
