import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../runner/project";

/** What of the project an example has of its own, or nobody needs to run it. */
const LEFT_OUT = new Set([".git", ".groundplan", "cdktf.out", "dist", "examples", "node_modules"]);

/** What of `config/` belongs to the project's own environments. */
const OWN_CONFIGURATION = /^(adopted|deployed|.*\.ya?ml)$/;

/** What an earlier run has left in an example's folder, and the next one goes on with. */
const KEPT = new Set([".groundplan", "cdktf.out", "dist", "node_modules"]);

/** The environment of an example: it has one. */
function environmentOf(root: string, name: string): string {
  const files = fs.readdirSync(path.join(root, "examples", name, "config"));
  const [environment] = files.flatMap((file) => (file.endsWith(".yaml") ? [path.basename(file, ".yaml")] : []));
  if (environment === undefined) throw new Error(`examples/${name}/config has no environment`);
  return environment;
}

/** Names of the examples. */
export function exampleNames(root: string): readonly string[] {
  const folder = path.join(root, "examples");
  return fs.existsSync(folder) ? fs.readdirSync(folder).sort() : [];
}

/**
 * Lays out an example as a project by itself: the files of the project without its environments, and the example's files over them. What an
 * earlier run has deployed and compiled there stays.
 *
 * @param root the project
 * @param folder where the example lies afterwards, below the project, whose packages it uses
 */
export function layOutExample(root: string, name: string, folder: string): void {
  fs.mkdirSync(path.join(folder, "config"), { recursive: true });
  for (const entry of fs.readdirSync(folder)) {
    if (KEPT.has(entry)) continue;
    // What is remembered as deployed belongs to the emulator that runs.
    const isConfiguration = entry === "config";
    for (const inner of isConfiguration ? fs.readdirSync(path.join(folder, entry)) : [""]) {
      if (inner !== "deployed") fs.rmSync(path.join(folder, entry, inner), { recursive: true });
    }
  }
  for (const entry of fs.readdirSync(root)) {
    if (!LEFT_OUT.has(entry) && entry !== "config") copy(path.join(root, entry), path.join(folder, entry));
  }
  for (const entry of fs.readdirSync(path.join(root, "config"))) {
    if (!OWN_CONFIGURATION.test(entry)) copy(path.join(root, "config", entry), path.join(folder, "config", entry));
  }
  copy(path.join(root, "examples", name), folder);
}

function copy(from: string, to: string): void {
  fs.cpSync(from, to, { recursive: true });
}

/**
 * The command behind `npm run example`: the name of an example, and what `npm run sandbox` takes beside the environment.
 *
 * @returns the exit code
 */
export function main([name = "", ...options]: readonly string[], root: string = projectRoot()): number {
  const names = exampleNames(root);
  if (!names.includes(name)) {
    const asked = name === "" ? "Name an example" : `There is no example ${name}`;
    process.stderr.write(`${asked}: npm run example -- <${names.join("|")}> [--destroy | --stop]\n`);
    return 1;
  }
  const folder = path.join(root, ".groundplan", "examples", name);
  layOutExample(root, name, folder);
  const from = path.relative(process.cwd(), folder);
  process.stdout.write(`${name} is laid out in ${from}, as a project by itself: every command works there.\n`);
  const words = ["--env", environmentOf(root, name), ...options];
  const code = run(folder, ["bin/build.js"]) || run(folder, ["dist/cli/sandbox.js", ...words]);
  if (code === 0 && options.length === 0)
    process.stdout.write(`or, from here:\n  npm run example -- ${name} --destroy\n`);
  return code;
}

function run(folder: string, args: readonly string[]): number {
  return spawnSync(process.execPath, args, { cwd: folder, stdio: "inherit" }).status ?? 1;
}

if (require.main === module) process.exitCode = main(process.argv.slice(2));
