import type { DeployedEnvironment, Json } from "./deployed.types";

/** Longest line that a list or an object is written on. */
const WIDTH = 100;

/**
 * JSON for a file that people review: keys sorted, two spaces, lists and objects on one line while they fit. The same value is the
 * same text, however it was made.
 */
export function formatJson(value: Json): string {
  return `${write(value, "", 0)}\n`;
}

/** The text of a memory file. */
export function formatMemory({ environment, stacks }: DeployedEnvironment): string {
  return formatJson({ environment, stacks: stacks as unknown as Json });
}

/** @param used characters of the line that are taken before the value */
function write(value: Json, indent: string, used: number): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const short = oneLine(value);
  // The top always has a line for each key: it is where a reader looks for the environment and its stacks.
  if (indent !== "" && used + short.length <= WIDTH) return short;
  const inner = `${indent}  `;
  if (isList(value)) {
    return `[\n${value.map((item) => inner + write(item, inner, inner.length)).join(",\n")}\n${indent}]`;
  }
  const lines = entriesOf(value).map(([key, item]) => {
    const name = `${inner}${JSON.stringify(key)}: `;
    return name + write(item, inner, name.length);
  });
  return lines.length === 0 ? "{}" : `{\n${lines.join(",\n")}\n${indent}}`;
}

function oneLine(value: Json): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(oneLine).join(", ")}]`;
  const entries = entriesOf(value).map(([key, item]) => `${JSON.stringify(key)}: ${oneLine(item)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function entriesOf(value: Json): [string, Json][] {
  return Object.entries(value as Readonly<Record<string, Json>>).sort(([a], [b]) => (a < b ? -1 : 1));
}
