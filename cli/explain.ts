import { Token } from "cdktf";
import { Construct } from "constructs";
import type { ResolvedEnvironment } from "../config/load";
import { formatPath, formatPosition, leavesOf, toPlain } from "../config/reading/tree";
import type { CodeDefault } from "../stacks/application/configuration/code-defaults";
import { renderTable } from "./table";

/** A value of the resolved configuration with where it was written. */
export interface ExplainedValue {
  readonly value: unknown;
  readonly file: string;
  /** @default - a default of code whose line nobody knows */
  readonly line?: number;
  readonly column?: number;
}

/** An environment with the defaults that code has set for it. */
export interface ExplainedEnvironment extends Pick<ResolvedEnvironment, "environment" | "source"> {
  readonly codeDefaults: readonly CodeDefault[];
}

/** The resolved configuration as data: every value by its path, then the defaults that stand in code. */
export function explainJson(explained: ExplainedEnvironment) {
  const values = rowsOf(explained).map(({ key, value, place }) => {
    const [, file = place, line, column] = /^(.*):(\d+):(\d+)$/.exec(place) ?? [];
    const at = line === undefined ? {} : { line: Number(line), column: Number(column) };
    return [key, { value, file, ...at } satisfies ExplainedValue];
  });
  return {
    environment: explained.environment.name,
    values: Object.fromEntries(values) as Record<string, ExplainedValue>,
  };
}

/** The resolved configuration as text: key, value, and the file and line that each value comes from. */
export function explain(explained: ExplainedEnvironment): string {
  const rows = rowsOf(explained).map(({ key, shown, place }) => [key, shown, place.replace(/:\d+$/, "")]);
  return renderTable([["Key", "Value", "From"], ...rows], [1]);
}

/** How two environments differ, as data: both values by path; `undefined` where an environment has none. */
export function diffJson(a: ExplainedEnvironment, b: ExplainedEnvironment): Record<string, Record<string, unknown>> {
  const entries = differences(a, b).map(({ key, left, right }) => [
    key,
    { [a.environment.name]: left?.value, [b.environment.name]: right?.value },
  ]);
  return Object.fromEntries(entries);
}

/** How two environments differ, as text; a key that one of them does not have is shown as `-`. */
export function diff(a: ExplainedEnvironment, b: ExplainedEnvironment): string {
  const rows = differences(a, b).map(({ key, left, right }) => [key, left?.shown ?? "-", right?.shown ?? "-"]);
  const [left, right] = [a.environment.name, b.environment.name];
  if (rows.length === 0) return `${left} and ${right} do not differ.\n`;
  return renderTable([["Key", left, right], ...rows], [1, 2]);
}

interface Difference {
  readonly key: string;
  readonly left?: Row;
  readonly right?: Row;
}

function differences(a: ExplainedEnvironment, b: ExplainedEnvironment): Difference[] {
  const left = byKey(a);
  const right = byKey(b);
  return inBothOrders([...left.keys()], [...right.keys()]).flatMap((key) => {
    const [one, other] = [left.get(key), right.get(key)];
    const same = one && other && JSON.stringify(one.value) === JSON.stringify(other.value);
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

function byKey(explained: ExplainedEnvironment): Map<string, Row> {
  return new Map(rowsOf(explained).map((row) => [row.key, row]));
}

/** A value, and where it is written. */
interface Row {
  readonly key: string;
  readonly value: unknown;
  readonly shown: string;
  /** `config/base.yaml:12:3` */
  readonly place: string;
}

function rowsOf({ environment, source, codeDefaults }: ExplainedEnvironment): readonly Row[] {
  const written = leavesOf(source).map(({ path, node }): Row => {
    const value = toPlain(node);
    return { key: formatPath(path), value, shown: shownValue(value), place: formatPosition(node.at) };
  });
  const inCode = codeDefaults.flatMap(({ scope, name, option, value, line }) =>
    membersOf(`${scopeIn(environment.name, scope)}defaults.${name}.${option}`, dataOf(value)).map(
      ([key, one]): Row => ({ key, value: one, shown: shownValue(one), place: line }),
    ),
  );
  return [...written, ...inCode];
}

/** Before a default, what it is for: nothing where that is all stacks, otherwise the stack or the construct as the environment calls it. */
function scopeIn(environment: string, scope: string): string {
  if (scope === "") return "";
  return `${scope.startsWith(`${environment}-`) ? scope.slice(environment.length + 1) : scope} › `;
}

/** Lists count as one value. */
function membersOf(key: string, value: unknown): readonly (readonly [key: string, value: unknown])[] {
  const entries = isMap(value) ? Object.entries(value) : [];
  return entries.length === 0 ? [[key, value]] : entries.flatMap(([name, one]) => membersOf(`${key}.${name}`, one));
}

/** What code gives, as data: what no file could have is told in words. */
function dataOf(value: unknown): unknown {
  if (typeof value === "function") return "(a function)";
  if (Token.isUnresolved(value)) return "(known after apply)";
  if (Array.isArray(value)) return value.map(dataOf);
  if (!isMap(value)) return value;
  if (Construct.isConstruct(value)) return `(${value.constructor.name} at ${value.node.path})`;
  const isPlain = [Object.prototype, null].includes(Object.getPrototypeOf(value));
  if (!isPlain) return `(${value.constructor.name})`;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, dataOf(one)]));
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value in one line, the way YAML would write it. */
function shownValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shownValue).join(", ")}]`;
  if (isMap(value))
    return `{${Object.entries(value)
      .map(([key, one]) => `${key}: ${shownValue(one)}`)
      .join(", ")}}`;
  return typeof value === "string" && (/^[0-9]+$/.test(value) || value.includes("\n"))
    ? JSON.stringify(value)
    : String(value);
}
