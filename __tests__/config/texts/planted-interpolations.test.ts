import { Testing } from "cdktf";
import { locateProblems } from "../../../config/load";
import { formatPath } from "../../../config/reading/tree";
import { environmentSchema } from "../../../config/schema/schema";
import type { Schema } from "../../../config/schema/schema.types";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { GroundplanError } from "../../../constructs/core/errors";
import { createApplication } from "../../../stacks/application/application";
import { originsIn } from "../../../stacks/application/configuration/origins";
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

/**
 * The places at which the text is let in. All are tried at once, then without those that were refused, until the rest passes.
 *
 * @param isAgain whether all of them were blamed in another run
 */
function admitted(places: readonly Place[], isAgain = false): Admitted {
  if (places.length === 0) return { places, json: "", refused: [] };
  const result = synthesized(places);
  if (typeof result === "string") return { places, json: result, refused: [] };
  const told = result.map((refusal) => blame(refusal, places, isAgain));
  const blamed = places.filter((place) => told.some((one) => one.blamed.includes(place)));
  if (blamed.length > 0) {
    const rest = admitted(without(places, blamed), isAgain);
    const certain = blamed.filter((place) => told.some((one) => one.certain.includes(place)));
    return { ...rest, refused: [...certain, ...rest.refused] };
  }
  if (places.length === 1) return { places: [], json: "", refused: places };
  const suspects = suspectsOf(result, places);
  const halves = [admitted(without(places, suspects), isAgain), admitted(suspects, isAgain)];
  return {
    places: halves.flatMap((half) => half.places),
    json: halves.map((half) => half.json).join("\n"),
    refused: halves.flatMap((half) => half.refused),
  };
}

/** Some of several places, one of which a problem is about that quotes none. */
function suspectsOf(refusals: readonly Refusal[], places: readonly Place[]): readonly Place[] {
  // A problem that is told further up is one of some place below, and one about a name may be one of the key that no longer has it.
  const near = places.filter(({ path }) => refusals.some((refusal) => formatPath(path).startsWith(refusal.path)));
  const around = near.length > 0 ? near : places;
  const named = around.filter((place) => place.isKey && refusals.some(({ found }) => isWordIn(textAt(place), found)));
  const some = [named, near].find((one) => one.length > 0 && one.length < places.length);
  return some ?? places.slice(0, Math.ceil(places.length / 2));
}

/**
 * Every place at which the text is let in when it stands nowhere else, so that a key that is added changes nothing of the others. What was
 * refused together with others, and may have been blamed for them, is tried again without them, and at last alone.
 */
function admittedAlone(places: readonly Place[]): Admitted {
  const together = admitted(places);
  const again = admitted(openIn(places, [together]), true);
  const alone = openIn(places, [together, again]).map((place) => admitted([place]));
  const all = [together, again, ...alone];
  return {
    places: all.flatMap((one) => one.places),
    json: all.map((one) => one.json).join("\n"),
    refused: all.flatMap((one) => one.refused),
  };
}

/** The places that were neither let in nor refused for themselves. */
function openIn(places: readonly Place[], tried: readonly Admitted[]): readonly Place[] {
  return tried.reduce((rest, { places, refused }) => without(rest, [...places, ...refused]), places);
}

/** More places than these that have a text which a problem quotes are not about it: it is a common word. */
const MOST_QUOTED = 3;

/**
 * Whom a problem is about: places that may be meant, and of these such that it would be told of if the text stood there alone. Those are the one
 * at which it is told, and where all places were blamed before, the only one whose text it quotes.
 */
