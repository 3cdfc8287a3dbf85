import { schemasIn } from "../../config/schema/schema";
import type { Schema } from "../../config/schema/schema.types";
import { formsOf } from "../../config/schema/schema-walk";
import { expectation } from "../../config/schema/wording";

/** What stands between a description and a default in the schema of editors. */
const DEFAULT = /\n\nDefault: ([\s\S]*)$/;

interface Row {
  readonly key: string;
  readonly value: string;
  readonly isRequired: boolean;
  readonly schema: Schema;
}

/**
 * `docs/configuration-reference.md`: every key of a configuration file.
 *
 * @param written `config/schema.json`
 */
export function renderConfigurationReference(written: string): string {
  const { environment, fileKeys } = schemasIn(JSON.parse(written));
  const { properties = {}, required = [] } = environment;
  const sections = Object.entries(properties).filter(([, schema]) => rowsBelow("", schema).length > 0);
  const single = Object.keys(properties).filter((key) => !sections.some(([section]) => section === key));
  const first: Schema = {
    type: "object",
    properties: {
      ...fileKeys.properties,
      ...Object.fromEntries(single.map((key) => [key, properties[key] ?? {}])),
    },
    required: required.filter((key) => single.includes(key)),
  };
  return [
    "<!-- Made by `npm run docs` from config/schema.json, which is made from the types of the configuration. -->",
    "",
    "# Reference of the configuration",
    "",
    "Every key of the files in `config/`, below the section that it stands in. **Bold** keys must be there after inheritance; `*` is a name",
    "of your choice, `[]` each item of a list. A key that belongs to one form of a map follows the form (`nat (mode: single).zone`).",
    "[The configuration](configuration.md) says how files inherit from each other.",
    "",
    ...table("## The file and the environment", undefined, first),
    ...sections.flatMap(([key, schema]) => table(`## \`${key}\``, schema, schema)),
  ].join("\n");
}

function table(heading: string, said: Schema | undefined, schema: Schema): string[] {
  const { description, without } = saidOf(said ?? {});
  const rows = rowsBelow("", schema).map(({ key, value, isRequired, schema: own }) => {
    const told = saidOf(own);
    const name = isRequired ? `**\`${key}\`**` : `\`${key}\``;
    return `| ${[name, value, told.without ?? "", told.description ?? ""].map(cell).join(" | ")} |`;
  });
  return [
    heading,
    "",
    ...(description ? [`${escaped(description)}${without ? ` Without it: ${escaped(without)}.` : ""}`, ""] : []),
    "| Key | Value | Without it | What it is |",
    "| --- | --- | --- | --- |",
    // A key of several forms of a map is there once where it means the same in all.
    ...new Set(rows),
    "",
  ];
}

function rowsBelow(path: string, schema: Schema): Row[] {
  const forms = formsOf(schema);
  if (forms.size > 0) {
    const { propertyName: name, default: usual } = schema.discriminator ?? {};
    const inForm = (value: unknown, form: Schema) => rowsBelow(`${path} (${name}: ${value})`.trim(), form);
    if (usual === undefined) return [...forms].flatMap(([value, form]) => inForm(value, form));
    // Of forms that are variants of one, what all have alike is there once.
    const alike = (key: string) =>
      new Set([...forms.values()].map(({ properties = {} }) => JSON.stringify(properties[key]))).size === 1;
    const part = (form: Schema, isShared: boolean): Schema => ({
      ...form,
      properties: Object.fromEntries(Object.entries(form.properties ?? {}).filter(([key]) => alike(key) === isShared)),
    });
    const [first = {}] = forms.values();
    return [
      ...[...forms].flatMap(([value, form]) => inForm(value, part(form, false))),
      ...rowsBelow(path, part(first, true)),
    ];
  }
  if (schema.anyOf) return schema.anyOf.flatMap((choice) => rowsBelow(path, choice));
  if (schema.items) return rowsBelow(`${path}[]`, schema.items);
  if (schema.additionalProperties) return rowsBelow(path === "" ? "*" : `${path}.*`, schema.additionalProperties);
  return Object.entries(schema.properties ?? {}).flatMap(([key, below]) => {
    const here = path === "" ? key : `${path}.${key}`;
    const isRequired = schema.required?.includes(key) ?? false;
    return [{ key: here, value: wordsOf(below), isRequired, schema: below }, ...rowsBelow(here, below)];
  });
}

/** What may stand behind a key, in words. */
function wordsOf(schema: Schema): string {
  if (schema.anyOf && !schema.discriminator && !schema.rule) return schema.anyOf.map(wordsOf).join(", or ");
  if (schema.items) return `list of ${schema.items.type === "object" ? "maps" : wordsOf(schema.items)}`;
  if (schema.additionalProperties) return "map by name";
  if (schema.type === undefined && !schema.anyOf) return "anything";
  if (schema.type === "string" && schema.minLength && !schema.rule) return "text";
  return expectation(schema).replace(/^(?:a|an|one of) /, "");
}

function saidOf({ description }: Schema): { description?: string; without?: string } {
  if (description === undefined) return {};
  const without = DEFAULT.exec(description)?.[1];
  return { description: description.replace(DEFAULT, ""), ...(without === undefined ? {} : { without }) };
}

function cell(text: string): string {
  return text.startsWith("`") || text.startsWith("**`") ? text : escaped(text).replaceAll("\n", "<br>");
}

/** A text in a table, where `|` ends a cell and `<` begins a tag. */
function escaped(text: string): string {
  return text
    .split("`")
    .map((part, index) => (index % 2 === 0 ? part.replaceAll("<", "&lt;") : part))
    .join("`")
    .replaceAll("|", "\\|");
}
