import { fitsValues, hasMembers, isObject, isOther, judgeOf } from "./judges";
import type { OptionsShape, Shape, Values } from "./shape.types";
import { shapeTable } from "./shape-table";

/** A value that is not of its shape. */
export interface Misfit {
  /** Where, from the properties of the construct: `tiers[0].name`; empty for the properties themselves. */
  readonly at: string;
  readonly value: unknown;
  readonly shape: Shape;
  /** Whether the option may be left out. */
  readonly isOptional: boolean;
}

/** A value that stands at a place. */
type Place = Omit<Misfit, "shape">;

type Options = Readonly<Record<string, unknown>>;

/** Everything in a value that is not of a shape. References are of every form that their text, number or list has. */
export function misfitsOf(shape: Shape, value: unknown): readonly Misfit[] {
  return judgeOf(shape)(value) ? [] : misfitsAt(shape, { at: "", value, isOptional: false });
}

function misfitsAt(shape: Shape, place: Place): readonly Misfit[] {
  const { value, at } = place;
  if (!fitsOutside(shape, value)) return [{ ...place, shape }];
  if (typeof value !== "object" || value === null || typeof shape === "string" || "values" in shape) return [];
  if ("union" in shape) return misfitsOfUnion(shape.union, place);
  const entries = Object.entries(value);
  if ("list" in shape) {
    return entries.flatMap(([index, one]) =>
      misfitsAt(shape.list, { at: `${at}[${index}]`, value: one, isOptional: false }),
    );
  }
  if ("map" in shape) {
    return entries.flatMap(([key, one]) => misfitsAt(shape.map, { at: below(at, key), value: one, isOptional: false }));
  }
  const options = optionsOf(shape);
  return options ? misfitsOfOptions(options, value as Options, at) : [];
}

function misfitsOfOptions({ required, optional }: OptionsShape, options: Options, at: string): readonly Misfit[] {
  const given = Object.entries(optional).filter(([key]) => options[key] !== undefined);
  const check = (isOptional: boolean) => (entry: readonly [string, Shape]) => {
    const [key, shape] = entry;
    return misfitsAt(shape, { at: below(at, key), value: options[key], isOptional });
  };
  return [...Object.entries(required).flatMap(check(false)), ...given.flatMap(check(true))];
}

/** Of several forms the one that is meant: that of its fixed value, or else the one that has the most of what is there. */
function misfitsOfUnion(shapes: readonly Shape[], place: Place): readonly Misfit[] {
  const value = place.value as Options;
  const outside = shapes.filter((shape) => fitsOutside(shape, value));
  const own = outside.filter((shape) => !isOther(shape, value));
  const fitting = own.length > 0 ? own : outside;
  if (fitting.some((shape) => judgeOf(shape)(value))) return [];
  const [key, values] = tellingKey(fitting) ?? [];
  if (key !== undefined && values && !fitsValues(values, value[key])) {
    return [{ at: below(place.at, key), value: value[key], shape: { values }, isOptional: false }];
  }
  const likenesses = fitting.map((shape) => likeness(shape, value));
  const most = Math.max(...likenesses);
  return shared(
    fitting.filter((_, index) => likenesses[index] === most),
    place,
  );
}

/** What is wrong in each of several forms, at the same places; the choice of a form where it is something else in each. */
function shared(shapes: readonly Shape[], place: Place): readonly Misfit[] {
  const [first = [], ...others] = shapes.map((shape) => misfitsAt(shape, place));
  const found = first.flatMap((misfit): Misfit[] => {
    const same = others.flatMap((own) => own.find(({ at }) => at === misfit.at) ?? []);
    if (same.length < others.length) return [];
    const all = new Map([misfit, ...same].map(({ shape }) => [JSON.stringify(shape), shape]));
    return [all.size === 1 ? misfit : { ...misfit, shape: joined([...all.values()]) }];
  });
  return found.length > 0 ? found : [{ ...place, shape: { union: shapes } }];
}

function joined(shapes: readonly Shape[]): Shape {
  const values = shapes.flatMap((shape) => (typeof shape === "object" && "values" in shape ? [shape.values] : []));
  return values.length === shapes.length ? { values: [...new Set(values.flat())] } : { union: shapes };
}

/** How much of a form is there, less what is missing. The form that a fixed value is of is more like than one with another. */
function likeness(shape: Shape, value: Options): number {
  const { required, optional } = optionsOf(shape) ?? { required: {}, optional: {} };
  let found = 0;
  for (const [key, one] of Object.entries(value)) {
    const own = required[key] ?? optional[key];
    if (one === undefined || own === undefined) continue;
    const isFixed = typeof own === "object" && "values" in own;
    if (!isFixed) found += 1;
    else found += fitsValues(own.values, one) ? 2 : 0.5;
  }
  return found - Object.keys(required).filter((key) => value[key] === undefined).length;
}

/** The option that every form requires with values of its own, and all these values. */
function tellingKey(shapes: readonly Shape[]): readonly [string, Values] | undefined {
  const forms = shapes.flatMap((shape) => optionsOf(shape) ?? []);
  if (forms.length < 2 || forms.length < shapes.length) return undefined;
  for (const key of Object.keys(forms[0]?.required ?? {})) {
    const values = forms.flatMap(({ required }) => {
      const shape = required[key];
      return typeof shape === "object" && "values" in shape ? [shape.values] : [];
    });
    const all = values.flat();
    if (values.length === forms.length && new Set(all).size === all.length) return [key, all];
  }
  return undefined;
}

function optionsOf(shape: Shape): OptionsShape | undefined {
  const type = typeof shape === "object" && "type" in shape ? shapeTable().type(shape.type) : undefined;
  return type && "required" in type ? type : undefined;
}

/** Whether a value is of a shape, as far as it is seen without looking into it. */
function fitsOutside(shape: Shape, value: unknown): boolean {
  if (typeof shape === "string" || "values" in shape) return judgeOf(shape)(value);
  if ("union" in shape) return shape.union.some((one) => fitsOutside(one, value));
  if ("list" in shape) return Array.isArray(value);
  if (!isObject(value) || "map" in shape) return isObject(value);
  const type = shapeTable().type(shape.type);
  return type === undefined || "required" in type || hasMembers(type, value);
}

/** The place of a key: `tiers.app`. */
export function below(at: string, key: string): string {
  return at === "" ? key : `${at}.${key}`;
}
