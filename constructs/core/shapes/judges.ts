import { holdsReference } from "../checks/known-at-synth";
import type { CodeShape, OptionsShape, Shape, Values } from "./shape.types";
import { shapeTable } from "./shape-table";

/** Whether a value is of a shape, with all that is in it. */
export type Judge = (value: unknown) => boolean;

type Options = Readonly<Record<string, unknown>>;

const KINDS: Readonly<Record<Exclude<Shape, object>, Judge>> = {
  any: () => true,
  text: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
  function: (value) => typeof value === "function",
  null: (value) => value === null,
  object: isObject,
};

const types = new Map<string, Judge>();

/** Makes a test of a shape, which finds no place of a mistake and takes little time for that. */
export function judgeOf(shape: Shape): Judge {
  if (typeof shape === "string") return KINDS[shape];
  if ("type" in shape) return judgeOfType(shape.type);
  if ("values" in shape) return (value) => fitsValues(shape.values, value);
  if ("list" in shape) {
    const judge = judgeOf(shape.list);
    return (value) => Array.isArray(value) && value.every((one) => judge(one));
  }
  if ("map" in shape) {
    const judge = judgeOf(shape.map);
    return (value) => isObject(value) && Object.values(value).every((one) => judge(one));
  }
  const judges = shape.union.map(judgeOf);
  return (value) => judges.some((judge, index) => judge(value) && !isOther(shape.union[index], value));
}

/** A type may stand within itself: its options are read when it is first asked. */
function judgeOfType(name: string): Judge {
  const known = types.get(name);
  if (known) return known;
  let made: Judge | undefined;
  const judge: Judge = (value) => {
    made ??= judgeOfShape(shapeTable().type(name));
    return made(value);
  };
  types.set(name, judge);
  return judge;
}

function judgeOfShape(shape: OptionsShape | CodeShape | undefined): Judge {
  if (shape === undefined) return isObject;
  if ("members" in shape) return (value) => isObject(value) && hasMembers(shape, value);
  const required = Object.entries(shape.required).map(([key, one]) => [key, judgeOf(one)] as const);
  const optional = Object.entries(shape.optional).map(([key, one]) => [key, judgeOf(one)] as const);
  return (value) => {
    if (!isObject(value)) return false;
    const options = value as Options;
    for (const [key, judge] of required) if (!judge(options[key])) return false;
    for (const [key, judge] of optional) {
      const option = options[key];
      if (option !== undefined && !judge(option)) return false;
    }
    return true;
  };
}

/** Whether a value has options that are of another form. */
export function isOther(shape: Shape | undefined, value: unknown): boolean {
  const type = typeof shape === "object" && "type" in shape ? shapeTable().type(shape.type) : undefined;
  if (!type || !("required" in type) || !type.never || !isObject(value)) return false;
  return type.never.some((key) => (value as Options)[key] !== undefined);
}

/** What is known after apply only is told in its own words, by the construct. */
export function fitsValues(values: Values, value: unknown): boolean {
  return values.includes(value as string) || (typeof value === "string" && holdsReference(value));
}

export function hasMembers({ members }: CodeShape, value: object): boolean {
  return members.every((member) => member in value);
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
