import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { declarationsIn } from "./declarations";

/** What a file was when others were last made from it. */
interface Seen {
  /** Digest of the whole file. */
  readonly content: string;
  /** Digest of what its types and constants say. */
  readonly declarations: string;
}

/** A file that follows from types. */
interface Follower {
  /** From the folder of the project, as `record` is. */
  readonly file: string;
  /** What was seen when it was last made. */
  readonly record: string;
  /** Reads the types. @returns the file's text, and the sources that it follows from */
  readonly render: (root: string) => Promise<{ readonly text: string; readonly sources: readonly string[] }>;
}

const FOLLOWERS: readonly Follower[] = [
  {
    file: "config/schema.json",
    record: "dist/.configuration-types.json",
    render: async () => {
      const { renderSchemaFromTypes, sourcesOfTypes } = await import("./render.js");
      return { text: renderSchemaFromTypes(), sources: sourcesOfTypes() };
    },
  },
  {
    file: "constructs/core/shapes/table.ts",
    record: "dist/.construct-types.json",
    render: async (root) => (await import("../shapes/render.js")).renderShapes(root),
  },
  {
    file: "config/defaults.schema.json",
    record: "dist/.defaults-types.json",
    render: async (root) => {
      const { defaultsSchema, sources } = (await import("../shapes/render.js")).renderShapes(root);
      return { text: defaultsSchema, sources };
    },
  },
];

/**
 * Makes the schema of the configuration and the table of what constructs are given anew when a type has changed, so that an option that
 * was added can be used at once. Types are read by the compiler's API, which takes some seconds; nothing is done while only functions have
 * changed.
 *
 * @param root folder of the project, compiled
 * @returns the files that were written
 * @throws Error if a type holds what it cannot
 */
export async function renewFiles(root: string): Promise<readonly string[]> {
  const renewed: string[] = [];
  for (const follower of FOLLOWERS) if (await renew(follower, root)) renewed.push(follower.file);
  return renewed;
}

async function renew(follower: Follower, root: string): Promise<boolean> {
  const record = join(root, follower.record);
  const file = join(root, follower.file);
  const before = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  const seen = readSeen(record);
  if (
    seen?.made === digest(before ?? "") &&
    Object.entries(seen.files).every(([path, one]) => isSame(join(root, path), one))
  ) {
    return false;
  }
  const { text, sources } = await follower.render(root);
  const files = Object.fromEntries(sources.map((path) => [path, seenIn(readFileSync(join(root, path), "utf8"))]));
  mkdirSync(dirname(record), { recursive: true });
  writeFileSync(record, JSON.stringify({ made: digest(text), files }));
  if (text === before) return false;
  writeFileSync(file, text);
  return true;
}

function readSeen(record: string): { made: string; files: Record<string, Seen> } | undefined {
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
