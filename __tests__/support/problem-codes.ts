import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return name.endsWith(".ts") ? [path] : [];
  });
}

/** Every code that a problem can have. */
export function problemCodes(): string[] {
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
