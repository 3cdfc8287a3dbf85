import { execFileSync } from "node:child_process";
import fs, { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { configFolder, DEV, devWith, problemsIn, problemsOf, removeConfigFolders } from "./config-folder";

afterAll(removeConfigFolders);

/** What is told of a folder that something was done to. */
function problemsAfter(change: (folder: string) => void) {
  const folder = configFolder({ dev: DEV });
  change(folder);
  return problemsIn(() => loadEnvironments(folder, { variables: {} }));
}

describe("what is no configuration file", () => {
  test("an editor's locks and drafts are passed over", () => {
    const problems = problemsAfter((folder) => {
      symlinkSync("somebody@somewhere.1234", join(folder, ".#dev.yaml"));
      writeFileSync(join(folder, ".dev.yaml.swp"), "\0");
    });
    expect(problems).toEqual([]);
  });

  test.each([
    ["a folder", (file: string) => mkdirSync(file)],
    ["a pipe or device", (file: string) => execFileSync("mkfifo", [file])],
    ["a link that leads nowhere", (file: string) => symlinkSync("nowhere", file)],
  ])("%s with the name of one is told", (found, make) => {
    expect(problemsAfter((folder) => make(join(folder, "other.yaml")))).toEqual([
      {
        code: "CONFIG_NOT_A_FILE",
        path: "config/other.yaml:1:1",
        message: "What has the name of a configuration file is none.",
        found,
        expected: "a file",
        fix: "move it elsewhere, or give it another name",
      },
    ]);
  });

  test("a file that is far too large is not read", () => {
    expect(problemsOf({ dev: DEV, huge: "#".repeat(1_048_577) })).toEqual([
      {
        code: "CONFIG_FILE_TOO_LARGE",
        path: "config/huge.yaml:1:1",
        message: "The file is larger than a configuration can be.",
        found: "1048577 bytes",
        expected: "at most 1048576 bytes",
        fix: "divide it by `extends`, or look whether it is a configuration file at all",
      },
    ]);
  });

  test.each(["yml", "YAML", "Yml"])("the ending .%s is told, which would be passed over", (ending) => {
    expect(problemsOf({ dev: DEV, [`x.${ending}`]: DEV })).toEqual([
      {
        code: "CONFIG_FILE_ENDING",
        path: `config/x.${ending}:1:1`,
        message: "The file would be passed over because of its ending.",
        found: `x.${ending}`,
        expected: "a file that ends with .yaml",
        fix: "rename it to x.yaml",
      },
    ]);
  });

  test("a file in the place of the folder is told", () => {
    const file = join(configFolder({ dev: DEV }), "dev.yaml");
    expect(problemsIn(() => loadEnvironments(file, { variables: {} }))).toEqual([
      {
        code: "CONFIG_FOLDER_MISSING",
        path: "dev.yaml:1:1",
        message: "There is no configuration folder.",
        found: 'a file "dev.yaml"',
        expected: "a folder with one YAML file for each environment",
        fix: "run the command in the project's root folder, or name the folder in GROUNDPLAN_CONFIG",
      },
    ]);
  });

  test("a file that cannot be read is told", () => {
    const read = jest.spyOn(fs, "readFileSync").mockImplementation(() => {
      throw Object.assign(new Error("EACCES: permission denied"), { code: "EACCES" });
    });
    try {
      expect(problemsOf({ dev: DEV })).toEqual([
        {
          code: "CONFIG_FILE_UNREADABLE",
          path: "config/dev.yaml:1:1",
          message: "The file cannot be read.",
          found: "EACCES",
          expected: "a file that you may read",
          fix: "give yourself the right to read it",
        },
      ]);
    } finally {
      read.mockRestore();
    }
  });
});

describe("aliases", () => {
  test("stand for what they name, again and again", () => {
    const text = `${DEV}tags: { A: &a one, B: *a, C: *a }\n`;
    expect(loadEnvironments(configFolder({ dev: text }), { variables: {} })[0]?.environment.tags).toEqual({
      A: "one",
      B: "one",
      C: "one",
    });
  });

  test("inside of what they stand for are told", () => {
    expect(problemsOf({ dev: `${DEV}tags: &t { a: *t }\n` })).toEqual([
      {
        code: "CONFIG_ALIAS_CYCLE",
        path: "config/dev.yaml:18:15",
        message: "The alias stands inside of what it stands for.",
        found: "*t below &t",
        expected: "an alias of something that ends before it",
        fix: "write the value itself in the place of *t",
      },
    ]);
  });

  test("that stand for millions of values are told, and not followed", () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const items = Array.from({ length: 10 }, () => (level === 0 ? "x" : `*l${level - 1}`));
      return `l${level}: &l${level} [${items.join(", ")}]\n`;
    });
    expect(problemsOf({ dev: levels.join("") })).toEqual([
      {
        code: "CONFIG_TOO_MANY_VALUES",
        path: expect.stringMatching(/^config\/dev\.yaml:\d+:\d+$/),
        message: "The file holds more values than a configuration can.",
        found: "more than 50000 values, those that aliases stand for counted",
        expected: "at most 50000 values",
        fix: "take away aliases (*name) of what holds aliases itself",
      },
    ]);
  });
});

