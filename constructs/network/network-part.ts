import type { IConstruct } from "constructs";
import { distinctName } from "../core/names/physical-names/name-source";

const parts = new WeakMap<IConstruct, readonly string[]>();

/** Id of an environment's network, whose names have no part for it. */
const USUAL_ID = "network";

/** Notes how the names of what belongs to a network differ from those of another network. Called before anything is made in it. */
export function markNetwork(network: IConstruct): void {
  const name = distinctName(network, USUAL_ID);
  parts.set(network, name === undefined ? [] : [name]);
}

/** The part of a network in the names of what belongs to it: none for the usual one, the id of another one. */
export function networkPart(construct: IConstruct): readonly string[] {
  const network = construct.node.scopes.find((scope) => parts.has(scope));
  return (network && parts.get(network)) ?? [];
}
