import type { App } from "cdktf";
import { EnvironmentStack } from "../constructs/core/environment-stack";
import type { Problem, Problems } from "../constructs/core/errors";

/** The option that names the stacks, and not the place of a stack in the configuration: nothing is wrong there. */
const AT = "app › without";

/**
 * Takes stacks out of the app again. They were made, so that their mistakes are told and the stacks that need them are known. Adds
 * `STACK_NEEDED` for a stack that one which stays depends on, and `STACK_UNKNOWN` for a name that no stack has.
 *
 * @param names full names; their order means nothing
 */
export function leaveOut(app: App, names: readonly string[], problems: Problems): void {
  const stacks = app.node.children.filter((child) => child instanceof EnvironmentStack);
  // A stack that could not be made is none of the unknown ones, and has been told.
  const isComplete = problems.list.length === 0;
  for (const name of new Set(names)) {
    const stack = stacks.find(({ node }) => node.id === name);
    if (!stack && isComplete) problems.addAll([unknownStack(name, stacks)]);
    const needing = stacks.filter(
      ({ node, dependencies }) => !names.includes(node.id) && dependencies.some((other) => other === stack),
    );
    if (needing.length > 0) problems.addAll([neededStack(name, needing)]);
  }
  for (const name of names) app.node.tryRemoveChild(name);
}

function unknownStack(name: string, stacks: readonly EnvironmentStack[]): Problem {
  return {
    code: "STACK_UNKNOWN",
    path: AT,
    message: "A stack is to be left out that is not there.",
    found: `"${name}"`,
    expected: `some of ${stacks.map(({ node }) => node.id).join(", ")}`,
    fix: "write the stack's full name, with its environment",
  };
}

function neededStack(name: string, needing: readonly EnvironmentStack[]): Problem {
  const others = needing.map(({ node }) => node.id).join(", ");
  return {
    code: "STACK_NEEDED",
    path: AT,
    message: "The stack is to be left out, and others are deployed after it.",
    found: `${name} left out, and ${others} not`,
    expected: "a stack that no other one needs",
    fix: `leave out ${others} too`,
  };
}
