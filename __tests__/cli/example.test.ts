import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { exampleNames, layOutExample, main } from "../../cli/example";

/** How an example is laid over a project. */
const root = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-example-"));
const folder = path.join(root, ".groundplan", "examples", "shop");

afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>, below = root): void {
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(below, file)), { recursive: true });
    fs.writeFileSync(path.join(below, file), text);
  }
}

/** Files of the laid out example with what stands in them. */
function laidOut(): Readonly<Record<string, string>> {
  const files = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(
    files
      .filter((file) => fs.statSync(path.join(folder, file)).isFile())
      .map((file) => [file, fs.readFileSync(path.join(folder, file), "utf8")]),
  );
}

test("an example is the project without its environments and what it made, with the example's files over it", () => {
  write({
    "cdktf.json": "{}",
    "dist/main.js": "compiled",
    "node_modules/x/index.js": "a package",
    "config/base.yaml": "of the project",
    "config/deployed/staging.json": "of the project",
    "config/load.ts": "code",
    "stacks/registry.ts": "of the project",
    "stacks/own-stack.ts": "of the project",
    "examples/shop/config/demo.yaml": "of the shop",
    "examples/shop/stacks/registry.ts": "of the shop",
  });
  layOutExample(root, "shop", folder);
  expect(laidOut()).toEqual({
    "cdktf.json": "{}",
    "config/demo.yaml": "of the shop",
    "config/load.ts": "code",
    "stacks/own-stack.ts": "of the project",
    "stacks/registry.ts": "of the shop",
  });
});

test("laid out again it has what is there today, and keeps what was deployed and compiled", () => {
  write(
    { "config/deployed/demo.json": "deployed", "dist/main.js": "compiled", ".groundplan/emulator/x": "state" },
    folder,
  );
  fs.rmSync(path.join(root, "stacks/own-stack.ts"));
  write({ "examples/shop/config/demo.yaml": "changed" });
  layOutExample(root, "shop", folder);
  expect(laidOut()).toEqual({
    ".groundplan/emulator/x": "state",
    "cdktf.json": "{}",
    "config/demo.yaml": "changed",
    "config/deployed/demo.json": "deployed",
    "config/load.ts": "code",
    "dist/main.js": "compiled",
    "stacks/registry.ts": "of the shop",
  });
});

test.each([
  ["no name", [], "Name an example: npm run example -- <shop> [--destroy | --stop]\n"],
  [
    "a name that no example has",
    ["store"],
    "There is no example store: npm run example -- <shop> [--destroy | --stop]\n",
  ],
])("%s is answered with those that there are", (_, words, expected) => {
  const written: string[] = [];
  const spy = jest.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
  expect([main(words, root), written]).toEqual([1, [expected]]);
  spy.mockRestore();
});

test("the examples of the project are found by their folders", () => {
  expect(exampleNames(path.join(__dirname, "..", ".."))).toEqual(["shop"]);
});
