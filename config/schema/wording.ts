import type { Problem } from "../../constructs/core/errors";
import { isSecretName } from "../../constructs/core/texts/secret-forms";
import { closestValue, oneOf } from "../checks/suggest";
import type { ConfigNode, Path } from "../reading/tree";
import { exampleMap, meantValue } from "./meant-value";
import type { Schema } from "./schema.types";
import { choicesOf, formsOf, type Kind, keysOf, kindOf, kindOfNode, valuesOf } from "./schema-walk";
import { withUnit } from "./units";

type Told = Omit<Problem, "path">;

/** What an advice ends with where a key may be left out. */
export const OR_REMOVE = ", or remove the key";

/** What a schema asks for, in words. */
export function expectation(schema: Schema): string {
  if (schema.rule) return schema.rule.expected;
  const choices = choicesOf(schema);
  if (choices.length > 0) return choices.map(expectation).join(", or ");
  const values = valuesOf(schema);
  if (values.length === 1) return String(values[0]);
  if (values.length > 0) return `one of ${values.join(", ")}`;
  if (schema.type === "integer" || schema.type === "number") return rangeOf(schema);
  if (schema.unit) return `a text with a unit, such as "${withUnit(1, schema.unit)}"`;
  if (schema.maxLength !== undefined) return `a text of ${schema.minLength ?? 0} to ${schema.maxLength} characters`;
  if (schema.minLength) return "a text of at least one character";
  const kind = kindOf(schema);
  if (kind === "map") return `a map${keysIn(schema)}`;
  if (kind === "list") return `a list${exampleOf(schema)}`;
  return kind === "boolean" ? "true or false" : `a ${kind}`;
}

/** What a map holds, as far as a line has room for it. */
function keysIn(schema: Schema): string {
  const forms = [...formsOf(schema).keys()];
  if (forms.length > 0) return ` with ${schema.discriminator?.propertyName}: one of ${forms.join(", ")}`;
  if (schema.additionalProperties) return " by names of your own";
  const keys = keysOf(schema, undefined) ?? [];
  if (keys.length === 0) return "";
  return keys.length > MOST_KEYS
    ? ` with keys such as ${keys.slice(0, MOST_KEYS).join(", ")}`
    : ` with ${keys.join(", ")}`;
}

const MOST_KEYS = 4;

function exampleOf({ examples: [example] = [] }: Schema): string {
  return Array.isArray(example) ? ` such as [${example.join(", ")}]` : "";
}

function rangeOf({ type, minimum, maximum }: Schema): string {
  const number = type === "integer" ? "a whole number" : "a number";
  if (minimum === undefined) return maximum === undefined ? number : `${number} of at most ${maximum}`;
  return maximum === undefined ? `${number} of at least ${minimum}` : `${number} from ${minimum} to ${maximum}`;
}

/** A value that does not follow the rule of its schema, and is of the right kind. */
export function againstRule(schema: Schema, node: ConfigNode): Told {
  const { rule } = schema;
  if (rule) {
    const meant = isHidden(node) ? undefined : meantValue(node, schema);
    return { ...rule, found: describe(node), ...(meant ? { fix: `write ${inline(meant)}` } : {}) };
  }
  const expected = expectation(schema);
  if (kindOf(schema) === "number") {
    return {
      code: "CONFIG_OUT_OF_RANGE",
      message: "The number is outside the range that is allowed.",
      found: describe(node),
      expected,
      fix: `use ${expected}`,
    };
  }
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema;
  if (node.kind === "scalar" && typeof node.value === "string" && node.value.length >= minLength) {
    return {
      code: "CONFIG_TOO_LONG",
      message: "The text is longer than what is allowed.",
      found: `${node.value.length} characters`,
      expected,
      fix: `shorten it by ${node.value.length - maxLength}`,
    };
  }
  return {
    code: "CONFIG_EMPTY",
    message: "The value is empty.",
    found: describe(node),
    expected,
    fix: `write the value${OR_REMOVE}`,
  };
}

/** The page of all keys and values, at the part about the section that a path leads into. */
export function referenceOf([section]: Path): string {
  const page = "docs/configuration-reference.md";
  return typeof section === "string" ? `${page}#${section.toLowerCase()}` : page;
}

/**
 * A value that is none of those that are listed.
 *
 * @param path where it stands
 */
export function unknownValue(node: ConfigNode, values: readonly (string | number | boolean)[], path: Path): Told {
  const isWord = node.kind === "scalar" && typeof node.value === "string" && node.text !== NOT_SHOWN;
  const word = isWord ? String(node.value) : undefined;
  const suggestion = word && closestValue(word, values.map(String));
  return {
    code: "CONFIG_UNKNOWN_VALUE",
    message: "The value is not one of those that are allowed.",
    found: describe(node),
    expected: oneOf(values.map(String), word, suggestion, referenceOf(path)),
    fix: suggestion ? `did you mean "${suggestion}"?` : "use one of these values",
  };
}

