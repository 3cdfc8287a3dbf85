import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { EVERYTHING } from "../../__tests__/config/support/everything";
import { projectRoot } from "../../runner/project";
import { compareOutputs } from "./compare";
import { PAGE, type Packages, packagesOfPage } from "./packages";
import { copyWith, run } from "./project";

/** Folder of the copy, of the configuration with every option, and of what is synthesized; below the project's. */
const FOLDER = join(".groundplan", "successor");

/** The configurations that are synthesized by both, each from a folder of the same path in both projects. */
const CONFIGURATIONS = ["config", join(".groundplan", "every-option")];

/**
 * `.ci/successor`: synthesizes every stack of every environment, and of the environments that together use every option, under cdktf and
 * under its successor, CDK Terrain, with the packages of the guide's page, and compares what was made. The copy is compiled with
 * the successor's types. Ends with 1 where something differs.
 */
function main(): number {
  const root = projectRoot();
  const copy = join(root, FOLDER, "project");
  const packages = { ...helm(root), ...packagesOfPage(readFileSync(join(root, PAGE), "utf8")) };
  copyWith(root, copy, withoutCommand(packages));
  checkOneModule(copy);
  run([process.execPath, join("bin", "build.js")], copy);
  let different = 0;
  for (const config of CONFIGURATIONS) {
    if (config !== "config") for (const project of [root, copy]) writeEveryOption(join(project, config));
    const [before = "", after = ""] = [root, copy].map((project, index) => synthesize(root, project, config, index));
    const { stacks, files, differences } = compareOutputs(before, after);
    for (const line of differences) process.stdout.write(`${line}\n`);
    process.stdout.write(`${config}: ${stacks} stacks, ${files} files, ${differences.length} different\n`);
    different += differences.length;
  }
  return different === 0 ? 0 : 1;
}

/** Both names must lead to one module, from wherever they are asked for: a construct of another module is none that this one knows. */
function checkOneModule(project: string): void {
  const script = `
    const from = [".", "@cdktf/provider-aws/lib/vpc", "@cdktf/provider-helm/lib/release"];
    const found = from.flatMap((name) => {
      const paths = [name === "." ? process.cwd() : require("node:path").dirname(require.resolve(name, { paths: [process.cwd()] }))];
      return ["cdktf", "cdktn"].map((library) => require(require.resolve(library, { paths })));
    });
    process.exitCode = found.every((one) => one === found[0] && one.TerraformStack) ? 0 : 1;
  `;
  run([process.execPath, "-e", script], project);
}

/** The Helm provider, in the project's version: there is none under the successor's name. */
function helm(root: string): Packages {
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    devDependencies: Packages;
  };
  const name = "@cdktf/provider-helm";
  return { [name]: devDependencies[name] ?? "" };
}

/** The command of the successor synthesizes nothing itself: it runs the same program. */
function withoutCommand({ "cdktn-cli": _, ...others }: Packages): Packages {
  return others;
}

function writeEveryOption(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, environment] of Object.entries(EVERYTHING)) {
    writeFileSync(join(folder, `${name}.yaml`), JSON.stringify(environment, undefined, 2));
  }
}

/** @returns the folder that was synthesized to */
function synthesize(root: string, project: string, config: string, index: number): string {
  const outdir = join(root, FOLDER, `${config === "config" ? "environments" : "every-option"}-${index + 1}`);
  rmSync(outdir, { recursive: true, force: true });
  run([process.execPath, join("dist", "main.js")], project, {
    GROUNDPLAN_CONFIG: config,
    CDKTF_OUTDIR: relative(project, outdir),
  });
  return outdir;
}

process.exitCode = main();
