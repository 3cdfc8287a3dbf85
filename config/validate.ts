import type { Problem } from "../constructs/core/errors";
import { closest, oneOf } from "./checks/suggest";
import type { ConfigProblems } from "./config-problems";
import type { Mistake } from "./mending/mistake";
import type { Removal } from "./reading/merge";
import { type ConfigNode, type MapNode, nodeAt, type Path, positionOf } from "./reading/tree";
import { meantValue } from "./schema/meant-value";
import { environmentSchema, fileKeysSchema } from "./schema/schema";
import type { Schema } from "./schema/schema.types";
import {
  choicesOf,
  followsRule,
  formOf,
  formsOf,
  formsWith,
  keysOf,
  kindOf,
  kindOfNode,
  schemaAt,
  schemaOfChild,
  valuesOf,
} from "./schema/schema-walk";
import {
  againstRule,
  expectation,
  inline,
  noChoice,
  OR_REMOVE,
  referenceOf,
  shown,
  unknownValue,
  wrongType,
} from "./schema/wording";

type Told = Omit<Problem, "path">;

/**
 * Checks a tree against a schema and adds every mistake, each at the place where the offending value is written. What is below a mistake
 * is checked as far as it can be told what it is meant to be.
 *
 * @returns the mistakes
 */
export function validate(tree: MapNode, schema: Schema, problems: ConfigProblems): readonly Mistake[] {
  const validation = new Validation(tree, problems);
  validation.check(schema, tree, [], true);
  return validation.mistakes;
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

class Validation {
  readonly mistakes: Mistake[] = [];

  constructor(
    private readonly tree: MapNode,
    private readonly problems: ConfigProblems,
  ) {}

  /** @param isRequired whether the key must be there: then it is no advice to remove it */
  check(schema: Schema, node: ConfigNode, path: Path, isRequired: boolean): void {
    const kind = kindOf(schema);
    const told = (problem: Told) =>
      this.#add({ kind: "value", path, schema }, isRequired ? withoutRemoval(problem) : problem);
    if (choicesOf(schema).length > 0) {
      const choice = formOf(schema, node);
      if (choice) this.check(choice, node, path, isRequired);
      else told(noChoice(schema, shown(node, path)));
    } else if (kind !== undefined && kind !== kindOfNode(node)) {
      told(wrongType(schema, kind, shown(node, path), nodeAt(this.tree, path.slice(0, -1))));
    } else if (node.kind === "map") {
      this.#map(schema, node, path);
    } else if (node.kind === "list") {
      for (const [index, item] of node.items.entries()) this.check(schema.items ?? {}, item, [...path, index], true);
    } else if (valuesOf(schema).length > 0) {
      const isKnown = node.value !== null && valuesOf(schema).includes(node.value);
      if (!isKnown) told(unknownValue(shown(node, path), valuesOf(schema), path));
    } else if (!followsRule(schema, node.value)) {
      told(againstRule(schema, shown(node, path)));
    }
  }

  #map(schema: Schema, node: MapNode, path: Path): void {
    const form = schema.discriminator ? formOf(schema, node) : schema;
    if (!form) this.#form(schema, node, path);
    const known = form ?? schema;
    const keys = keysOf(known, node);
    for (const [key, { value }] of node.entries) {
      const here = [...path, key];
      const child = schemaOfChild(known, node, key);
      if (keys && !keys.includes(key)) this.#unknown(schema, node, here, keys);
      else this.#name(known, node, here);
      if (child) this.check(child, value, here, form?.required?.includes(key) ?? false);
    }
    for (const key of form?.required ?? []) {
      if (!node.entries.has(key) && !isMisspelled(form ?? schema, node, key)) {
        const child = form?.properties?.[key] ?? {};
        this.#add({ kind: "missing key", path: [...path, key], schema: child }, this.#missing(path, key, child));
      }
    }
  }

  /** The key that tells the form of a map (`nat.mode`) is missing or names no form. */
  #form(schema: Schema, node: MapNode, path: Path): void {
    const key = schema.discriminator?.propertyName ?? "";
    const values = [...formsOf(schema).keys()];
    const chosen = node.entries.get(key)?.value;
    if (!chosen && isMisspelled(schema, node, key)) return;
    this.#add(
      { kind: chosen ? "value" : "missing key", path: [...path, key], schema: { enum: values } },
      chosen
        ? unknownValue(shown(chosen, [...path, key]), values, path)
        : {
            code: "CONFIG_KEY_MISSING",
            message: "A required key is missing.",
            found: `no key "${key}"`,
            expected: `${key}: one of ${values.join(", ")}`,
            fix: `add "${key}" with one of these values`,
          },
    );
  }

  #unknown(schema: Schema, node: MapNode, path: Path, keys: readonly string[]): void {
    const key = String(path.at(-1));
    const suggestion = formsWith(schema, key) ? synonymous(schema, node, key, keys) : meant(schema, node, key, keys);
    this.mistakes.push({ kind: "unknown key", path, ...(suggestion === undefined ? {} : { meant: suggestion }) });
    this.#addAtKey(node, path, unknownKey(schema, node, path));
  }

  /** A name of one's own choice may have a form. */
  #name({ propertyNames }: Schema, node: MapNode, path: Path): void {
    const key = String(path.at(-1));
    if (!propertyNames?.rule || followsRule(propertyNames, key)) return;
    this.mistakes.push({ kind: "name", path });
    this.#addAtKey(node, path, { ...propertyNames.rule, found: JSON.stringify(key), ...renamed(propertyNames, key) });
  }

  #missing(above: Path, key: string, schema: Schema): Told {
    const { file } = positionOf(this.tree, [...above, key]);
    return {
      code: "CONFIG_KEY_MISSING",
      message: "A required key is missing.",
      found: `no key "${key}"`,
      expected: `${key}: ${expectation(schema)}`,
      fix: `add "${key}" here in ${file}, or in a file that it extends`,
    };
  }

  #add(mistake: Mistake, problem: Told): void {
    this.mistakes.push(mistake);
    this.problems.add(positionOf(this.tree, mistake.path), mistake.path, problem);
  }

  #addAtKey(map: MapNode, path: Path, problem: Told): void {
    const at = map.entries.get(String(path.at(-1)))?.keyAt ?? positionOf(this.tree, path);
    this.problems.add(at, path, problem);
  }
}

