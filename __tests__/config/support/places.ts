import type { Path } from "../../../config/reading/tree";
import type { Schema } from "../../../config/schema/schema.types";

/** A map of a configuration. */
export type Config = Readonly<Record<string, unknown>>;

/** A text of an environment: a value, or a key of a map. */
export interface Place {
  readonly environment: string;
  readonly path: Path;
  readonly isKey: boolean;
}

/** The kinds of a schema that values may be of: its forms and choices, or itself. */
export function optionsOf(schema: Schema): readonly Schema[] {
  return schema.anyOf?.flatMap(optionsOf) ?? [schema];
}

/** Whether a value is of the kind, and of the form, that one option of a schema asks for. */
export function isOption(option: Schema, value: unknown): boolean {
  if (option.enum) return option.enum.includes(value as string);
  if (option.type === "array") return Array.isArray(value);
  if (option.type === "string" || option.type === "boolean") return typeof value === option.type;
  if (option.type !== "object") return option.type === undefined || typeof value === "number";
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const { properties } = option;
  if (properties && Object.keys(value).some((key) => !Object.hasOwn(properties, key))) return false;
  // What tells a form is required of it, and of one or a few values.
  return (option.required ?? []).every((key) => {
    const told = option.properties?.[key]?.enum;
    return told === undefined || told.includes((value as Config)[key] as string);
  });
}

/** The places of one's own texts: not the keys that the schema names, nor values that must be one of a list. */
export function placesIn(environment: string, schema: Schema, value: unknown, path: Path = []): Place[] {
  if (schema.anyOf) {
    const option = optionsOf(schema).find((one) => isOption(one, value));
    return option ? placesIn(environment, option, value, path) : [];
  }
  if (schema.type === undefined) return anythingIn(environment, value, path);
  if (schema.type === "array") {
    return (value as unknown[]).flatMap((item, index) =>
      placesIn(environment, schema.items ?? {}, item, [...path, index]),
    );
  }
  if (schema.type === "object") {
    return Object.entries(value as Config).flatMap(([key, below]) => {
      const here = [...path, key];
      if (schema.properties) return placesIn(environment, schema.properties[key] as Schema, below, here);
      const isFree = schema.propertyNames?.enum === undefined;
      return [
        ...(isFree ? [{ environment, path: here, isKey: true }] : []),
        ...placesIn(environment, schema.additionalProperties || {}, below, here),
      ];
    });
  }
  return schema.type === "string" && !schema.enum ? [{ environment, path, isKey: false }] : [];
}

/** The places where the schema lets everything in. */
function anythingIn(environment: string, value: unknown, path: Path): Place[] {
  if (typeof value === "string") return [{ environment, path, isKey: false }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([step, below]) => {
    const isList = Array.isArray(value);
    const at = [...path, isList ? Number(step) : step];
    return [...(isList ? [] : [{ environment, path: at, isKey: true }]), ...anythingIn(environment, below, at)];
  });
}

/** A value with a text planted, behind what is there, at some places below it. */
export function planted(value: unknown, text: string, places: readonly Place[], depth = 0): unknown {
  if (places.length === 0) return value;
  if (typeof value === "string") return `${value}${text}`;
  const below = (step: string | number) => places.filter(({ path }) => path[depth] === step);
  if (Array.isArray(value)) return value.map((item, index) => planted(item, text, below(index), depth + 1));
  return Object.fromEntries(
    Object.entries(value as Config).map(([key, item]) => {
      const here = below(key);
      const isHit = here.some(({ path, isKey }) => isKey && path.length === depth + 1);
      const deeper = here.filter(({ path, isKey }) => !isKey || path.length > depth + 1);
      return [isHit ? `${key}${text}` : key, planted(item, text, deeper, depth + 1)];
    }),
  );
}
