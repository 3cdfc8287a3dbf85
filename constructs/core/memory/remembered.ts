import type { IConstruct, Node } from "constructs";
import type { Facts, Json } from "../../../memory/deployed.types";
import { EnvironmentStack } from "../environments/environment-stack";
import { REMEMBERED_CONTEXT } from "./remembered-context";

export { REMEMBERED_CONTEXT } from "./remembered-context";

const factsByStack = new WeakMap<EnvironmentStack, Map<string, Record<string, Json>>>();

/**
 * Asks for something to be remembered once the construct's stack is deployed: where it lies, what it cannot change. The next synth
 * reads it by {@link remembered}, in the construct of the same path.
 *
 * @param key what the value is, such as `zones`; a second value for the same key takes the place of the first
 * @param value a literal, the same at every synth. A list of texts keeps the order in which its entries were introduced
 */
export function remember(construct: IConstruct, key: string, value: Json): void {
  const stack = EnvironmentStack.of(construct);
  const byPath = factsByStack.get(stack) ?? new Map<string, Record<string, Json>>();
  factsByStack.set(stack, byPath);
  const path = placeOf(construct.node, stack);
  byPath.set(path, { ...byPath.get(path), [key]: value });
}

/** What was remembered by {@link remember} when the construct's stack was last deployed; `undefined` when nothing was. */
export function remembered(construct: IConstruct, key: string): Json | undefined {
  return rememberedFacts(construct)?.[key];
}

/** Everything that was remembered of a construct when its stack was last deployed, by key; `undefined` when nothing was. */
export function rememberedFacts(construct: IConstruct): Facts[string] | undefined {
  const stack = EnvironmentStack.of(construct);
  const known: Readonly<Record<string, Facts>> | undefined = stack.node.tryGetContext(REMEMBERED_CONTEXT);
  return known?.[stack.node.id]?.[placeOf(construct.node, stack)];
}

/** The same for a list of texts; `undefined` when something else was remembered. */
export function rememberedTexts(construct: IConstruct, key: string): readonly string[] | undefined {
  const value = remembered(construct, key);
  return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : undefined;
}

/** Everything that the constructs of a stack have asked to be remembered. */
export function factsOf(stack: EnvironmentStack): Facts {
  return Object.fromEntries(factsByStack.get(stack) ?? []);
}

/** Path inside the stack: `network`, `cluster/nodes-general`. */
function placeOf(node: Node, stack: EnvironmentStack): string {
  return node.path.slice(stack.node.path.length + 1);
}
