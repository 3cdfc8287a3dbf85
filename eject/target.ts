import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Problem } from "../constructs/core/errors";
import { LOCK_FILE } from "../runner/terraform/provider-locks";

/** File that an eject is known by. */
export const MARK = ".groundplan-eject.json";

/** What is written about an eject, so that another one of the same may take its place. */
interface Mark {
  readonly version: 1;
  /** The environment or the stack. */
  readonly of: string;
  /** Sums of what was written, by path. */
  readonly files: Readonly<Record<string, string>>;
}

/** What Terraform keeps of an init. */
const OF_INIT = ".terraform";

/** What Terraform adds to itself. */
const OF_TERRAFORM = [OF_INIT, LOCK_FILE];

/**
 * What keeps a folder from being written: anything in it but an earlier eject of the same that nobody has touched.
 *
 * @param folder full path
 * @param shown the folder as it was typed
 */
export function targetProblem(folder: string, shown: string, of: string): Problem | undefined {
  if (!fs.existsSync(folder)) return undefined;
  const refuse = (message: string, found: string): Problem => ({
    code: "EJECT_FOLDER",
    path: "command line › --to",
    message,
    found,
    expected: `a folder that is not there, an empty one, or an earlier eject of ${of} that nobody has touched`,
    fix: `choose another folder, for example --to ${shown.replace(/\/+$/, "")}-2`,
  });
  if (!fs.statSync(folder).isDirectory()) return refuse("There is a file where the folder should be.", shown);
  const files = filesIn(folder);
  if (fs.readdirSync(folder).length === 0) return undefined;
  const mark = readMark(folder);
  if (!mark) return refuse("The folder is not empty, and nothing is written over.", `${shown} with ${some(files)}`);
  if (mark.of !== of) return refuse("The folder holds the eject of something else.", `an eject of ${mark.of}`);
  const touched = [
    ...files.filter((file) => file !== MARK && mark.files[file] !== sumOf(fs.readFileSync(path.join(folder, file)))),
    ...Object.keys(mark.files).filter((file) => !isOfTerraform(file) && !files.includes(file)),
  ];
  if (touched.length === 0) return undefined;
  return refuse("The folder holds an eject that somebody has gone on with.", `changes of ${some(touched)} since`);
}

/**
 * Writes files into a folder for which {@link targetProblem} finds nothing, all or nothing: everything is written beside it first.
 *
 * @param finish does something to the files beside, before they are taken
 */
export async function writeTarget(
  folder: string,
  of: string,
  files: ReadonlyMap<string, string | Buffer>,
  finish: (beside: string) => Promise<void> = async () => {},
): Promise<void> {
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  const beside = fs.mkdtempSync(`${folder}.`);
  try {
    for (const [name, content] of files) {
      fs.mkdirSync(path.dirname(path.join(beside, name)), { recursive: true });
      fs.writeFileSync(path.join(beside, name), content);
    }
    await finish(beside);
    const sums = filesIn(beside).map((name) => [name, sumOf(fs.readFileSync(path.join(beside, name)))]);
    const mark: Mark = { version: 1, of, files: Object.fromEntries(sums) };
    fs.writeFileSync(path.join(beside, MARK), `${JSON.stringify(mark, undefined, 2)}\n`);
    takePlace(beside, folder);
  } finally {
    fs.rmSync(beside, { recursive: true, force: true });
  }
}

/** Puts a folder in the place of another one, with what Terraform keeps in that. */
function takePlace(beside: string, folder: string): void {
  fs.chmodSync(beside, 0o777 & ~process.umask());
  if (!fs.existsSync(folder)) {
    fs.renameSync(beside, folder);
    return;
  }
  const before = `${beside}-before`;
  const kept = initsIn(folder);
  fs.renameSync(folder, before);
  fs.renameSync(beside, folder);
  for (const name of kept) {
    const to = path.join(folder, name);
    if (fs.existsSync(path.dirname(to))) fs.renameSync(path.join(before, name), to);
  }
  fs.rmSync(before, { recursive: true, force: true });
}

function readMark(folder: string): Mark | undefined {
  try {
    const mark = JSON.parse(fs.readFileSync(path.join(folder, MARK), "utf8")) as Partial<Mark>;
    return mark.version === 1 && typeof mark.of === "string" && mark.files ? (mark as Mark) : undefined;
  } catch {
    return undefined;
  }
}

/** Paths of all files but Terraform's own. */
function filesIn(folder: string): string[] {
  return walk(folder, (name) => !OF_TERRAFORM.includes(name)).filter((name) => !isOfTerraform(name));
}

function initsIn(folder: string): string[] {
  const folders = ["", ...fs.readdirSync(folder)].filter((name) => name !== OF_INIT);
  return folders.map((name) => path.join(name, OF_INIT)).filter((own) => fs.existsSync(path.join(folder, own)));
}

function isOfTerraform(file: string): boolean {
  return OF_TERRAFORM.includes(path.basename(file));
}

function walk(folder: string, enters: (name: string) => boolean, below = ""): string[] {
  return fs
    .readdirSync(path.join(folder, below), { withFileTypes: true })
    .flatMap((entry) => {
      const name = path.join(below, entry.name);
      if (!entry.isDirectory()) return [name];
      return enters(entry.name) ? walk(folder, enters, name) : [];
    })
    .sort();
}

function some(files: readonly string[]): string {
  const shown = files.slice(0, 3).join(", ");
  return files.length > 3 ? `${shown} and ${files.length - 3} more` : shown || "folders";
}

function sumOf(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
