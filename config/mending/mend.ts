import { ConfigProblems } from "../config-problems";
import { type ConfigNode, type MapNode, nodeAt, type Path, positionOf } from "../reading/tree";
import { meantValue } from "../schema/meant-value";
import type { Schema } from "../schema/schema.types";
import { schemaOfChild } from "../schema/schema-walk";
import { isHidden, shown } from "../schema/wording";
import { validate } from "../validate";
import { toNode, withKey, withValue } from "./edits";
import type { Mistake } from "./mistake";
import { MOST_SAMPLES, samplesOf } from "./samples";

/** A place at which a tree was mended. */
export interface MendedPlace {
  readonly path: Path;
  /** Whether its advice says what to write there, so that nothing else is likely. */
  readonly isSure: boolean;
  /** Whether the key alone is wrong, and what stands below it is as it was written. */
  readonly isKeyAlone: boolean;
  /** Whether nothing is left of the map that the place was in. */
  readonly leavesEmpty: boolean;
}

/** A tree as it may be when its mistakes are mended, in one or several ways. */
export interface Mended {
  /** Trees without mistakes of form; none where no way is known. */
  readonly trees: readonly MapNode[];
  readonly places: readonly MendedPlace[];
}

/** Mistakes may lie below mistakes. */
const MOST_ROUNDS = 4;

/**
 * Mends mistakes of form as their advice says, and where that leaves it to the reader, in several ways: with the help of the trees
 * it can be looked for other mistakes. What is found in all of them does not depend on how these are mended.
 *
 * @param mistakes what is wrong with the tree; it is handed back where that is nothing
 */
export function mend(tree: MapNode, mistakes: readonly Mistake[], schema: Schema): Mended {
  const places: MendedPlace[] = [];
  const trees = Array.from({ length: MOST_SAMPLES }, (_, way) => mendedIn(way, tree, mistakes, schema, places));
  const isSure = places.every((place) => place.isSure);
  return { trees: trees.slice(0, isSure ? 1 : undefined).filter((one) => one !== undefined), places };
}

function mendedIn(
  way: number,
  tree: MapNode,
  mistakes: readonly Mistake[],
  schema: Schema,
  places: MendedPlace[],
): MapNode | undefined {
  let current = tree;
  let left = mistakes;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    // From behind, so that what is taken out of a list moves none of the others.
    for (const mistake of [...left].reverse()) {
      const { trees, isSure, isAroundContent = false, leavesEmpty = false } = waysOf(current, mistake, schema);
      const isKeyAlone = mistake.kind === "name" || isAroundContent;
      places.push({ path: mistake.path, isSure, isKeyAlone, leavesEmpty });
      current = trees[Math.min(way, trees.length - 1)] ?? current;
    }
    left = validate(current, schema, new ConfigProblems()).filter(({ kind }) => kind !== "name");
    if (left.length === 0) return current;
  }
  return undefined;
}

interface Ways {
  readonly trees: readonly MapNode[];
  readonly isSure: boolean;
  /** Whether what stood there is still there, in another map or list. @default false */
  readonly isAroundContent?: boolean;
  /** Whether nothing is left of the map that it stood in. @default false */
  readonly leavesEmpty?: boolean;
}

function waysOf(tree: MapNode, { kind, path, schema = {}, meant }: Mistake, root: Schema): Ways {
  const node = nodeAt(tree, path);
  if (kind === "name") return { trees: [tree], isSure: false };
  if (kind === "unknown key") {
    if (!node) return { trees: [tree], isSure: true };
    const above = nodeAt(tree, path.slice(0, -1));
    const isFree = meant !== undefined && above?.kind === "map" && !above.entries.has(meant);
    if (isFree) return { trees: [withKey(tree, path, meant, node)], isSure: true };
    const leavesEmpty = above?.kind === "map" && above.entries.size === 1;
    return { trees: [withValue(tree, path, undefined)], isSure: true, leavesEmpty };
  }
  // What is not repeated is no part of what was meant, which a message might show.
  const isShown = node !== undefined && !isHidden(shown(node, path));
  const advised = isShown ? meantValue(node, schema, nodeAt(tree, path.slice(0, -1))) : undefined;
  if (advised !== undefined) {
    return { trees: [withValue(tree, path, advised)], isSure: true, isAroundContent: advised.kind !== "scalar" };
  }
  const at = positionOf(tree, path);
  const trees = samplesOf(schema).map((sample) => withValue(tree, path, toNode(sample, at)));
  return { trees: trees.length > 0 ? trees : [withoutOptional(tree, path, root)], isSure: false };
}

/** The tree without the nearest thing around a place that may be left out. */
function withoutOptional(tree: MapNode, path: Path, root: Schema): MapNode {
  for (let length = path.length; length > 0; length--) {
    const above = path.slice(0, length - 1);
    const step = path[length - 1];
    if (nodeAt(tree, path.slice(0, length)) && isOptional(tree, root, above, step)) {
      return withValue(tree, path.slice(0, length), undefined);
    }
  }
  return tree;
}

function isOptional(tree: MapNode, root: Schema, above: Path, step: string | number | undefined): boolean {
  if (typeof step !== "string") return true;
  let schema: Schema | undefined = root;
  let node: ConfigNode | undefined = tree;
  for (const one of above) {
    schema = schema && schemaOfChild(schema, node, one);
    node = node && nodeAt(node, [one]);
  }
  return !schema?.required?.includes(step);
}
