import fs from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { GroundplanError } from "../../../../constructs/core/errors";
import { readOutput, writeOutput } from "../../../../stacks/application/output/output-folder";

let root: string;
let out: string;

beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), "groundplan-output-"));
  out = join(root, "out");
});

afterEach(() => {
  jest.restoreAllMocks();
  fs.rmSync(root, { recursive: true, force: true });
});

const JSON_WITH_FILE = '{"//":{"groundplan:files":["aws-auth.yaml"]}}';

/** Stacks by name with their JSON, and files beside it. */
function files(stacks: Readonly<Record<string, string>>, beside: Readonly<Record<string, string>> = {}) {
  return new Map([
    ...Object.entries(stacks).map(([name, json]): [string, string] => [`stacks/${name}/cdk.tf.json`, json]),
    ...Object.entries(beside).map(([path, text]): [string, string] => [`stacks/${path}`, text]),
    ["manifest.json", JSON.stringify({ stacks: Object.keys(stacks) })] as [string, string],
  ]);
}

function write(map: ReturnType<typeof files>): void {
  writeOutput(out, map, () => undefined);
}

/** Every file below the root, with its text. */
function tree(folder = out): Record<string, string> {
  const names = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    names
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [relative(folder, file), fs.readFileSync(file, "utf8")]),
  );
}

/** The one problem that a step throws. */
function problemOf(step: () => void) {
  try {
    step();
  } catch (error) {
    return (error as GroundplanError).problems;
  }
  return [];
}

test("bytes beside a stack stay what they are, and are read as they were written", () => {
  const bytes = Buffer.from([31, 139, 0, 255, 10]);
  const json = JSON_WITH_FILE.replace("aws-auth.yaml", "chart.tgz");
  writeOutput(
    out,
    new Map<string, string | Buffer>([...files({ a: json }), ["stacks/a/chart.tgz", bytes]]),
    () => undefined,
  );
  expect([...fs.readFileSync(join(out, "stacks/a/chart.tgz"))]).toEqual([...bytes]);
  expect(readOutput(out).get("stacks/a/chart.tgz")).toEqual(bytes);
});

describe("what synth wrote before", () => {
  test("is replaced; stacks that are gone lose their files, and Terraform keeps its own", () => {
    const beside = { "a/aws-auth.yaml": "a", "b/aws-auth.yaml": "b", "a/versions.tf": "a", "b/versions.tf": "b" };
    write(files({ a: JSON_WITH_FILE, b: JSON_WITH_FILE }, beside));
    fs.mkdirSync(join(out, "stacks/b/.terraform"));
    fs.writeFileSync(join(out, "stacks/b/.terraform.lock.hcl"), "lock");
    write(files({ a: "{}" }, { "a/versions.tf": "a" }));
    expect(tree()).toEqual({
      "manifest.json": '{"stacks":["a"]}',
      "stacks/a/cdk.tf.json": "{}",
      "stacks/a/versions.tf": "a",
      "stacks/b/.terraform.lock.hcl": "lock",
    });
  });

  test.each([
    ["a manifest that was broken off", "manifest.json", '{"stacks":{"a"'],
    ["a stack's JSON that was broken off", "stacks/a/cdk.tf.json", `${JSON_WITH_FILE.slice(0, 30)}`],
    ["a list of files that is none", "stacks/a/cdk.tf.json", '{"//":{"groundplan:files":7}}'],
    ["a draft of a synth that was killed", "stacks/a/cdk.tf.json.4711.draft", "{"],
    ["what `cdktf synth --hcl` left", "stacks/a/cdk.tf", "terraform {}"],
  ])("is mended: %s", (_what, path, text) => {
    write(files({ a: "{}" }));
    fs.writeFileSync(join(out, path), text);
    write(files({ a: '{"new":1}' }));
    expect(tree()).toEqual({ "manifest.json": '{"stacks":["a"]}', "stacks/a/cdk.tf.json": '{"new":1}' });
  });

  test("is left alone where nothing has changed, but for links", () => {
    write(files({ a: "{}", b: "{}" }));
    const [same, linked] = ["a", "b"].map((stack) => join(out, "stacks", stack, "cdk.tf.json")) as [string, string];
    fs.utimesSync(same, 1e9, 1e9);
    fs.writeFileSync(join(root, "mine.json"), "{}");
    fs.rmSync(linked);
    fs.symlinkSync(join(root, "mine.json"), linked);
    write(files({ a: "{}", b: "{}" }));
    expect(fs.statSync(same).mtimeMs).toBe(1e12);
    expect(fs.lstatSync(linked).isFile()).toBe(true);
  });

  test("cannot make synth touch a file outside of the folder", () => {
    fs.writeFileSync(join(root, "precious.yaml"), "mine");
    write(files({ a: '{"//":{"groundplan:files":["../../../precious.yaml"]}}' }));
    fs.writeFileSync(
      join(out, "manifest.json"),
      JSON.stringify({ stacks: { x: { name: "x", synthesizedStackPath: "../precious.yaml" } } }),
    );
    write(files({ b: "{}" }));
    expect(fs.readFileSync(join(root, "precious.yaml"), "utf8")).toBe("mine");
  });
});

describe("all or nothing", () => {
  test("a disk that gets full changes nothing and leaves no draft", () => {
    write(files({ a: "{}", b: "{}" }));
    const before = tree();
    const real = fs.writeFileSync;
    jest.spyOn(fs, "writeFileSync").mockImplementation((file, data, options) => {
      if (String(file).includes("stacks/c/")) {
        throw Object.assign(new Error("ENOSPC: no space left"), { code: "ENOSPC", path: "stacks/c" });
      }
      real(file, data, options);
    });
    expect(problemOf(() => write(files({ a: '{"new":1}', c: "{}" })))).toEqual([
      {
        code: "OUTPUT_NOT_WRITTEN",
        path: `synth › ${out}`,
        message: "Synth could not write what it made. What was there before is as it was.",
        found: "ENOSPC at stacks/c",
        expected: "a folder that can be written to, and room on the disk",
        fix: "make room on the disk, or name a folder on another one in CDKTF_OUTDIR",
      },
    ]);
    jest.restoreAllMocks();
    expect(tree()).toEqual(before);
  });

  test.each([0, 1, 2, 3])(
    "a synth that is killed after %i renames leaves whole files, and the next one mends the rest",
    (count) => {
      write(files({ a: '{"old":1}', b: '{"old":1}' }));
      const real = fs.renameSync;
      let renamed = 0;
      jest.spyOn(fs, "renameSync").mockImplementation((from, to) => {
        if (renamed++ === count) throw new Error("killed");
        real(from, to);
      });
      expect(() => write(files({ a: '{"new":1}', b: '{"new":1}', c: '{"new":1}' }))).toThrow("killed");
      jest.restoreAllMocks();
      const texts = Object.entries(tree()).filter(([path]) => path.endsWith("cdk.tf.json"));
      for (const [, text] of texts) expect(['{"old":1}', '{"new":1}']).toContain(text);
      // The manifest is the last: it never names what is not there.
      expect(tree()["manifest.json"]).toBe('{"stacks":["a","b"]}');

      write(files({ a: '{"new":1}', c: '{"new":1}' }));
      expect(Object.keys(tree())).toEqual(["manifest.json", "stacks/a/cdk.tf.json", "stacks/c/cdk.tf.json"]);
    },
  );
});
