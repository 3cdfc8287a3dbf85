import type { Schema } from "../../../config/schema/schema.types";
import type { Shape } from "../../../constructs/core/shapes/shape.types";
import { shapeTable } from "../../../constructs/core/shapes/shape-table";
import { optionsOf } from "./places";

/**
 * What the options of a construct say, at any depth, and what stands at a place of the configuration does not: keys, and values that are
 * written out. Where code has an object and a file a name, nothing below is looked for.
 *
 * @param shape of the construct's options
 * @param schemas of the place, which may have several forms
 */
export function onlyInCode(shape: Shape, schemas: readonly Schema[]): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const walk = (one: Shape, there: readonly Schema[], at: string): void => {
    const options = there.flatMap(optionsOf);
    if (typeof one === "string" || options.some(({ type }) => type === undefined)) return;
    const key = `${at} ${JSON.stringify(one)}`;
    if (seen.has(key)) return;
    seen.add(key);
    if ("union" in one) for (const member of one.union) walk(member, there, at);
    else if ("list" in one) walk(one.list, items(options), at);
    else if ("map" in one) walk(one.map, free(options), `${at}.*`);
    else if ("values" in one) {
      const known = options.flatMap(({ enum: values = [] }) => values);
      const open = options.some(({ type, enum: values }) => !values && type !== "object" && type !== "array");
      if (known.length === 0 || open) return;
      for (const value of one.values) if (!known.includes(value)) found.add(`${at}: ${value}`);
    } else {
      const type = shapeTable().type(one.type);
      const maps = options.filter(({ properties }) => properties);
      if (!type || !("required" in type) || maps.length === 0) return;
      for (const [name, below] of Object.entries({ ...type.required, ...type.optional })) {
        const here = at === "" ? name : `${at}.${name}`;
        const schemas = maps.flatMap(({ properties = {} }) => (properties[name] ? [properties[name]] : []));
        if (schemas.length === 0) found.add(here);
        else walk(below, schemas, here);
      }
    }
  };
  walk(shape, schemas, "");
  return [...found].sort();
}

/** The schemas of a place, `*` for whatever name: `ecs.services.*`. */
export function schemasAt(root: Schema, path: string): readonly Schema[] {
  const steps = path === "" ? [] : path.split(".");
  return steps.reduce<readonly Schema[]>(
    (schemas, step) => {
      return schemas.flatMap(optionsOf).flatMap(({ properties = {}, additionalProperties }) => {
        const below = step === "*" ? additionalProperties : properties[step];
        return below ? [below] : [];
      });
    },
    [root],
  );
}

function items(options: readonly Schema[]): readonly Schema[] {
  return options.flatMap(({ items }) => (items ? [items] : []));
}

function free(options: readonly Schema[]): readonly Schema[] {
  return options.flatMap(({ additionalProperties }) => (additionalProperties ? [additionalProperties] : []));
}
