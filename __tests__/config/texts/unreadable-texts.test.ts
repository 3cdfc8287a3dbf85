import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadEnvironments } from "../../../config/load";
import type { Problem } from "../../../constructs/core/errors";
import { type Told, testAdvice } from "../../support/followed-advice";
import { configFolder, DEV, problemsIn, problemsOf, removeConfigFolders } from "../support/config-folder";

afterAll(removeConfigFolders);

type Files = Readonly<Record<string, string>>;

interface Mistake<Input> extends Told<Input> {
  readonly input: Input;
  readonly problems: readonly Problem[];
}

/** Of the form of a key's id, and nobody's. */
const KEY = `AKIA${"Q".repeat(16)}`;

/** A bastion with a script of this line. */
function script(line: string): string {
  return `${DEV}access: { bastion: { userData: "#!/bin/sh\\n${line}\\n" } }\n`;
}

/** Aliases of what holds aliases itself, ten each, in so many levels. */
function levels(count: number): string {
  const lines = Array.from({ length: count }, (_, level) => {
    const items = Array.from({ length: 10 }, () => (level === 0 ? "x" : `*l${level - 1}`));
    return `l${level}: &l${level} [${items.join(", ")}]\n`;
  });
  return lines.join("");
}

const TEXTS: readonly Mistake<Files>[] = [
  {
    mistake: "a file that is far too large",
    input: { dev: DEV, huge: "#".repeat(1_048_577) },
    problems: [
      {
        code: "CONFIG_FILE_TOO_LARGE",
        path: "config/huge.yaml:1:1",
        message: "The file is larger than a configuration can be.",
        found: "1048577 bytes",
        expected: "at most 1048576 bytes",
        fix: "divide it by `extends`, or look whether it is a configuration file at all",
      },
    ],
    ways: [
      { says: "look whether it is a configuration file at all", to: { dev: DEV } },
      {
        says: "divide it by `extends`",
        to: {
          _base: "abstract: true\nowner: platform\n",
          dev: `extends: _base\n${DEV.replace("owner: platform\n", "")}`,
        },
      },
    ],
  },
  {
    mistake: "an alias inside of what it stands for",
    input: { dev: `${DEV}tags: &t { a: *t }\n` },
    problems: [
      {
        code: "CONFIG_ALIAS_CYCLE",
        path: "config/dev.yaml:18:15",
        message: "The alias stands inside of what it stands for.",
        found: "*t below &t",
        expected: "an alias of something that ends before it",
        fix: "write the value itself in the place of *t",
      },
    ],
    ways: [{ says: "write the value itself in the place of *t", to: { dev: `${DEV}tags: &t { a: one }\n` } }],
  },
  {
    mistake: "lists in each other, a hundred of them",
    input: { dev: `${DEV}tags: ${"[".repeat(100)}${"]".repeat(100)}\n` },
    problems: [
      {
        code: "CONFIG_TOO_DEEP",
        path: "config/dev.yaml:18:71",
        message: "The file is nested more deeply than a configuration can be.",
        found: "more than 64 levels",
        expected: "at most 64 levels",
        fix: "look for a bracket that is never closed, or for an alias (*name) inside of another one's value",
      },
    ],
    ways: [{ says: "look for a bracket that is never closed", to: { dev: `${DEV}tags: {}\n` } }],
  },
  {
    mistake: "a secret in a script",
    input: { dev: script(`export KEY=${KEY}`) },
    problems: [
      {
        code: "CONFIG_SECRET",
        path: "config/dev.yaml:18:32 › access.bastion.userData",
        message:
          "The value looks like a secret, and everybody who may see the repository, a plan or the state would read it.",
        found: "the id of an AWS access key",
        expected:
          "a text without secrets: options that need one take the name or the ARN of a secret in Secrets Manager",
        fix: "take it out, and make it invalid where it came from, for the file may have been seen; keep a new one in Secrets Manager",
      },
    ],
    ways: [{ says: "keep a new one in Secrets Manager", to: { dev: script("aws secretsmanager get-secret-value") } }],
  },
  {
    mistake: "what cdktf would take for a reference",
    input: { dev: DEV.replace("owner: platform", "owner: ${TfToken[TOKEN.7]}") },
    problems: [
      {
        code: "CONFIG_TOKEN",
        path: "config/dev.yaml:2:8 › owner",
        message: "The value has the form of a reference between resources, which a file cannot hold.",
        found: '"${TfToken[TOKEN.7]}"',
        expected: "a text without TfToken[, or a number below 1e280",
        fix: "write the value itself; what other resources hand over is read in code",
      },
    ],
    ways: [{ says: "write the value itself", to: { dev: DEV } }],
  },
];

