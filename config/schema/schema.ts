import written from "../schema.json";
import type { Schema } from "./schema.types";

type Json = Readonly<Record<string, unknown>>;

/** What a configuration may hold: an environment, after inheritance, and what is about a file itself. */
export interface ConfigurationSchemas {
  readonly environment: Schema;
  /** The keys that are about the file itself; they are not inherited. */
  readonly fileKeys: Schema;
}

/** The schemas in `config/schema.json`, as this program was made with it. */
export const { environment: environmentSchema, fileKeys: fileKeysSchema } = schemasIn(written);

/**
 * The schemas in a schema of editors.
 *
 * @param loose what `tools/configuration/editor-schema.ts` writes, read as JSON
 */
export function schemasIn(loose: object): ConfigurationSchemas {
  const { properties, fileKeys, ...rest } = loose as Json & { properties: Json; fileKeys: readonly string[] };
  const keys = Object.entries(properties);
  const about = keys.filter(([key]) => fileKeys.includes(key));
  const own = keys.filter(([key]) => !fileKeys.includes(key));
  return {
    environment: strict({ ...rest, properties: Object.fromEntries(own) }),
    fileKeys: { type: "object", properties: mapped(Object.fromEntries(about)), additionalProperties: false },
  };
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
    // What editors alone are told.
    allOf: _,
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
