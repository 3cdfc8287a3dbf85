import type { Path } from "../../config/reading/tree";
import type { Schema } from "../../config/schema/schema-parts";
import type * as z from "../../config/schema/zod";
import { safeParse } from "../../config/schema/zod";

/** A map of a configuration. */
export type Config = Readonly<Record<string, unknown>>;

/** A text of an environment: a value, or a key of a map. */
export interface Place {
  readonly environment: string;
  readonly path: Path;
  readonly isKey: boolean;
}

/** The places of one's own texts: not the keys that the schema names, nor values that must be one of a list. */
export function placesIn(environment: string, schema: Schema, value: unknown, path: Path = []): Place[] {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  if (def.type === "optional") return placesIn(environment, def.innerType, value, path);
  if (def.type === "union") {
    const option = (def.options as Schema[]).find((one) => safeParse(one, value).success);
    return option ? placesIn(environment, option, value, path) : [];
  }
  if (def.type === "array") {
    return (value as unknown[]).flatMap((item, index) => placesIn(environment, def.element, item, [...path, index]));
  }
  if (def.type === "object") {
    return Object.entries(value as Config).flatMap(([key, below]) =>
      placesIn(environment, def.shape[key] as Schema, below, [...path, key]),
    );
  }
  if (def.type === "record") {
    return Object.entries(value as Config).flatMap(([key, below]) => [
      { environment, path: [...path, key], isKey: true },
      ...placesIn(environment, def.valueType, below, [...path, key]),
    ]);
  }
  if (def.type === "string") return [{ environment, path, isKey: false }];
  return def.type === "unknown" || def.type === "lazy" ? anythingIn(environment, value, path) : [];
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
