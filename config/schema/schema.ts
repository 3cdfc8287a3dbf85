import written from "../schema.json";
import type { Schema } from "./schema.types";

type Json = Readonly<Record<string, unknown>>;

/** The schema of one environment, after inheritance. */
export const environmentSchema: Schema = ofEnvironment(written);

/** The schema of the keys that are about the file itself; they are not inherited. */
export const fileKeysSchema: Schema = {
  type: "object",
  properties: Object.fromEntries(
    written.fileKeys.map((key) => [key, strict((written.properties as Json)[key] as Json)]),
  ),
  additionalProperties: false,
};

function ofEnvironment({ properties, ...rest }: typeof written): Schema {
  const own = Object.entries(properties).filter(([key]) => !written.fileKeys.includes(key));
  return strict({ ...rest, properties: Object.fromEntries(own) });
}

/**
 * What holds after inheritance, from what holds for one file: `null` takes a key away and is no value, and keys are required again. It is
 * the way back of `tools/configuration/editor-schema.ts`.
 */
function strict(loose: Json): Schema {
  const {
    type,
    enum: values,
    anyOf,
    properties,
    additionalProperties,
    items,
    requiredAfterInheritance,
    ...rest
  } = loose;
  const [kind] = [type].flat();
  return {
    ...rest,
    ...(kind === undefined ? {} : { type: kind }),
    ...(values ? { enum: (values as unknown[]).filter((value) => value !== null) } : {}),
    ...(anyOf ? { anyOf: (anyOf as Json[]).filter((form) => form.type !== "null").map(strict) } : {}),
    ...(properties ? { properties: mapped(properties as Json) } : {}),
    ...(additionalProperties === undefined
      ? {}
      : { additionalProperties: additionalProperties && strict(additionalProperties as Json) }),
    ...(items ? { items: strict(items as Json) } : {}),
    ...(requiredAfterInheritance ? { required: requiredAfterInheritance } : {}),
  } as Schema;
}

function mapped(properties: Json): Readonly<Record<string, Schema>> {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, strict(value as Json)]));
}
