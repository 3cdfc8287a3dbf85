import type { Problem } from "../constructs/core/errors";
import { isSecretName } from "../constructs/core/texts/secret-forms";
import { closest } from "./checks/suggest";
import type { ConfigProblems } from "./config-problems";
import type { Removal } from "./reading/merge";
import { type ConfigNode, type MapNode, nodeAt, type Path, positionOf, toPlain } from "./reading/tree";
import { fileKeysSchema } from "./schema/schema";
import type { Schema } from "./schema/schema-parts";
import {
  choicesOf,
  formsWith,
  type Kind,
  keySchemaOf,
  keysOf,
  kindOf,
  ruleOf,
  schemaAt,
  valuesOf,
} from "./schema/schema-walk";
import type * as z from "./schema/zod";
import { safeParse } from "./schema/zod";

type Issue = z.core.$ZodIssue;

/** Checks a tree against a schema and adds every mistake, each at the place where the offending value is written. */
export function validate(tree: MapNode, schema: Schema, problems: ConfigProblems): void {
  const result = safeParse(schema, toPlain(tree));
  for (const issue of result.error?.issues ?? []) {
    report({ root: schema, tree, problems }, issue, issue.path as Path);
  }
}

/** Checks that a key that a file takes away is one that the schema knows: `null` would hide a typing error. */
export function validateRemovals(
  removals: readonly Removal[],
  tree: MapNode,
  schema: Schema,
  problems: ConfigProblems,
): void {
  for (const { path, at } of removals) {
    const above = path.slice(0, -1);
    const [parent, node] = [schemaAt(schema, tree, above), nodeAt(tree, above)];
    const keys = parent && keysOf(parent, node);
    if (keys && !keys.includes(String(path.at(-1)))) problems.add(at, path, unknownKey(parent, node, path));
  }
}

interface Context {
  readonly root: Schema;
  readonly tree: MapNode;
  readonly problems: ConfigProblems;
}

function report(context: Context, issue: Issue, path: Path): void {
  const { root, tree, problems } = context;
  if (issue.code === "unrecognized_keys") {
    const map = nodeAt(tree, path);
    const schema = schemaAt(root, tree, path);
    for (const key of issue.keys) {
      const at = map?.kind === "map" ? map.entries.get(key)?.keyAt : undefined;
      problems.add(at ?? positionOf(tree, path), [...path, key], unknownKey(schema ?? root, map, [...path, key]));
    }
    return;
  }
  const schema = schemaAt(root, tree, path);
  if (issue.code === "invalid_key") {
    reportKey(context, path);
  } else if (schema && isChoice(schema) && nodeAt(tree, path)) {
    reportChoice(context, schema, path);
  } else if (schema) {
    const node = nodeAt(tree, path);
    if (node) {
      const wrong = wrongValue(schema, shown(node, path), issue);
      problems.add(
        positionOf(tree, path),
        path,
        isRequired(context, path) ? { ...wrong, fix: wrong.fix.replace(OR_REMOVE, "") } : wrong,
      );
    } else if (!isMisspelled(context, path)) problems.add(positionOf(tree, path), path, missing(context, schema, path));
  } else {
    reportForm(context, issue, path);
  }
}

/** A name of one's own choice has a wrong form. What is below it was not checked for that reason, so it is checked here. */
function reportKey(context: Context, path: Path): void {
  const { root, tree, problems } = context;
  const map = nodeAt(tree, path.slice(0, -1));
  const key = String(path.at(-1));
  const keySchema = keySchemaOf(schemaAt(root, tree, path.slice(0, -1)) ?? root);
  const rule = keySchema && ruleOf(keySchema);
  const at = map?.kind === "map" ? map.entries.get(key)?.keyAt : undefined;
  if (rule) problems.add(at ?? positionOf(tree, path), path, { ...rule, found: JSON.stringify(key) });
  const [schema, node] = [schemaAt(root, tree, path), nodeAt(tree, path)];
  if (!schema || !node) return;
  for (const issue of safeParse(schema, toPlain(node)).error?.issues ?? []) {
    report(context, issue, [...path, ...(issue.path as Path)]);
  }
}

