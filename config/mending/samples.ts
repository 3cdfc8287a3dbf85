import type { Schema } from "../schema/schema.types";
import { choicesOf, followsRule, formsOf, valuesOf } from "../schema/schema-walk";

/** Most values that are tried in the place of one. */
export const MOST_SAMPLES = 3;

/** Texts of which one follows most rules: names, accounts, regions, versions, days, sentences, ranges and ARNs. */
const TEXTS = [
  ...["stand-in", "other", "111111111111", "222222222222", "eu-west-1", "us-east-1", "1.35", "1.34"],
  ...["2099-12-31", "a reason of several words", "stand-in.example.com", "arn:aws:iam::111111111111:role/stand-in"],
];

/** Values that a schema takes, different ones where it takes several; none where no value is known that it takes. */
export function samplesOf(schema: Schema): readonly unknown[] {
  const forms = [...formsOf(schema).values()];
  const others = forms.length > 0 ? forms : choicesOf(schema);
  if (others.length > 0) return others.flatMap((one) => samplesOf(one).slice(0, 1)).slice(0, MOST_SAMPLES);
  if (valuesOf(schema).length > 0) return valuesOf(schema).slice(0, MOST_SAMPLES);
  const { type, minimum = 1, maximum = minimum + 1, items = {} } = schema;
  if (type === "boolean") return [false, true];
  if (type === "integer" || type === "number") return [minimum, maximum];
  if (type === "string") return TEXTS.filter((text) => followsRule(schema, text)).slice(0, 2);
  if (type === "array") return samplesOf(items).map((item) => [item]);
  return type === "object" ? mapsOf(schema) : [];
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
