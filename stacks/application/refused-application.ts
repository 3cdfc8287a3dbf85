import type { App } from "cdktf";
import { GroundplanError, type Problem } from "../../constructs/core/errors";

/** What is wrong with an app, and the app, as far as it was made: stacks with nothing to say against them can be looked at all the same. */
export class RefusedApplication extends GroundplanError {
  /**
   * @param unfinished full names of stacks that were not made to their end
   */
  constructor(
    problems: readonly Problem[],
    readonly app: App,
    readonly unfinished: readonly string[],
  ) {
    super(problems);
  }
}

/**
 * The stacks that something was found wrong with while they were made. A problem of an environment counts for all of its stacks, and one that
 * is about neither, such as a default of the program, for all stacks.
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