test("a second document in a file is told", () => {
  expect(problemsOf({ dev: `${DEV}---\n${DEV}` })).toEqual([
    {
      code: "CONFIG_YAML_SYNTAX",
      path: "config/dev.yaml:18:1",
      message: "The file is not valid YAML.",
      found: "the file holds more than one document",
      expected: "YAML 1.2: maps indented by spaces, one `key: value` per line",
      fix: "mend this line or the one above it",
    },
  ]);
});

const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

test.each([
  ["100 lists", nested(100), "18:71"],
  ["5000 lists", nested(5_000), "18:134"],
  ["100000 lists", nested(100_000), "18:134"],
  [
    "200 lists in lines of their own",
    Array.from({ length: 200 }, (_, level) => `\n${" ".repeat(level)}-`).join(""),
    "145:128",
  ],
  ["5000 lists in one line", `\n${"- ".repeat(5_000)}`, "19:254"],
  ["5000 maps that are never closed", "{a: ".repeat(5_000), "18:512"],
])("%s in each other are told, where they become too deep", (_, value, at) => {
  expect(problemsOf({ dev: `${DEV}tags: ${value}\n` })).toEqual([
    {
      code: "CONFIG_TOO_DEEP",
      path: `config/dev.yaml:${at}`,
      message: "The file is nested more deeply than a configuration can be.",
      found: "more than 64 levels",
      expected: "at most 64 levels",
      fix: "look for a bracket that is never closed, or for an alias (*name) inside of another one's value",
    },
  ]);
});

describe("keys that every object of JavaScript has", () => {
  const unknown = (path: string, key: string) =>
    expect.objectContaining({ code: "CONFIG_UNKNOWN_KEY", path, found: `"${key}"` });

  test.each(["constructor", "__proto__", "toString", "hasOwnProperty"])("%s is as unknown as any other", (key) => {
    expect(problemsOf({ dev: `${DEV}${key}: 1\n` })).toEqual([unknown(`config/dev.yaml:18:1 › ${key}`, key)]);
    expect(problemsOf({ dev: devWith("network:\n", `network:\n  ${key}: { a: 1 }\n`) })).toEqual([
      unknown(`config/dev.yaml:9:3 › network.${key}`, key),
    ]);
    expect(problemsOf({ dev: `${DEV}  nat: { mode: none, ${key}: 1 }\n` })).toEqual([
      unknown(`config/dev.yaml:18:22 › network.nat.${key}`, key),
    ]);
  });

  test("constructor is no name of a tier, nor of anything else", () => {
    expect(problemsOf({ dev: devWith("    app:\n", "    constructor:\n") })).toEqual([
      {
        code: "CONFIG_NAME_FORM",
        path: "config/dev.yaml:15:5 › network.tiers.constructor",
        message: "The name of the tier has a wrong form.",
        found: '"constructor"',
        expected: "1 to 32 of a-z, 0-9 and -, starting with a letter; not constructor",
        fix: "rename the tier",
      },
    ]);
  });
});
