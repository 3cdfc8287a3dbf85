import * as fs from "node:fs";
import * as path from "node:path";
import type { StateFile } from "../runner/terraform";

/** Ids that AWS draws have hexadecimal digits behind each other; others come from the configuration and say something. */
const DRAWN = /[0-9a-f]{8}/;

/**
 * A plan in which the ids that the emulator drew stand as references to what has them: they are no ids of AWS, and others in every run.
 *
 * @param states folder of the states of all stacks
 */
export function withoutEmulatedIds<Plan>(plan: Plan, states: string): Plan {
  const references = new Map(
    stateFiles(states).flatMap(({ resources }) =>
      resources
        .filter(({ mode }) => mode === "managed")
        .flatMap(({ type, name, instances }) =>
          instances.flatMap(({ attributes }) => entriesOf(attributes, `${type}.${name}`)),
        ),
    ),
  );
  if (references.size === 0) return plan;
  // Where one id is the beginning of another, the longer one is meant.
  const ids = [...references.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(ids.map((id) => id.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|"), "g");
  const replaced = (_: string, value: unknown) =>
    typeof value === "string" ? value.replace(pattern, (id) => references.get(id) ?? id) : value;
  return JSON.parse(JSON.stringify(plan), replaced) as Plan;
}

/** The id and the ARN of a resource, where they are drawn. */
function entriesOf(attributes: Readonly<Record<string, unknown>>, address: string): [string, string][] {
  return ["id", "arn"].flatMap((key): [string, string][] => {
    const value = attributes[key];
    return typeof value === "string" && DRAWN.test(value) ? [[value, `\${${address}.${key}}`]] : [];
  });
}

function stateFiles(folder: string): StateFile[] {
  if (!fs.existsSync(folder)) return [];
  const names = fs.readdirSync(folder).filter((name) => name.endsWith(".tfstate"));
  return names.sort().map((name) => JSON.parse(fs.readFileSync(path.join(folder, name), "utf8")) as StateFile);
}
