import { isRecord, UNKNOWN } from "../../review/values/values";

/** Values of a block, by attribute. */
export type Values = Readonly<Record<string, unknown>>;

/**
 * The value at a path of keys (`metadata_options.http_tokens`); a block that there is one of is looked into. What lies in something that is
 * not known is not known either.
 */
export function lookUp(values: Values, path: string): unknown {
  let value: unknown = values;
  for (const key of path.split(".")) {
    const [first, ...rest] = Array.isArray(value) ? value : [value];
    if (!isRecord(first) && !isKnown(first)) return UNKNOWN;
    value = rest.length === 0 && isRecord(first) ? first[key] : undefined;
  }
  return value;
}

/** Blocks of a name in a block. */
export function blocksOf(values: Values, name: string): readonly Values[] {
  const value = values[name];
  return (Array.isArray(value) ? value : [value]).filter(isRecord);
}

/** Texts of a list, a single one as a list of one. */
export function textsOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === "string");
}

/** An expression begins so; a variable of a policy, `${aws:username}`, does not. A namespaced function does: `${provider::aws::…}`. */
const EXPRESSION = /[$%]\{(?![A-Za-z][\w-]*:(?!:))/;

/**
 * Whether a value is known before the apply: neither it nor a part of it is an expression of a configuration, or what a plan leaves open. A
 * rule says nothing of what is not known.
 */
export function isKnown(value: unknown): boolean {
  if (typeof value === "string") return !EXPRESSION.test(value);
  if (Array.isArray(value)) return value.every(isKnown);
  if (isRecord(value)) return Object.values(value).every(isKnown);
  return value !== UNKNOWN;
}
