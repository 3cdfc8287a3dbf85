import { REVISIONS } from "../../constructs/core/resources/resource-kinds";
import type { Change, ConstructPaths } from "../plan/changes";
import { type References, withoutIndexes } from "../plan/references";
import { grouped } from "../values/grouped";
import type { Drawing, DrawnResource, Place, State } from "./picture.types";

/** What a drawing is made from. */
export interface Drawn {
  readonly changes: readonly Change[];
  /** Those of tags, and of values that follow from others. */
  readonly minor: ReadonlySet<Change>;
  readonly references: References;
  readonly constructs: ConstructPaths;
}

/** What can be drawn of a stack: its changes, and what refers to them or is referred to by them. */
export function drawingOf({ changes, minor, references, constructs }: Drawn): Drawing {
  const drawn = changes.filter((change) => !minor.has(change));
  const beside = grouped([...minor], ({ address }) => withoutIndexes(address));
  let left = minor.size;
  const resources: DrawnResource[] = [];
  /** Positions by address in the configuration, which knows no instances. */
  const positions = new Map<string, number[]>();
  const add = (address: string, configured: string, state: State, type: string, construct: string | undefined) => {
    const places = construct === undefined ? placesOfAddress(address) : placesOfConstruct(construct);
    const own = positions.get(configured) ?? [];
    positions.set(configured, own);
    own.push(resources.push({ type, state, places }) - 1);
  };
  for (const change of drawn) {
    const { address, type, construct } = change;
    add(address, withoutIndexes(address), stateOf(change), type, construct);
  }
  const changed = [...positions.keys()];
  const pairs = changed.flatMap((address) => [
    ...references.from(address).map((to) => [address, to] as const),
    ...references.to(address).map((from) => [from, address] as const),
  ]);
  for (const address of [...new Set(pairs.flat())].sort()) {
    const { type, isData } = partsOf(address);
    if (positions.has(address) || isData) continue;
    const own = beside.get(address)?.length ?? 0;
    left -= own;
    add(address, address, own > 0 ? "minor" : "unchanged", type, constructs.get(address));
  }
  const arrows = new Map<string, readonly [number, number]>();
  for (const [from, to] of pairs) {
    for (const [start, end] of product(positions.get(from) ?? [], positions.get(to) ?? [])) {
      if (start !== end) arrows.set(`${start} ${end}`, [start, end]);
    }
  }
  return { resources, references: [...arrows.values()], minor: left };
}

/** Most pairs of instances that one reference of the configuration is drawn for. */
const MOST_PAIRS = 100;

function product(from: readonly number[], to: readonly number[]): readonly (readonly [number, number])[] {
  // Of `count` or `for_each` on both sides, instances go together with their like, and not everyone with everyone.
  if (from.length === to.length) return from.map((start, at) => [start, to[at] ?? start] as const);
  return from.flatMap((start) => to.map((end) => [start, end] as const)).slice(0, MOST_PAIRS);
}

function stateOf({ action, type }: Change): State {
  switch (action) {
    case "create":
      return "added";
    case "delete":
      return "destroyed";
    case "replace":
      return REVISIONS.includes(type) ? "changed" : "replaced";
    case "update":
      return "changed";
    default:
      return "kept";
  }
}

/** `network/app-a/subnet`: each construct on the way. */
function placesOfConstruct(path: string): readonly Place[] {
  const parts = path.split("/");
  return parts.map((key, at) => ({ key, label: parts.slice(0, at + 1).join("/") }));
}

/** The parts of an address, split at the dots that stand in no key. */
function partsOf(address: string): {
  readonly modules: readonly string[];
  readonly type: string;
  readonly name: string;
  readonly isData: boolean;
} {
  const parts = address.match(/(?:\["(?:[^"\\]|\\.)*"\]|[^.])+/g) ?? [address];
  const modules: string[] = [];
  while (parts[0] === "module" && parts.length > 2) modules.push(`module.${parts.splice(0, 2)[1]}`);
  const isData = parts[0] === "data";
  const [type = "", ...name] = isData ? parts.slice(1) : parts;
  return { modules, type, name: name.join("."), isData };
}

/** `module.net["a"].aws_subnet.app[0]`: the modules, the type, the block and its instance. */
function placesOfAddress(address: string): readonly Place[] {
  const { modules, type, name } = partsOf(address);
  const within = modules.map((key, at) => ({ key, label: modules.slice(0, at + 1).join(".") }));
  const prefix = modules.length === 0 ? "" : `${modules.join(".")}.`;
  const block = withoutIndexes(name);
  const places = [...within, { key: type, label: `${prefix}${type}.*` }];
  if (block !== name) places.push({ key: block, label: `${prefix}${type}.${block}[*]` });
  return [...places, { key: `${name}\u0000`, label: address }];
}
