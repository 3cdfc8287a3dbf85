import { Fn, Token } from "cdktf";
import fc from "fast-check";
import { type Change, partsOf, replaced, STRANGE } from "./damage";

const TEXTS = STRANGE.filter((value) => typeof value === "string");
const NUMBERS = [...STRANGE.filter((value) => typeof value === "number"), Number.NEGATIVE_INFINITY, Number.MIN_VALUE];

/** Properties that take one of a few words, which the compiler checks. */
const LITERALS: ReadonlySet<unknown> = new Set(["in", "position"]);

/** Changes that leave every value of its type. */
export const strangeChanges: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({ kind: fc.nat(99), at: fc.nat(9999), with: fc.nat(9999) }),
  { minLength: 1, maxLength: 3 },
);

/** What code hands over, with some values replaced by others of their type that nobody would write. */
export function estranged<T>(value: T, changes: readonly Change[]): T {
  return changes.reduce<unknown>((current, change) => {
    const parts = partsOf(current).filter(({ path }) => !LITERALS.has(path.at(-1)));
    const { path } = parts[change.at % parts.length] ?? { path: [] };
    return replaced(current, path, (part) => strange(part, change));
  }, value) as T;
}

function strange(value: unknown, { kind, with: number }: Change): unknown {
  if (typeof value === "string") return picked([...TEXTS, Fn.join("-", ["a", "b"])], number);
  if (typeof value === "number") return picked([...NUMBERS, Token.asNumber(Fn.lengthOf(["a"]))], number);
  if (typeof value === "boolean") return !value;
  if (Array.isArray(value)) return picked(listsLike(value), kind);
  return picked(mapsLike(value as Readonly<Record<string, unknown>>, picked(TEXTS, number) as string), kind);
}

function picked<T>(from: readonly T[], number: number): T {
  return from[number % from.length] as T;
}

function listsLike(list: readonly unknown[]): readonly unknown[] {
  // Of an empty list it cannot be told what its items are.
  const areTexts = list.length > 0 && list.every((item) => typeof item === "string");
  const token = areTexts ? [Token.asList(Fn.tolist(["a"]))] : [];
  return [[], [...list, ...list], Object.freeze([...list].reverse()), list.slice(1), ...token];
}

function mapsLike(map: Readonly<Record<string, unknown>>, odd: string): readonly unknown[] {
  return [
    Object.freeze({ ...map }),
    Object.assign(Object.create(null), map),
    Object.assign(Object.create({ inherited: 1 }), map),
    { ...map, [odd]: Object.values(map)[0] },
  ];
}