/** The advice for a name that has a form, with the nearest one that has it. */
function renamed(names: Schema, key: string): Partial<Told> {
  const { rule } = names;
  const near = inOurCase(key)
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "");
  return rule && followsRule(names, near) ? { fix: `${rule.fix}, for example to ${near}` } : {};
}

function withoutRemoval(problem: Told): Told {
  return { ...problem, fix: problem.fix.replace(OR_REMOVE, "") };
}

/** Whether a missing key is there with a typing error or by another tool's name, which is told as an unknown key already. */
function isMisspelled(schema: Schema, map: MapNode, missing: string): boolean {
  const keys = keysOf(schema, map) ?? [];
  const others = [...map.entries.keys()].filter((key) => !keys.includes(key));
  return others.some((key) => meant(schema, map, key, keys) === missing);
}

/** The key that was most likely meant, of those that are not there. */
function meant(schema: Schema, node: ConfigNode | undefined, key: string, keys: readonly string[]): string | undefined {
  return synonymous(schema, node, key, keys) ?? closest(inOurCase(key), freeIn(node, keys));
}

/** The key that is not there and means the same in the words of another tool, or is written otherwise. */
function synonymous(
  schema: Schema,
  node: ConfigNode | undefined,
  key: string,
  keys: readonly string[],
): string | undefined {
  const ours = inOurCase(key);
  return freeIn(node, keys).find((one) => one === ours || schemaOfChild(schema, node, one)?.synonyms?.includes(ours));
}

function freeIn(node: ConfigNode | undefined, keys: readonly string[]): readonly string[] {
  return keys.filter((key) => node?.kind !== "map" || !node.entries.has(key));
}

/** A key as it would be written here: `desired_size` and `DesiredSize` as `desiredSize`. */
function inOurCase(key: string): string {
  const joined = key.replace(/(?<=.)[-_]+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return /^[A-Z][a-z]/.test(joined) ? joined.charAt(0).toLowerCase() + joined.slice(1) : joined;
}

function unknownKey(map: Schema, node: ConfigNode | undefined, path: Path): Told {
  const key = String(path.at(-1));
  const isTop = path.length === 1;
  const keys = [...(keysOf(map, node) ?? []), ...(isTop ? Object.keys(fileKeysSchema.properties ?? {}) : [])];
  const suggestion = meant(map, node, key, keys);
  const remove = `remove the key${isTop ? topKey(key, node) : ""}`;
  const forms = synonymous(map, node, key, keys) === undefined ? formsWith(map, key) : undefined;
  return {
    code: "CONFIG_UNKNOWN_KEY",
    message: "The key is not known here.",
    found: `"${key}"`,
    expected: oneOf([...keys].sort(), key, suggestion, referenceOf(path.slice(0, -1))),
    fix: forms
      ? `${remove}; it belongs to ${forms}`
      : suggestion
        ? `did you mean ${asMeant(map, node, path, suggestion)}?`
        : isOnlyOfRecord(map, node)
          ? "write one of these in its place"
          : remove,
  };
}

/** Whether a map by names that are fixed would say nothing without its only one. */
function isOnlyOfRecord({ propertyNames }: Schema, node: ConfigNode | undefined): boolean {
  return propertyNames?.enum !== undefined && node?.kind === "map" && node.entries.size === 1;
}

/** What is said beside the removal of a key of a file that nothing knows. */
function topKey(key: string, node: ConfigNode | undefined): string {
  if (key === "name") return ": an environment is named after its file";
  const sections = Object.entries(environmentSchema.properties ?? {}).flatMap(([section, schema]) =>
    Object.hasOwn(schema.properties ?? {}, key) ? [section] : [],
  );
  if (sections.length > 0) return `, or write it below ${sections.join(" or ")}`;
  const value = node?.kind === "map" ? node.entries.get(key)?.value : undefined;
  return value?.kind === "map" ? ", or register the stack whose section it is in stacks/registry.ts" : "";
}

/** The key that was meant, with its value where the one that is written would be the next mistake. */
function asMeant(map: Schema, node: ConfigNode | undefined, path: Path, meantKey: string): string {
  const value = node?.kind === "map" ? node.entries.get(String(path.at(-1)))?.value : undefined;
  const child = schemaOfChild(map, node, meantKey);
  const isNext = value && child && kindOf(child) !== undefined && !isTaken(child, value);
  if (!isNext || kindOfNode(value) === undefined || shown(value, [...path.slice(0, -1), meantKey]) !== value)
    return `"${meantKey}"`;
  const right = meantValue(value, child, node);
  if (right?.kind === "scalar" && child.unit) return `"${meantKey}: ${right.text}"`;
  if (right) return `"${meantKey}: ${inline(right)}"`;
  if (kindOf(child) === kindOfNode(value)) return `"${meantKey}"`;
  return `"${meantKey}", ${expectation(child)}`;
}

/** Whether a value is of the right kind, and where its texts have units, with one. */
function isTaken(schema: Schema, value: ConfigNode): boolean {
  const isText = schema.unit !== undefined && value.kind === "scalar";
  return kindOf(schema) === kindOfNode(value) && (!isText || followsRule(schema, value.value));
}
