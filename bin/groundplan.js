#!/usr/bin/env node
// Compiles the project and runs the `groundplan` command, so that the command never works with stale code.
const path = require("node:path");
const { compile } = require("./build");

const root = path.dirname(__dirname);

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
