import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { GroundplanError, type Problem } from "../../../../constructs/core/errors";
import { synthesize } from "../../../../stacks/application/synthesize";
import { testAdvice } from "../../../support/followed-advice";

const usual = process.env.TMPDIR;
let root: string;

beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), "groundplan-temporary-"));
});

afterEach(() => {
  jest.restoreAllMocks();
  process.env.TMPDIR = usual;
  fs.rmSync(root, { recursive: true });
});

const inFolder = (name: string) => {
  process.env.TMPDIR = join(root, name);
};

const toAnother = () => {
  inFolder("another");
  fs.mkdirSync(join(root, "another"));
};

/** Makes the system refuse to make anything in the temporary folder. */
function refuse(code: string): void {
  inFolder("tmp");
  fs.mkdirSync(join(root, "tmp"));
  const real = fs.mkdtempSync;
  jest.spyOn(fs, "mkdtempSync").mockImplementation((prefix) => {
    if (String(prefix).startsWith(join(root, "tmp"))) throw Object.assign(new Error(code), { code });
    return real(String(prefix));
  });
}

type Step = () => void;

/** What is wrong with the folder, what is told, and what is done then. */
function missing(
  mistake: string,
  before: Step,
  found: string,
  fix: string,
  ways: readonly (readonly [string, Step])[],
) {
  const problem = {
    code: "TEMPORARY_FOLDER_MISSING",
    path: "synth",
    message: "No folder for temporary files can be made.",
    found,
    expected: "a folder that can be written to",
    fix,
  };
  const steps = ways.map(([says, mend]) => ({ says, to: [before, mend] }));
  return { mistake, before, problems: [problem], ways: steps };
}

const MISSING = [
  missing(
    "a temporary folder that is not there",
    () => inFolder("nowhere"),
    "ENOENT in FOLDER/nowhere",
    "make FOLDER/nowhere, or name another folder in TMPDIR",
    [
      ["make FOLDER/nowhere", () => fs.mkdirSync(join(root, "nowhere"))],
      ["or name another folder in TMPDIR", toAnother],
    ],
  ),
  missing(
    "a temporary folder of somebody else",
    () => refuse("EACCES"),
    "EACCES in FOLDER/tmp",
    "give yourself the right to write there, or name another folder in TMPDIR",
    [
      ["give yourself the right to write there", () => void jest.restoreAllMocks()],
      ["or name another folder in TMPDIR", toAnother],
    ],
  ),
  missing(
    "a temporary folder on a full disk",
    () => refuse("ENOSPC"),
    "ENOSPC in FOLDER/tmp",
    "make room on the disk, or name a folder on another one in TMPDIR",
    [
      ["make room on the disk", () => void jest.restoreAllMocks()],
      ["or name a folder on another one in TMPDIR", toAnother],
    ],
  ),
];

test.each(MISSING)("$mistake is told, and nothing is written", ({ before, problems }) => {
  expect(problemsAfter([before])).toEqual(problems);
  expect(fs.existsSync(join(root, "out"))).toBe(false);
});

testAdvice(MISSING, problemsAfter);

/** What a synth of an app without stacks tells. */
function problemsAfter(steps: readonly Step[]): readonly Problem[] {
  for (const step of steps) step();
  try {
    synthesize(join(root, "out"), (outdir) => new App({ outdir }));
  } catch (error) {
    if (!(error instanceof GroundplanError)) throw error;
    return JSON.parse(JSON.stringify(error.problems).replaceAll(root, "FOLDER")) as Problem[];
  }
  return [];
}
