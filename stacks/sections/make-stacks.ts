import type { App } from "cdktf";
import { stackOfSection } from "../../config/sections";
import type { Environment } from "../../constructs/core/environments/environment";
import type { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { type Problem, Problems } from "../../constructs/core/errors";
import { notingCallers } from "../../constructs/core/files/caller";
import { withLine } from "../../constructs/core/validation";
import { SHIPPED } from "../registry";
import type { Making, StackDefinition } from "./define-stack";
import type { WhyAway } from "./offer.types";
import { kindsOf, offeredBy, producersOf } from "./offered";
import { Offers } from "./offers";

/** What the stacks of an environment are made from, without their sections. */
export interface Ground extends Pick<Making<unknown>, "environment" | "network" | "remembered"> {
  /**
   * Places of what stays in AWS and is managed here no more.
   *
   * @default - none
   */
  readonly released?: readonly string[];
}

/** What became of a stack: made, refused for its problems, not there for a while, or without one that it needs. */
type Outcome = EnvironmentStack | "refused" | "not there" | "alone";

/**
 * Makes the stacks of an environment that have a section, each after those that it needs or reads, and after those whose offers it may use.
 * Adds `SECTION_NEEDED`, `SECTION_STACK_NAME`, `OFFER_TWICE`, and what the stacks have to say.
 *
 * @param definitions the stacks that are registered, as `checkRegistry` returns them
 * @param sections the sections by their keys
 * @returns the stacks that were made, by their definitions
 */
export function makeStacks(
  app: App,
  definitions: readonly StackDefinition[],
  ground: Ground,
  sections: Readonly<Record<string, unknown>>,
  problems: Problems,
): ReadonlyMap<StackDefinition, EnvironmentStack> {
  const { environment, network, remembered, released } = ground;
  const outcomes = new Map<StackDefinition, Outcome>();
  const propsOf = ({ section, byDefault }: StackDefinition) => sections[section] ?? byDefault;
  const offered = offeredBy(definitions, propsOf, environment, problems);
  const kinds = kindsOf(definitions);
  for (const definition of inOrder(definitions)) {
    const props = propsOf(definition);
    if (props === undefined) continue;
    const isThere = (one: StackDefinition) => !isAway(outcomes.get(one));
    const others = othersOf(definition).filter((one) => propsOf(one) !== undefined && isThere(one));
    const producers = producersOf(definition, definitions);
    const offeredOf = (some: readonly StackDefinition[]) =>
      offered.filter((one) => some.some(({ section }) => section === one.section));
    const making = {
      ...{ app, environment, network, props, remembered },
      sections: Object.fromEntries(others.map((one) => [one.section, propsOf(one)])),
      offers: new Offers(
        network,
        offeredOf(producers.filter(isThere)),
        kinds,
        producers
          .filter((one) => !isThere(one))
          .flatMap((one) => offeredOf([one]).map(({ kind, name }) => ({ kind, name, why: whyAway(one, outcomes) }))),
        released,
      ),
    };
    const absent = (definition.needs ?? []).filter((needed) => !others.includes(needed));
    const missing = absent.filter((needed) => propsOf(needed) === undefined);
    problems.addAll(missingProblems(definition, missing, environment));
    const isRefused = others.some((one) => outcomes.get(one) === "refused");
    outcomes.set(
      definition,
      absent.length === 0 ? make(definition, making, isRefused, problems) : missing.length > 0 ? "alone" : "not there",
    );
  }
  return new Map([...outcomes].flatMap(([one, outcome]) => (typeof outcome === "object" ? [[one, outcome]] : [])));
}

function make(
  definition: StackDefinition,
  making: Making<unknown>,
  isOtherRefused: boolean,
  problems: Problems,
): Outcome {
  const found = new Problems(problems.path);
  const create = () => {
    if (!isOtherRefused || !definition.otherwise) return definition.create(making, found);
    definition.otherwise(making, found);
    return undefined;
  };
  const isShipped = SHIPPED.some((one) => one === definition);
  const stack = found.collect(() => (isShipped ? create() : notingCallers(create)));
  if (stack) checkName(stack, definition, found);
  problems.addAll(isShipped ? found.list : found.list.map((problem) => withLine(making.app, problem)));
  return stack ?? (isOtherRefused || found.list.length > 0 ? "refused" : "not there");
}

function isAway(outcome: Outcome | undefined): boolean {
  return outcome === "not there" || outcome === "alone";
}

/** Why a stack is not there that offers something; nothing where its section is told of one that it needs. */
function whyAway(definition: StackDefinition, outcomes: ReadonlyMap<StackDefinition, Outcome>): WhyAway | undefined {
  if (outcomes.get(definition) === "alone") return undefined;
  const { section, away } = definition;
  return away ?? { found: `no stack of the section ${section}`, fix: `let the section ${section} make its stack` };
}

/** The stacks that one needs or reads. */
function othersOf({ needs = [], reads = [] }: StackDefinition): readonly StackDefinition[] {
  return [...needs, ...reads];
}

/** The definitions in their order, but each after those that it needs or reads, and after those whose offers it may use. */
function inOrder(definitions: readonly StackDefinition[]): readonly StackDefinition[] {
  const ordered = new Set<StackDefinition>();
  const add = (definition: StackDefinition) => {
    for (const other of [...othersOf(definition), ...producersOf(definition, definitions)]) add(other);
    ordered.add(definition);
  };
  for (const definition of definitions) add(definition);
  return [...ordered];
}

function missingProblems(
  definition: StackDefinition,
  missing: readonly StackDefinition[],
  environment: Environment,
): readonly Problem[] {
  const { section } = definition;
  if (missing.length > 0 && definition.missing) return [definition.missing(environment)];
  return missing.map((needed) => ({
    code: "SECTION_NEEDED",
    path: `${environment.name}-${stackOfSection(section)}`,
    message: "The stack stands on another one, which the environment does not have.",
    found: `${section} without ${needed.section}`,
    expected: `a section ${needed.section}`,
    fix: `declare ${needed.section}, or take ${section} away`,
  }));
}

/** Problems, places and states are found by the name. */
function checkName(stack: EnvironmentStack, { section }: StackDefinition, problems: Problems): void {
  const expected = stackOfSection(section);
  if (stack.stackName === expected) return;
  problems.addAll([
    {
      code: "SECTION_STACK_NAME",
      path: stack.node.id,
      message: "A stack is named after its section, by which it is found in the configuration.",
      found: `stack "${stack.stackName}" of the section ${section}`,
      expected: `"${expected}"`,
      fix: `write super(scope, "${expected}", environment) in its constructor, or name the section otherwise`,
    },
  ]);
}
