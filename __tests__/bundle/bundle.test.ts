import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { transformFileSync } from "@swc/core";
import { bundleProgram } from "../../bundle/bundle";

const STARTERS = ["main.ts", "bundle/folder.ts", "bundle/program.ts"].map((file) => {
  const { code } = transformFileSync(join(__dirname, "..", "..", file), {
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
    module: { type: "commonjs" },
  });
  return [file.replace(/ts$/, "js"), code] as const;
});

// Each bundles a project of its own, and starts processes.
jest.setTimeout(60_000);

const projects: string[] = [];
afterAll(() => {
  for (const folder of projects) rmSync(folder, { recursive: true, force: true });
});

const PROGRAM = `
import { Named } from "library";
import { table } from "./own/tables";

async function main() {
  const { late } = await import("./own/late.js");
  console.log(new Named().constructor.name, table(), late());
  if (process.argv[2] === "fail") throw new Error("failed");
}

main();
`;

/** A project whose program prints what its modules say, compiled, and not bundled yet. */
function project() {
  const folder = mkdtempSync(join(tmpdir(), "groundplan-bundle-"));
  projects.push(folder);
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  for (const [file, code] of STARTERS) write(`dist/${file}`, code);
  for (const file of ["main.ts", "bundle/folder.ts", "bundle/program.ts", "own/late.ts"]) write(file, "");
  write("synth.ts", PROGRAM);
  write("own/tables.ts", 'export const table = () => require("./tables/large").LARGE;');
  write("own/tables/large.ts", 'export const LARGE = "large";');
  write("own/late.ts", 'import { Named } from "library";\nexport const late = () => new Named() instanceof Named;');
  write(
    "node_modules/library/index.js",
    'require("archiver"); process.emitWarning("old", "DeprecationWarning"); exports.Named = class Named {};',
  );
  write("node_modules/archiver/index.js", 'console.log("the archiver is loaded"); module.exports = () => {};');
  write("node_modules/.package-lock.json", "{}");
  write("dist/.tsbuildinfo", "{}");
  write("dist/synth.js", 'console.log("from its modules");');
  return {
    folder,
    write,
    run: (...args: string[]) =>
      spawnSync(process.execPath, ["dist/main.js", ...args], { cwd: folder, encoding: "utf8" }),
  };
}

async function bundled() {
  const made = project();
  const bundle = await bundleProgram(made.folder);
  if (bundle === undefined) throw new Error("it was not bundled");
  return { ...made, bundle };
}

describe("the bundled program", () => {
  test("does what its modules do, keeps the names of classes, loads late what they load late, and tells of no old calls of packages", async () => {
    const { run, bundle } = await bundled();
    const { stdout, stderr } = run();
    expect(`${stdout}${stderr}`).toBe("Named large true\n");
    const scripts = readdirSync(bundle).filter((name) => name.endsWith(".js"));
    expect(scripts.map((name) => name.replace(/-\w{8}/, "-…")).sort()).toEqual([
      "chunk-….js",
      "large.js",
      "late-….js",
      "synth.js",
    ]);
    for (const name of scripts.filter((one) => !/^la/.test(one))) {
      expect(readFileSync(join(bundle, name), "utf8")).not.toMatch(/"large"|instanceof/);
    }
  });

  test("reads letters of regular expressions as they were written, which places of problems are cut by", async () => {
    const made = project();
    made.write(
      "synth.ts",
      'console.log("sandbox.yaml › network.cidr".replace(/^.*? › /, ""), /[À-ž]/.test("é"), "›".length);',
    );
    await bundleProgram(made.folder);
    for (const run of ["compiled now", "kept from before"]) {
      expect({ run, stdout: made.run().stdout }).toEqual({ run, stdout: "network.cidr true 1\n" });
    }
  });

  test("keeps for nobody else to read what V8 made of it, and writes that once", async () => {
    const { run, bundle } = await bundled();
    const code = join(bundle, "synth.js.code");
    expect(existsSync(code)).toBe(false);
    run();
    const { mtimeMs, mode } = statSync(code);
    expect(mode & 0o777).toBe(0o600);
    expect(run().stdout).toBe("Named large true\n");
    expect(statSync(code).mtimeMs).toBe(mtimeMs);
  });

  test.each([
    ["nothing", ""],
    ["something else", "\u{1}\u{0}\u{0}\u{0}{}"],
  ])("passes over what V8 made when %s of it is there", async (_, text) => {
    const { run, bundle } = await bundled();
    run();
    writeFileSync(join(bundle, "synth.js.code"), text);
    expect(run().stdout).toBe("Named large true\n");
    expect(run().stdout).toBe("Named large true\n");
  });

  test("names the sources in the trace of what it throws", async () => {
    const { run } = await bundled();
    const { status, stderr } = run("fail");
    expect(status).toBe(1);
    expect(stderr).toMatch(/Error: failed\n\s+at main \(.*synth\.ts:8:41\)/);
  });

  test("is not taken once something was compiled or installed", async () => {
    const { run, write } = await bundled();
    write("dist/.tsbuildinfo", '{"version":2}');
    expect(run().stdout).toBe("from its modules\n");
    write("dist/.tsbuildinfo", "{}");
    expect(run().stdout).toBe("Named large true\n");
    write("node_modules/.package-lock.json", '{"version":2}');
    expect(run().stdout).toBe("from its modules\n");
  });

  test("is not made where it cannot be told what is installed", async () => {
    const { folder, run } = project();
    rmSync(join(folder, "node_modules", ".package-lock.json"));
    expect(await bundleProgram(folder)).toBeUndefined();
    expect(run().stdout).toBe("from its modules\n");
  });
});

describe("bundling", () => {
  test("leaves what is there, keeps the bundle before it, and takes away older ones", async () => {
    const { folder, bundle, write } = await bundled();
    const { mtimeMs } = statSync(join(bundle, "synth.js"));
    expect(await bundleProgram(folder)).toBe(bundle);
    expect(statSync(join(bundle, "synth.js")).mtimeMs).toBe(mtimeMs);
    write("dist/.tsbuildinfo", '{"version":2}');
    const second = await bundleProgram(folder);
    expect(readdirSync(dirname(bundle)).map((name) => join(dirname(bundle), name))).toEqual([bundle, second].sort());
    write("dist/.tsbuildinfo", '{"version":3}');
    const third = await bundleProgram(folder);
    expect(readdirSync(dirname(bundle)).map((name) => join(dirname(bundle), name))).toEqual([second, third].sort());
  });

  test("takes away what was compiled of a file that is gone", async () => {
    const { folder, write } = project();
    write("dist/own/gone.js", "");
    write("dist/own/late.js", "");
    await bundleProgram(folder);
    expect(readdirSync(join(folder, "dist", "own"))).toEqual(["late.js"]);
  });

  test("refuses a module that is loaded by require and imports others: it would be there twice", async () => {
    const { folder, write } = project();
    write("own/tables/large.ts", 'import { late } from "../late";\nexport const LARGE = late();');
    await expect(bundleProgram(folder)).rejects.toThrow(
      "A module that is loaded by require stands alone in a bundle, and these import others: own/tables/large.ts",
    );
    expect(readdirSync(join(folder, "dist", "bundled"))).toEqual([]);
  });
});
