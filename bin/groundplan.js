#!/usr/bin/env node
// Compiles the project and runs the `groundplan` command, so that the command never works with stale code.
const fs = require("node:fs");
const path = require("node:path");

const root = path.dirname(__dirname);

async function main() {
  if (!fs.existsSync(path.join(__dirname, "build.js"))) {
    process.stderr.write(
      "groundplan works in a checkout of the project. cdktf plans and deploys a program of your own.\n",
    );
    return 1;
  }
  if (!require("./build").compile()) return 1;
  const { run } = require(path.join(root, "dist", "cli", "main.js"));
  const { outliveReaders, terminalOfProcess } = require(path.join(root, "dist", "cli", "terminal.js"));
  for (const output of [process.stdout, process.stderr]) outliveReaders(output);
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
