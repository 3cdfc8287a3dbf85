import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createApplication } from "../../stacks/application/application";
import { refuseOpen } from "../../stacks/application/judgement/guarded";
import { guardSynth } from "../../stacks/application/synthesize";
import { load, problemsIn, removeConfigFolders } from "./support/config-folder";
import { buildShop } from "./support/shop";

afterAll(removeConfigFolders);

const ROOT = join(__dirname, "..", "..");
const FOLDER = join(ROOT, "config");

/** The shipped files by name. */
const shipped = Object.fromEntries(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => [file.replace(/\.yaml$/, ""), readFileSync(join(FOLDER, file), "utf8")]),
);

/** The YAML of the guide, with the file that each block names in its first line. */
const examples = [
  ...readFileSync(join(ROOT, "docs", "guide", "defaults.md"), "utf8").matchAll(
    /^```yaml\n# config\/(\S+)\.yaml\n([\s\S]*?)^```$/gm,
  ),
].map(([, file = "", yaml = ""]) => ({ file, yaml }));

const withYaml = (file: string, yaml: string) => ({ ...shipped, [file]: `${shipped[file]}\n${yaml}` });

test("the guide has an example for what an environment says, and one for what a class says", () => {
  expect(examples.map(({ file, yaml }) => [file, yaml.split(":")[0]])).toEqual([
    ["sandbox", "tags"],
    ["base", "defaults"],
  ]);
});

test.each(examples)("the shipped environments synthesize with the guide's example in $file.yaml", ({ file, yaml }) => {
  const environments = load(withYaml(file, yaml));
  expect(() => refuseOpen(guardSynth((outdir) => createApplication(environments, { outdir })))).not.toThrow();
});

test("a default that the shipped buckets refuse is told once for each, at its line", () => {
  const files = withYaml("base", "defaults:\n  Bucket:\n    expireDays: 0\n");
  const line = files.base?.split("\n").indexOf("    expireDays: 0");
  const told = problemsIn(() => buildShop(files));
  expect([...new Set(told.map(({ path }) => path.replace(/ \(.*/, "")))]).toEqual([
    `config/base.yaml:${(line ?? 0) + 1}:17 › defaults.Bucket.expireDays`,
  ]);
  expect(told.map(({ found }) => found)).toEqual([
    "0, in production-edge/static-files",
    "0, in staging-edge/static-files",
  ]);
});

test("a default that parts of a service refuse is told at its line, and not at the service", () => {
  const files = withYaml("base", "defaults:\n  FargateService:\n    ulimits: { core: { soft: 0, hard: 0 } }\n");
  const line = (files.base?.split("\n").indexOf("    ulimits: { core: { soft: 0, hard: 0 } }") ?? 0) + 1;
  const told = problemsIn(() => buildShop(files)).map(({ code, path, found }) => [
    code,
    path.replace(/ \(.*/, ""),
    found.replace(/^.*, in /, ""),
  ]);
  const at = `config/base.yaml:${line}:16 › defaults.FargateService.ulimits.core`;
  expect(told).toEqual([
    ["ULIMIT_FIXED", at, "production-ecs/services/web"],
    ["ULIMIT_FIXED", at, "sandbox-ecs/services/web"],
    ["ULIMIT_FIXED", at, "staging-ecs/services/web"],
  ]);
});

test("a default for old versions reaches the buckets that keep some, and a default without versions none that live by them", () => {
  const environments = load(
    withYaml("base", "defaults: { Bucket: { expireOldVersionsDays: 7, versioned: false, expireDays: 9 } }\n"),
  );
  expect(() => createApplication(environments, { outdir: "cdktf.out" })).not.toThrow();
});
