/** Where a value lies in the attributes of a resource. A member of a list is told by what names it, else by its position. */
export type ValuePath = readonly (string | Member)[];

/** A member of a list. */
export interface Member {
  readonly member: string;
}

/** A value that is known only after the apply. */
export const UNKNOWN = Symbol("known after apply");

/** A value that is sensitive by the provider's schema, in what is judged. */
export const SENSITIVE = Symbol("sensitive");

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

/** A list or a record with each member mapped: itself where none becomes another one, since most are left as they are. Of anything else, itself. */
export function mapMembers(value: unknown, map: (member: unknown) => unknown): unknown {
  if (Array.isArray(value)) {
    const mapped = value.map(map);
    return mapped.every((one, at) => one === value[at]) ? value : mapped;
  }
  if (!isRecord(value)) return value;
  let changed: Record<string, unknown> | undefined;
  for (const key of Object.keys(value)) {
    const mapped = map(value[key]);
    if (mapped === value[key]) continue;
    changed ??= { ...value };
    changed[key] = mapped;
  }
  return changed ?? value;
}

/** JSON text with sorted keys, so that two values that are equal have one text. */
export function canonical(value: unknown): string {
  if (value === UNKNOWN) return "\u0000unknown";
  if (value === SENSITIVE) return "\u0000sensitive";
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isRecord(value)) return JSON.stringify(value ?? null);
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${entries.join(",")}}`;
}

/** Whether two values have one text in `canonical`, without making it. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((one, at) => isSame(one, b[at]));
  if (!isRecord(a) || !isRecord(b)) return (a ?? null) === (b ?? null);
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && isSame(a[key], b[key]));
}

/** Whether a tree of Terraform's marks, which has the shape of values and `true` where one of them is marked, marks anything. */
export function marksAny(tree: unknown): boolean {
  if (Array.isArray(tree)) return tree.some(marksAny);
  return isRecord(tree) ? Object.values(tree).some(marksAny) : tree === true;
}

/** What a table has under a key that comes from a plan: `toString` is in no table, though every object has it. */
export function entryOf<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
