import { stackOfSection, takenKeys } from "../../config/sections";
import type { Problem, Problems } from "../../constructs/core/errors";
import type { StackDefinition } from "./define-stack";
import { userBefore } from "./offered";

/** Where the problems of the list are told. */
const REGISTRY = "stacks/registry.ts";

/** Camel case, so that the stack's name in kebab case leads back to it. */
const SECTION = /^[a-z][A-Za-z0-9]{1,23}$/;

/**
 * The registered stacks that can be made. What is wrong with the others is added: `SECTION_FORM`, `SECTION_TAKEN`,
 * `SECTION_NOT_REGISTERED`, `OFFER_FORM`, `OFFER_CIRCLE`.
 */
export function checkRegistry(definitions: readonly StackDefinition[], problems: Problems): readonly StackDefinition[] {
  const taken = takenKeys();
  return definitions.filter((definition, index) => {
    const { section, needs = [], reads = [] } = definition;
    const found: Problem[] = [];
    if (!SECTION.test(section)) found.push(wrongForm(section));
    const isTwice = definitions.slice(0, index).some((other) => other.section === section);
    if (isTwice || taken.includes(section)) found.push(takenSection(section, isTwice));
    const absent = needs.filter((one) => !definitions.includes(one));
    found.push(...absent.map((one) => notRegistered(one.section, `${section} needs ${one.section}`)));
    const unread = reads.filter((one) => !definitions.includes(one));
    found.push(...unread.map((one) => notRegistered(one.section, `${section} reads ${one.section}`)));
    found.push(...offerProblems(definition));
    problems.addAll(found);
    return found.length === 0;
  });
}

function offerProblems(definition: StackDefinition): readonly Problem[] {
  const kinds = Object.keys(definition.offers ?? {});
  const user = kinds.length > 0 ? userBefore(definition) : undefined;
  const wrong = kinds.filter((kind) => !SECTION.test(kind));
  return [...wrong.map((kind) => wrongKind(definition, kind)), ...(user ? [offerCircle(definition, kinds, user)] : [])];
}

/** Adds `SECTION_NOT_REGISTERED` for each section that no stack is made from. */
export function checkSections(
  sections: readonly string[],
  definitions: readonly StackDefinition[],
  environment: string,
  problems: Problems,
): void {
  const registered = definitions.map(({ section }) => section);
  for (const section of sections) {
    if (!registered.includes(section)) problems.addAll([notRegistered(section, `${section} in ${environment}`)]);
  }
}

function wrongForm(section: string): Problem {
  return {
    code: "SECTION_FORM",
    path: REGISTRY,
    message: "The name of a section is a key of the configuration, and the stack is named after it.",
    found: JSON.stringify(section),
    expected: "2 to 24 of a-z, A-Z and 0-9, starting with a small letter",
    fix: 'write it in camel case, such as "orders" or "ordersDatabase"',
  };
}

function wrongKind({ section }: StackDefinition, kind: string): Problem {
  return {
    code: "OFFER_FORM",
    path: REGISTRY,
    message: "What is offered is named by its kind, a dot and its name.",
    found: `the kind ${JSON.stringify(kind)} of ${section}`,
    expected: "2 to 24 of a-z, A-Z and 0-9, starting with a small letter",
    fix: 'write it in camel case, such as "databases" or "searchIndexes"',
  };
}

function offerCircle({ section }: StackDefinition, kinds: readonly string[], user: StackDefinition): Problem {
  return {
    code: "OFFER_CIRCLE",
    path: REGISTRY,
    message: "A stack that uses what others offer is made after them, and this one is made after it.",
    found: `${section} offers ${kinds.join(", ")}, and needs or reads ${user.section}, which uses what is offered`,
    expected: `${section} without ${user.section}`,
    fix: `take ${user.section} out of needs and reads of ${section}: its services name in uses what they need, and the links write their rules`,
  };
}

function takenSection(section: string, isTwice: boolean): Problem {
  return {
    code: "SECTION_TAKEN",
    path: REGISTRY,
    message: isTwice
      ? "Two stacks have the same section, and so the same name."
      : "The key has a meaning in every configuration.",
    found: isTwice ? `"${section}" twice, both for the stack ${stackOfSection(section)}` : JSON.stringify(section),
    expected: `a section of its own for each stack, and none of ${takenKeys().join(", ")}`,
    fix: "give the stack another section",
  };
}

function notRegistered(section: string, found: string): Problem {
  return {
    code: "SECTION_NOT_REGISTERED",
    path: REGISTRY,
    message: "No stack is registered for the section.",
    found,
    expected: `the definition of ${section} in STACKS`,
    fix: `add it to STACKS in ${REGISTRY}`,
  };
}
