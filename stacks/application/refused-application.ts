import type { App } from "cdktf";
import type { IConstruct } from "constructs";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { GroundplanError, type Problem } from "../../constructs/core/errors";

/** What is wrong with an app, and the app, as far as it was made: stacks with nothing to say against them can be looked at all the same. */
export class RefusedApplication extends GroundplanError {
  /**
   * @param unfinished full names of stacks that were not made to their end
   * @param withoutDefaults what lacks a default that is refused
   */
  constructor(
    problems: readonly Problem[],
    readonly app: App,
    readonly unfinished: readonly string[],
    readonly withoutDefaults: readonly RefusedDefaults[] = [],
  ) {
    super(problems);
  }
}

/** Constructs of a class, whose defaults are refused: what they are like with them is not known. */
export interface RefusedDefaults {
  /** Name of the class; absent where nobody knows which one is meant, so that it may be any. */
  readonly name: string | undefined;
  /** Names of the environments; absent for all. */
  readonly environments?: readonly string[];
}

/** Full names of stacks in which any construct may lack a default that is refused. */
export function stacksWithoutDefaults(app: App, refused: readonly RefusedDefaults[]): readonly string[] {
  const unknown = refused.filter(({ name }) => name === undefined);
  return app.node.children
    .filter((stack) => unknown.some((one) => isOfEnvironment(stack, one)))
    .map(({ node }) => node.id);
}

/** Whether a construct, or one that it is part of, lacks a default that is refused. */
export function lacksDefaults(construct: IConstruct, refused: readonly RefusedDefaults[]): boolean {
  return construct.node.scopes.some((scope) =>
    refused.some((one) => isOfEnvironment(scope, one) && classesOf(scope).includes(one.name ?? "")),
  );
}

function isOfEnvironment({ node }: IConstruct, { environments }: RefusedDefaults): boolean {
  const stack = node.scopes.find((scope) => scope instanceof EnvironmentStack);
  if (environments === undefined) return true;
  return stack instanceof EnvironmentStack && environments.includes(stack.environment.name);
}

function classesOf(construct: IConstruct): readonly string[] {
  const names: string[] = [];
  for (let one = Object.getPrototypeOf(construct); one !== null; one = Object.getPrototypeOf(one)) {
    names.push(String(one.constructor.name));
  }
  return names;
}

/**
 * The stacks that something was found wrong with while they were made. A problem of an environment counts for all of its stacks, and one that
 * is about neither for all stacks.
 */
export function unfinishedStacks(
  app: App,
  environments: readonly string[],
  problems: readonly Problem[],
): readonly string[] {
  const stacks = app.node.children.map(({ node }) => node.id);
  const unfinished = problems.flatMap(({ path }) => {
    const [place = ""] = path.split(/ › |\//);
    if (stacks.includes(place)) return [place];
    const isOfStack = environments.some((name) => place.startsWith(`${name}-`));
    return isOfStack ? [] : stacks.filter((stack) => !environments.includes(place) || stack.startsWith(`${place}-`));
  });
  return [...new Set(unfinished)];
}
