import type { IConstruct } from "constructs";
import { closest, distance } from "fastest-levenshtein";
import { GroundplanError, type Problem, Problems } from "../errors";
import { callerOf, callerPlace } from "../files/caller";
import { checkCall } from "./check-call";
import { addDefaults, defaultsIn, formsOf, type ScopeDefaults } from "./defaults";
import { misfitProblem } from "./misfit-problem";
import { misfitsOf } from "./misfits";
import { shapeTable } from "./shape-table";

/** A class of constructs that are given options. */
// biome-ignore lint/suspicious/noExplicitAny: scopes and options of any class
export type ConstructClass = abstract new (scope: any, id: string, props: any) => IConstruct;

/** Options that may be left out. */
type Optional<Properties> = {
  readonly [Key in keyof Properties as object extends Pick<Properties, Key> ? Key : never]?: Properties[Key];
};

type EachOptional<Properties> = Properties extends unknown ? Optional<Properties> : never;

/** Defaults for constructs of a class: options of it that may be left out. */
export type DefaultsOf<Class extends ConstructClass> = Class extends abstract new (
  // biome-ignore lint/suspicious/noExplicitAny: the scope of any class
  scope: any,
  id: string,
  props: infer Properties,
) => IConstruct
  ? EachOptional<NonNullable<Properties>>
  : never;

/** For what defaults are. */
export interface DefaultsScope {
  /**
   * Names of environments.
   *
   * @default - all
   */
  readonly environments?: readonly string[];
}

/** Defaults for the constructs of a class, as {@link defaultsFor} makes them. */
export interface ConstructDefaults extends ScopeDefaults {
  readonly construct: ConstructClass;
}

/**
 * Defaults for every construct of a class, in the form that a list of them has:
 *
 * ```ts
 * export const DEFAULTS = [defaultsFor(Repository, { lifecycle: { keepTagged: 50 } })];
 * ```
 */
export function defaultsFor<Class extends ConstructClass>(
  construct: Class,
  options: DefaultsOf<Class>,
  where: DefaultsScope = {},
): ConstructDefaults {
  checkCall("defaultsFor", { construct, options, where });
  const { environments } = where;
  return defaultsAt(callerPlace() ?? callerOf(defaultsFor), construct, options, environments);
}

/** @param line the line that sets them, or what reads it when it is asked for */
function defaultsAt<Class extends ConstructClass>(
  line: string | (() => string | undefined),
  construct: Class,
  options: DefaultsOf<Class>,
  environments: readonly string[] | undefined,
): ConstructDefaults {
  const { name } = construct;
  let known = typeof line === "string" ? line : undefined;
  return {
    ...{ construct, name, options, ...(environments ? { environments } : {}) },
    get place() {
      known ??= (typeof line === "string" ? line : line()) ?? "stacks/defaults.ts";
      return `${known} › ${name}`;
    },
  };
}

/**
 * Sets defaults for every construct of a class that is made in a scope from now on, by whomever: by the program, by shipped stacks, and by
 * other constructs.
 *
 * ```ts
 * withDefaults(app, Repository, { lifecycle: { keepTagged: 50 } });
 * ```
 *
 * What is given to a construct counts, and after it the defaults of the nearest scope. An option that is given is taken whole; tags go together
 * by key. What is wrong with a value is told with the line that set it.
 *
 * @param scope the app, a stack or a construct
 * @throws GroundplanError `DEFAULTS_CLASS`, `DEFAULTS_OPTION`, `DEFAULTS_REQUIRED`, `OPTION_FORM`, `DEFAULTS_TWICE`, `DEFAULTS_LATE`: all that
 *   is wrong
 */
export function withDefaults<Class extends ConstructClass>(
  scope: IConstruct,
  construct: Class,
  options: DefaultsOf<Class>,
  where: DefaultsScope = {},
): void {
  checkCall("withDefaults", { scope, construct, options, where });
  const { environments } = where;
  const defaults = defaultsAt(callerPlace() ?? callerOf(withDefaults), construct, options, environments);
  const problems = setDefaults(scope, defaults, () => `defaults of ${construct.name}`);
  if (problems.length > 0) throw new GroundplanError(problems);
}

/**
 * Sets defaults as {@link withDefaults} does, unless something is wrong with them.
 *
 * @param path where they are set, read when it is asked for
 * @param at what stands before the name of an option in a problem
 * @returns what is wrong
 */