/** A value may be of several kinds: what is wrong by the schema of its own kind, or that it is of none of them. */
function reportChoice(context: Context, schema: Schema, path: Path): void {
  const { tree, problems } = context;
  const node = nodeAt(tree, path);
  if (!node) return;
  const choice = choicesOf(schema).find((one) => valuesOf(one).length === 0 && kindOf(one) === kindOfNode(node));
  if (choice && kindOf(choice) === "map") {
    const issues = safeParse(choice, toPlain(node)).error?.issues ?? [];
    for (const issue of issues) report(context, issue, [...path, ...(issue.path as Path)]);
    return;
  }
  problems.add(positionOf(tree, path), path, {
    code: "CONFIG_UNKNOWN_VALUE",
    message: "The value is not one of those that are allowed.",
    found: describe(shown(node, path)),
    expected: expectation(schema),
    fix: "use one of these values",
  });
}

/** Whether a value may be of several kinds and no rule says so in words of its own. */
function isChoice(schema: Schema): boolean {
  return choicesOf(schema).length > 0 && !ruleOf(schema);
}

/** What an advice ends with where a key may be left out. */
const OR_REMOVE = ", or remove the key";

/** Whether a map must have this key: then it is no advice to remove it. */
function isRequired({ root, tree }: Context, path: Path): boolean {
  const parent = schemaAt(root, tree, path.slice(0, -1));
  const def = parent && (parent as z.core.$ZodTypes)._zod.def;
  if (def?.type !== "object") return false;
  const value = def.shape[String(path.at(-1))] as z.core.$ZodTypes | undefined;
  return value !== undefined && value._zod.def.type !== "optional";
}

/** The key that tells the form of a map (`nat.mode`) is missing or names no form. */
function reportForm({ tree, problems }: Context, issue: Issue, path: Path): void {
  const options = issue.code === "invalid_union" && "options" in issue ? (issue.options as string[]) : [];
  const node = nodeAt(tree, path);
  const key = String(path.at(-1));
  const expected = options.join(", ");
  const problem = node
    ? unknownValue(shown(node, path), options)
    : {
        code: "CONFIG_KEY_MISSING",
        message: "A required key is missing.",
        found: `no key "${key}"`,
        expected: `${key}: one of ${expected}`,
        fix: `add "${key}" with one of these values`,
      };
  problems.add(positionOf(tree, path), path, problem);
}

/** Whether a missing key is there with a typing error, which is told as an unknown key already. */
function isMisspelled({ root, tree }: Context, path: Path): boolean {
  const above = path.slice(0, -1);
  const [schema, map] = [schemaAt(root, tree, above), nodeAt(tree, above)];
  if (!schema || map?.kind !== "map") return false;
  const keys = keysOf(schema, map) ?? [];
  return [...map.entries.keys()].some((key) => !keys.includes(key) && closest(key, keys) === path.at(-1));
}

function unknownKey(map: Schema, node: ConfigNode | undefined, path: Path): Omit<Problem, "path"> {
  const key = String(path.at(-1));
  const isTop = path.length === 1;
  const keys = [...(keysOf(map, node) ?? []), ...(isTop ? Object.keys(fileKeysSchema.def.shape) : [])];
  const suggestion = closest(key, keys);
  const remove = isTop && key === "name" ? "remove the key: an environment is named after its file" : "remove the key";
  const forms = formsWith(map, key);
  return {
    code: "CONFIG_UNKNOWN_KEY",
    message: "The key is not known here.",
    found: `"${key}"`,
    expected: `one of ${[...keys].sort().join(", ")}`,
    fix: forms ? `${remove}; it belongs to ${forms}` : suggestion ? `did you mean "${suggestion}"?` : remove,
  };
}

function missing({ tree }: Context, schema: Schema, path: Path): Omit<Problem, "path"> {
  const key = String(path.at(-1));
  const { file } = positionOf(tree, path);
  return {
    code: "CONFIG_KEY_MISSING",
    message: "A required key is missing.",
    found: `no key "${key}"`,
    expected: `${key}: ${expectation(schema)}`,
    fix: `add "${key}" here in ${file}, or in a file that it extends`,
  };
}

function wrongValue(schema: Schema, node: ConfigNode, issue: Issue): Omit<Problem, "path"> {
  const wanted = kindOf(schema);
  if (wanted !== "other" && kindOfNode(node) !== wanted) return wrongType(schema, wanted, node);
  const values = valuesOf(schema);
  if (values.length > 0) return unknownValue(node, values);
  const rule = ruleOf(schema);
  return {
    code: rule?.code ?? "CONFIG_INVALID",
    message: rule?.message ?? "The value is not valid.",
    found: describe(node),
    expected: rule?.expected ?? issue.message,
    fix: rule?.fix ?? "change the value",
  };
}

