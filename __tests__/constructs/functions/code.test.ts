import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runInNewContext } from "node:vm";
import { type Problem, Problems } from "../../../constructs/core/errors";
import type { CodeOptions } from "../../../constructs/functions";
import { type PackedCode, packCode } from "../../../constructs/functions/code";
import { fileInZip } from "../../../tools/zip";
import { testAdvice } from "../../support/followed-advice";
import { HELLO, PYTHON } from "./support";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "groundplan-code-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

function pack(code: string | CodeOptions, runtime = "nodejs22.x", handler = "index.handler", from = root): PackedCode {
  const problems = new Problems("test");
  const packed = packCode({ code, runtime, handler, hasLayers: false }, problems, from);
  expect(problems.list).toEqual([]);
  if (!packed) throw new Error("nothing was packed");
  return packed;
}

/** Names of the files of an archive, as its central directory has them. */
function names({ content }: PackedCode): readonly string[] {
  const found: string[] = [];
  for (
    let at = content.indexOf("PK\x01\x02", 0, "latin1");
    at >= 0;
    at = content.indexOf("PK\x01\x02", at + 1, "latin1")
  ) {
    found.push(content.toString("utf8", at + 46, at + 46 + content.readUInt16LE(at + 28)));
  }
  return found;
}

const read = (packed: PackedCode, name: string): string => fileInZip(packed.content, name, 1_000_000).toString("utf8");

describe("code of Node.js", () => {
  it("becomes one file that runs, without types, comments and paths", () => {
    const packed = pack(HELLO.code, "nodejs22.x", "index.handler", process.cwd());
    expect(names(packed)).toEqual(["index.js"]);
    const program = read(packed, "index.js");
    expect(program).not.toContain("fixtures");
    expect(program).not.toContain("//");
    const module: { exports: { handler?: (event: { name: string }) => Promise<string> } } = { exports: {} };
    runInNewContext(program, { module, exports: module.exports });
    return expect(module.exports.handler?.({ name: "Ada" })).resolves.toBe("Hello, Ada");
  });

  it("is an ES module where it is to be one, with a map and files beside it", () => {
    const code = { path: HELLO.code, format: "esm", sourceMap: true, include: ["letter.txt"] } as const;
    const packed = pack(code, "nodejs22.x", "index.handler", process.cwd());
    expect(names(packed)).toEqual(["index.mjs", "index.mjs.map", "letter.txt"]);
    expect(read(packed, "index.mjs")).toContain("export{handler}");
    expect(read(packed, "letter.txt")).toBe("Dear {name}\n");
  });

  it("has the packages that it imports, but for those that are brought along otherwise", () => {
    write({
      "node_modules/shout/package.json": '{"name":"shout","version":"1.0.0","main":"index.js"}',
      "node_modules/shout/index.js": "module.exports = (text) => text.toUpperCase();",
      "functions/shout/jobs/main.mjs": 'import shout from "shout";\nexport const run = (event) => shout(event);',
    });
    const packed = pack("functions/shout", "nodejs24.x", "jobs/main.run");
    expect(names(packed)).toEqual(["jobs/main.js"]);
    expect(read(packed, "jobs/main.js")).toContain("toUpperCase");
    const without = pack({ path: "functions/shout", external: ["shout"] }, "nodejs24.x", "jobs/main.run");
    expect(read(without, "jobs/main.js")).toContain('require("shout")');
  });
});

