import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { compareOutputs } from "../../../tools/successor/compare";

const STACK = "stacks/dev-network/cdk.tf.json";

const FILES = {
  "manifest.json": '{\n  "stacks": {},\n  "version": "0.21.0"\n}',
  [STACK]:
    '{\n  "//": {\n    "metadata": {\n      "stackName": "dev-network",\n      "version": "0.21.0"\n    }\n  },\n' +
    '  "resource": {\n    "aws_vpc": {\n      "main": {\n        "route": [\n        ]\n      }\n    }\n  }\n}',
  "stacks/dev-network/versions.tf": "terraform {\n}\n",
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "groundplan-compare-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Compares an output with the same after a change of its files; undefined takes a file away. */
function compared(change: Readonly<Record<string, string | undefined>>) {
  const write = (name: string, files: Readonly<Record<string, string | undefined>>) => {
    for (const [path, text] of Object.entries(files)) {
      if (text === undefined) continue;
      const file = join(folder, name, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    return join(folder, name);
  };
  return compareOutputs(write("before", FILES), write("after", { ...FILES, ...change }));
}

/** A file with a piece replaced, which must be there. */
function withPiece(name: keyof typeof FILES, piece: string, other: string) {
  expect(FILES[name]).toContain(piece);
  return { [name]: FILES[name]?.replace(piece, other) };
}

describe("two outputs are equal", () => {
  test("when they are the same", () => {
    expect(compared({})).toEqual({ stacks: 1, files: 3, differences: [] });
  });

  test("but for the version of the library, and where its JSON breaks lines", () => {
    const change = {
      ...withPiece("manifest.json", "0.21.0", "0.24.0"),
      [STACK]: JSON.stringify(JSON.parse(FILES[STACK] ?? "")).replace("0.21.0", "0.24.0"),
    };
    expect(compared(change).differences).toEqual([]);
  });
});

describe("a difference is told", () => {
  test("in a resource, with what stands there", () => {
    expect(compared(withPiece(STACK, '"route"', '"routes"')).differences).toEqual([
      expect.stringMatching(
        /^stacks\/dev-network\/cdk\.tf\.json: ".*\\"route\\":\[\].*" became ".*\\"routes\\":\[\].*"$/,
      ),
    ]);
  });

  test("in the metadata of a stack", () => {
    expect(compared(withPiece(STACK, '"stackName": "dev-network"', '"stackName": "other"')).differences).toHaveLength(
      1,
    );
  });

  test("in the order of keys", () => {
    expect(
      compared({
        [STACK]: '{"resource":{"aws_vpc":{"main":{"route":[]}}},"//":{"metadata":{"stackName":"dev-network"}}}',
      }).differences,
    ).toHaveLength(1);
  });

  test("in another file, to the byte", () => {
    expect(compared(withPiece("stacks/dev-network/versions.tf", "{\n}", "{}")).differences).toHaveLength(1);
  });

  test("where one of them lacks a file", () => {
    expect(compared({ [STACK]: undefined }).differences).toEqual([`${STACK}: only the first has it`]);
    expect(compared({ "stacks/dev-eks/cdk.tf.json": "{}" })).toEqual({
      stacks: 2,
      files: 3,
      differences: ["stacks/dev-eks/cdk.tf.json: only the second has it"],
    });
  });
});
