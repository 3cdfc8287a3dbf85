import * as fs from "node:fs";
import * as path from "node:path";
import { GroundplanError } from "../../constructs/core/errors";
import { type ProgramOptions, runProgram } from "../program";
import { baseNotInstalled } from "./problems";

const LOCK_FILE = "package-lock.json";
const PACKAGES = "node_modules";

/**
 * Gives a revision its packages: those of the project if the lock files are equal, else they are installed.
 *
 * @param from the project's folder
 * @param to folder of the revision
 * @param options variables and signal for npm; `tell` is told that packages are installed, as one line
 * @throws GroundplanError `BASE_NOT_INSTALLED`
 */
export async function givePackages(
  from: string,
  to: string,
  short: string,
  { tell, ...options }: Pick<ProgramOptions, "env" | "signal"> & { readonly tell: (line: string) => void },
): Promise<void> {
  const wanted = read(path.join(to, LOCK_FILE));
  if (wanted === read(path.join(from, LOCK_FILE))) {
    const packages = path.join(from, PACKAGES);
    if (fs.existsSync(packages)) fs.symlinkSync(packages, path.join(to, PACKAGES), "dir");
    return;
  }
  if (wanted === undefined) return;
  tell(`${LOCK_FILE} of ${short} is another one: installing its packages (npm ci).`);
  const { status, stdout, stderr } = await runProgram("npm ci --no-audit --no-fund", { ...options, cwd: to });
  if (status !== 0) throw new GroundplanError([baseNotInstalled(short, lastLines(`${stdout}${stderr}`))]);
}

/** What a program said last, on one line. */
function lastLines(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  return lines.slice(-3).join(" / ") || "no output";
}

function read(file: string): string | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
}
