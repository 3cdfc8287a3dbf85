import type { Shape } from "../../../../constructs/core/shapes/shape.types";
import { shapeTable } from "../../../../constructs/core/shapes/shape-table";

/** What `typeof` tells of a value, with lists and null apart. */
export type Kind = "text" | "number" | "boolean" | "null" | "function" | "list" | "object";

const ALL: readonly Kind[] = ["text", "number", "boolean", "null", "function", "list", "object"];

/** A value of each kind, as somebody may write it in another's place. */
export const OF_KIND: Readonly<Record<Kind, unknown>> = {
  text: "odd text",
  number: 12345.5,
  boolean: true,
  null: null,
  function: () => undefined,
  list: [],
  object: {},
};

/** Kinds that a shape takes. */
export function kindsOf(shape: Shape): ReadonlySet<Kind> {
  if (shape === "any") return new Set(ALL);
  if (typeof shape === "string") return new Set([shape]);
  if ("union" in shape) return new Set(shape.union.flatMap((one) => [...kindsOf(one)]));
  if ("list" in shape) return new Set(["list"]);
  if ("values" in shape)
    return new Set(shape.values.map((value) => (typeof value === "string" ? "text" : typeof value) as Kind));
  return new Set(["object"]);
}

/**
 * A value of a shape with nothing in it that may be left out. It makes no sense, but has every form.
 *
 * @param above types that the value stands in
 */
export function sampleOf(shape: Shape, above: readonly string[] = []): unknown {
  if (shape === "text") return "a";
  if (shape === "number") return 1;
  if (shape === "boolean") return true;
  if (shape === "null") return null;
  if (shape === "function") return () => undefined;
  if (typeof shape === "string") return {};
  if ("values" in shape) return shape.values[0];
  if ("list" in shape) return [sampleOf(shape.list, above)];
  if ("map" in shape) return { one: sampleOf(shape.map, above) };
  if ("union" in shape) {
    const ends = shape.union.find((one) => typeof one === "string" || !("type" in one) || !above.includes(one.type));
    return sampleOf(ends ?? "text", above);
  }
  const type = shapeTable().type(shape.type);
  if (type === undefined) throw new Error(`there is no ${shape.type}`);
  if ("members" in type) return Object.fromEntries(type.members.map((member) => [member, () => undefined]));
  return Object.fromEntries(
    Object.entries(type.required).map(([key, one]) => [key, sampleOf(one, [...above, shape.type])]),
  );
}
