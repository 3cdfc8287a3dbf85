import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  findByArguments,
  identify,
  isGroupRunning,
  isRunning,
  membersOf,
  signalGroup,
  signalProcess,
  thisProcess,
} from "../../runner/processes";

const started: ChildProcess[] = [];

/** A shell that leads a group of its own. */
function group(script: string, ...words: string[]) {
  const child = spawn("sh", ["-c", script, "sh", ...words], { detached: true, stdio: ["pipe", "pipe", "ignore"] });
  started.push(child);
  const identity = identify(child.pid ?? 0);
  if (!identity) throw new Error("The shell did not start.");
  return { child, identity };
}

afterEach(() => {
  for (const { pid } of started.splice(0)) {
    try {
      process.kill(-(pid ?? 0), "SIGKILL");
    } catch {
      // Ended by the test.
    }
  }
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

test("a process is named by its number and its start", () => {
  expect(isRunning(thisProcess())).toBe(true);
  expect(identify(process.pid)).toEqual(thisProcess());
  expect(isRunning({ ...thisProcess(), started: "another time" })).toBe(false);
});

test.each([0, 1, -1, 1.5, Number.NaN, 999_999_999])("the number %d names no process", (pid) => {
  expect(identify(pid)).toBeUndefined();
  expect(membersOf(pid)).toEqual([]);
});

test("a process that has ended does not run, and its number gets no signal", async () => {
  const { child, identity } = group("read line");
  child.stdin?.end();
  await once(child, "close");
  expect(isRunning(identity)).toBe(false);
  expect(signalProcess(identity, "SIGKILL")).toBe(false);
  expect(signalGroup(identity, "SIGKILL")).toBe(false);
});

test("a foreign process that has the number of a record gets no signal, and neither does its group", () => {
  const { child, identity } = group("sleep 60");
  const forged = { ...identity, started: "another time" };
  expect(signalProcess(forged, "SIGKILL")).toBe(false);
  expect(signalGroup(forged, "SIGKILL")).toBe(false);
  expect(isRunning(identity)).toBe(true);
  expect(child.killed).toBe(false);
});

test("a group ends together, also when its leader has gone first", async () => {
  const { child, identity } = group("sleep 60 & echo ready; wait");
  await once(child.stdout ?? child, "data");
  signalProcess(identity, "SIGKILL");
  await until(() => !isRunning(identity));
  expect(isGroupRunning(identity)).toBe(true);
  expect(signalGroup(identity, "SIGKILL")).toBe(true);
  await until(() => !isGroupRunning(identity));
  expect(membersOf(identity.pid)).toEqual([]);
});

test("a process is found by all of some words in its command line", async () => {
  const word = `groundplan-test-${process.pid}`;
  const { child } = group("echo ready; read line", "--id", word);
  await once(child.stdout ?? child, "data");
  expect(findByArguments("--id", word)).toEqual([child.pid]);
  expect(findByArguments("--id", word.slice(0, -1))).toEqual([]);
});
