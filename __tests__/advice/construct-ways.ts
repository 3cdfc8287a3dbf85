import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FollowedWay } from "../support/followed-advice";
import { tablesOf } from "./captured-cases";

const TESTS = join(__dirname, "..");

/** Codes whose advice is followed by the tests of constructs and modules: those that call `testAdvice`. */
export function codesFollowedByTests(): ReadonlySet<string> {
  const files = readdirSync(TESTS, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".test.ts") && /^testAdvice[(<]/m.test(readFileSync(join(TESTS, file), "utf8")),
  );
  const rows = files.sort().flatMap((file) => tablesOf(() => require(join(TESTS, file))).flat());
  return new Set(rows.flatMap((row) => (isWay(row) ? row.codes : [])));
}

function isWay(row: unknown): row is FollowedWay {
  return typeof row === "object" && row !== null && "codes" in row;
}