test.each(TEXTS)("$mistake is told", ({ input, problems }) => {
  expect(problemsOf(input)).toEqual(problems);
});

testAdvice(TEXTS, (files) => problemsOf(files));

const MANY = [
  {
    mistake: "aliases that stand for millions of values",
    problems: [
      {
        code: "CONFIG_TOO_MANY_VALUES",
        path: expect.stringMatching(/^config\/dev\.yaml:\d+:\d+$/),
        message: "The file holds more values than a configuration can.",
        found: "more than 50000 values, those that aliases stand for counted",
        expected: "at most 50000 values",
        fix: "take away aliases (*name) of what holds aliases itself",
      },
    ],
    ways: [
      {
        says: "take away aliases (*name) of what holds aliases itself",
        to: { dev: `${DEV}tags: { A: &a one, B: *a }\n` },
      },
    ],
  },
];

test("aliases that stand for millions of values are told, and not followed", () => {
  expect(problemsOf({ dev: levels(12) })).toEqual(MANY[0]?.problems);
});

testAdvice(MANY, (files: Files) => problemsOf(files));

/** What is done to a folder of one environment; the folder that is named then, if it is another. */
type Change = (folder: string) => string | undefined;

function problemsAfter(change: Change): readonly Problem[] {
  const folder = configFolder({ dev: DEV });
  return problemsIn(() => loadEnvironments(change(folder) ?? folder, { variables: {} }));
}

/** Something of the name of a configuration file, or of another one. */
function made(make: (file: string) => void, name = "other.yaml"): Change {
  return (folder) => {
    make(join(folder, name));
    return undefined;
  };
}

const NONE = (
  [
    ["a folder", (file: string) => void mkdirSync(file)],
    ["a pipe or device", (file: string) => void execFileSync("mkfifo", [file])],
    ["a link that leads nowhere", (file: string) => symlinkSync("nowhere", file)],
  ] as const
).map(
  ([found, make]): Mistake<Change> => ({
    mistake: `${found} with the name of a configuration file`,
    input: made(make),
    problems: [
      {
        code: "CONFIG_NOT_A_FILE",
        path: "config/other.yaml:1:1",
        message: "What has the name of a configuration file is none.",
        found,
        expected: "a file",
        fix: "move it elsewhere, or give it another name",
      },
    ],
    ways: [
      { says: "move it elsewhere", to: (folder) => made(make, join("..", "other.yaml"))(folder) },
      { says: "give it another name", to: made(make, "other") },
    ],
  }),
);

const FOLDERS: readonly Mistake<Change>[] = [
  ...NONE,
  {
    mistake: "a file in the place of the folder",
    input: (folder) => join(folder, "dev.yaml"),
    problems: [
      {
        code: "CONFIG_FOLDER_MISSING",
        path: "dev.yaml:1:1",
        message: "There is no configuration folder.",
        found: 'a file "dev.yaml"',
        expected: "a folder with one YAML file for each environment",
        fix: "run the command in the project's root folder, or name the folder in GROUNDPLAN_CONFIG",
      },
    ],
    ways: [
      { says: "or name the folder in GROUNDPLAN_CONFIG", to: (folder) => folder },
      { says: "run the command in the project's root folder", to: (folder) => join(dirname(folder), "config") },
    ],
  },
];

test.each(FOLDERS)("$mistake is told", ({ input, problems }) => {
  expect(problemsAfter(input)).toEqual(problems);
});

testAdvice(FOLDERS, problemsAfter);
