import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { removeConfigFolders } from "../config/config-folder";
import { codesFollowedByTests } from "./construct-ways";
import { mistakes } from "./yaml-mistakes";

afterAll(removeConfigFolders);

const ROOT = join(__dirname, "..", "..");

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return name.endsWith(".ts") ? [path] : [];
  });
}

/** The codes that a source names for a problem. */
function codes(): string[] {
  const texts = ["config", "constructs", "stacks", "memory", "runner", "review", "cli"]
    .flatMap((folder) => sources(join(ROOT, folder)))
    .map((file) => readFileSync(file, "utf8"));
  return [
    ...new Set(
      texts.flatMap((text) => [...text.matchAll(/\bcode: "([A-Z][A-Z0-9_]+)"/g)].map(([, code = ""]) => code)),
    ),
  ].sort();
}

test("the advice of every code is followed by a test", () => {
  const followed = new Set([
    ...mistakes().flatMap(({ told }) => told.map(({ code }) => code)),
    ...codesFollowedByTests(),
  ]);
  expect(codes().filter((code) => !followed.has(code))).toEqual([]);
});
