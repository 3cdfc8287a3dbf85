import type { App } from "cdktf";
import type { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import type { Problem, Problems } from "../../constructs/core/errors";
import { checkStackNames, type NamingOption, placeOf, stacksOf } from "./named-stacks";

const WITHOUT: NamingOption = { option: "without", variable: "GROUNDPLAN_WITHOUT" };

/**
 * Takes stacks out of the app again. They were made, so that their mistakes are told and the stacks that need them are known. Adds
 * `STACK_NEEDED` for a stack that one which stays depends on, and `STACK_UNKNOWN` for a name that no stack has.
 *
 * @param names full names; their order means nothing
 */
export function leaveOut(app: App, names: readonly string[], problems: Problems): void {
  checkStackNames(app, WITHOUT, names, problems);
  const staying = stacksOf(app).filter(({ node }) => !names.includes(node.id));
  for (const name of new Set(names)) {
    const needing = staying.filter(({ dependencies }) => dependencies.some(({ node }) => node.id === name));
    if (needing.length > 0) problems.addAll([neededStack(name, needing)]);
  }
  for (const name of names) app.node.tryRemoveChild(name);
}

function neededStack(name: string, needing: readonly EnvironmentStack[]): Problem {
  const others = needing.map(({ node }) => node.id).join(", ");
  return {
    code: "STACK_NEEDED",
    path: placeOf(WITHOUT),
    message: "The stack is to be left out, and others are deployed after it.",
    found: `${name} left out, and ${others} not`,
    expected: "a stack that no other one needs",
    fix: `leave out ${others} too`,
  };
}
