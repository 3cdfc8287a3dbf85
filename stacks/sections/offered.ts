import { stackOfSection } from "../../config/sections";
import type { Environment } from "../../constructs/core/environments/environment";
import type { Problem, Problems } from "../../constructs/core/errors";
import type { StackDefinition } from "./define-stack";
import type { OfferableKind, Offered } from "./offers";

/**
 * The stacks that one is made after because it may use what they offer. Of two that both offer and use, the second of the list may use
 * what the first one offers.
 */
export function producersOf(
  definition: StackDefinition,
  definitions: readonly StackDefinition[],
): readonly StackDefinition[] {
  if (!definition.usesOffers) return [];
  const earlier = definitions.slice(0, definitions.indexOf(definition));
  return definitions.filter((one) => one !== definition && one.offers && (!one.usesOffers || earlier.includes(one)));
}

/** The first stack that uses what is offered among those that one is made after. */
export function userBefore({ needs = [], reads = [] }: StackDefinition): StackDefinition | undefined {
  for (const other of [...needs, ...reads]) {
    const found = other.usesOffers ? other : userBefore(other);
    if (found) return found;
  }
  return undefined;
}

/** The kinds of all registered stacks. */
export function kindsOf(definitions: readonly StackDefinition[]): readonly OfferableKind[] {
  return definitions.flatMap(({ section, offers = {} }) => Object.keys(offers).map((kind) => ({ kind, section })));
}

/**
 * What the stacks of an environment offer. Adds `OFFER_TWICE` for a name that two stacks offer; it counts as the first one's.
 *
 * @param propsOf the section of a stack; nothing where the environment has none
 */
export function offeredBy(
  definitions: readonly StackDefinition[],
  propsOf: (definition: StackDefinition) => unknown,
  { name: environment }: Environment,
  problems: Problems,
): readonly Offered[] {
  const offered: Offered[] = [];
  for (const definition of definitions) {
    const props = propsOf(definition);
    if (props === undefined) continue;
    for (const [kind, offer] of Object.entries(definition.offers ?? {})) {
      for (const name of offer.names(props)) {
        const first = offered.find((one) => one.kind === kind && one.name === name);
        if (first) problems.addAll([offerTwice(environment, first, definition.section)]);
        else offered.push({ kind, name, section: definition.section, props, offer });
      }
    }
  }
  return offered;
}

function offerTwice(environment: string, { kind, name, section: first }: Offered, section: string): Problem {
  return {
    code: "OFFER_TWICE",
    path: `${environment}-${stackOfSection(section)} › ${name}`,
    message: "Two stacks offer something of one kind by the same name.",
    found: `${kind}.${name} of ${first} and of ${section}`,
    expected: "each name of a kind once in an environment",
    fix: `give it another name in ${section} or in ${first}`,
  };
}
