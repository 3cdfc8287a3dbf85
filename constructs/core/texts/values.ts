/**
 * A value as YAML and JSON have it. Laid over others, `null` takes a default away.
 *
 * @asType any
 */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/** Values by key. */
export type Values = Readonly<Record<string, Value>>;

/** Values with others laid over them: maps are joined key by key, everything else is replaced. */
export function layValues(under: Values, over: Values): Values {
  const joined: Record<string, Value> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = under[key];
    joined[key] = isValueMap(below) && isValueMap(value) ? layValues(below, value) : value;
  }
  return joined;
}

/** Whether a value is a map. */
export function isValueMap(value: Value | undefined): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The values as Helm reads them: JSON, which is YAML, with sorted keys. Terraform shows a change in JSON key by key, so that a
 * reviewer sees what changed and not the whole text.
 */
export function valuesText(values: Values): string {
  return JSON.stringify(sorted(values));
}

function sorted(value: Value): Value {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isValueMap(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, below]) => [key, sorted(below)]));
}

/** One value that is no map, with the keys that lead to it. */
export interface ValueAt {
  readonly keys: readonly string[];
  readonly value: Exclude<Value, readonly Value[] | Values>;
}

/** Every value below, those of lists and maps in them too; the places of a list count as keys. */
export function valuesBelow(value: Value, keys: readonly string[] = []): ValueAt[] {
  if (typeof value !== "object" || value === null) return [{ keys, value }];
  return Object.entries(value).flatMap(([key, below]: [string, Value]) => valuesBelow(below, [...keys, key]));
}

/** One map of values, with the keys that lead to it. */
export interface MapAt {
  readonly keys: readonly string[];
  readonly map: Values;
}

/** Every map below and the value itself, those in lists too; the places of a list count as keys. */
export function valueMaps(value: Value, keys: readonly string[] = []): MapAt[] {
  if (typeof value !== "object" || value === null) return [];
  const below = Object.entries(value).flatMap(([key, one]: [string, Value]) => valueMaps(one, [...keys, key]));
  return isValueMap(value) ? [{ keys, map: value }, ...below] : below;
}
