import * as fs from "node:fs";
import type { StateFile } from "../runner/terraform/state-file";

/** Ids that AWS draws have hexadecimal digits behind each other; others come from the configuration and say something. */
const DRAWN = /[0-9a-f]{8}/;

/** References to what has an id or an ARN that the emulator drew, by that: `${aws_vpc.main.id}`. */
export type EmulatedIds = ReadonlyMap<string, string>;

/** What the emulator drew for the resources of a state; a state that was never written has none. */
export function emulatedIds(stateFile: string): EmulatedIds {
  if (!fs.existsSync(stateFile)) return new Map();
  const { resources } = JSON.parse(fs.readFileSync(stateFile, "utf8")) as StateFile;
  const entries = resources
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ type, name, instances }) =>
      instances.flatMap(({ attributes }) => entriesOf(attributes, `${type}.${name}`)),
    );
  return new Map(entries);
}

/** A plan in which these ids stand as references to what has them: they are no ids of AWS, and others in every run. */
export function withoutEmulatedIds<Plan>(plan: Plan, known: EmulatedIds): Plan {
  if (known.size === 0) return plan;
  // Where one id is the beginning of another, the longer one is meant.
  const ids = [...known.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(ids.map((id) => id.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|"), "g");
  const replaced = (_: string, value: unknown) =>
    typeof value === "string" ? value.replace(pattern, (id) => known.get(id) ?? id) : value;
  return JSON.parse(JSON.stringify(plan), replaced) as Plan;
}

/** The id and the ARN of a resource, where they are drawn. */
function entriesOf(attributes: Readonly<Record<string, unknown>>, address: string): [string, string][] {
  return ["id", "arn"].flatMap((key): [string, string][] => {
    const value = attributes[key];
    return typeof value === "string" && DRAWN.test(value) ? [[value, `\${${address}.${key}}`]] : [];
  });
}
