import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Problems } from "../../../constructs/core/errors";
import type { PackedCode } from "../../../constructs/functions/code";
import { fileInZip } from "../../../tools/zip";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "groundplan-bundles-"));
  write({
    "functions/resize/index.ts": 'import { size } from "../shared/size";\nexport const handler = () => size;\n',
    "functions/shared/size.ts": "export const size: number = 1;\n",
    "node_modules/.package-lock.json": "{}",
  });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

const KEPT = () => join(root, "node_modules", ".cache", "groundplan", "functions");

/** Packs the code as a process of its own does, which has nothing in its memory. */
function pack(external: readonly string[] = []): PackedCode {
  let packed: PackedCode | undefined;
  jest.isolateModules(() => {
    const {
      packCode,
    }: typeof import("../../../constructs/functions/code") = require("../../../constructs/functions/code");
    const problems = new Problems("test");
    const code = { path: "functions/resize", external };
    packed = packCode({ code, runtime: "nodejs22.x", handler: "index.handler", hasLayers: false }, problems, root);
    expect(problems.list).toEqual([]);
  });
  if (!packed) throw new Error("nothing was packed");
  return packed;
}

/** What was packed anew has something to keep. */
const isAnew = ({ keep }: PackedCode): boolean => keep !== undefined;

const program = ({ content }: PackedCode): string => fileInZip(content, "index.js", 1_000_000).toString("utf8");

test("nothing is kept before the code is written", () => {
  pack();
  expect(readdirSync(join(root, "node_modules"))).toEqual([".package-lock.json"]);
});

test("a process takes what an earlier one has kept, byte by byte", () => {
  const first = pack();
  expect(isAnew(first)).toBe(true);
  first.keep?.();
  const second = pack();
  expect(isAnew(second)).toBe(false);
  expect(second.content.equals(first.content)).toBe(true);
});

const CHANGES: readonly (readonly [what: string, files: Readonly<Record<string, string>>])[] = [
  ["another text in the file", { "functions/resize/index.ts": "export const handler = () => 2;\n" }],
  ["another text in what it imports", { "functions/shared/size.ts": "export const size = 2;\n" }],
  ["a file that is found before another", { "functions/shared/size.tsx": "export const size = 2;\n" }],
  ["settings of TypeScript above it", { "functions/tsconfig.json": '{ "compilerOptions": { "target": "es5" } }' }],
  ["a package.json beside it", { "functions/shared/package.json": '{ "sideEffects": false }' }],
  ["other packages", { "node_modules/.package-lock.json": '{ "lockfileVersion": 3 }' }],
  ["packages of its own", { "functions/resize/node_modules/.package-lock.json": "{}" }],
];

test.each(CHANGES)("%s has it made anew", (_, files) => {
  pack().keep?.();
  write(files);
  expect(isAnew(pack())).toBe(true);
});

test("the changed program is the one that is packed", () => {
  pack().keep?.();
  write({ "functions/shared/size.ts": "export const size = 42;\n" });
  expect(program(pack())).toContain("42");
});

test("a file that is gone has it made anew", () => {
  write({ "functions/shared/more.ts": "" });
  pack().keep?.();
  rmSync(join(root, "functions", "shared", "more.ts"));
  expect(isAnew(pack())).toBe(true);
});

test("other options are another program", () => {
  pack().keep?.();
  expect(isAnew(pack(["../shared/size"]))).toBe(true);
  expect(isAnew(pack())).toBe(false);
});

test("what is damaged is made anew", () => {
  pack().keep?.();
  const [name = ""] = readdirSync(KEPT());
  const bytes = readFileSync(join(KEPT(), name));
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  writeFileSync(join(KEPT(), name), bytes);
  expect(isAnew(pack())).toBe(true);
  writeFileSync(join(KEPT(), name), "");
  expect(isAnew(pack())).toBe(true);
});

test("nothing is kept where nobody wrote down what is installed", () => {
  rmSync(join(root, "node_modules", ".package-lock.json"));
  pack().keep?.();
  expect(isAnew(pack())).toBe(true);
});

test("nothing is kept of what comes from outside the project", () => {
  const outside = mkdtempSync(join(tmpdir(), "groundplan-outside-"));
  writeFileSync(join(outside, "size.ts"), "export const size = 3;\n");
  write({ "functions/resize/index.ts": `export { size as handler } from ${JSON.stringify(join(outside, "size"))};\n` });
  pack().keep?.();
  expect(isAnew(pack())).toBe(true);
  rmSync(outside, { recursive: true });
});

test("a folder that cannot be written to keeps nothing, and fails nothing", () => {
  write({ "node_modules/.cache/groundplan/functions": "a file in the place of the folder" });
  pack().keep?.();
  expect(isAnew(pack())).toBe(true);
});
