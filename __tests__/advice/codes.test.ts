import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { removeConfigFolders } from "../config/support/config-folder";
import { codesFollowedByTests } from "./construct-ways";
import { mistakes } from "./yaml-mistakes";

afterAll(removeConfigFolders);

const ROOT = join(__dirname, "..", "..");

/** Codes whose advice no test follows, and why. */
const LEFT_TO_READER: Readonly<Record<string, string>> = {
  NEW_STACK_UNFINISHED: "told of the compiler and the linter, whose own words say what is wrong",
  SYNTH_HCL: "told by the program of a synth, which is no module",
};

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return name.endsWith(".ts") ? [path] : [];
  });
}

/** Every code that a problem can have. */
function codes(): string[] {
  const folders = [
    "config",
    "constructs",
    "stacks",
    "memory",
    "runner",
    "review",
    "cli",
    "variables",
    "emulator",
    "guardrails",
  ];
  const files = [join(ROOT, "synth.ts"), ...folders.flatMap((folder) => sources(join(ROOT, folder)))];
  // Also `code: isOld ? "…_OLD" : "…_UNKNOWN"`.
  const lines = files.flatMap((file) => readFileSync(file, "utf8").match(/\bcode: .*/g) ?? []);
  const found = lines.flatMap((line) =>
    [...line.matchAll(/"([A-Z][A-Z0-9]*_[A-Z0-9_]+)"/g)].map(([, code = ""]) => code),
  );
  return [...new Set(found)].sort();
}

test("the advice of every code is followed by a test, or is left to the reader for a reason", () => {
  const followed = new Set([
    ...mistakes().flatMap(({ told }) => told.map(({ code }) => code)),
    ...codesFollowedByTests(),
  ]);
  expect(codes().filter((code) => !followed.has(code))).toEqual(Object.keys(LEFT_TO_READER));
});