/** A value of none of the kinds that a schema has a choice of. */
export function noChoice(schema: Schema, node: ConfigNode): Told {
  if (schema.rule) return { ...schema.rule, found: describe(node) };
  const meant = isHidden(node) ? undefined : meantValue(node, schema);
  return {
    code: "CONFIG_UNKNOWN_VALUE",
    message: "The value is not one of those that are allowed.",
    found: describe(node),
    expected: expectation(schema),
    fix: meant ? `write a map: ${inline(meant)}` : "use one of these values",
  };
}

/**
 * A value of another kind than the one that is asked for.
 *
 * @param above the map that it stands in
 */
export function wrongType(schema: Schema, wanted: Kind, node: ConfigNode, above?: ConfigNode): Told {
  const meant = isHidden(node) ? undefined : meantValue(node, schema, above);
  return {
    code: "CONFIG_WRONG_TYPE",
    message: "The value has the wrong type.",
    found: kindOfNode(node) ? `${kindOfNode(node)}${shownText(node)}` : "nothing",
    expected:
      schema.unit && !schema.rule && meant ? `a text with a unit, such as ${inline(meant)}` : expectation(schema),
    fix: meant ? toMeant(meant, schema, node) : withoutMeant(schema, wanted, node),
  };
}

function shownText(node: ConfigNode): string {
  if (node.kind !== "scalar") return "";
  return ` ${typeof node.value === "string" ? quotedText(node, node.value) : node.text}`;
}

/** The advice to write what was most likely meant. */
function toMeant(meant: ConfigNode, schema: Schema, node: ConfigNode): string {
  if (schema.unit) return `write it with its unit: ${inline(meant)}`;
  if (meant.kind === "list") return `write a list: ${inline(meant)}`;
  if (meant.kind === "scalar" && typeof meant.value === "string") return `put the value in quotes: ${inline(meant)}`;
  if (meant.kind === "scalar") {
    const isQuoted = node.kind === "scalar" && node.text === meant.text;
    return isQuoted ? `remove the quotes: ${meant.text}` : `write ${meant.text}`;
  }
  const names = [...meant.entries.keys()];
  if (names.length === 0) return `write {}, or keys below it${OR_REMOVE}`;
  const hasNames = node.kind === "list" && node.items.some((item) => item.kind === "map" && item.entries.has("name"));
  const isShort = [...meant.entries.values()].every(({ value }) => value.kind === "scalar");
  return hasNames && !isShort
    ? `write what is in each item below its name, without a dash and the key name: ${names.map((name) => `${name}:`).join(", ")}`
    : `write a map: ${inline(meant)}`;
}

/** The advice where anybody may guess what was meant. */
function withoutMeant(schema: Schema, wanted: Kind, node: ConfigNode): string {
  const { discriminator } = schema;
  if (discriminator)
    return `write "${discriminator.propertyName}" below it, indented by two spaces, with one of these values${OR_REMOVE}`;
  if (wanted === "boolean") return "write true or false, without quotes";
  if (wanted === "map") {
    const example = exampleMap(schema, node.at);
    return `${example ? `write a map such as ${inline(example)}` : "write keys below it, indented by two spaces"}${OR_REMOVE}`;
  }
  if (isHidden(node) && wanted === "text") return "put the value in quotes";
  return `write a ${wanted} here`;
}

/** A value in one line of YAML. */
export function inline(node: ConfigNode): string {
  if (node.kind === "list") return `[${node.items.map((item) => bare(item)).join(", ")}]`;
  if (node.kind === "map")
    return `{ ${[...node.entries].map(([key, { value }]) => `${key}: ${bare(value)}`).join(", ")} }`;
  return typeof node.value === "string" ? `"${node.text}"` : node.text;
}

function bare(node: ConfigNode): string {
  return node.kind === "scalar" ? node.text : inline(node);
}

/** Whether a value is not repeated, as {@link shown} hands it back. */
export function isHidden(node: ConfigNode): boolean {
  return node.kind === "scalar" && node.text === NOT_SHOWN;
}

/** Keys that name secrets, or where they are kept, and hold none. */
const KEYS_OF_NAMES = new Set(["secret", "secrets"]);

/** A value as it may be told: what stands where a secret would be by its key is not repeated. */
export function shown(node: ConfigNode, path: Path): ConfigNode {
  const key = path.findLast((step) => typeof step === "string");
  if (typeof key !== "string" || !isSecretName(key) || KEYS_OF_NAMES.has(key)) return node;
  if (node.kind === "map") {
    return { ...node, entries: new Map([...node.entries.values()].slice(0, 1).map((entry) => [NOT_SHOWN, entry])) };
  }
  return node.kind === "list" || node.value === null ? node : { ...node, text: NOT_SHOWN };
}

const NOT_SHOWN = "(not shown)";

function quotedText({ text }: { readonly text: string }, value: string | number | boolean): string {
  return text === NOT_SHOWN ? NOT_SHOWN : JSON.stringify(value);
}

/** A value as a message shows it. */
function describe(node: ConfigNode): string {
  if (node.kind === "scalar") return node.value === null ? "nothing" : quotedText(node, node.value);
  if (node.kind === "list") return `a list of ${node.items.length === 1 ? "1 value" : `${node.items.length} values`}`;
  return node.entries.size === 0 ? "an empty map" : `a map with the keys ${[...node.entries.keys()].join(", ")}`;
}
