import { parse, parseDocument } from "yaml";
import type { Problem } from "../../../constructs/core/errors";
import { type Mistake, mistakes } from "../../advice/yaml-mistakes";
import { clusterWith } from "../support/cluster";
import { problemsIn, removeConfigFolders } from "../support/config-folder";
import { buildShop, shopWith } from "../support/shop";

afterAll(removeConfigFolders);

/** Partners of each mistake, at distances that differ from one to the next. */
const PARTNERS = 1;

/** Mistakes that are paired with every other one of their environment: each of them hid others once. */
const WITH_ALL = [
  "located-edge: a zone id that is none",
  "located-eks: a version that is not known",
  "located-eks: nothing that runs pods",
];

/** A name of which everything below is told all the same. */
const RENAMED = "edge: a service's name in upper case";

/** What is not known before another mistake is mended: what is told then, beside which mistakes, and why. */
const UNKNOWN: readonly (readonly [told: RegExp, beside: RegExp, reason: string])[] = [
  [
    /^(FARGATE_MEMORY_MISMATCH|WRITABLE_EXCEEDS)/,
    /CPU that|memory that|size as|at once/,
    "what goes with a CPU or fits a memory",
  ],
  [/^SCALE_WITHOUT_REASON/, /a scale without/, "whether a scale that has no end follows something"],
  [/^EKS_ADDON_VERSION_UNFIT/, /a version|mistakes of the cluster/, "which versions fit a version that there is not"],
  [/^EKS_COMPUTE_MISSING/, /as it is tagged/, "what follows from a part whose form is wrong"],
  [/^EKS_ARCHITECTURE_MISMATCH/, /two architectures/, "which of two architectures the nodes have"],
  [
    /^(HOST|SERVICES|LISTENER|AUTHENTICATION|TEST_TRAFFIC|RULES|PORT_FOR)_/,
    /without an edge/,
    "what an edge is like that there is not",
  ],
  [
    /^(HOST|AUTHENTICATION|SERVERS)_/,
    /no domain|domain nor|without a domain|plain HTTP/,
    "what a domain is that there is not",
  ],
  [
    /^(DELEGATION_OUTSIDE|RECORD_ADOPT_ZONE|HOST_)/,
    /domain that is none|zone id/,
    "what lies in a domain that is none",
  ],
  [/^SERVICES_SAME_HOST/, /host|path|expose|domain/, "whether hosts that are refused are the same"],
];

const at = ({ code, path }: Problem) => `${code} at ${path.replace(/:\d+:\d+/, "").replace("config/dev.yaml › ", "")}`;

function told(text: string): readonly string[] {
  return problemsIn(() => buildShop({ dev: text })).map(at);
}

/** Every value of a file as text, by its place. */
function leavesOf(value: unknown, place = ""): ReadonlyMap<string, string> {
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) {
    return new Map([[place, JSON.stringify(value)]]);
  }
  const below = (key: string) => (Array.isArray(value) ? `${place}[${key}]` : place === "" ? key : `${place}.${key}`);
  return new Map(Object.entries(value).flatMap(([key, one]) => [...leavesOf(one, below(key))]));
}

/** A mistake with the places of the file that it changes, and those that it is told at. */
interface Row extends Mistake {
  readonly group: "shop" | "cluster";
  readonly leaves: ReadonlyMap<string, string>;
  readonly changed: readonly string[];
  readonly codes: readonly string[];
}

const GROUND = { shop: leavesOf(parse(shopWith([]))), cluster: leavesOf(parse(clusterWith([]))) };

const ROWS: readonly Row[] = mistakes().flatMap((mistake) => {
  const { editedBy, edits } = mistake;
  // The habits are edits of an environment of their own.
  if (!editedBy || edits.length === 0 || mistake.mistake.startsWith("habits: ")) return [];
  const group = mistake.mistake.startsWith("located-eks") ? "cluster" : "shop";
  const codes = mistake.told.map(at);
  // What is no YAML tells of nothing else.
  if (codes.some((code) => /^CONFIG_(YAML|DUPLICATE)/.test(code))) return [];
  const leaves = leavesOf(parse(editedBy([])));
  const places = [...new Set([...leaves.keys(), ...GROUND[group].keys()])];
  const changed = places.filter((place) => leaves.get(place) !== GROUND[group].get(place));
  return [{ ...mistake, group, leaves, changed, codes }];
});

