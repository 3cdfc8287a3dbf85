#!/usr/bin/env node
// Compiles the project and runs the `groundplan` command, so that the command never works with stale code.
const { spawnSync } = require("node:child_process");
const path = require("node:path");

const root = path.dirname(__dirname);

/** Type-checks and compiles; the compiler prints what is wrong. */
function compile() {
  const compiler = path.join(path.dirname(require.resolve("typescript/package.json", { paths: [root] })), "bin", "tsc");
  const { status } = spawnSync(process.execPath, [compiler, "-p", path.join(root, "tsconfig.build.json")], {
    cwd: root,
    stdio: "inherit",
  });
  return status === 0;
}

async function main() {
  if (!compile()) return 1;
  const { run } = require(path.join(root, "dist", "cli", "main.js"));
  const { terminalOfProcess } = require(path.join(root, "dist", "cli", "terminal.js"));
  return run(process.argv.slice(2), {
    root,
    variables: process.env,
    print: (text) => process.stdout.write(text),
    printError: (text) => process.stderr.write(text),
    terminal: terminalOfProcess(),
  });
}

main().then((code) => {
  process.exitCode = code;
});
