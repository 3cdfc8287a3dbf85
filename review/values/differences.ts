import { documentOf } from "./documents";
import { plainText } from "./plain-text";
import { canonical, isRecord, isSame, type Member, marksAny, UNKNOWN, type ValuePath } from "./values";

/** A value that is not the same before and after. What is absent, or null, is undefined. */
export interface Difference {
  readonly path: ValuePath;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * What differs between two values, by meaning: members of lists are matched by what names them, a list in another order is none, and texts
 * that hold documents (JSON, YAML, policies) are compared as documents.
 */
export function differences(before: unknown, after: unknown, path: ValuePath = []): readonly Difference[] {
  const [old, now] = [valueOrNone(before), valueOrNone(after)];
  if (isSame(old, now)) return [];
  if (isRecord(old) && isRecord(now)) {
    const keys = [...Object.keys(old), ...Object.keys(now).filter((key) => !(key in old))];
    const changed = keys.filter((key) => !isSame(old[key], now[key])).sort();
    return changed.flatMap((key) => differences(old[key], now[key], [...path, key]));
  }
  if (Array.isArray(old) && Array.isArray(now)) return membersChanged(old, now, path);
  if (typeof old === "string" && typeof now === "string") return textsChanged(plainText(old), plainText(now), path);
  return [{ path, before: old, after: now }];
}

/** What is empty says no more than none at all, and providers give the one for the other. */
function valueOrNone(value: unknown): unknown {
  if (value === "") return undefined;
  const isEmpty = Array.isArray(value) ? value.length === 0 : isRecord(value) && Object.keys(value).length === 0;
  return isEmpty ? undefined : (value ?? undefined);
}

/** Documents are compared as such, and of other texts the lines that differ. */
function textsChanged(old: string, now: string, path: ValuePath): readonly Difference[] {
  const [oldDocument, nowDocument] = [documentOf(old), documentOf(now)];
  if (oldDocument !== undefined && nowDocument !== undefined) return differences(oldDocument, nowDocument, path);
  if (!old.includes("\n") || !now.includes("\n")) return [{ path, before: old, after: now }];
  const [oldLines, nowLines] = [old.split("\n"), now.split("\n")];
  const before = without(oldLines, nowLines).join("\n");
  const after = without(nowLines, oldLines).join("\n");
  return [{ path, before: before === "" ? undefined : before, after: after === "" ? undefined : after }];
}

/** Keys that name the members of a list, the best first. */
const NAMING = ["name", "Name", "sid", "Sid", "key", "Key", "id", "Id", "path", "rule_no", "priority", "type"];

function membersChanged(old: readonly unknown[], now: readonly unknown[], path: ValuePath): readonly Difference[] {
  const oldLeft = without(old, now);
  const nowLeft = without(now, old);
  const naming = NAMING.find((key) => isNamedBy(old, key) && isNamedBy(now, key));
  if (naming !== undefined) {
    const named = (list: readonly unknown[]) => new Map(list.map((one) => [nameOf(one, naming), one]));
    const [oldNamed, nowNamed] = [named(oldLeft), named(nowLeft)];
    const names = new Set([...oldNamed.keys(), ...nowNamed.keys()]);
    return [...names].flatMap((name) =>
      differences(oldNamed.get(name), nowNamed.get(name), [...path, { member: name }]),
    );
  }
  // A block that there is one of, and lists that nothing names but their order.
  if (old.length === now.length && old.every((one, at) => isRecord(one) && isRecord(now[at]))) {
    return old.flatMap((one, at) => differences(one, now[at], old.length === 1 ? path : [...path, position(at)]));
  }
  if (oldLeft.length === 1 && nowLeft.length === 1) return [{ path, before: oldLeft[0], after: nowLeft[0] }];
  return [
    ...oldLeft.map((before) => ({ path, before, after: undefined })),
    ...nowLeft.map((after) => ({ path, before: undefined, after })),
  ];
}

function position(at: number): Member {
  return { member: String(at) };
}

/** Members of a list that the other does not have; one that stands twice must stand twice there. */
function without(list: readonly unknown[], other: readonly unknown[]): unknown[] {
  const there = new Map<string, number>();
  for (const text of other.map(canonical)) there.set(text, (there.get(text) ?? 0) + 1);
  return list.filter((one) => {
    const text = canonical(one);
    const count = there.get(text) ?? 0;
    there.set(text, count - 1);
    return count <= 0;
  });
}

function nameOf(one: unknown, key: string): string {
  return isRecord(one) ? String(one[key]) : "";
}

function isNamedBy(list: readonly unknown[], key: string): boolean {
  const names = list.map((one) => (isRecord(one) ? one[key] : undefined));
  const isName = (name: unknown) => (typeof name === "string" && name !== "") || typeof name === "number";
  return list.length > 0 && names.every(isName) && new Set(names).size === names.length;
}

/** Values with `UNKNOWN` in the places that are known only after the apply. What holds none of them is not copied: plans are large. */
export function withUnknown(after: unknown, unknown: unknown): unknown {
  if (unknown === true) return UNKNOWN;
  if (!marksAny(unknown)) return after;
  if (isRecord(unknown)) {
    const places = Object.entries(unknown).filter(([, inner]) => marksAny(inner));
    const known = isRecord(after) ? after : {};
    return { ...known, ...Object.fromEntries(places.map(([key, inner]) => [key, withUnknown(known[key], inner)])) };
  }
  if (!Array.isArray(unknown)) return after;
  const known = Array.isArray(after) ? after : [];
  const length = Math.max(known.length, unknown.length);
  return Array.from({ length }, (_, at) => withUnknown(known[at], unknown[at]));
}
