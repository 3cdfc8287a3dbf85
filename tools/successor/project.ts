import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Packages } from "./packages";

/** What npm has installed last, for the next run. */
const INSTALLED = ".installed.json";

/**
 * Copies the project into a folder of its own below the project's, with the packages of the successor and those that need them. All others
 * are found in the project's `node_modules`, further up.
 *
 * @param root the project's folder
 * @param folder the copy's folder, below the project's; what npm has installed there is kept
 * @param packages packages by name
 */
export function copyWith(root: string, folder: string, packages: Packages): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (name !== "node_modules" && name !== INSTALLED) rmSync(join(folder, name), { recursive: true });
  }
  const listed = run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], root).split("\0");
  for (const file of listed.filter((name) => name !== "" && existsSync(join(root, name)))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  install(folder, JSON.stringify({ name: "successor", private: true, dependencies: packages }, undefined, 2));
}

/** Installs by a `package.json` of its own, unless that has been done. */
function install(folder: string, settings: string): void {
  const record = join(folder, INSTALLED);
  if (existsSync(record) && readFileSync(record, "utf8") === settings) return;
  for (const name of [record, join(folder, "node_modules")]) rmSync(name, { recursive: true, force: true });
  // The project has a lock file, which is not for these packages.
  rmSync(join(folder, "package-lock.json"), { force: true });
  writeFileSync(join(folder, "package.json"), settings);
  run(["npm", "install", "--ignore-scripts", "--no-package-lock", "--loglevel=error"], folder);
  writeFileSync(record, settings);
}

/**
 * Runs a command with no variables but those of the operating system.
 *
 * @returns what it prints to standard output
 * @throws Error with what it printed, if it fails
 */
export function run(
  [program = "", ...args]: readonly string[],
  cwd: string,
  variables: Readonly<Record<string, string>> = {},
): string {
  const { PATH, HOME, TMPDIR = "/tmp" } = process.env;
  const env = { PATH, HOME, TMPDIR, ...variables };
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, env, encoding: "utf8", maxBuffer: 1 << 28 });
  if (status === 0) return stdout;
  throw new Error(`${[program, ...args].join(" ")} in ${cwd} failed:\n${stdout}${stderr}`);
}
