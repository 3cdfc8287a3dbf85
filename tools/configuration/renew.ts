import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { declarationsIn } from "./declarations";

/** What a file was when the schema was last made from it. */
interface Seen {
  /** Digest of the whole file. */
  readonly content: string;
  /** Digest of what its types and constants say. */
  readonly declarations: string;
}

/**
 * Makes `config/schema.json` anew when a type of the configuration has changed, so that a key that was added can be used at once. Types
 * are read by the compiler's API, which takes two seconds; nothing is done while only functions have changed.
 *
 * @param root folder of the project, compiled
 * @returns whether the file was written
 * @throws Error if a type holds what no file can
 */
export async function renewSchema(root: string): Promise<boolean> {
  const record = join(root, "dist", ".configuration-types.json");
  const file = join(root, "config", "schema.json");
  const before = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  const seen = readSeen(record);
  const schema = digest(before ?? "");
  if (seen?.schema === schema && Object.entries(seen.files).every(([path, one]) => isSame(join(root, path), one))) {
    return false;
  }
  const { renderSchemaFromTypes, sourcesOfTypes } = await import("./render.js");
  const rendered = renderSchemaFromTypes();
  const files = Object.fromEntries(
    sourcesOfTypes().map((path) => [path, seenIn(readFileSync(join(root, path), "utf8"))]),
  );
  mkdirSync(dirname(record), { recursive: true });
  writeFileSync(record, JSON.stringify({ schema: digest(rendered), files }));
  if (rendered === before) return false;
  writeFileSync(file, rendered);
  return true;
}

function readSeen(record: string): { schema: string; files: Record<string, Seen> } | undefined {
  try {
    return JSON.parse(readFileSync(record, "utf8"));
  } catch {
    // What cannot be read can be made again.
    return undefined;
  }
}

function isSame(path: string, { content, declarations }: Seen): boolean {
  if (!existsSync(path)) return false;
  const source = readFileSync(path, "utf8");
  return digest(source) === content || digest(declarationsIn(source)) === declarations;
}

function seenIn(source: string): Seen {
  return { content: digest(source), declarations: digest(declarationsIn(source)) };
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