/** Whether two places are the same, or one is in the other. */
function isWithin(place: string, around: string): boolean {
  return place === around || place.startsWith(`${around}.`) || place.startsWith(`${around}[`);
}

/** Whether a mistake is about what another one changes. */
function isAbout({ changed, codes }: Row, other: Row): boolean {
  const places = codes.map((code) => code.replace(/^\w+ at /, ""));
  return other.changed.some(
    (one) =>
      places.some((place) => isWithin(place, one)) ||
      changed.some((mine) => isWithin(mine, one) || isWithin(one, mine)),
  );
}

/** The file with two mistakes; nothing where their edits do not go together. */
function textOf(one: Row, other: Row): string | undefined {
  try {
    return one.editedBy?.(other.edits);
  } catch {
    return undefined;
  }
}

/** Whether a file has what each of two mistakes changes, and is otherwise as it was. */
function hasBoth(text: string, one: Row, other: Row): boolean {
  const leaves = leavesOf(parseDocument(text).toJS());
  const isOf = (place: string) =>
    [one, other].find(({ changed }) => changed.includes(place))?.leaves ?? GROUND[one.group];
  return [...leaves.keys(), ...one.changed, ...other.changed].every(
    (place) => leaves.get(place) === isOf(place).get(place),
  );
}

const PAIRS = ROWS.flatMap((one, index) => {
  const rows = ROWS.filter(({ group }) => group === one.group);
  const own = rows.indexOf(one);
  const distance = Math.max(1, Math.floor(rows.length / (PARTNERS + 1)));
  const partners = WITH_ALL.includes(one.mistake)
    ? rows
    : Array.from({ length: PARTNERS }, (_, count) => rows[(own + (count + 1) * distance + (index % 3)) % rows.length]);
  return partners.flatMap((other) => {
    if (!other || other === one || isAbout(one, other) || isAbout(other, one)) return [];
    const text = textOf(one, other);
    if (text === undefined || !hasBoth(text, one, other)) return [];
    return [{ mistake: one.mistake, other: other.mistake, text, codes: [one.codes, other.codes] }];
  });
});

/** What is told of one of two mistakes alone, although the other gives no reason for that. */
function hidden(mistake: string, other: string, codes: readonly string[], found: readonly string[]): readonly string[] {
  const isUnknown = (code: string) =>
    UNKNOWN.some(([told, beside]) => told.test(code) && beside.test(`${mistake} ${other}`));
  return codes.filter((code) => !found.includes(code) && !isUnknown(code));
}

test("mistakes of one environment are told together, whichever two they are", () => {
  expect(PAIRS.length).toBeGreaterThan(150);
  const wrong = PAIRS.flatMap(({ mistake, other, text, codes }) => {
    const missing = hidden(mistake, other, codes.flat(), told(text));
    return missing.length === 0 ? [] : [`${mistake} | ${other}: ${missing.join("; ")}`];
  });
  expect(wrong).toEqual([]);
});

test("what stands below a name of a wrong form is told together with the name", () => {
  const renamed = ROWS.find(({ mistake }) => mistake === RENAMED);
  const below = ROWS.filter(
    ({ mistake, codes }) => mistake !== RENAMED && codes.some((code) => code.includes(" at ecs.services.web.")),
  );
  const wrong = below.flatMap((other) => {
    const text = renamed && textOf(other, renamed);
    if (!renamed || text === undefined) return [];
    const codes = other.codes.map((code) => code.replace("ecs.services.web", "ecs.services.Web"));
    const missing = hidden(RENAMED, other.mistake, [...renamed.codes, ...codes], told(text));
    return missing.length === 0 ? [] : [`${other.mistake}: ${missing.join("; ")}`];
  });
  expect(below.length).toBeGreaterThan(25);
  expect(wrong).toEqual([]);
});
