import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";

/** The text of a file; none when there is no such file. What is there and is no file has no text that would be right. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return existsSync(file) ? "" : undefined;
  }
}

/** Writes a file whole or not at all. */
export function writeAtomically(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A file of the configuration as commands take it: from where they run, or from the folder that the configuration lies in. */
export function shownPath(configFolder: string, file: string): string {
  const fromHere = relative(process.cwd(), file);
  return fromHere.startsWith("..") ? relative(dirname(configFolder), file) : fromHere;
}
