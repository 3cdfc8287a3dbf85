import type { App } from "cdktf";
import { closest } from "../../config/checks/suggest";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import type { Problem, Problems } from "../../constructs/core/errors";
import type { VariableName } from "../../variables/table";

/** An option of the app that names stacks, and the variable that fills it. */
export interface NamingOption {
  readonly option: string;
  readonly variable: VariableName;
}

/** Where the problems of an option are told: the configuration has no place for it. */
export function placeOf({ option, variable }: NamingOption): string {
  return `app › ${option} (${variable})`;
}

/** The stacks of the app. */
export function stacksOf(app: App): readonly EnvironmentStack[] {
  return app.node.children.filter((child) => child instanceof EnvironmentStack);
}

/**
 * Adds `STACK_UNKNOWN` for each name that no stack of the app has. Where a stack could not be made, nothing is added: it may be the one
 * that is named, and its problems have been told.
 */
export function checkStackNames(app: App, naming: NamingOption, names: readonly string[], problems: Problems): void {
  if (problems.list.length > 0) return;
  const stacks = stacksOf(app).map(({ node }) => node.id);
  const unknown = [...new Set(names)].filter((name) => !stacks.includes(name));
  problems.addAll(unknown.map((name) => unknownStack(name, naming, stacks)));
}

function unknownStack(name: string, naming: NamingOption, stacks: readonly string[]): Problem {
  const suggestion = closest(name, stacks);
  return {
    code: "STACK_UNKNOWN",
    path: placeOf(naming),
    message: "A stack is named that is not there.",
    found: JSON.stringify(name),
    expected: stacks.length > 0 ? `some of ${stacks.join(", ")}` : "nothing, because there are no stacks",
    fix: suggestion
      ? `did you mean "${suggestion}"?`
      : "write the stack's full name, with its environment, or leave out what the configuration no longer makes",
  };
}
