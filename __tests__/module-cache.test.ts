import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { transformFileSync } from "@swc/core";

const { code: cache = "" } = transformFileSync(join(__dirname, "..", "module-cache.ts"), {
  jsc: { target: "es2022", parser: { syntax: "typescript" } },
  module: { type: "commonjs" },
});

const projects: string[] = [];
afterAll(() => {
  for (const folder of projects) rmSync(folder, { recursive: true, force: true });
});

const MAP = `\n//# sourceMappingURL=data:application/json;base64,${"A".repeat(100)}\n`;

/** A compiled project whose program prints what its modules say. */
function project() {
  const folder = mkdtempSync(join(tmpdir(), "groundplan-modules-"));
  projects.push(folder);
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  write("dist/.tsbuildinfo", "{}");
  write("dist/module-cache.js", cache);
  write("dist/main.js", 'require("./module-cache");\nconsole.log(require("./own/part").said.join(" "));');
  write(
    "dist/own/part.js",
    `exports.said = ["own", require("cdktf").name, require("../other"), __filename.slice(-7)];${MAP}`,
  );
  write("dist/other.js", 'module.exports = "other";');
  write("node_modules/.package-lock.json", "{}");
  write("node_modules/cdktf/index.js", 'exports.name = "library";');
  const kept = join(folder, "dist", ".modules");
  return {
    folder,
    write,
    kept,
    run: () => execFileSync(process.execPath, ["dist/main.js"], { cwd: folder, encoding: "utf8" }),
  };
}

const SAID = "own library other part.js\n";

describe("what is kept of modules", () => {
  test("changes nothing of what they do, is for nobody else to read, and is written once", () => {
    const { run, kept } = project();
    expect(run()).toBe(SAID);
    const written = readFileSync(kept);
    const { mtimeMs, mode } = statSync(kept);
    expect(mode & 0o777).toBe(0o600);
    expect(run()).toBe(SAID);
    expect(readFileSync(kept).equals(written)).toBe(true);
    expect(statSync(kept).mtimeMs).toBe(mtimeMs);
  });

  test("is not taken of a module that has changed, be it of the program or of a library", () => {
    const { run, write } = project();
    run();
    write("dist/other.js", 'module.exports = "changed";');
    write("node_modules/cdktf/index.js", 'exports.name = "another";');
    expect(run()).toBe("own another changed part.js\n");
    expect(run()).toBe("own another changed part.js\n");
  });

  test("is not taken of a module that has changed in the letters alone, an hour later", () => {
    const { run, write, folder } = project();
    run();
    write("dist/other.js", 'module.exports = "OTHER";');
    utimesSync(join(folder, "dist/other.js"), 1e9, 1e9);
    expect(run()).toBe("own library OTHER part.js\n");
  });

  test("is not where a module is looked for once the program was compiled again", () => {
    const { run, write, folder } = project();
    run();
    write("dist/other/index.js", 'module.exports = "folder";');
    rmSync(join(folder, "dist", "other.js"));
    write("dist/.tsbuildinfo", '{"version":2}');
    expect(run()).toBe("own library folder part.js\n");
  });

  test.each([
    ["nothing", ""],
    ["a part", undefined],
    ["something else", "\u{1}\u{0}\u{0}\u{0}{}"],
  ])("is passed over when %s of it is there", (_, text) => {
    const { run, kept } = project();
    run();
    writeFileSync(kept, text ?? readFileSync(kept).subarray(0, -1000));
    expect(run()).toBe(SAID);
    expect(run()).toBe(SAID);
  });

  test("is nothing where it cannot be told whether a package was installed since", () => {
    const { run, folder, kept } = project();
    rmSync(join(folder, "node_modules", ".package-lock.json"));
    expect(run()).toBe(SAID);
    expect(existsSync(kept)).toBe(false);
    expect(run()).toBe(SAID);
  });
});
