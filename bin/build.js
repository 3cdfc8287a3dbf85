#!/usr/bin/env node
// Type-checks and compiles the project, makes anew what follows from types when these have changed, and bundles the program
// that synthesizes. With SYNTH_ONCE it compiles that program alone.
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

/** Compiles the program that is run once, and was checked when it was committed; esbuild prints what is wrong. */
async function transpile() {
  try {
    await require("esbuild").build({
      absWorkingDir: root,
      entryPoints: [path.join(root, "main.ts")],
      outdir: path.join(root, "dist"),
      bundle: true,
      packages: "external",
      format: "cjs",
      platform: "node",
      target: "node20",
      logLevel: "error",
    });
    return 0;
  } catch {
    return 1;
  }
}

async function main() {
  // Read here by itself: what reads variables is not compiled yet.
  if (process.env.SYNTH_ONCE === "true") return transpile();
  if (!compile()) return 1;
  const { renewFiles } = require(path.join(root, "dist", "tools", "configuration", "renew.js"));
  const renewed = await renewFiles(root);
  if (renewed.length > 0) {
    process.stderr.write(`Made anew, since types have changed that they follow from: ${renewed.join(", ")}\n`);
    if (!compile()) return 1;
  }
  await require(path.join(root, "dist", "bundle", "bundle.js")).bundleProgram(root);
  return 0;
}

if (require.main === module) {
  main().then((code) => {
    process.exitCode = code;
  });
}

module.exports = { compile };
