import type { Problem } from "../../constructs/core/errors";
import { isSecretName } from "../../constructs/core/texts/secret-forms";
import { closest, oneOf } from "../checks/suggest";
import type { ConfigNode, Path } from "../reading/tree";
import type { Schema, Unit } from "./schema.types";
import { choicesOf, type Kind, kindOf, kindOfNode, valuesOf } from "./schema-walk";

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
  if (schema.type === "integer") return rangeOf(schema);
  if (schema.minLength) return "a text of at least one character";
  const kind = kindOf(schema);
  return kind === "boolean" ? "true or false" : `a ${kind}`;
}

function rangeOf({ minimum, maximum }: Schema): string {
  if (minimum === undefined) return maximum === undefined ? "a whole number" : `a whole number of at most ${maximum}`;
  return maximum === undefined
    ? `a whole number of at least ${minimum}`
    : `a whole number from ${minimum} to ${maximum}`;
}

/** A value that does not follow the rule of its schema, and is of the right kind. */
export function againstRule(schema: Schema, node: ConfigNode): Told {
  const { rule } = schema;
  if (rule) return { ...rule, found: describe(node) };
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
  const suggestion = word && closest(word, values.map(String));
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
  return {
    code: "CONFIG_UNKNOWN_VALUE",
    message: "The value is not one of those that are allowed.",
    found: describe(node),
    expected: expectation(schema),
    fix: "use one of these values",
  };
}

/** A value of another kind than the one that is asked for. */
export function wrongType(schema: Schema, wanted: Kind, node: ConfigNode): Told {
  return {
    code: "CONFIG_WRONG_TYPE",
    message: "The value has the wrong type.",
    found: kindOfNode(node) ? `${kindOfNode(node)}${shownText(node)}` : "nothing",
    expected: expectation(schema),
    fix: mend(wanted, node, schema.unit),
  };
}

function shownText(node: ConfigNode): string {
  if (node.kind !== "scalar") return "";
  return ` ${typeof node.value === "string" ? quotedText(node, node.value) : node.text}`;
}

function mend(wanted: Kind, node: ConfigNode, unit: Unit | undefined): string {
  if (wanted === "boolean") return "write true or false, without quotes";
  if (wanted === "map") return `write keys below it, indented by two spaces${OR_REMOVE}`;
  if (node.kind !== "scalar" || node.value === null) return `write a ${wanted} here`;
  if (node.text === NOT_SHOWN) return wanted === "text" ? "put the value in quotes" : `write a ${wanted} here`;
  if (unit && typeof node.value === "number") return `write it with its unit: "${withUnit(node.value, unit)}"`;
  if (wanted === "text") return `put the value in quotes: "${node.text}"`;
  if (wanted === "list") return `write a list: [${node.text}]`;
  return Number.isNaN(Number(node.text)) ? "write a number" : `remove the quotes: ${Number(node.text)}`;
}

/** What each unit has 1,024 of to the one that texts are written in, and from where on a number is meant in it. */
const UNITS = { MiB: { text: "GB", from: 128 }, "CPU units": { text: "vCPU", from: 64 } } as const;

/** Whether there is such a unit. */
export function isUnit(text: string): text is Unit {
  return Object.hasOwn(UNITS, text);
}

/** A number as the text that was most likely meant: tools that have no units count in MiB and in CPU units. */
export function withUnit(value: number, unit: Unit): string {
  const { text, from } = UNITS[unit];
  return `${value < from ? value : value / 1024} ${text}`;
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
