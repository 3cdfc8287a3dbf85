import type { Blocks } from "../../runner/terraform/provider-blocks";
import type { Expression } from "../expressions/expression";
import { fromJson, type Json, literalJson, references } from "../expressions/from-json";
import type { Block } from "../writing/blocks";

/** An object of Terraform JSON. */
export type JsonObject = { readonly [key: string]: Json };

/** How the value of an attribute is read. */
export type Read = (value: Json, path: readonly string[]) => Expression;

/** What is read besides what the schema of a provider says. */
interface Reading {
  /** The nested blocks. */
  readonly blocks: Blocks;
  /** How attributes are read. */
  readonly read: Read;
  /**
   * Whether an attribute is a reference, or a list of them, that JSON writes as a text.
   *
   * @default - none is
   */
  readonly isReference?: (path: readonly string[]) => boolean;
  /** Where the block is, from the outermost on. */
  readonly path?: readonly string[];
}

/** Blocks that every resource may have (Terraform language, "resource block reference", as of 2026-11). */
export const META_BLOCKS: Blocks = {
  lifecycle: { precondition: {}, postcondition: {} },
  connection: {},
  provisioner: { connection: {} },
};

const META_REFERENCES = ["provider", "depends_on", "lifecycle.ignore_changes", "lifecycle.replace_triggered_by"];

/** Whether an attribute of a resource is a reference whatever its type is. A block of a provider may have attributes of the same names. */
export function isMetaReference(path: readonly string[]): boolean {
  const [first, second] = path;
  if (first === "provisioner") return path.length === 2 && (second === "when" || second === "on_failure");
  return META_REFERENCES.includes(path.join("."));
}

/** Texts as templates, which is how Terraform reads most of JSON. */
export const asTemplate: Read = (value) => fromJson(value);

/** Texts as they are. */
export const asText: Read = (value) => literalJson(value);

/** The body of a block. What is null is not there, and neither is a comment. */
export function bodyOf(json: JsonObject, reading: Reading): Pick<Block, "attributes" | "blocks"> {
  const { blocks: known, read, isReference, path = [] } = reading;
  const attributes = new Map<string, Expression>();
  const blocks: Block[] = [];
  for (const [key, value] of Object.entries(json)) {
    if (key === "//" || value === null) continue;
    const inner = known[key];
    if (key === "dynamic") blocks.push(...dynamicBlocks(value, reading));
    else if (key === "provisioner" && inner) blocks.push(...labelled(key, value, inner, reading));
    else if (inner) {
      const below = { ...reading, blocks: inner, path: [...path, key] };
      for (const one of objectsIn(value)) blocks.push({ type: key, labels: [], ...bodyOf(one, below) });
    } else {
      const at = [...path, key];
      attributes.set(key, isReference?.(at) ? references(value) : read(value, at));
    }
  }
  return { attributes, blocks };
}

/** The objects of a block that stands once or several times; lists may be in lists. */
export function objectsIn(value: Json | undefined): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap((one: Json) => objectsIn(one));
  return typeof value === "object" && value !== null ? [value as JsonObject] : [];
}

/** Blocks with labels: `{"aws": [{…}]}`, or deeper where there are two labels. */
export function labelledObjects(value: Json | undefined, labels: number): { labels: string[]; json: JsonObject }[] {
  if (labels === 0) return objectsIn(value).map((json) => ({ labels: [], json }));
  return objectsIn(value).flatMap((byLabel) =>
    Object.entries(byLabel)
      .filter(([label]) => label !== "//")
      .flatMap(([label, below]) =>
        labelledObjects(below, labels - 1).map((one) => ({ ...one, labels: [label, ...one.labels] })),
      ),
  );
}

function labelled(type: string, value: Json, blocks: Blocks, reading: Reading): Block[] {
  const inner = { ...reading, blocks, path: [...(reading.path ?? []), type] };
  return labelledObjects(value, 1).map(({ labels, json }) => ({ type, labels, ...bodyOf(json, inner) }));
}

function dynamicBlocks(value: Json, reading: Reading): Block[] {
  return labelledObjects(value, 1).map(({ labels, json }) => {
    const [label = ""] = labels;
    const inner: Reading = {
      ...reading,
      blocks: { content: reading.blocks[label] ?? {} },
      isReference: (path) => path.at(-1) === "iterator" && path.at(-2) === label,
      path: [...(reading.path ?? []), label],
    };
    return { type: "dynamic", labels, ...bodyOf(json, inner) };
  });
}
