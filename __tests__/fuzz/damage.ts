import fc from "fast-check";
import type { Path } from "../../config/reading/tree";
import { environmentSchema } from "../../config/schema/schema";
import type { Schema } from "../../config/schema/schema.types";

type Map = Readonly<Record<string, unknown>>;

/** Values that are easily forgotten. */
export const STRANGE: readonly unknown[] = [
  ...[
    "",
    " ",
    "\t",
    "\n",
    "a\nb",
    "\u0000",
    "\u202e",
    "💥",
    "\ud800",
    "é",
    "'",
    '"',
    "a b",
    "a.b",
    "a/b",
    "a,b",
    "-",
    "#",
    ":",
  ],
  ...[
    "null",
    "~",
    "true",
    "0",
    "1e3",
    "-1",
    "0x10",
    "2026-11-01",
    "constructor",
    "__proto__",
    "toString",
    "hasOwnProperty",
  ],
  ...[
    "*",
    "${x}",
    "%{if true}",
    "$${x}",
    "${TfToken[TOKEN.1]}",
    "a".repeat(64),
    "a".repeat(300),
    "A",
    "a-",
    "-a",
    "a--b",
  ],
  ...[
    "0.0.0.0/0",
    "10.0.0.0/8",
    "10.0.0.0/33",
    "10.0.0.1/16",
    "255.255.255.255/32",
    "::/0",
    "fd00::/64",
    "1.2.3",
    "300.1.1.1/24",
  ],
  ...["0.0.0.0/1", "128.0.0.0/1", "10.0.0.0/16", "10.0.0.0/28", "172.17.0.0/16", "100.64.0.0/10", "169.254.0.0/16"],
  ...[
    "arn:aws:iam::111111111111:role/x",
    "arn:aws:s3:::",
    "arn:::::",
    "role/",
    "example.com",
    "*.example.com",
    "http://[",
    "a@b",
  ],
  ...[
    0,
    -0,
    1,
    -1,
    0.1,
    1.5,
    28,
    65_535,
    65_536,
    2 ** 31,
    2 ** 53,
    1e308,
    -1e308,
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ],
  ...[true, false, null, [], {}, [[]], [{}], { a: {} }, [null], { "": "" }, { constructor: "a" }],
];

/** One change of a value, by numbers that stand for places and values, so that failures are made small. */
export interface Change {
  readonly kind: number;
  readonly at: number;
  readonly with: number;
}

/** Changes of a value. */
export const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({ kind: fc.nat(7), at: fc.nat(9999), with: fc.nat(9999) }),
  { minLength: 1, maxLength: 4 },
);

/** A value with changes made one after the other. @param lent values that may be put in other places */
export function changed(value: unknown, made: readonly Change[], lent: readonly unknown[]): unknown {
  return made.reduce((current, change) => applied(current, change, lent), value);
}

/** Every part of a value: what stands in lists and maps, and the lists and maps themselves. */
export function partsOf(value: unknown): readonly { readonly path: Path; readonly value: unknown }[] {
  const below = (part: unknown, path: Path): { path: Path; value: unknown }[] =>
    isOpen(part)
      ? Object.entries(part).flatMap(([key, item]) => {
          const at = [...path, Array.isArray(part) ? Number(key) : key];
          return [{ path: at, value: item }, ...below(item, at)];
        })
      : [];
  return below(value, []);
}

function isOpen(value: unknown): value is Map | readonly unknown[] {
  return typeof value === "object" && value !== null;
}

function picked<T>(from: readonly T[], number: number): T {
  return from[number % from.length] as T;
}

function applied(value: unknown, change: Change, lent: readonly unknown[]): unknown {
  const parts = partsOf(value);
  if (parts.length === 0) return picked(STRANGE, change.with);
  const part = picked(parts, change.at);
  const put = (item: unknown) => replaced(value, part.path, () => item);
  const steps: readonly (() => unknown)[] = [
    () => put(picked(STRANGE, change.with)),
    () => put(picked(lent, change.with)),
    () => put(undefined),
    () => put([part.value]),
    () => put(Array.isArray(part.value) ? [...part.value, ...part.value] : { [`x${change.with}`]: part.value }),
    () => replaced(value, part.path.slice(0, -1), (above) => renamed(above, part.path.at(-1), change.with)),
    () =>
      replaced(value, part.path.slice(0, -1), (above) =>
        addedTo(above, picked(KEYS, change.with), picked(STRANGE, change.at)),
      ),
    () =>
      replaced(value, part.path.slice(0, -1), (above) =>
        addedTo(above, picked(KEYS, change.with), picked(lent, change.at)),
      ),
  ];
  return picked(steps, change.kind)();
}

/** A value with the part at a path replaced; `undefined` takes it away. */
export function replaced(value: unknown, [step, ...rest]: Path, by: (part: unknown) => unknown): unknown {
  if (step === undefined) return by(value);
  if (Array.isArray(value)) {
    return value
      .map((item, index) => (index === step ? replaced(item, rest, by) : item))
      .filter((item) => item !== undefined);
  }
  const entries = Object.entries(value as Map).map(([key, item]) => [
    key,
    key === step ? replaced(item, rest, by) : item,
  ]);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}

function renamed(above: unknown, step: string | number | undefined, number: number): unknown {
  if (Array.isArray(above)) return [...above].reverse();
  const name = picked([...STRANGE.filter((odd) => typeof odd === "string"), ...KEYS, `${step}x`], number);
  return Object.fromEntries(Object.entries(above as Map).map(([key, item]) => [key === step ? name : key, item]));
}

function addedTo(above: unknown, key: string, item: unknown): unknown {
  return Array.isArray(above) ? [...above, item] : { ...(above as Map), [key]: item };
}

/** Every key that the schema names somewhere. */
const KEYS: readonly string[] = [...new Set(keysIn(environmentSchema))];

function keysIn(schema: Schema): string[] {
  const { properties = {}, additionalProperties, items, anyOf = [] } = schema;
  const named = Object.entries(properties).flatMap(([key, below]) => [key, ...keysIn(below)]);
  const below = [additionalProperties, items].flatMap((one) => (one ? keysIn(one) : []));
  return [...named, ...below, ...anyOf.flatMap(keysIn)];
}
