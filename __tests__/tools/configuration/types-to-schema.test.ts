import { join, relative } from "node:path";
import { exportedTypes } from "../../../tools/configuration/program";

const ROOT = join(__dirname, "..", "..", "..");
const { schemaOf } = exportedTypes(ROOT, relative(ROOT, join(__dirname, "sample.types.ts")));
const thing = schemaOf("Thing");
const propertiesOfThing = thing.properties ?? {};

test("keys are in the order of declaration, through Omit, and those that a file cannot have are left out", () => {
  expect(Object.keys(propertiesOfThing)).toEqual([
    "name",
    "colour",
    "keeping",
    "codes",
    "parts",
    "sizes",
    "share",
    "shape",
  ]);
  expect(thing).toMatchObject({ description: "A thing.", required: ["name"], additionalProperties: false });
});

test("a form may be that of a constant, and a comment is one text", () => {
  expect(propertiesOfThing.name).toEqual({
    description: "Name of the thing, see Thing.",
    type: "string",
    pattern: "^\\w+$",
    rule: { code: "NAME_FORM", message: "The name has a wrong form.", expected: "a word", fix: "write one word" },
  });
});

test("values of a list and of a union keep the order in which they are written", () => {
  expect(propertiesOfThing.colour).toEqual({
    defaultText: "`red`",
    type: "string",
    enum: ["red", "amber", "green"],
  });
  expect(propertiesOfThing.parts?.additionalProperties).toMatchObject({
    properties: { grams: { type: "number", enum: [1, 10, 5], synonyms: ["weight", "mass"] } },
  });
});

test("a union of maps has the key that tells the form, and a choice of kinds stays one", () => {
  expect(propertiesOfThing.keeping).toEqual({
    defaultText: "none",
    anyOf: [
      { type: "boolean", enum: [false] },
      {
        type: "object",
        discriminator: { propertyName: "kind" },
        anyOf: [
          {
            type: "object",
            properties: { kind: { description: "In memory.", type: "string", enum: ["memory"] } },
            required: ["kind"],
            additionalProperties: false,
          },
          {
            type: "object",
            properties: {
              kind: { description: "On a disk.", type: "string", enum: ["disk"] },
              gib: { description: "Its size.", type: "integer", minimum: 1, maximum: 12 },
            },
            required: ["kind", "gib"],
            additionalProperties: false,
          },
        ],
      },
    ],
  });
});

test("the key that tells the form may be left out for one of them, which is then meant", () => {
  const jobs = schemaOf("Launched").properties?.jobs?.additionalProperties;
  expect(jobs).toMatchObject({
    type: "object",
    discriminator: { propertyName: "launch", default: "anywhere" },
    anyOf: [
      { properties: { launch: { enum: ["anywhere"], defaultText: "`anywhere`" } }, required: ["size"] },
      { properties: { launch: { enum: ["servers"] } }, required: ["launch", "server"] },
    ],
  });
});

test("texts have a length from 1 on, to the most that their comment says, and so have those of a list", () => {
  expect(schemaOf("Labelled").properties).toEqual({
    label: { type: "string", minLength: 1, maxLength: 12 },
    labels: { type: "array", items: { type: "string", minLength: 1, maxLength: 8 } },
  });
});

test("forms may be told by the key that only one of them has, and names may be numbers", () => {
  const form = (key: string) => ({
    type: "object",
    properties: { [key]: { type: "array", items: { type: "string", minLength: 1 } } },
    required: [key],
    additionalProperties: false,
  });
  expect(schemaOf("Restricted").properties).toEqual({
    countries: { description: "What is let in.", anyOf: [form("allow"), form("deny")] },
    pages: { type: "object", additionalProperties: { type: "string", minLength: 1 } },
  });
});

test("the form of an alias reaches items and names, and its message says what they are", () => {
  const rule = (what: string) => ({
    code: "CODE_FORM",
    message: `The ${what} is no code.`,
    expected: "two letters",
    fix: "write two letters",
  });
  expect(propertiesOfThing.codes).toEqual({
    description: "Codes.",
    examples: [["ab"]],
    type: "array",
    items: { description: "A code of two letters.", type: "string", pattern: "^[a-z]{2}$", rule: rule("tag") },
  });
  expect(propertiesOfThing.parts?.propertyNames).toEqual({
    type: "string",
    pattern: "^[a-z]{2}$",
    rule: rule("part"),
  });
});

test("a map by the names of a constant has these names", () => {
  expect(propertiesOfThing.sizes).toMatchObject({
    propertyNames: { type: "string", enum: ["large", "small"] },
    additionalProperties: { type: "boolean" },
  });
});

test("numbers are whole unless they say otherwise, and a function is what code alone can give", () => {
  expect(propertiesOfThing.share).toEqual({ description: "A share.", type: "number", minimum: 0 });
  expect(propertiesOfThing.shape).toEqual({ type: "string", minLength: 1 });
});

test("sections that are computed from a list have what their own types say", () => {
  const { properties, required } = schemaOf("Sections");
  expect(required).toBeUndefined();
  expect(Object.entries(properties ?? {}).map(([key, { description }]) => [key, description])).toEqual([
    ["parts", "A part of a thing."],
    ["things", "A thing."],
  ]);
  expect(properties?.things?.properties).toEqual(propertiesOfThing);
});

test.each([
  ["Impossible", /^inner\.bucket cannot be written in a file: it is Bucket \(.*sample\.types\.ts › Bucket\)\./],
  ["Endless", /^below stands within itself, and has no end$/],
  ["Unlaunched", /^job: no key tells the forms apart$/],
  ["Undecided", /^either: no key tells the forms apart$/],
  ["Measured", /sample\.types\.ts › length: furlongs is no unit that texts are written in$/],
])("what no file can hold is told with its place (%s)", (name, message) => {
  expect(() => schemaOf(name)).toThrow(message);
});
