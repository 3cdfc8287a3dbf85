import {
  type Dirent,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { GroundplanError } from "../../../constructs/core/errors";
import { isStackFileName, STACK_FILES_KEY, VERSIONS_FILE } from "../../../constructs/core/files/stack-files";
import { SETTINGS_FOLDER } from "../../../review/gates/settings";
import { RunLock } from "../../../runner/state/run-lock";
import { isOfSynth, LOCK_FILE } from "../../../runner/terraform/provider-locks";

/** The stacks' folder in the output, and the name of a stack's Terraform JSON in its own folder. */
const STACKS = "stacks";
const STACK_JSON = "cdk.tf.json";
const MANIFEST = "manifest.json";

/** What `cdktf synth --hcl` leaves beside the JSON, where Terraform would read both. */
const STACK_HCL = "cdk.tf";

/** End of the name of a file that is being written. */
const DRAFT = /\.[0-9]+\.draft$/;

/** Seconds to wait for another synth, which takes about one. */
const WAIT_SECONDS = 60;

/** Texts by path inside the folder, such as `stacks/sandbox-network/cdk.tf.json`; bytes of what may be no text. */
export type OutputFiles = ReadonlyMap<string, string | Buffer>;

/**
 * The files that synth made in a folder of its own.
 *
 * @param folder that the app wrote to
 */
export function readOutput(folder: string): OutputFiles {
  const files = new Map<string, string | Buffer>();
  const add = (path: string) => files.set(path, readFileSync(join(folder, path), "utf8"));
  for (const stack of foldersIn(join(folder, STACKS))) {
    const json = join(STACKS, stack, STACK_JSON);
    add(json);
    for (const name of filesBeside(join(folder, json))) {
      const path = join(STACKS, stack, name);
      files.set(path, readFileSync(join(folder, path)));
    }
  }
  if (existsSync(join(folder, MANIFEST))) add(MANIFEST);
  return files;
}

/**
 * Replaces what an earlier synth wrote: all of it or nothing. One process writes at a time; others wait. All files are written under
 * other names first, so that a full disk changes nothing, and then get theirs, the manifest last: whoever is interrupted leaves files
 * that are whole, old or new, and a manifest that names none that is not there; the next synth mends the rest. Stacks that are no longer made lose what synth wrote of them;
 * Terraform's own files stay. Nothing outside of the folder is touched, whatever an old manifest says or a link leads to.
 *
 * @param beforeManifest writes what belongs to the same synth
 * @throws GroundplanError `OUTPUT_NOT_A_FOLDER`, `OUTPUT_OUTSIDE`, `OUTPUT_BUSY` or `OUTPUT_NOT_WRITTEN`
 */
export function writeOutput(folder: string, files: OutputFiles, beforeManifest: () => void): void {
  checkFolder(folder);
  const lock = told(folder, () => takeLock(folder));
  try {
    checkInside(folder, [...files.keys()]);
    told(folder, () => {
      const drafts = writeDrafts(folder, files);
      const written = new Set(drafts.map(([draft]) => draft));
      const stale = staleFiles(folder, files).filter((file) => !written.has(file));
      beforeManifest();
      for (const [draft, file] of drafts) if (file !== join(folder, MANIFEST)) renameSync(draft, file);
      for (const [draft, file] of drafts) if (file === join(folder, MANIFEST)) renameSync(draft, file);
      // Only now, because the manifest of before names them.
      for (const file of stale) rmSync(file, { force: true });
    });
  } finally {
    lock.release();
  }
}

/**
 * Writes what is not there yet in the same words.
 *
 * @returns the names of the drafts and of the files that they will be
 */
function writeDrafts(folder: string, files: OutputFiles): [draft: string, file: string][] {
  const changed = [...files].map(([path, text]) => ({ file: join(folder, path), text })).filter(isChanged);
  const drafts = changed.map(({ file }): [string, string] => [`${file}.${process.pid}.draft`, file]);
  try {
    changed.forEach(({ file, text }, index) => {
      const [draft = ""] = drafts[index] ?? [];
      makeFolder(dirname(file));
      writeFileSync(draft, text);
    });
  } catch (error) {
    for (const [draft] of drafts) rmSync(draft, { force: true });
    throw error;
  }
  return drafts;
}

/** A link is replaced in any case, whatever it leads to. */
function isChanged({ file, text }: { readonly file: string; readonly text: string | Buffer }): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() !== true || !readFileSync(file).equals(Buffer.from(text));
}

/** What synth wrote and does not write any more, and the drafts of those that were interrupted. */
function staleFiles(folder: string, files: OutputFiles): string[] {
  const inFolder = (own: string, written: readonly string[]) => {
    const names = [...written, ...readdirSync(join(folder, own)).filter((name) => DRAFT.test(name))];
    return names.map((name) => join(own, name)).filter((path) => !files.has(path));
  };
  const ofStacks = foldersIn(join(folder, STACKS)).flatMap((stack) => {
    const own = join(STACKS, stack);
    const locks = isOfSynth(lockFileIn(folder, stack)) ? [LOCK_FILE] : [];
    return inFolder(own, [STACK_JSON, STACK_HCL, ...locks, ...filesBeside(join(folder, own, STACK_JSON))]);
  });
  const ofReviews = filesIn(join(folder, SETTINGS_FOLDER)).filter((name) => name.endsWith(".json"));
  const reviews = existsSync(join(folder, SETTINGS_FOLDER)) ? inFolder(SETTINGS_FOLDER, ofReviews) : [];
  return [...ofStacks, ...reviews, ...inFolder("", [])].map((path) => join(folder, path));
}

