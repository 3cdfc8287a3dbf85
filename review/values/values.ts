/** Where a value lies in the attributes of a resource. A member of a list is told by what names it, else by its position. */
export type ValuePath = readonly (string | Member)[];

/** A member of a list. */
export interface Member {
  readonly member: string;
}

/** A value that is known only after the apply. */
export const UNKNOWN = Symbol("known after apply");

/** A record, and no list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `ingress[https].cidr_blocks`. */
export function pathText(path: ValuePath): string {
  return path.reduce<string>(
    (text, part) => (typeof part === "string" ? (text === "" ? part : `${text}.${part}`) : `${text}[${part.member}]`),
    "",
  );
}

/** The names on a path: keys, and what names the members of lists. */
export function namesOn(path: ValuePath): readonly string[] {
  return path.map((part) => (typeof part === "string" ? part : part.member));
}

/** JSON text with sorted keys, so that two values that are equal have one text. */
export function canonical(value: unknown): string {
  if (value === UNKNOWN) return "\u0000unknown";
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isRecord(value)) return JSON.stringify(value ?? null);
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${entries.join(",")}}`;
}
