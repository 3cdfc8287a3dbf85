import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const ROOT = join(__dirname, "..", "..");

// Compiles a project of its own.
jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), "groundplan-build-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (file: string, text: string) => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
};

/** What a build does, in a project that has the build and the compiler, and steps that leave a trace. */
function build(variables: NodeJS.ProcessEnv) {
  rmSync(join(folder, "done"), { recursive: true, force: true });
  const { status, stderr } = spawnSync(process.execPath, ["bin/build.js"], {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: process.env.PATH, ...variables },
  });
  const done = (step: string) => existsSync(join(folder, "done", step));
  return {
    status,
    stderr,
    compiled: existsSync(join(folder, "dist/main.js")),
    schema: done("renewFiles"),
    bundle: done("bundleProgram"),
  };
}

beforeAll(() => {
  mkdirSync(join(folder, "bin"));
  copyFileSync(join(ROOT, "bin/build.js"), join(folder, "bin/build.js"));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const compilerOptions = {
    target: "es2023",
    module: "node20",
    types: ["node"],
    strict: true,
    rootDir: ".",
    outDir: "dist",
  };
  write("tsconfig.build.json", JSON.stringify({ compilerOptions, include: ["main.ts", "bundle", "tools"] }));
  const step = (name: string, answer: string) =>
    `import { mkdirSync } from "node:fs";\nexport const ${name} = (root: string) => {\n` +
    `  mkdirSync(root + "/done/${name}", { recursive: true });\n  return ${answer};\n};\n`;
  write("main.ts", "export const made: string = process.version;\n");
  write("tools/configuration/renew.ts", step("renewFiles", "[] as string[]"));
  write("bundle/bundle.ts", step("bundleProgram", "root"));
});

test("a build compiles, looks after what follows from types and bundles", () => {
  expect(build({})).toEqual({ status: 0, stderr: "", compiled: true, schema: true, bundle: true });
});

test("a build for one synth compiles and does no more", () => {
  expect(build({ SYNTH_ONCE: "true" })).toEqual({
    status: 0,
    stderr: "",
    compiled: true,
    schema: false,
    bundle: false,
  });
});

test("a mistake of types ends a build before anything else, and is none of a revision that is synthesized once", () => {
  write("main.ts", "export const made: string = 1;\n");
  expect(build({})).toMatchObject({ status: 1, schema: false, bundle: false });
  expect(build({ SYNTH_ONCE: "true" })).toMatchObject({ status: 0, stderr: "" });
});

test("what cannot be read as TypeScript is told at its place", () => {
  write("main.ts", "export const made =\n");
  expect(build({ SYNTH_ONCE: "true" })).toMatchObject({ status: 1, stderr: expect.stringContaining("main.ts:2:0") });
});
