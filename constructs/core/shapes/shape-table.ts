import type { CodeShape, OptionsShape, Shape, ShapeTable } from "./shape.types";

/** Shapes as they are written down: JSON by name. */
type Written = Readonly<Record<string, string>>;

let table: ShapeTable | undefined;

/** The table that the build writes. It is loaded by the first construct, and a shape is read when it is first asked for. */
export function shapeTable(): ShapeTable {
  if (!table) {
    const {
      CALLS,
      CONSTRUCTS,
      TYPES,
    }: Readonly<Record<"CALLS" | "CONSTRUCTS" | "TYPES", Written>> = require("./table");
    table = {
      classes: Object.keys(CONSTRUCTS),
      construct: reader<Shape>(CONSTRUCTS),
      call: reader<OptionsShape>(CALLS),
      type: reader<OptionsShape | CodeShape>(TYPES),
    };
  }
  return table;
}

function reader<T>(written: Written): (name: string) => T | undefined {
  const read = new Map<string, T>();
  return (name) => {
    const known = read.get(name);
    const text = known === undefined && Object.hasOwn(written, name) ? written[name] : undefined;
    if (text === undefined) return known;
    const shape: T = JSON.parse(text);
    read.set(name, shape);
    return shape;
  };
}