function blame(
  refusal: Refusal,
  places: readonly Place[],
  isAgain: boolean,
): { readonly blamed: readonly Place[]; readonly certain: readonly Place[] } {
  const exact = places.find((place) => formatPath(place.path) + (place.isKey ? PLANTED : "") === refusal.path);
  const quoted = places.filter((place) => place.path[0] === sectionOf(refusal) && quotes(refusal, textAt(place)));
  const below = quoted.filter(({ path }) => isWithin(formatPath(path), refusal.path.replace(PLANTED, "")));
  if (exact?.isKey) {
    // A problem that is told at a key may be one of a text below it.
    const meant = below.filter((place) => !place.isKey && !refusal.path.endsWith(`.${textAt(place)}${PLANTED}`));
    return meant.length > 0 ? { blamed: meant, certain: [] } : { blamed: [exact], certain: [exact] };
  }
  if (exact) return { blamed: [exact], certain: refusal.found.includes("${file(") ? [exact] : [] };
  // Constructs that are made of a key tell their problem at another path of the section.
  const meant = below.length > 0 ? below : quoted.slice(0, quoted.length > MOST_QUOTED ? 0 : undefined);
  if (meant.length > 0) {
    // A list is told as a whole, with each text that it may not have.
    const isSure =
      meant.length === 1 ||
      meant.every(({ path }) => formatPath(path.slice(0, -1)) === refusal.path && typeof path.at(-1) === "number");
    return { blamed: meant, certain: isAgain && isSure ? meant : [] };
  }
  const items = places.filter(
    ({ path }) => typeof path.at(-1) === "number" && formatPath(path.slice(0, -1)) === refusal.path,
  );
  return { blamed: items, certain: [] };
}

function sectionOf({ path }: Refusal): string | undefined {
  return path.split(/[.[]/)[0];
}

function isWithin(path: string, above: string): boolean {
  return path.startsWith(`${above}.`) || path.startsWith(`${above}[`);
}

/** Whether a problem quotes a text with what was planted behind it. */
function quotes({ found }: Refusal, text: string): boolean {
  return found
    .split("${file(")
    .slice(0, -1)
    .some((before) => isWordIn(text, `${before} `, before.length));
}

/** Whether a text has a word, at its end where one is given. */
function isWordIn(word: string, text: string, end?: number): boolean {
  const at = end === undefined ? text.indexOf(word) : end - word.length;
  if (at < 0 || !text.startsWith(word, at)) return false;
  const isCut = /^\w/.test(word) && /\w/.test(text[at - 1] ?? "");
  return !isCut && !/\w/.test(text[at + word.length] ?? "");
}

/** What the text was planted behind. */
function textAt({ environment, path, isKey }: Place): string {
  if (isKey) return String(path.at(-1));
  return String(path.reduce<unknown>((node, step) => (node as Config)?.[step as never], EVERYTHING[environment]));
}

function without(places: readonly Place[], others: readonly Place[]): readonly Place[] {
  return places.filter((place) => !others.includes(place));
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
  test("use every text of the schema, but for what names something that the ledger of a deployed environment has", () => {
    expect(unused(environmentSchema, Object.values(EVERYTHING), "")).toEqual([".released[]"]);
  });
});

/** What forms have alike, and the rest of each. */
interface Forms {
  readonly alike: Readonly<Record<string, Schema>>;
  readonly rest: readonly { readonly option: Schema; readonly of: Schema }[];
}

/** Forms of which each says its texts itself. */
function apart(schema: Schema): Forms {
  return { alike: {}, rest: optionsOf(schema).map((option) => ({ option, of: option })) };
}

/** Forms that are variants of one, such as services on Fargate and on EC2: what all have alike is one text. */
function together(schema: Schema): Forms {
  const forms = optionsOf(schema);
  const isAlike = (key: string, below: Schema) =>
    forms.every(({ properties = {} }) => JSON.stringify(properties[key]) === JSON.stringify(below));
  const alike = Object.entries(forms[0]?.properties ?? {}).filter(([key, below]) => isAlike(key, below));
  const rest = forms.map((of) => {
    const own = Object.entries(of.properties ?? {}).filter(([key]) => !alike.some(([known]) => known === key));
    return { option: { ...of, properties: Object.fromEntries(own) }, of };
  });
  return { alike: Object.fromEntries(alike), rest };
}

/** Texts of a schema that none of the values has. */
function unused(schema: Schema, values: readonly unknown[], path: string): string[] {
  if (schema.anyOf) {
    const { alike, rest } = schema.discriminator?.default === undefined ? apart(schema) : together(schema);
    const options = rest.map(({ option, of }) => {
      const own = values.filter((value) => isOption(of, value));
      return unused(option, own, path);
    });
    const ofAll = Object.entries(alike).flatMap(([key, below]) => {
      const found = values.map((value) => (value as Config)[key]).filter((value) => value !== undefined);
      return unused(below, found, `${path}.${key}`);
    });
    return [...new Set([...ofAll, ...options.flat()])];
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
