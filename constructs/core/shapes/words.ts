import { closest, distance } from "fastest-levenshtein";
import type { Misfit } from "./misfits";
import type { Shape } from "./shape.types";
import { shapeTable } from "./shape-table";

/** Keys that are told of an object; further ones are in the types. */
const TOLD_KEYS = 6;

/** A value that was found, in words. */
export function found(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (typeof value === "string") return `the text ${JSON.stringify(value)}`;
  if (typeof value === "number" || typeof value === "bigint") return `the number ${value}`;
  if (typeof value === "boolean") return String(value);
  if (typeof value === "function") return value.name === "" ? "a function" : `the function or class ${value.name}`;
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  if (typeof value !== "object") return `a ${typeof value}`;
  const { name } = value.constructor ?? {};
  if (name !== undefined && name !== "Object") return `an object of the class ${name}`;
  const keys = Object.keys(value);
  return keys.length === 0 ? "an empty object" : `an object with ${listed(keys)}`;
}

/** What a shape asks for, in words. */
export function expected(shape: Shape): string {
  if (typeof shape === "string") return KINDS[shape];
  if ("values" in shape) {
    const values = shape.values.map((value) => JSON.stringify(value));
    return values.length === 1 ? `${values[0]}` : `one of ${values.join(", ")}`;
  }
  if ("union" in shape) {
    return [...new Set(shape.union.map((one) => expected(one)))]
      .join(", or ")
      .replace(/, or an object with /g, ", or with ");
  }
  if ("list" in shape) return `a list; each entry is ${expected(shape.list)}`;
  if ("map" in shape) return `an object with names of your choice; each value is ${expected(shape.map)}`;
  const type = shapeTable().type(shape.type);
  if (type && "members" in type) {
    const [first] = type.classes;
    return first === undefined ? `an object with ${listed(type.members)}` : `${article(first)} ${first}`;
  }
  const required = Object.keys(type?.required ?? {});
  return required.length > 0 ? `an object with ${listed(required)}` : "an object of options";
}

const KINDS: Readonly<Record<Exclude<Shape, object>, string>> = {
  text: "a text",
  number: "a number",
  boolean: "true or false",
  null: "null",
  function: "a function",
  object: "an object",
  any: "any value",
};

/** The way out. */
export function mended({ value, shape, isOptional }: Misfit): string {
  const wanted = written(shape, value) ?? (isChoice(shape) ? "use one of these" : `give ${expected(shape)}`);
  return isOptional ? `${wanted}, or leave the option out` : wanted;
}

function isChoice(shape: Shape): boolean {
  return typeof shape === "object" && "values" in shape && shape.values.length > 1;
}

/** How the value that was meant is written, where that is seen from what was found. */
function written(shape: Shape, value: unknown): string | undefined {
  if (typeof shape === "object" && "union" in shape) {
    return shape.union.map((one) => written(one, value)).find((text) => text !== undefined);
  }
  if (typeof shape === "object" && "values" in shape && typeof value === "string") return meant(value, shape.values);
  if (typeof shape === "object" && "list" in shape && typeof value === "string" && takes(shape.list, value)) {
    return `put it into a list: [${JSON.stringify(value)}]`;
  }
  if (typeof value === "string" && value.trim() !== "" && shape === "number" && Number.isFinite(Number(value))) {
    return `write the number without quotes: ${Number(value)}`;
  }
  if (shape === "boolean" && (value === "true" || value === "false")) return `write it without quotes: ${value}`;
  if (shape === "text" && (typeof value === "number" || typeof value === "boolean"))
    return `write it in quotes: "${value}"`;
  return undefined;
}

function meant(text: string, values: readonly (string | number | boolean)[]): string | undefined {
  const nearest = closest(text.toLowerCase(), values.map(String));
  return distance(text.toLowerCase(), nearest.toLowerCase()) <= Math.max(2, text.length / 3)
    ? `did you mean ${JSON.stringify(nearest)}?`
    : undefined;
}

function takes(shape: Shape, text: string): boolean {
  return shape === "text" || (typeof shape === "object" && "values" in shape && shape.values.includes(text));
}

function listed(names: readonly string[]): string {
  const told = names.slice(0, TOLD_KEYS);
  const rest = names.length - told.length;
  return rest > 0 ? `${told.join(", ")} and ${rest} more` : told.join(", ").replace(/, ([^,]*)$/, " and $1");
}

function article(name: string): string {
  return /^[AEIOU]/.test(name) ? "an" : "a";
}
