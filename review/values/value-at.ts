import { isRecord } from "./values";

/**
 * The value at a path of keys (`metadata_options.http_tokens`). A block that there is one of is a list of one in Terraform's JSON, and is
 * looked into.
 */
export function valueAt(values: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => {
    const [first, ...rest] = Array.isArray(value) ? value : [value];
    return rest.length === 0 && isRecord(first) ? first[key] : undefined;
  }, values);
}
