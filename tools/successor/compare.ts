import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";

/** The files that cdktf and its successor write themselves: the manifest, and a stack. */
const WRITTEN_BY_LIBRARY = new Set(["manifest.json", "cdk.tf.json"]);

/** What was compared, and what is not equal. */
export interface Comparison {
  /** Number of stacks that one of them has, or both. */
  readonly stacks: number;
  /** Number of files that both have, those of the stacks included. */
  readonly files: number;
  /** One line for each difference; none if both are equal. */
  readonly differences: readonly string[];
}

/**
 * Compares two folders that were synthesized to, file by file and byte by byte. Two things are left out, because the libraries write them
 * of themselves: the version of the library that synthesized (`version` of the manifest and of each stack's metadata), and where a line of JSON
 * breaks (cdktf writes an empty list in two lines, CDK Terrain in one). The order of keys counts.
 *
 * @param before folder that the one library wrote
 * @param after folder that the other one wrote
 */
export function compareOutputs(before: string, after: string): Comparison {
  const names = [...new Set([...filesIn(before), ...filesIn(after)])].sort();
  const differences: string[] = [];
  let files = 0;
  for (const name of names) {
    const [one, other] = [join(before, name), join(after, name)];
    if (!existsSync(one) || !existsSync(other)) {
      differences.push(`${name}: only the ${existsSync(one) ? "first" : "second"} has it`);
      continue;
    }
    files += 1;
    const place = firstDifference(contentOf(one), contentOf(other));
    if (place) differences.push(`${name}: ${place}`);
  }
  const isStack = (name: string) => name.endsWith("cdk.tf.json");
  return { stacks: names.filter(isStack).length, files, differences };
}

/** Files by their path in the folder. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

/** The text that counts of a file. */
function contentOf(file: string): string {
  const text = readFileSync(file, "utf8");
  if (!WRITTEN_BY_LIBRARY.has(basename(file))) return text;
  const json: Versioned = JSON.parse(text);
  delete json.version;
  delete json["//"]?.metadata?.version;
  return JSON.stringify(json);
}

/** Where the libraries' own files say their version. */
interface Versioned {
  version?: string;
  "//"?: { metadata?: { version?: string } };
}

/** Where two texts part, with what stands there in both. */
function firstDifference(one: string, other: string): string | undefined {
  if (one === other) return undefined;
  let at = 0;
  while (one[at] === other[at]) at += 1;
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 60), at + 60));
  return `${around(one)} became ${around(other)}`;
}