function unknownValue(node: ConfigNode, values: readonly (string | number | boolean)[]): Omit<Problem, "path"> {
  const isWord = node.kind === "scalar" && typeof node.value === "string" && node.text !== NOT_SHOWN;
  const word = isWord ? String(node.value) : undefined;
  const suggestion = word && closest(word, values.map(String));
  return {
    code: "CONFIG_UNKNOWN_VALUE",
    message: "The value is not one of those that are allowed.",
    found: describe(node),
    expected: `one of ${values.join(", ")}`,
    fix: suggestion ? `did you mean "${suggestion}"?` : "use one of these values",
  };
}

function wrongType(schema: Schema, wanted: Kind, node: ConfigNode): Omit<Problem, "path"> {
  return {
    code: "CONFIG_WRONG_TYPE",
    message: "The value has the wrong type.",
    found: kindOfNode(node) ? `${kindOfNode(node)}${shownText(node)}` : "nothing",
    expected: expectation(schema),
    fix: mend(wanted, node),
  };
}

function shownText(node: ConfigNode): string {
  if (node.kind !== "scalar") return "";
  return ` ${typeof node.value === "string" ? quotedText(node, node.value) : node.text}`;
}

function mend(wanted: Kind, node: ConfigNode): string {
  if (wanted === "boolean") return "write true or false, without quotes";
  if (wanted === "map") return `write keys below it, indented by two spaces${OR_REMOVE}`;
  if (node.kind !== "scalar" || node.value === null) return `write a ${wanted} here`;
  if (node.text === NOT_SHOWN) return wanted === "text" ? "put the value in quotes" : `write a ${wanted} here`;
  if (wanted === "text") return `put the value in quotes: "${node.text}"`;
  if (wanted === "list") return `write a list: [${node.text}]`;
  return Number.isNaN(Number(node.text)) ? "write a number" : `remove the quotes: ${Number(node.text)}`;
}

/** What a schema asks for, in words. */
function expectation(schema: Schema): string {
  if (isChoice(schema)) return choicesOf(schema).map(expectation).join(", or ");
  const values = valuesOf(schema);
  if (values.length === 1) return String(values[0]);
  if (values.length > 0) return `one of ${values.join(", ")}`;
  return ruleOf(schema)?.expected ?? { boolean: "true or false" }[kindOf(schema) as "boolean"] ?? `a ${kindOf(schema)}`;
}

/** Keys that name secrets, or where they are kept, and hold none. */
const KEYS_OF_NAMES = new Set(["secret", "secrets"]);

/** A value as it may be told: what stands where a secret would be by its key is not repeated. */
function shown(node: ConfigNode, path: Path): ConfigNode {
  const key = path.findLast((step) => typeof step === "string");
  if (typeof key !== "string" || !isSecretName(key) || KEYS_OF_NAMES.has(key)) return node;
  if (node.kind === "map") {
    return { ...node, entries: new Map([...node.entries.values()].slice(0, 1).map((entry) => [NOT_SHOWN, entry])) };
  }
  return node.kind === "list" || node.value === null ? node : { ...node, text: NOT_SHOWN };
}

const NOT_SHOWN = "(not shown)";

function kindOfNode(node: ConfigNode): Kind | undefined {
  if (node.kind !== "scalar") return node.kind;
  if (node.value === null) return undefined;
  return typeof node.value === "string" ? "text" : (typeof node.value as "number" | "boolean");
}

function quotedText({ text }: { readonly text: string }, value: string | number | boolean): string {
  return text === NOT_SHOWN ? NOT_SHOWN : JSON.stringify(value);
}

/** A value as a message shows it. */
function describe(node: ConfigNode): string {
  if (node.kind === "scalar") return node.value === null ? "nothing" : quotedText(node, node.value);
  if (node.kind === "list") return `a list of ${node.items.length === 1 ? "1 value" : `${node.items.length} values`}`;
  return node.entries.size === 0 ? "an empty map" : `a map with the keys ${[...node.entries.keys()].join(", ")}`;
}
