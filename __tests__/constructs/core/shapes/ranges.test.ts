import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Problem, Problems } from "../../../../constructs/core/errors";
import { checkRanges } from "../../../../constructs/core/shapes/check-ranges";
import { checkShape } from "../../../../constructs/core/shapes/check-shape";
import type { Range, Shape } from "../../../../constructs/core/shapes/shape.types";
import { shapeTable } from "../../../../constructs/core/shapes/shape-table";
import { CONSTRUCTS } from "../../../../constructs/core/shapes/table";
import { SAMPLES } from "../../../fuzz/constructs-with-props";
import { problemsIfAny, synthStack } from "../../../support/synth";
import { sampleOf } from "./sample";

const FOLDER = join(__dirname, "..", "..", "..", "..", "constructs");

/** A number of a construct's properties that has a range. */
interface Place {
  /** From the properties: `.capacity.one.base`. */
  readonly at: string;
  readonly range: Range;
  /** Properties with the number, and with nothing else that may be left out. */
  with(number: number): unknown;
}

/** Every place in a value of a shape where a number has a range. */
function placesIn(shape: Shape, above: readonly string[] = []): readonly Place[] {
  if (typeof shape === "string" || "values" in shape) return [];
  if ("union" in shape) return shape.union.flatMap((one) => placesIn(one, above));
  if ("list" in shape) return within(placesIn(shape.list, above), "[0]", (one) => [one]);
  if ("map" in shape) return within(placesIn(shape.map, above), ".one", (one) => ({ one }));
  const type = shapeTable().type(shape.type);
  if (!type || "members" in type || above.includes(shape.type)) return [];
  const options = { ...type.required, ...type.optional };
  const sample = sampleOf(shape) as object;
  const own = Object.entries(type.ranges ?? {}).map(([key, range]): Place => {
    const option = options[key];
    const isList = typeof option === "object" && "list" in option;
    const withNumber = (number: number) => ({ ...sample, [key]: isList ? [number] : number });
    return { at: `.${key}${isList ? "[0]" : ""}`, range, with: withNumber };
  });
  const below = Object.entries(options).flatMap(([key, option]) =>
    within(placesIn(option, [...above, shape.type]), `.${key}`, (one) => ({ ...sample, [key]: one })),
  );
  return [...own, ...below];
}

function within(places: readonly Place[], at: string, put: (value: unknown) => unknown): readonly Place[] {
  return places.map((place) => ({ ...place, at: `${at}${place.at}`, with: (number) => put(place.with(number)) }));
}

/** What is told of a place: its range in words. */
function toldAt({ at }: Place, problems: readonly Problem[]): string | undefined {
  return problems.find(({ path, code }) => path.endsWith(` › ${at.replace(/^\./, "")}`) && code === OUT_OF_RANGE)
    ?.expected;
}

const OUT_OF_RANGE = "NUMBER_OUT_OF_RANGE";

function inWords([least, most]: Range): string {
  return most === null ? `a whole number of at least ${least}` : `a whole number from ${least} to ${most}`;
}

/** What is beyond each end of a range, and between whole numbers. */
function outside([least, most]: Range): readonly number[] {
  return [least - 1, least + 0.5, Number.NaN, ...(most === null ? [] : [most + 1])];
}

const PLACES = Object.keys(CONSTRUCTS).map((name): readonly [string, readonly Place[]] => [
  name,
  placesIn(shapeTable().construct(name) ?? "any"),
]);

const RANGED = PLACES.filter(([, places]) => places.length > 0);

test("numbers of constructs have ranges", () => {
  expect(RANGED.length).toBeGreaterThan(30);
  expect(RANGED.flatMap(([, places]) => places).length).toBeGreaterThan(300);
});

test.each(RANGED)("%s tells each number that is out of its range, at its place, with the range", (name, places) => {
  const told = (place: Place, number: number) =>
    toldAt(place, checkShape("test/it", name, place.with(number)).list) ?? "nothing";
  const wrong = places.flatMap((place) => {
    const { at, range } = place;
    const unseen = outside(range).filter((number) => told(place, number) !== inWords(range));
    const refused = [range[0], range[1] ?? range[0]].filter((number) => told(place, number) !== "nothing");
    return [...unseen, ...refused].map((number) => `${at}: ${number}`);
  });
  expect(wrong).toEqual([]);
});

test.each(["AdditionalListenerProps", "KarpenterNodePoolProps"])(
  "%s are checked where a method is given them",
  (name) => {
    const places = placesIn({ type: name });
    const unseen = places.filter((place) => {
      const problems = new Problems("test/it");
      checkRanges(name, place.with(place.range[0] - 1), problems, "given");
      return toldAt({ ...place, at: `given${place.at}` }, problems.list) !== inWords(place.range);
    });
    expect(places.length).toBeGreaterThan(0);
    expect(unseen).toEqual([]);
  },
);

/** Constructs whose numbers are told by one that they make of them. */
const BY_ANOTHER = ["HelmReleases", "NetworkExposure"];

test("every construct throws what it is told of its ranges, together with its other mistakes", () => {
  const sources = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(FOLDER, file), "utf8"));
  // The compiler refuses a collector that nothing is done with.
  const isKept = (name: string) => {
    const call = `checkShape\\([^;]*?"${name}", \\w+\\)`;
    const kept = new RegExp(`= ${call};|${call}\\.throwIfAny\\(\\);|checkRanges\\("${name}"`);
    return sources.some((source) => kept.test(source));
  };
  expect(RANGED.map(([name]) => name).filter((name) => !isKept(name))).toEqual(BY_ANOTHER);
});

const MADE: Readonly<Record<string, keyof typeof SAMPLES>> = {
  ApplicationLoadBalancer: "balancer",
  Bastion: "bastion",
  FargateService: "service",
  NetworkLoadBalancer: "network-balancer",
  NodeGroup: "nodes",
  ScheduledTask: "schedule",
  TargetGroup: "targets",
  TaskDefinition: "task",
};

/** Options of other forms of a construct than its sample has. */
const OF_OTHER_FORMS: Readonly<Record<string, readonly string[]>> = {
  TargetGroup: [".slowStartSeconds"],
  TaskDefinition: [".ephemeralStorageGiB"],
};

test.each(Object.entries(MADE))("a %s with a number out of its range is refused with the range", (name, sample) => {
  const { props = {}, make } = SAMPLES[sample] ?? {};
  const places = placesIn(shapeTable().construct(name) ?? "any").filter(({ at }) => /^\.\w+$/.test(at));
  expect(places.length).toBeGreaterThan(0);
  const unseen = places.filter((place) => {
    const { [place.at.slice(1)]: number } = place.with(place.range[0] - 1) as Record<string, unknown>;
    const wrong = { ...props, [place.at.slice(1)]: number };
    const problems = problemsIfAny(() => synthStack((stack) => make?.(stack, wrong)));
    return toldAt(place, problems) !== inWords(place.range);
  });
  expect([...new Set(unseen.map(({ at }) => at))]).toEqual(OF_OTHER_FORMS[name] ?? []);
});
