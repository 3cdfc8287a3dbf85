import { checkNumber } from "../checks/number-check";
import type { Problems } from "../errors";
import { isOther, judgeOf } from "./judges";
import { below } from "./misfits";
import type { OptionsShape, Range, Shape } from "./shape.types";
import { shapeTable } from "./shape-table";

/**
 * Adds `NUMBER_OUT_OF_RANGE` for every number that is not in the range of its option. Constructs are told by `checkShape`; this is for what
 * their methods are given.
 *
 * @param name the construct's class, or the interface
 * @param properties of the form that it takes
 * @param at where they stand, from the properties of the construct
 */
export function checkRanges(name: string, properties: unknown, problems: Problems, at = ""): void {
  walk(shapeTable().construct(name) ?? { type: name }, properties, at, problems);
}

function walk(shape: Shape, value: unknown, at: string, problems: Problems): void {
  if (typeof shape === "string" || "values" in shape || typeof value !== "object" || value === null) return;
  if ("union" in shape) {
    const form = shape.union.find((one) => judgeOf(one)(value) && !isOther(one, value));
    if (form !== undefined) walk(form, value, at, problems);
  } else if ("list" in shape) {
    for (const [index, one] of Object.entries(value)) walk(shape.list, one, `${at}[${index}]`, problems);
  } else if ("map" in shape) {
    for (const [key, one] of Object.entries(value)) walk(shape.map, one, below(at, key), problems);
  } else {
    const type = shapeTable().type(shape.type);
    if (type && "required" in type) walkOptions(type, value as Readonly<Record<string, unknown>>, at, problems);
  }
}

function walkOptions(type: OptionsShape, options: Readonly<Record<string, unknown>>, at: string, problems: Problems) {
  for (const key in options) {
    const value = options[key];
    const range = type.ranges?.[key];
    if (range) checkOption(range, key, value, below(at, key), problems);
    const shape = typeof value === "object" ? (type.required[key] ?? type.optional[key]) : undefined;
    if (shape !== undefined) walk(shape, value, below(at, key), problems);
  }
}

/** The number that an option is, or those of its list. */
function checkOption([least, most, counts]: Range, option: string, value: unknown, at: string, problems: Problems) {
  const rule = { least, most: most ?? Number.POSITIVE_INFINITY, unit: counts ?? unitOf(option) };
  if (typeof value === "number") checkNumber(value, rule, at, problems);
  if (!Array.isArray(value)) return;
  for (const [index, one] of value.entries()) checkNumber(one, rule, `${at}[${index}]`, problems);
}

/** What is counted, by how the names of options end. */
const UNITS: readonly (readonly [end: RegExp, unit: string])[] = [
  [/seconds$/i, "seconds"],
  [/minutes$/i, "minutes"],
  [/hours$/i, "hours"],
  [/days$/i, "days"],
  [/MiB$/, "MiB"],
  [/GiB$/, "GiB"],
  [/percent(age)?$/i, "percent"],
  [/port$/i, "as a port"],
];

function unitOf(option: string): string {
  return UNITS.find(([end]) => end.test(option))?.[1] ?? "";
}
