import { Testing } from "cdktf";
import { locateProblems } from "../../../config/load";
import { formatPath } from "../../../config/reading/tree";
import { environmentSchema } from "../../../config/schema/schema";
import type { Schema } from "../../../config/schema/schema.types";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { GroundplanError } from "../../../constructs/core/errors";
import { createApplication } from "../../../stacks/application/application";
import { originsIn } from "../../../stacks/application/origins";
import { load, removeConfigFolders } from "../support/config-folder";
import { EVERYTHING } from "../support/everything";
import { type Config, isOption, optionsOf, type Place, placesIn, planted } from "../support/places";

afterAll(removeConfigFolders);

/** It would read a file of the machine, if Terraform took it for code. */
const PLANTED = '${file("/etc/hostname")}%{if true}';

/** The planted text where Terraform would evaluate it: without the second sign before it. */
const LIVE = /(?<!\$)\$\{file\(|(?<!%)%\{if true/;

/** A key at which the text was refused, and what was found there. */
interface Refusal {
  readonly path: string;
  readonly found: string;
}

/** The JSON of all stacks with the text at some places, or where it was refused. */
function synthesized(places: readonly Place[]): string | readonly Refusal[] {
  const names = new Set(places.map(({ environment }) => environment));
  const files = Object.entries(EVERYTHING).map(([name, config]) => [
    name,
    JSON.stringify(
      planted(
        config,
        PLANTED,
        places.filter(({ environment }) => environment === name),
      ),
    ),
  ]);
  try {
    const environments = load(Object.fromEntries(files)).filter(({ environment }) => names.has(environment.name));
    try {
      const app = createApplication(environments, { outdir: "cdktf.out" });
      const stacks = app.node.children.filter((child) => child instanceof EnvironmentStack);
      return stacks.map((stack) => Testing.synth(stack)).join("\n");
    } catch (error) {
      throw error instanceof GroundplanError ? locateProblems(error, environments, originsIn()) : error;
    }
  } catch (error) {
    if (!(error instanceof GroundplanError)) throw error;
    return error.problems.map(({ path, found }) => ({
      path: path.replace(/^.*? › /, "").replace(/ \([a-z, ]*\)$/, ""),
      found,
    }));
  }
}

interface Admitted {
  readonly places: readonly Place[];
  readonly json: string;
  /** Places that were refused with the planted text quoted, so that they would be refused alone too. */
  readonly refused: readonly Place[];
}

/** The places at which the text is let in. All are tried at once, then without those that were refused, until the rest passes. */
function admitted(places: readonly Place[]): Admitted {
  const result = synthesized(places);
  if (typeof result === "string") return { places, json: result, refused: [] };
  const blamed = places.filter((place) => result.some((refusal) => isBlamed(place, refusal, places)));
  const certain = blamed.filter((place) => result.some((refusal) => isCertain(place, refusal)));
  if (blamed.length > 0) {
    const rest = admitted(without(places, blamed));
    return { ...rest, refused: [...certain, ...rest.refused] };
  }
  if (places.length === 1) return { places: [], json: "", refused: places };
  // A problem that is told further up is one of some place below; the others are tried without them.
  const near = places.filter((place) => result.some(({ path }) => formatPath(place.path).startsWith(path)));
  const suspects =
    near.length > 0 && near.length < places.length ? near : places.slice(0, Math.ceil(places.length / 2));
  const halves = [admitted(without(places, suspects)), admitted(suspects)];
  return {
    places: halves.flatMap((half) => half.places),
    json: halves.map((half) => half.json).join("\n"),
    refused: halves.flatMap((half) => half.refused),
  };
}

/**
 * Every place at which the text is let in when it stands nowhere else, so that a key that is added changes nothing of the others. What was
 * refused together with others, and may have been blamed for them, is tried alone.
 */
function admittedAlone(places: readonly Place[]): Admitted {
  const together = admitted(places);
  const open = without(places, [...together.places, ...together.refused]);
  const alone = open.map((place) => ({ place, result: synthesized([place]) }));
  const found = alone.filter(({ result }) => typeof result === "string");
  return {
    ...together,
    places: [...together.places, ...found.map(({ place }) => place)],
    json: [together.json, ...found.map(({ result }) => result)].join("\n"),
  };
}

/** Whether a problem is told at the very place, or key, and quotes what was planted there. */
function isCertain({ path, isKey }: Place, refusal: Refusal): boolean {
  if (isKey) return refusal.path === `${formatPath(path)}${PLANTED}`;
  return refusal.path === formatPath(path) && refusal.found.includes("${file(");
}

function without(places: readonly Place[], others: readonly Place[]): readonly Place[] {
  return places.filter((place) => !others.includes(place));
}

/** Whether a problem is told at a place or the list that it is in, and not only for what is written below a key. */
function isBlamed(place: Place, refusal: Refusal, places: readonly Place[]): boolean {
  const { path, isKey } = place;
  const { path: problem } = refusal;
  if (isKey) return problem === `${formatPath(path)}${PLANTED}` && !places.some((one) => isQuoted(one, refusal));
  if (isQuoted(place, refusal)) return true;
  return problem === formatPath(path) || (typeof path.at(-1) === "number" && problem === formatPath(path.slice(0, -1)));
}

/** Whether a problem is told at a key for the text of a place below it. */
function isQuoted({ environment, path, isKey }: Place, { path: problem, found }: Refusal): boolean {
  if (isKey || !problem.endsWith(PLANTED)) return false;
  const value = path.reduce<unknown>((node, step) => (node as Config)?.[step as never], EVERYTHING[environment]);
  const key = problem.slice(0, -PLANTED.length);
  // A name that is the key's own is more likely the key.
  return formatPath(path).startsWith(key) && !key.endsWith(`.${value}`) && found.includes(`${value}\${file(`);
}

test.each(Object.entries(EVERYTHING))(
  "no text of a configuration becomes code: it is refused, or it reaches Terraform as a text (%s)",
  (name, config) => {
    const { places, json } = admittedAlone(placesIn(name, environmentSchema, config));
    expect(json.match(LIVE)?.[0]).toBeUndefined();
    // The planted text did reach the JSON, so that the line above can fail.
    expect(json).toContain("$${file(");
    expect(places.map(({ path, isKey }) => `${formatPath(path)}${isKey ? " (key)" : ""}`).sort()).toMatchSnapshot();
  },
);

describe("the environments that the text is planted in", () => {
  test("use every text of the schema", () => {
    expect(unused(environmentSchema, Object.values(EVERYTHING), "")).toEqual([]);
  });
});

/** Texts of a schema that none of the values has. */
function unused(schema: Schema, values: readonly unknown[], path: string): string[] {
  if (schema.anyOf) {
    const options = optionsOf(schema).map((option) => {
      const own = values.filter((value) => isOption(option, value));
      return unused(option, own, path);
    });
    return [...new Set(options.flat())];
  }
  if (schema.properties) {
    return Object.entries(schema.properties).flatMap(([key, below]) => {
      const found = values.map((value) => (value as Config)[key]).filter((value) => value !== undefined);
      return unused(below, found, `${path}.${key}`);
    });
  }
  if (schema.additionalProperties) {
    const found = values.flatMap((value) => Object.values(value as Config));
    return unused(schema.additionalProperties, found, `${path}.*`);
  }
  if (schema.items) return unused(schema.items, values.flat(), `${path}[]`);
  return schema.type === "string" && !schema.enum && values.length === 0 ? [path] : [];
}
