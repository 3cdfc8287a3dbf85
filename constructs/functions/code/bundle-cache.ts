import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { deserialize, serialize } from "node:v8";

/** A program that was put together, and from which files. */
export interface Bundle {
  /** Contents by name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Paths from the project's folder. */
  readonly inputs: readonly string[];
}

/** Where tools keep what they can make again, in a folder that is in no repository. */
const FOLDER = posix.join("node_modules", ".cache", "groundplan", "functions");

/** What installers of packages write down of what they have installed; one of them is there. */
const INSTALLED = [".package-lock.json", ".yarn-integrity", ".yarn-state.yml", ".modules.yaml"];

/** Files of a folder that say how modules in it, and below it, are found and read. */
const SETTINGS = ["package.json", "tsconfig.json", ...INSTALLED.map((name) => posix.join("node_modules", name))];

/**
 * The bundle that an earlier process has kept, if it would be the same now: from the same files and settings, beside the same other files, with
 * the same packages installed.
 *
 * @param key all that it was made by, the version of what made it included
 * @param root the project's folder
 */
export function keptBundle(key: string, root: string): Bundle | undefined {
  try {
    const bytes = readFileSync(fileOf(key, root));
    const content = bytes.subarray(DIGEST_BYTES);
    const bundle = deserialize(content) as Bundle;
    const digest = digestOf(key, content, surroundings(bundle.inputs, root));
    return digest?.equals(bytes.subarray(0, DIGEST_BYTES)) ? bundle : undefined;
  } catch {
    // What is not there, or cannot be read, is made again.
    return undefined;
  }
}

/**
 * Keeps a bundle for later processes, where it can be told whether it is still what it was. Written whole before it gets its name, because
 * other synths may run at the same time; a folder that cannot be written to keeps none.
 */
export function keepBundle(key: string, bundle: Bundle, root: string): void {
  const content = serialize(bundle);
  const digest = digestOf(key, content, surroundings(bundle.inputs, root));
  if (!digest) return;
  const file = fileOf(key, root);
  const draft = `${file}.${process.pid}`;
  try {
    mkdirSync(join(root, FOLDER), { recursive: true });
    writeFileSync(draft, Buffer.concat([digest, content]), { mode: 0o600 });
    renameSync(draft, file);
  } catch {
    removeDraft(draft);
  }
}

/** Where not even a folder could be made there is no draft. */
function removeDraft(draft: string): void {
  if (existsSync(draft)) rmSync(draft);
}

/** Length of the digest at the head of a file: of all that decides of the bundle with the bundle, so that neither can be another's. */
const DIGEST_BYTES = 32;

function digestOf(key: string, content: Buffer, around: string | undefined): Buffer | undefined {
  if (around === undefined) return undefined;
  return createHash("sha256")
    .update(JSON.stringify([key, around]))
    .update(content)
    .digest();
}

function fileOf(key: string, root: string): string {
  return join(root, FOLDER, createHash("sha256").update(key).digest("hex"));
}

/**
 * What decides of a bundle besides its key; nothing where that cannot be told, since files lie outside the project or nobody wrote down what
 * is installed.
 */
function surroundings(inputs: readonly string[], root: string): string | undefined {
  const own = inputs.filter((path) => !path.startsWith("node_modules/"));
  const read = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path)) : undefined);
  const isInstalled = INSTALLED.some((name) => existsSync(join(root, "node_modules", name)));
  if (own.some((path) => path.startsWith("../")) || !isInstalled) return undefined;
  const hash = createHash("sha256");
  // With its length before it, no part can be taken for the end of the one before.
  const add = (part: string | Buffer) => hash.update(`${Buffer.byteLength(part)}:`).update(part);
  // Another file may be found in the place of one that was.
  for (const folder of new Set(own.map((path) => posix.dirname(path)))) {
    add(JSON.stringify([folder, readdirSync(join(root, folder)).sort()]));
  }
  const settings = foldersOf(own).flatMap((folder) => SETTINGS.map((name) => posix.join(folder, name)));
  for (const path of [...settings, ...inputs]) {
    add(path);
    add(read(path) ?? "");
  }
  return hash.digest("hex");
}

/** The folders of files, and those above them up to the project's, sorted. */
function foldersOf(paths: readonly string[]): readonly string[] {
  const folders = paths.flatMap((path) => {
    const parts = posix.dirname(path).split("/");
    return [".", ...parts.map((_, index) => parts.slice(0, index + 1).join("/"))];
  });
  return [...new Set(folders)].sort();
}
