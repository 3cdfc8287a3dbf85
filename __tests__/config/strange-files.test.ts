import fs, { chmodSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { testAdvice } from "../support/followed-advice";
import { configFolder, DEV, devWith, problemsIn, problemsOf, removeConfigFolders } from "./support/config-folder";

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

  test("a file that cannot be read is told", () => {
    expect(asAnotherUser(() => problemsAfter(UNREADABLE.forbidden))).toEqual(UNREADABLE.problems);
  });
});

/** A file whose rights are for others, and what its owner's reader is told. */
const UNREADABLE = {
  mistake: "a file that may not be read",
  forbidden: (folder: string) => chmodSync(join(folder, "dev.yaml"), 0o000),
  problems: [
    {
      code: "CONFIG_FILE_UNREADABLE",
      path: "config/dev.yaml:1:1",
      message: "The file cannot be read.",
      found: "EACCES",
      expected: "a file that you may read",
      fix: "give yourself the right to read it",
    },
  ],
  ways: [
    {
      says: "give yourself the right to read it",
      to: (folder: string) => chmodSync(join(folder, "dev.yaml"), 0o400),
    },
  ],
};

testAdvice([UNREADABLE], (mend) =>
  asAnotherUser(() =>
    problemsAfter((folder) => {
      UNREADABLE.forbidden(folder);
      mend(folder);
    }),
  ),
);

/** Runs a step for which rights count: they do not for the user root. */
function asAnotherUser<T>(step: () => T): T {
  const real = fs.readFileSync;
  const read = jest.spyOn(fs, "readFileSync").mockImplementation((file, options) => {
    if ((fs.statSync(file as string).mode & 0o400) === 0) {
      throw Object.assign(new Error("EACCES: permission denied"), { code: "EACCES" });
    }
    return real(file, options);
  });
  try {
    return step();
  } finally {
    read.mockRestore();
  }
}

describe("aliases", () => {
  test("stand for what they name, again and again", () => {
    const text = `${DEV}tags: { A: &a one, B: *a, C: *a }\n`;
    expect(loadEnvironments(configFolder({ dev: text }), { variables: {} })[0]?.environment.tags).toEqual({
      A: "one",
      B: "one",
      C: "one",
    });
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
    expect(problemsOf({ dev: `${DEV}  nat: { mode: single, ${key}: 1 }\n` })).toEqual([
      unknown(`config/dev.yaml:18:24 › network.nat.${key}`, key),
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
