import { environmentSchema, fileKeysSchema } from "./schema";
import * as z from "./zod";

type Json = Record<string, unknown>;

/**
 * The JSON Schema of a configuration file, for editors. A file that extends another may leave out any key and may take one
 * away with `null`, so nothing is required here; what is missing after inheritance is told by `groundplan config validate`.
 */
export function fileJsonSchema(): Json {
  const options = { target: "draft-7", io: "input" } as const;
  const environment = z.toJSONSchema(environmentSchema, options) as Json;
  const fileKeys = z.toJSONSchema(fileKeysSchema, options) as Json;
  const properties = { ...(fileKeys.properties as Json), ...(environment.properties as Json) };
  return { title: "Groundplan environment", ...loosen({ ...environment, properties }) };
}

/** The schema as it is written to `config/schema.json`. */
export function renderJsonSchema(): string {
  return `${JSON.stringify(fileJsonSchema(), undefined, 2)}\n`;
}

/** Takes away what holds only after inheritance: required keys, and that a map must match exactly one of its forms. */
function loosen(schema: Json): Json {
  const { required: _, oneOf, ...rest } = schema;
  const loose: Json = { ...rest };
  const forms = (oneOf ?? rest.anyOf) as Json[] | undefined;
  if (forms) loose.anyOf = forms.map(loosen);
  if (rest.properties) {
    const properties = Object.entries(rest.properties as Record<string, Json>);
    loose.properties = Object.fromEntries(properties.map(([key, value]) => [key, removable(value)]));
  }
  if (isSchema(rest.additionalProperties)) loose.additionalProperties = removable(rest.additionalProperties);
  if (isSchema(rest.items)) loose.items = loosen(rest.items);
  return loose;
}

/** A value that a file may take away with `null`. The description stays where editors look for it. */
function removable(schema: Json): Json {
  const { description, examples, ...value } = schema;
  return {
    ...(description === undefined ? {} : { description }),
    ...(examples === undefined ? {} : { examples }),
    anyOf: [loosen(value), { type: "null" }],
  };
}

function isSchema(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}