/** Path of a stack's lock file in the output. */
export function lockPath(stack: string): string {
  return join(STACKS, stack, LOCK_FILE);
}

/** The lock file that a stack has; empty if it has none. */
export function lockFileIn(folder: string, stack: string): string {
  const file = join(folder, lockPath(stack));
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** Names of the files beside a stack's JSON: that of the versions, and what the JSON lists. Most list nothing, so most are not parsed. */
function filesBeside(file: string): readonly string[] {
  if (!existsSync(file)) return [];
  const versions = existsSync(join(dirname(file), VERSIONS_FILE)) ? [VERSIONS_FILE] : [];
  const text = readFileSync(file, "utf8");
  if (!text.includes(STACK_FILES_KEY)) return versions;
  const names = filesNamed(text);
  const listed = Array.isArray(names) ? names.filter((name) => typeof name === "string" && isStackFileName(name)) : [];
  return [...versions, ...listed];
}

/** What stands for the names of the files; nothing in a file that was broken off. */
function filesNamed(text: string): unknown {
  try {
    return (JSON.parse(text) as { readonly "//"?: Readonly<Record<string, unknown>> })["//"]?.[STACK_FILES_KEY];
  } catch {
    return undefined;
  }
}

function foldersIn(folder: string): string[] {
  return namesIn(folder, (entry) => entry.isDirectory());
}

function filesIn(folder: string): string[] {
  return namesIn(folder, (entry) => entry.isFile());
}

function namesIn(folder: string, isWanted: (entry: Dirent) => boolean): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (isWanted(entry) ? [entry.name] : [])).sort();
}

function checkFolder(folder: string): void {
  const nearest = existing(folder);
  if (statSync(nearest).isDirectory()) return;
  throw problem(folder, {
    code: "OUTPUT_NOT_A_FOLDER",
    message: "Synth cannot write where it is told to.",
    found: `a file ${nearest}`,
    expected: "a folder, or nothing yet",
    fix: "name another folder in CDKTF_OUTDIR, or move the file away",
  });
}

/** A link inside of the folder may lead out of it. */
function checkInside(folder: string, paths: readonly string[]): void {
  const root = realpathSync(folder);
  for (const path of paths) {
    const place = realpathSync(existing(dirname(join(folder, path))));
    if (place === root || place.startsWith(root + sep)) continue;
    const link = linkIn(folder, dirname(path));
    throw problem(folder, {
      code: "OUTPUT_OUTSIDE",
      message: "A link in the folder that synth writes to leads out of it.",
      found: `${link} leads to ${realpathSync(link)}`,
      expected: "folders of its own",
      fix: `remove the link: rm ${link}`,
    });
  }
}

/** Makes a folder with those above it. Node's own recursive way never ends where the system makes none, such as in /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const above = dirname(resolve(folder));
  if (above !== folder) makeFolder(above);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another synth may have made it just now.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/** The first link on the way from the folder to a path inside of it. */
function linkIn(folder: string, path: string): string {
  const steps = path.split(sep).map((_, index, all) => join(folder, ...all.slice(0, index + 1)));
  return steps.find((step) => lstatSync(step).isSymbolicLink()) ?? join(folder, path);
}

/** The path itself or the nearest one above it that is there. */
function existing(path: string): string {
  const full = resolve(path);
  return existsSync(full) || full === dirname(full) ? full : existing(dirname(full));
}

function takeLock(folder: string): RunLock {
  makeFolder(folder);
  const end = Date.now() + WAIT_SECONDS * 1000;
  for (;;) {
    try {
      return RunLock.take(folder, "synth", "groundplan synth");
    } catch (error) {
      if (!(error instanceof GroundplanError)) throw error;
      if (Date.now() > end) throw busy(folder);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

function busy(folder: string): GroundplanError {
  const holder = RunLock.holder(folder, "synth");
  return problem(folder, {
    code: "OUTPUT_BUSY",
    message: "Another synth has been writing to the folder for a long time.",
    found: holder ? `process ${holder.pid}, since ${holder.since}` : "one after the other",
    expected: `an end within ${WAIT_SECONDS} s`,
    fix: holder ? `end it (kill ${holder.pid}), or name another folder in CDKTF_OUTDIR` : "try again",
  });
}

/** Runs a step; what the system refuses becomes a problem. */
function told<T>(folder: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (typeof code !== "string" || error instanceof GroundplanError) throw error;
    throw problem(folder, {
      code: "OUTPUT_NOT_WRITTEN",
      message: "Synth could not write what it made. What was there before is as it was.",
      found: `${code} at ${path ?? folder}`,
      expected: "a folder that can be written to, and room on the disk",
      fix: howToWrite(code, "CDKTF_OUTDIR"),
    });
  }
}

/**
 * What helps where the system refuses to write.
 *
 * @param code the system's word for why
 * @param variable that names the folder
 */
export function howToWrite(code: string, variable: string): string {
  return code === "ENOSPC"
    ? `make room on the disk, or name a folder on another one in ${variable}`
    : `give yourself the right to write there, or name another folder in ${variable}`;
}

type Told = Omit<ConstructorParameters<typeof GroundplanError>[0][number], "path">;

function problem(folder: string, told: Told): GroundplanError {
  return new GroundplanError([{ ...told, path: `synth › ${folder}` }]);
}