export function setDefaults(
  scope: IConstruct,
  given: ScopeDefaults & Partial<ConstructDefaults>,
  path: () => string,
  at = "",
): readonly Problem[] {
  const { name, construct } = given;
  const options = Object.fromEntries(Object.entries(given.options).filter(([, value]) => value !== undefined));
  const own = (option: string) => [at, option].filter(Boolean).join(".");
  const found: Found[] = [];
  if (formsOf(name).length === 0) found.push([at, unknownClass(name)]);
  else {
    for (const [option, value] of Object.entries(options))
      found.push(...optionProblems(name, option, value, own(option)));
    for (const [option, other] of twiceIn(scope, given, options)) found.push([own(option), twice(other.place)]);
    const made = construct && scope.node.findAll().find((one) => one instanceof construct);
    if (made) found.push([at, late(made.node.path)]);
  }
  if (found.length === 0) {
    addDefaults(scope, given, options);
    return [];
  }
  const problems = new Problems(path());
  for (const [property, problem] of found) problems.add(property, problem);
  return problems.list;
}

/** What is wrong, and with which property. */
type Found = readonly [property: string, problem: Omit<Problem, "path">];

function optionProblems(name: string, option: string, value: unknown, own: string): readonly Found[] {
  const forms = formsOf(name);
  const shapes = forms.flatMap(({ optional }) => (Object.hasOwn(optional, option) ? [optional[option] ?? "any"] : []));
  const [shape = "any", ...others] = shapes;
  if (shapes.length > 0) {
    return misfitsOf(others.length > 0 ? { union: shapes } : shape, value).map((misfit): Found => {
      const at = misfit.at === "" || misfit.at.startsWith("[") ? misfit.at : `.${misfit.at}`;
      return [`${own}${at}`, misfitProblem({ ...misfit, isOptional: misfit.isOptional || misfit.at === "" })];
    });
  }
  const isRequired = forms.some(({ required }) => Object.hasOwn(required, option));
  return [[own, isRequired ? required(option) : unknownOption(name, option)]];
}

/** Options that have a default in the scope already, and what that is. */
function twiceIn(
  scope: IConstruct,
  { name, environments }: ScopeDefaults,
  options: ScopeDefaults["options"],
): readonly (readonly [option: string, other: ScopeDefaults])[] {
  return defaultsIn(scope)
    .filter((other) => other.name === name && overlap(environments, other.environments))
    .flatMap((other) =>
      Object.keys(options).flatMap((option) =>
        Object.hasOwn(other.options, option) ? [[option, other] as const] : [],
      ),
    );
}

/** Those of all environments and those of some do not meet: the latter count. */
function overlap(some: readonly string[] | undefined, others: readonly string[] | undefined): boolean {
  if (some === undefined || others === undefined) return some === others;
  return some.some((one) => others.includes(one));
}

/** The class that a default is meant for: the one of the name, or the nearest to it; nothing where no name is near. */
export function classMeant(name: string): string | undefined {
  const classes = shapeTable().classes.filter((one) => formsOf(one).length > 0);
  return classes.includes(name) ? name : nearest(name, classes);
}

function unknownClass(name: string): Omit<Problem, "path"> {
  const meant = classMeant(name);
  return {
    code: "DEFAULTS_CLASS",
    message: "No constructs of this class take options that could have defaults.",
    found: name === "" ? "a class without a name" : name,
    expected: "a class whose constructs take options, such as Bucket or FargateService",
    fix:
      didYouMean(meant) ??
      "name the class of the construct itself; of a resource of the provider, set the option where it is made",
  };
}

function unknownOption(name: string, option: string): Omit<Problem, "path"> {
  const known = [...new Set(formsOf(name).flatMap(({ optional }) => Object.keys(optional)))].sort();
  return {
    code: "DEFAULTS_OPTION",
    message: "The class has no such option.",
    found: option,
    expected: `one of ${known.join(", ")}`,
    fix: didYouMean(nearest(option, known)) ?? "leave it out",
  };
}

function nearest(text: string, known: readonly string[]): string | undefined {
  const meant = known.find((one) => one.toLowerCase() === text.toLowerCase()) ?? closest(text, known);
  return distance(text.toLowerCase(), meant.toLowerCase()) <= Math.max(2, text.length / 3) ? meant : undefined;
}

function didYouMean(meant: string | undefined): string | undefined {
  return meant === undefined ? undefined : `did you mean ${meant}?`;
}

function required(option: string): Omit<Problem, "path"> {
  return {
    code: "DEFAULTS_REQUIRED",
    message: "The option is given to every construct of the class, so that a default would never count.",
    found: option,
    expected: "an option that may be left out",
    fix: "leave it out",
  };
}

function twice(place: string): Omit<Problem, "path"> {
  return {
    code: "DEFAULTS_TWICE",
    message: "The option has a default in this scope already, and none of the two comes first.",
    found: `another one, set in ${place}`,
    expected: "one default for an option in a scope",
    fix: "remove one of the two, or set one for a scope further in",
  };
}

function late(path: string): Omit<Problem, "path"> {
  return {
    code: "DEFAULTS_LATE",
    message: "A construct of the class is there already, without the defaults.",
    found: path,
    expected: "defaults that are set before what they are for is made",
    fix: "set them right after the app or the stack is made",
  };
}