describe("an archive", () => {
  it("is the same whenever it is made, wherever, and in whichever order files were written", () => {
    const files = { "f/b.py": "b = 1\n", "f/a/c.txt": "c\n", "f/index.py": "def handler(event, context): pass\n" };
    write(files);
    const first = pack("f", "python3.13");
    rmSync(join(root, "f"), { recursive: true });
    write(Object.fromEntries(Object.entries(files).reverse()));
    utimesSync(join(root, "f/b.py"), new Date(2001, 1, 1), new Date(2001, 1, 1));
    const second = pack("f", "python3.13");
    expect(names(second)).toEqual(["a/c.txt", "b.py", "index.py"]);
    expect(second.content.equals(first.content)).toBe(true);
  });

  it("is the same in every time zone", () => {
    const zone = process.env.TZ;
    const hashes = ["Asia/Seoul", "America/Los_Angeles", "UTC"].map((one) => {
      process.env.TZ = one;
      return createHash("sha256")
        .update(pack(PYTHON.code, "python3.13", "index.handler", process.cwd()).content)
        .digest("hex");
    });
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    expect(new Set(hashes).size).toBe(1);
  });

  it("can be read and run by everybody", () => {
    const { content } = pack(PYTHON.code, "python3.13", "index.handler", process.cwd());
    const at = content.indexOf("PK\x01\x02", 0, "latin1");
    expect((content.readUInt32LE(at + 38) >>> 16).toString(8)).toBe("100755");
  });

  it("is the same on every machine: these bytes", () => {
    const { content } = pack(PYTHON.code, "python3.13", "index.handler", process.cwd());
    expect(createHash("sha256").update(content).digest("hex")).toBe(
      "21830585eccd53b1d63906b5fe82c0497157d6e6c3f8fa41d1e950fcae7f686a",
    );
    expect(read({ ending: "zip", content }, "index.py")).toContain("def handler(event, context):");
  });

  it("of a build is taken as it is", () => {
    write({ "build/app.jar": "bytes of a jar", "build/app.zip": "bytes of a zip" });
    expect(pack("build/app.jar", "java21", "shop.Handler::handle")).toEqual({
      ending: "jar",
      content: Buffer.from("bytes of a jar"),
    });
    expect(pack("build/app.zip", "provided.al2023", "bootstrap").ending).toBe("zip");
  });
});

describe("code of other languages", () => {
  it("goes as it is, without what machines leave behind and what is left out", () => {
    write({
      "f/index.py": "def handler(event, context): pass\n",
      "f/__pycache__/index.cpython-313.pyc": "bytes",
      "f/old.pyc": "bytes",
      "f/.env": "SECRET=1",
      "f/tests/test_index.py": "",
      "f/tests2/kept.py": "",
    });
    expect(names(pack({ path: "./f/", exclude: ["tests/"] }, "python3.13"))).toEqual(["index.py", "tests2/kept.py"]);
  });

  it("of any language is started by a program called bootstrap", () => {
    write({ "f/bootstrap": "#!/bin/sh\n" });
    expect(names(pack("f", "provided.al2023", "bootstrap"))).toEqual(["bootstrap"]);
  });
});

interface Size {
  readonly path: string;
  readonly mebibytes: number;
}

const TOO_LARGE = {
  code: "FUNCTION_CODE_TOO_LARGE",
  path: "test › code",
  message: "Lambda takes no more code in an archive.",
  found: "51 MiB, packed",
  expected: "at most 50 MiB packed, and 250 MiB unpacked",
  fix: "take out what the function does not need, or give it a container image",
};

function problemsOfSize({ path, mebibytes }: Size): readonly Problem[] {
  write({ [path]: "" });
  truncateSync(join(root, path), mebibytes * 1024 * 1024);
  const problems = new Problems("test");
  packCode({ code: path, runtime: "java21", handler: "shop.Handler", hasLayers: false }, problems, root);
  return problems.list;
}

test("an archive of more than Lambda takes is told before anything is deployed", () => {
  expect(problemsOfSize({ path: "app.jar", mebibytes: 51 })).toEqual([TOO_LARGE]);
});

testAdvice<Size>(
  [
    {
      mistake: "an archive of 51 MiB",
      problems: [TOO_LARGE],
      ways: [{ says: "take out what the function does not need", to: { path: "app.jar", mebibytes: 50 } }],
    },
  ],
  problemsOfSize,
);

test("a change of the code is another hash, and no other change", () => {
  write({ "f/index.py": "def handler(event, context): return 1\n" });
  const hash = () => createHash("sha256").update(pack("f", "python3.13").content).digest("hex");
  const before = hash();
  expect(hash()).toBe(before);
  write({ "f/index.py": "def handler(event, context): return 2\n" });
  expect(hash()).not.toBe(before);
});
