import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GroundplanError, type Problem } from "../../../../constructs/core/errors";
import { identify } from "../../../../runner/processes";
import { RunLock } from "../../../../runner/state/run-lock";
import { writeOutput } from "../../../../stacks/application/output/output-folder";
import { testAdvice } from "../../../support/followed-advice";

let root: string;
let out: string;
let other: ChildProcess | undefined;

beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), "groundplan-output-"));
  out = join(root, "out");
});

afterEach(async () => {
  jest.restoreAllMocks();
  await endOther();
  fs.rmSync(root, { recursive: true, force: true });
});

type Step = () => unknown;

/** What is in the way of a synth, what is told, and what is done then. */
function refusal(
  mistake: string,
  before: Step,
  told: Omit<Problem, "path">,
  ways: readonly (readonly [says: string, mend: Step])[],
) {
  const problems = [{ path: "synth › FOLDER/out", ...told }];
  const to = (mend: Step) => async () => {
    before();
    await mend();
  };
  return { mistake, before, problems, ways: ways.map(([says, mend]) => ({ says, to: to(mend) })) };
}

const intoAnotherFolder = () => {
  out = join(root, "another");
};

const REFUSALS = [
  refusal(
    "a file in the place of the folder",
    () => fs.writeFileSync(out, "mine"),
    {
      code: "OUTPUT_NOT_A_FOLDER",
      message: "Synth cannot write where it is told to.",
      found: "a file FOLDER/out",
      expected: "a folder, or nothing yet",
      fix: "name another folder in CDKTF_OUTDIR, or move the file away",
    },
    [
      ["name another folder in CDKTF_OUTDIR", intoAnotherFolder],
      ["or move the file away", () => fs.renameSync(out, join(root, "mine"))],
    ],
  ),
  refusal(
    "a link out of the folder",
    () => {
      fs.mkdirSync(join(root, "elsewhere"));
      fs.mkdirSync(out);
      fs.symlinkSync(join(root, "elsewhere"), join(out, "stacks"));
    },
    {
      code: "OUTPUT_OUTSIDE",
      message: "A link in the folder that synth writes to leads out of it.",
      found: "FOLDER/out/stacks leads to FOLDER/elsewhere",
      expected: "folders of its own",
      fix: "remove the link: rm FOLDER/out/stacks",
    },
    [["rm FOLDER/out/stacks", () => fs.unlinkSync(join(out, "stacks"))]],
  ),
  refusal(
    "a full disk",
    () => refuse("ENOSPC"),
    {
      code: "OUTPUT_NOT_WRITTEN",
      message: "Synth could not write what it made. What was there before is as it was.",
      found: "ENOSPC at FOLDER/out",
      expected: "a folder that can be written to, and room on the disk",
      fix: "make room on the disk, or name a folder on another one in CDKTF_OUTDIR",
    },
    [
      ["make room on the disk", () => jest.restoreAllMocks()],
      ["or name a folder on another one in CDKTF_OUTDIR", intoAnotherFolder],
    ],
  ),
  refusal(
    "a folder of somebody else",
    () => refuse("EACCES"),
    {
      code: "OUTPUT_NOT_WRITTEN",
      message: "Synth could not write what it made. What was there before is as it was.",
      found: "EACCES at FOLDER/out",
      expected: "a folder that can be written to, and room on the disk",
      fix: "give yourself the right to write there, or name another folder in CDKTF_OUTDIR",
    },
    [
      ["give yourself the right to write there", () => jest.restoreAllMocks()],
      ["or name another folder in CDKTF_OUTDIR", intoAnotherFolder],
    ],
  ),
  refusal(
    "another synth that does not end",
    holdLock,
    {
      code: "OUTPUT_BUSY",
      message: "Another synth has been writing to the folder for a long time.",
      found: "process PID, since 2026-11-20T08:00:00.000Z",
      expected: "an end within 60 s",
      fix: "end it (kill PID), or name another folder in CDKTF_OUTDIR",
    },
    [
      ["end it (kill PID)", endOther],
      ["or name another folder in CDKTF_OUTDIR", intoAnotherFolder],
    ],
  ),
  refusal(
    "many others, one after the other",
    () => {
      holdLock();
      jest.spyOn(RunLock, "holder").mockReturnValue(undefined);
    },
    {
      code: "OUTPUT_BUSY",
      message: "Another synth has been writing to the folder for a long time.",
      found: "one after the other",
      expected: "an end within 60 s",
      fix: "try again",
    },
    [["try again", endOther]],
  ),
];

test.each(REFUSALS)("synth tells $mistake, and writes nothing", ({ before, problems }) => {
  before();
  const there = files();
  expect(problemsNow()).toEqual(problems);
  expect(files()).toEqual(there);
});

testAdvice(REFUSALS, async (mended) => {
  await mended();
  return problemsNow();
});

/** What a synth of one stack tells, with names for what differs from run to run. */
function problemsNow(): readonly Problem[] {
  try {
    writeOutput(out, new Map([["stacks/a/cdk.tf.json", "{}"]]), () => undefined);
  } catch (error) {
    if (!(error instanceof GroundplanError)) throw error;
    return error.problems.map((problem) => {
      const named = JSON.stringify(problem).replaceAll(root, "FOLDER");
      return JSON.parse(named.replace(/\b(process|kill) \d+/g, "$1 PID")) as Problem;
    });
  }
  return [];
}

/** Every file below the root. */
function files(): readonly string[] {
  const entries = fs.readdirSync(root, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : [])).sort();
}

/** Makes the system refuse to write anything in the folder. */
function refuse(code: string): void {
  const refusing = out;
  const real = fs.writeFileSync;
  jest.spyOn(fs, "writeFileSync").mockImplementation((file, data, options) => {
    if (String(file).startsWith(refusing)) throw Object.assign(new Error(code), { code });
    real(file, data, options);
  });
}

/** Another process takes the folder's lock, and time passes quickly. */
function holdLock(): void {
  other = spawn("sleep", ["60"]);
  fs.mkdirSync(out);
  const holder = { ...identify(other.pid ?? 0), command: "groundplan synth", since: "2026-11-20T08:00:00.000Z" };
  fs.writeFileSync(join(out, "synth.lock"), JSON.stringify(holder));
  let now = 0;
  jest.spyOn(Date, "now").mockImplementation(() => {
    now += 40_000;
    return now;
  });
}

async function endOther(): Promise<void> {
  if (!other) return;
  const ended = once(other, "exit");
  other.kill();
  await ended;
  other = undefined;
}
