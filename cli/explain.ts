import type { ResolvedEnvironment } from "../config/load";
import { type ConfigNode, formatPath, leavesOf, toPlain } from "../config/reading/tree";
import { renderTable } from "./table";

/** A value of the resolved configuration with where it was written. */
export interface ExplainedValue {
  readonly value: unknown;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The resolved configuration as data: every value by its path. */
export function explainJson({ environment, source }: ResolvedEnvironment) {
  const values = leavesOf(source).map(({ path, node }) => {
    const { file, line, column } = node.at;
    return [formatPath(path), { value: toPlain(node), file, line, column } satisfies ExplainedValue];
  });
  return { environment: environment.name, values: Object.fromEntries(values) as Record<string, ExplainedValue> };
}

/** The resolved configuration as text: key, value, and the file and line that each value comes from. */
export function explain({ source }: ResolvedEnvironment): string {
  const rows = leavesOf(source).map(({ path, node }) => [
    formatPath(path),
    formatValue(node),
    `${node.at.file}:${node.at.line}`,
  ]);
  return renderTable([["Key", "Value", "From"], ...rows], [1]);
}

/** How two environments differ, as data: both values by path; `undefined` where an environment has none. */
export function diffJson(a: ResolvedEnvironment, b: ResolvedEnvironment): Record<string, Record<string, unknown>> {
  const entries = differences(a, b).map(({ key, left, right }) => [
    key,
    { [a.environment.name]: left && toPlain(left), [b.environment.name]: right && toPlain(right) },
  ]);
  return Object.fromEntries(entries);
}

/** How two environments differ, as text; a key that one of them does not have is shown as `-`. */
export function diff(a: ResolvedEnvironment, b: ResolvedEnvironment): string {
  const rows = differences(a, b).map(({ key, left, right }) => [
    key,
    left ? formatValue(left) : "-",
    right ? formatValue(right) : "-",
  ]);
  const [left, right] = [a.environment.name, b.environment.name];
  if (rows.length === 0) return `${left} and ${right} do not differ.\n`;
  return renderTable([["Key", left, right], ...rows], [1, 2]);
}

interface Difference {
  readonly key: string;
  readonly left?: ConfigNode;
  readonly right?: ConfigNode;
}

function differences(a: ResolvedEnvironment, b: ResolvedEnvironment): Difference[] {
  const left = byKey(a);
  const right = byKey(b);
  return inBothOrders([...left.keys()], [...right.keys()]).flatMap((key) => {
    const [one, other] = [left.get(key), right.get(key)];
    const same = one && other && JSON.stringify(toPlain(one)) === JSON.stringify(toPlain(other));
    return same ? [] : [{ key, left: one, right: other }];
  });
}

/** The keys of both, each key that only the second has behind the one that it follows there. */
function inBothOrders(first: readonly string[], second: readonly string[]): string[] {
  const keys = [...first];
  second.forEach((key, index) => {
    if (keys.includes(key)) return;
    keys.splice(keys.indexOf(second[index - 1] ?? "") + 1, 0, key);
  });
  return keys;
}

function byKey({ source }: ResolvedEnvironment): Map<string, ConfigNode> {
  return new Map(leavesOf(source).map(({ path, node }) => [formatPath(path), node]));
}

/** A value in one line, the way YAML would write it. */
function formatValue(node: ConfigNode): string {
  if (node.kind === "list") return `[${node.items.map(formatValue).join(", ")}]`;
  if (node.kind === "map") {
    return `{${[...node.entries].map(([key, entry]) => `${key}: ${formatValue(entry.value)}`).join(", ")}}`;
  }
  const { value } = node;
  return typeof value === "string" && (/^[0-9]+$/.test(value) || value.includes("\n"))
    ? JSON.stringify(value)
    : String(value);
}
