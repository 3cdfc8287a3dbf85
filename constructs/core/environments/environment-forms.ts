import type { Construct } from "constructs";
import { checkArgument, isConstruct } from "../checks/arguments";
import { GroundplanError, type Problem, Problems } from "../errors";
import { checkRanges } from "../shapes/check-ranges";
import { checkShape } from "../shapes/check-shape";
import type { Environment } from "./environment";
import { checkEnvironmentValues } from "./environment-values";

/** What a text of an environment must look like, and how that is told. */
interface Form {
  readonly pattern: RegExp;
  readonly expected: string;
  /** A way out where the text has another form. */
  readonly fix: string;
}

/** The texts of an environment that names, providers and conditions are made from, and that must be known at synth for that. */
export const ENVIRONMENT_FORMS = {
  name: {
    pattern: /^[a-z][a-z0-9-]{0,10}[a-z0-9]$/,
    expected: "2 to 12 of a-z, 0-9 and -, starting with a letter and not ending with -",
    fix: "use a short name in lower case",
  },
  project: {
    pattern: /^[a-z][a-z0-9-]{0,14}[a-z0-9]$/,
    expected: "2 to 16 of a-z, 0-9 and -, starting with a letter and not ending with -",
    fix: "use a short name in lower case",
  },
  account: {
    pattern: /^[0-9]{12}$/,
    expected: "12 digits in quotes",
    fix: "copy the account id from the AWS console, without hyphens, and put it in quotes",
  },
  region: {
    pattern: /^[a-z]{2,}(-[a-z]+){1,2}-[0-9]$/,
    expected: "a region code such as ap-northeast-2",
    fix: "write the region's code, without the letter of an availability zone",
  },
} as const satisfies Partial<Record<keyof Environment, Form>>;

const STACK_NAME: Form = {
  pattern: /^[A-Za-z0-9][A-Za-z0-9_-]*$/,
  expected: "letters, digits, - and _, starting with a letter or a digit",
  fix: "use a short name in lower case",
};

/** The problems of an environment's texts, which code can fill as it likes: of their forms, and where these are right of what they say. */
export function environmentProblems(environment: Environment): readonly Problem[] {
  const problems = new Problems(shownName(environment));
  for (const [key, form] of Object.entries<Form>(ENVIRONMENT_FORMS)) {
    checkForm(key, environment[key as keyof typeof ENVIRONMENT_FORMS], form, problems);
  }
  if (problems.list.length === 0) checkEnvironmentValues(environment, problems);
  return problems.list;
}

/**
 * The full name of a stack: `<environment>-<stack>`.
 *
 * @param scope the app
 * @throws GroundplanError `ENVIRONMENT_FORM` if the environment has a text of another form, or the stack such a name, and
 *   `KNOWN_AFTER_APPLY` if it is a reference; `STACK_TWICE` if the app has a stack of this name
 */
export function fullStackName(scope: Construct, environment: Environment, stackName: string): string {
  checkArgument(isConstruct(scope), "EnvironmentStack › scope", scope, {
    expected: "the app",
    fix: 'write new EnvironmentStack(app, "network", environment), with the app first',
  });
  checkArgument(typeof stackName === "string", "EnvironmentStack › stackName", stackName, {
    expected: "the name of the stack without the environment, as a text",
    fix: 'write new EnvironmentStack(app, "network", environment), with a name of yours',
  });
  checkShape("environment", "EnvironmentStack", environment);
  const problems = new Problems(shownName(environment));
  checkRanges("EnvironmentStack", environment, problems);
  problems.addAll(environmentProblems(environment));
  checkForm("stack", stackName, STACK_NAME, problems);
  problems.throwIfAny();
  const name = `${environment.name}-${stackName}`;
  if (scope.node.tryFindChild(name)) throw new GroundplanError([stackTwice(name)]);
  return name;
}

function stackTwice(name: string): Problem {
  return {
    code: "STACK_TWICE",
    path: name,
    message: "The app has a stack of this name already, and so the two would have one state.",
    found: `"${name}" twice`,
    expected: "a name of its own for each stack",
    fix: "give one of them, or its environment, another name",
  };
}

function shownName({ name }: Environment): string {
  return name.trim() === "" ? "environment" : name;
}

function checkForm(property: string, text: string, { pattern, expected, fix }: Form, problems: Problems): void {
  if (pattern.test(text)) return;
  problems.add(property, {
    code: "ENVIRONMENT_FORM",
    message: "The text has a wrong form.",
    found: JSON.stringify(text),
    expected,
    fix,
  });
}
