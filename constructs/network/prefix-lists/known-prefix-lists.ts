import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { referenceText } from "../../core/texts/reference-text";

/** What is known of a managed prefix list at synth. */
export interface KnownPrefixList {
  /** Ranges that the list holds. */
  readonly entries: readonly string[];
  /** How many entries the list can grow to; a rule that refers to it counts as so many. */
  readonly maxEntries: number;
}

const known = new WeakMap<IConstruct, Map<string, KnownPrefixList>>();

/**
 * Tells what a prefix list holds, so that a rule that names the list is judged by its ranges.
 *
 * @param scope a construct of the stack in which `id` means the list
 * @param id id of the list, or a reference to it
 */
export function tellPrefixList(scope: IConstruct, id: string, list: KnownPrefixList): void {
  const { root } = scope.node;
  const ofRoot = known.get(root) ?? new Map<string, KnownPrefixList>();
  known.set(root, ofRoot);
  ofRoot.set(keyOf(scope, id), list);
}

/** What is known of a prefix list; `undefined` for one that was made elsewhere. */
export function knownPrefixList(scope: IConstruct, id: string): KnownPrefixList | undefined {
  return known.get(scope.node.root)?.get(keyOf(scope, id));
}

/** A reference means the same within its stack only. */
function keyOf(scope: IConstruct, id: string): string {
  return Token.isUnresolved(id) ? `${EnvironmentStack.of(scope).node.path} ${referenceText(id, scope)}` : id;
}
