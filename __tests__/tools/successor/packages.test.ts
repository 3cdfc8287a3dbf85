import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PAGE, packagesOfPage } from "../../../tools/successor/packages";

const ROOT = join(__dirname, "..", "..", "..");
const STAND_IN = join(ROOT, "successor", "cdktf");
const FOLDERS = ["bench", "bundle", "cli", "config", "constructs", "emulator", "runner", "stacks", "tools"];

/** What the source imports of cdktf besides the package itself. */
function deepImports(): string[] {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(ROOT, folder, name)),
  );
  const found = files.flatMap((file) => [...readFileSync(file, "utf8").matchAll(/from "cdktf\/([^"]+)"/g)]);
  return [...new Set(found.map(([, path = ""]) => path))].sort();
}

test("the page takes its reader to packages of exact versions, under the names that the source imports", () => {
  const { "cdktn-cli": command, cdktn, cdktf, ...others } = packagesOfPage(readFileSync(join(ROOT, PAGE), "utf8"));
  expect({ command, cdktf }).toEqual({ command: cdktn, cdktf: "file:successor/cdktf" });
  expect(Object.keys(others).sort()).toEqual(["@cdktf/provider-aws", "constructs"]);
  for (const version of [cdktn, ...Object.values(others)])
    expect(version).toMatch(/^(npm:@cdktn\/provider-aws@)?\d+\.\d+\.\d+$/);
});

test("a command of the page that sets no package is an error", () => {
  const page = (command: string) => ["```sh", command, "```"].join("\n");
  expect(() => packagesOfPage(page("npm pkg set scripts.synth=cdktn"))).toThrow(
    `${PAGE} sets no package: scripts.synth=cdktn`,
  );
  expect(() => packagesOfPage(page("npm install"))).toThrow(`${PAGE} has no \`npm pkg set\`.`);
});

test("the stand-in for cdktf has the version that other packages ask for", () => {
  const read = (file: string) => JSON.parse(readFileSync(file, "utf8"));
  expect(read(join(STAND_IN, "package.json")).version).toBe(read(join(ROOT, "package.json")).devDependencies.cdktf);
});

test("the stand-in hands on every module of cdktf that the source imports", () => {
  const paths = deepImports();
  expect(paths).toContain("lib/util");
  for (const path of ["", ...paths]) {
    const name = ["cdktn", ...(path ? [path] : [])].join("/");
    const file = join(STAND_IN, path || "index");
    expect(readFileSync(`${file}.js`, "utf8")).toBe(`module.exports = require("${name}");\n`);
    expect(readFileSync(`${file}.d.ts`, "utf8")).toBe(`export * from "${name}";\n`);
  }
});

test("the package admits what the page installs as its peers, and brings the stand-in", () => {
  const { peerDependencies, files } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const packages = packagesOfPage(readFileSync(join(ROOT, PAGE), "utf8"));
  for (const name of ["@cdktf/provider-aws", "constructs"]) {
    const version = packages[name]?.split("@").at(-1);
    expect(peerDependencies[name].split(" || ")).toContain(`^${version}`);
  }
  expect(files).toContain("successor");
});
