import type { ConfigurationSchemas } from "../../config/schema/schema";
import type { Schema } from "../../config/schema/schema.types";

type Json = Record<string, unknown>;

/**
 * The JSON Schema of a configuration file: what editors complete and check by, and what `config/schema/schema.ts` reads the rules of an
 * environment from. A file that extends another may leave out any key and may take one away with `null`, so nothing is required here;
 * what has to be there after inheritance is kept in a keyword of our own.
 */
export function renderEditorSchema({ environment, fileKeys }: ConfigurationSchemas): string {
  const { properties, ...rest } = loosen(environment);
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Groundplan environment",
    ...rest,
    fileKeys: Object.keys(fileKeys.properties ?? {}),
    properties: { ...(loosen(fileKeys).properties as Json), ...(properties as Json) },
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

function loosen(schema: Schema): Json {
  const { description, defaultText, required, properties, additionalProperties, items, anyOf, ...others } = schema;
  const { editorSchema, ...rest } = others;
  const said = [description, defaultText === undefined ? undefined : `Default: ${defaultText}`].filter(Boolean);
  return {
    ...(said.length > 0 ? { description: said.join("\n\n") } : {}),
    ...rest,
    ...(editorSchema === undefined ? {} : { allOf: [{ $ref: editorSchema }] }),
    ...(required ? { requiredAfterInheritance: required } : {}),
    ...(properties
      ? { properties: Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, removable(value)])) }
      : {}),
    ...(additionalProperties === undefined
      ? {}
      : { additionalProperties: additionalProperties && removable(additionalProperties) }),
    ...(items ? { items: loosen(items) } : {}),
    ...(anyOf ? { anyOf: anyOf.map(loosen) } : {}),
  };
}

/** A value that a file may take away with `null`. */
function removable(schema: Schema): Json {
  const loose = loosen(schema);
  return {
    ...loose,
    ...(loose.type === undefined ? {} : { type: [loose.type, "null"] }),
    ...(loose.enum === undefined ? {} : { enum: [...(loose.enum as unknown[]), null] }),
    ...(loose.anyOf === undefined ? {} : { anyOf: [...(loose.anyOf as unknown[]), { type: "null" }] }),
  };
}
