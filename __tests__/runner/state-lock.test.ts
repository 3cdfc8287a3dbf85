import { thisProcess } from "../../runner/processes";
import type { BrokenRun } from "../../runner/state/journal";
import { isLeftBy, lockAdvice, readStateLock } from "../../runner/state/state-lock";

const OUTPUT = `
Error: Error acquiring the state lock

Error message: operation error S3: PutObject, https response error StatusCode:
412, RequestID: , HostID: , api error PreconditionFailed: At least one of the
pre-conditions you specified did not hold
Lock Info:
  ID:        6f2c7f6e-0a0b-4d2a-9f0e-0b6ef4b7a8f1
  Path:      acme-states/groundplan/staging/network.tfstate
  Operation: OperationTypeApply
  Who:       anna@laptop
  Version:   1.11.4
  Created:   2026-01-02 03:04:05.123456789 +0000 UTC
  Info:      
`;

const lock = readStateLock(OUTPUT);
const run: BrokenRun = {
  stack: "staging-network",
  step: "apply",
  user: "anna",
  host: "laptop",
  since: "2026-01-02T03:04:04.000Z",
  terraform: { pid: 999_999_999, started: "x" },
  events: [],
  lastSign: new Date("2026-01-02T03:06:00.000Z"),
};

test("a lock is read from what Terraform tells, with and without its frame", () => {
  const expected = {
    id: "6f2c7f6e-0a0b-4d2a-9f0e-0b6ef4b7a8f1",
    who: "anna@laptop",
    operation: "OperationTypeApply",
    created: "2026-01-02 03:04:05.123456789 +0000 UTC",
  };
  expect(lock).toEqual(expected);
  expect(readStateLock(OUTPUT.replace(/^/gm, "│ "))).toEqual(expected);
  expect(readStateLock("Error: no credentials")).toBeUndefined();
});

function isLeft(created: string, changes: Partial<BrokenRun> = {}): boolean {
  return lock !== undefined && isLeftBy({ ...lock, created }, { ...run, ...changes });
}

const CREATED = "2026-01-02 03:04:05.123456789 +0000 UTC";

test("a lock that a dead process of this machine took during its run was left by it", () => {
  expect(isLeft(CREATED)).toBe(true);
  expect(isLeft("2026-01-02 04:04:05.1 +0100 CET")).toBe(true);
  expect(isLeft("2026-01-02 03:04:05 +0000 UTC", { terraform: undefined })).toBe(true);
});

test.each<[string, string, Partial<BrokenRun>]>([
  ["another user's", CREATED, { user: "bert" }],
  ["another machine's", CREATED, { host: "desktop" }],
  ["that of a process that still runs", CREATED, { terraform: thisProcess() }],
  ["an older one", "2026-01-02 03:04:03.9 +0000 UTC", {}],
  ["one that was taken after the run fell silent", "2026-01-02 03:06:16 +0000 UTC", {}],
  ["one without a time", "", {}],
])("%s was not left by the run", (_, created, changes) => {
  expect(isLeft(created, changes)).toBe(false);
});

test("without a broken run no lock was left", () => {
  expect(lock && isLeftBy(lock, undefined)).toBe(false);
});

test("a foreign lock is told with its owner and the command that frees it", () => {
  expect(lock && lockAdvice("staging-network", lock)).toBe(
    [
      "The state of staging-network is locked by anna@laptop, OperationTypeApply, since 2026-01-02 03:04:05.123456789 +0000 UTC.",
      "If nobody works on it any more:",
      "  npx groundplan terraform staging-network -- force-unlock 6f2c7f6e-0a0b-4d2a-9f0e-0b6ef4b7a8f1",
    ].join("\n"),
  );
});
