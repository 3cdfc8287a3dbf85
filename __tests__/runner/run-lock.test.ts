import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { GroundplanError } from "../../constructs/core/errors";
import { identify, thisProcess } from "../../runner/processes";
import { RunLock } from "../../runner/state/run-lock";
import { testAdvice } from "../support/followed-advice";

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-lock-"));
});

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** How the process that holds the lock ends: after a time, or by a signal. */
interface Way {
  readonly seconds: string;
  readonly signal?: "SIGINT";
}

const command = "groundplan deploy 'staging-*'";
const since = "2026-01-02T03:04:05.000Z";
const lockFile = () => path.join(folder, "staging.lock");

/** A lock as another process would have written it. */
function write(file: string, holder: object): string {
  const text = `${JSON.stringify(holder)}\n`;
  fs.writeFileSync(file, text);
  return text;
}

function refusal(): GroundplanError {
  try {
    RunLock.take(folder, "staging", "groundplan destroy 'staging-*'").release();
  } catch (error) {
    if (error instanceof GroundplanError) return error;
    throw error;
  }
  throw new Error("The lock was taken.");
}

const HELD = {
  mistake: "a lock that a process holds",
  problems: [
    {
      code: "RUN_UNDER_WAY",
      path: "staging",
      message: "Another command works on this in the same checkout.",
      found: `\`groundplan deploy 'staging-*'\`, process ${process.pid}, since 2026-01-02T03:04:05.000Z`,
      expected: "one command at a time",
      fix: `wait until it has ended, or end it: kill -INT ${process.pid}`,
    },
  ],
  ways: [
    { says: "wait until it has ended", to: { seconds: "0.1" } },
    { says: "end it: kill -INT", to: { seconds: "60", signal: "SIGINT" } },
  ],
} as const;

test("the second command is told who runs, since when, and what to do", () => {
  write(lockFile(), { ...thisProcess(), command, since });
  expect(refusal().problems).toEqual(HELD.problems);
});

testAdvice([HELD], async ({ seconds, signal }: Way) => {
  const holder = spawn("sleep", [seconds]);
  const ended = new Promise((resolve) => holder.once("exit", resolve));
  write(lockFile(), { ...identify(holder.pid ?? 0), command, since });
  expect(refusal().problems[0]?.fix).toContain(`kill -INT ${holder.pid}`);
  if (signal) holder.kill(signal);
  await ended;
  RunLock.take(folder, "staging", command).release();
  return [];
});

test("a lock is free again after its release, and leaves nothing in the folder", () => {
  const lock = RunLock.take(folder, "staging", command);
  expect(RunLock.holder(folder, "staging")).toMatchObject({ pid: process.pid, command });
  expect(refusal().problems).toHaveLength(1);
  lock.release();
  expect(RunLock.holder(folder, "staging")).toBeUndefined();
  expect(fs.readdirSync(folder)).toEqual([]);
});

test("environments do not wait for each other", () => {
  const staging = RunLock.take(folder, "staging", command);
  const production = RunLock.take(folder, "production", command);
  staging.release();
  production.release();
});

test.each([
  ["a process that has ended", { ...thisProcess(), pid: 999_999_999 }],
  ["a process whose number a foreign one has now", { ...thisProcess(), started: "another time" }],
  ["no process", { hello: 1 }],
])("what %s left is taken over", (_, holder) => {
  write(lockFile(), { command, since, ...holder });
  const lock = RunLock.take(folder, "staging", "groundplan plan");
  expect(RunLock.holder(folder, "staging")?.command).toBe("groundplan plan");
  lock.release();
  expect(fs.readdirSync(folder)).toEqual([]);
});

test("a file that is no record is taken over", () => {
  fs.writeFileSync(lockFile(), "\0\0");
  RunLock.take(folder, "staging", command).release();
  expect(fs.readdirSync(folder)).toEqual([]);
});

function claimOf(text: string): string {
  return `${lockFile()}.${createHash("sha256").update(text).digest("hex").slice(0, 16)}`;
}

test("only one command takes over what a dead process left", () => {
  const text = write(lockFile(), { pid: 999_999_999, started: "x", command, since });
  write(claimOf(text), { ...thisProcess(), command: "groundplan plan", since });
  expect(refusal().problems[0]?.found).toContain("`groundplan plan`");
  expect(fs.readFileSync(lockFile(), "utf8")).toBe(text);
});

test("a command that died while it took over is no hindrance", () => {
  const text = write(lockFile(), { pid: 999_999_999, started: "x", command, since });
  write(claimOf(text), { pid: 999_999_999, started: "y", command: "groundplan plan", since });
  RunLock.take(folder, "staging", command).release();
  expect(fs.readdirSync(folder)).toEqual([]);
});

test("a lock that somebody else has meanwhile is not freed", () => {
  const lock = RunLock.take(folder, "staging", command);
  const theirs = write(lockFile(), { ...thisProcess(), command: "groundplan plan", since });
  lock.release();
  expect(fs.readFileSync(lockFile(), "utf8")).toBe(theirs);
});
