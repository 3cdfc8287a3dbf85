import * as fs from "node:fs";
import * as path from "node:path";

/** Milliseconds between two tries. */
const RETRY = 200;

/**
 * Runs a task while no other process runs one with the same lock file, and waits for that. A lock whose process is dead is taken
 * over.
 */
export async function withFileLock<T>(file: string, task: () => Promise<T>): Promise<T> {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  while (!take(file)) await new Promise((resolve) => setTimeout(resolve, RETRY));
  try {
    return await task();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    if (!isHeld(file)) fs.rmSync(file, { force: true });
    return false;
  }
}

/** Whether the process that the file names is alive. A file that is just being written holds nothing yet. */
function isHeld(file: string): boolean {
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch {
    return false;
  }
  if (text === "") return true;
  try {
    process.kill(Number(text), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
