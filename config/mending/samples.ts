import type { Schema } from "../schema/schema.types";
import { choicesOf, followsRule, formsOf, valuesOf } from "../schema/schema-walk";

/** What stands in for a name: nobody writes it, so that what is said of it follows from what is mended. */
export const STAND_IN = "stand-in";

/** Most values that are tried in the place of one. */
export const MOST_SAMPLES = 3;

/** Texts of which one follows most rules: names, accounts, regions, versions, days, sentences, ranges and ARNs. */
const TEXTS = [
  ...[STAND_IN, "other", "111111111111", "222222222222", "eu-west-1", "us-east-1", "1.35", "1.34"],
  ...[
    "2099-12-31",
    "a reason of several words",
    `${STAND_IN}.example.com`,
    `arn:aws:iam::111111111111:role/${STAND_IN}`,
  ],
];

/** Names of what has a name of one's own choice. */
const NAMES = [STAND_IN, "other", "third"];

/** Values that a schema takes, different ones where it takes several; none where no value is known that it takes. */
export function samplesOf(schema: Schema): readonly unknown[] {
  const forms = [...formsOf(schema).values()];
  const others = forms.length > 0 ? forms : choicesOf(schema);
  if (others.length > 0) return others.flatMap((one) => samplesOf(one).slice(0, 1)).slice(0, MOST_SAMPLES);
  if (valuesOf(schema).length > 0) return valuesOf(schema).slice(0, MOST_SAMPLES);
  const { type, minimum = 1, maximum = minimum + 1, items = {} } = schema;
  if (type === "boolean") return [false, true];
  if (type === "integer" || type === "number") return [minimum, maximum];
  if (type === "string") {
    const texts = TEXTS.filter((text) => followsRule(schema, text));
    // Texts of a form of their own have an example.
    return (texts.length > 0 ? texts : (schema.examples ?? [])).slice(0, 2);
  }
  if (type === "array") return listsOf(items);
  if (type !== "object") return [];
  return schema.additionalProperties ? mapsByName(schema.additionalProperties) : mapsOf(schema);
}

/** Lists of each sample alone, and of all. */
function listsOf(items: Schema): readonly unknown[] {
  const samples = samplesOf(items);
  const alone = samples.map((item) => [item]);
  return samples.length > 1 ? [...alone.slice(0, MOST_SAMPLES - 1), samples] : alone;
}

/** A map without anything, and one with each sample. */
function mapsByName(child: Schema): readonly unknown[] {
  const named = samplesOf(child).map((sample, index) => [NAMES[index] ?? "", sample] as const);
  return named.length > 0 ? [{}, Object.fromEntries(named)] : [{}];
}

/** Maps with the keys that are required, and no others. */
function mapsOf({ required = [], properties = {} }: Schema): readonly unknown[] {
  const values = required.map((key) => [key, samplesOf(properties[key] ?? {})] as const);
  if (values.some(([, samples]) => samples.length === 0)) return [];
  const most = Math.max(1, ...values.map(([, samples]) => samples.length));
  return Array.from({ length: most }, (_, index) =>
    Object.fromEntries(values.map(([key, samples]) => [key, samples[Math.min(index, samples.length - 1)]])),
  );
}
