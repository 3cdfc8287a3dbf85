import type { IConstruct } from "constructs";
import { closest, distance } from "fastest-levenshtein";
import { callerPlace } from "../caller";
import { type Problem, Problems } from "../errors";
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
  { environments }: DefaultsScope = {},
): ConstructDefaults {
  const place = `${callerPlace() ?? "stacks/defaults.ts"} › ${construct.name}`;
  return { construct, name: construct.name, options, place, ...(environments ? { environments } : {}) };
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
  environments: DefaultsScope = {},
): void {
  const problems = new Problems(`defaults of ${construct.name}`);
  setDefaults(scope, defaultsFor(construct, options, environments), "", problems);
  problems.throwIfAny();
}

/**
 * Sets defaults as {@link withDefaults} does, unless something is wrong with them, which is added.
 *
 * @param at what stands before the name of an option in a problem
 */
export function setDefaults(
  scope: IConstruct,
  given: ScopeDefaults & Partial<ConstructDefaults>,
  at: string,
  problems: Problems,
): void {
  const { name, construct, environments, place } = given;
  const found = new Problems(problems.path);
  const options = Object.fromEntries(Object.entries(given.options).filter(([, value]) => value !== undefined));
  const own = (option: string) => [at, option].filter(Boolean).join(".");
  if (formsOf(name).length === 0) found.add(at, unknownClass(name));
  else {
    for (const [option, value] of Object.entries(options)) checkOption(name, option, value, own(option), found);
    for (const [option, other] of twiceIn(scope, { ...given, options })) found.add(own(option), twice(other));
    const made = construct && scope.node.findAll().find((one) => one instanceof construct);
    if (made) found.add(at, late(made.node.path));
  }
  if (found.list.length > 0) problems.addAll(found.list);
  else addDefaults(scope, { name, options, place, ...(environments ? { environments } : {}) });
}

function checkOption(name: string, option: string, value: unknown, own: string, problems: Problems): void {
  const forms = formsOf(name);
  const shapes = forms.flatMap(({ optional }) => (Object.hasOwn(optional, option) ? [optional[option] ?? "any"] : []));
  const [shape = "any", ...others] = shapes;
  if (shapes.length > 0) {
    for (const misfit of misfitsOf(others.length > 0 ? { union: shapes } : shape, value)) {
      const at = misfit.at === "" || misfit.at.startsWith("[") ? misfit.at : `.${misfit.at}`;
      problems.add(`${own}${at}`, misfitProblem({ ...misfit, isOptional: misfit.isOptional || misfit.at === "" }));
    }
  } else if (forms.some(({ required }) => Object.hasOwn(required, option))) problems.add(own, required(option));
  else problems.add(own, unknownOption(name, option));
}

/** Options that have a default in the scope already, and where that was set. */
function twiceIn(scope: IConstruct, { name, options, environments }: ScopeDefaults): [option: string, place: string][] {
  return defaultsIn(scope)
    .filter((other) => other.name === name && overlap(environments, other.environments))
    .flatMap((other) =>
      Object.keys(options).flatMap((option): [string, string][] =>
        Object.hasOwn(other.options, option) ? [[option, other.place]] : [],
      ),
    );
}

/** Those of all environments and those of some do not meet: the latter count. */
function overlap(some: readonly string[] | undefined, others: readonly string[] | undefined): boolean {
  if (some === undefined || others === undefined) return some === others;
  return some.some((one) => others.includes(one));
}

function unknownClass(name: string): Omit<Problem, "path"> {
  const classes = shapeTable().classes.filter((one) => formsOf(one).length > 0);
  return {
    code: "DEFAULTS_CLASS",
    message: "No constructs of this class take options that could have defaults.",
    found: name === "" ? "a class without a name" : name,
    expected: "a class whose constructs take options, such as Bucket or FargateService",
    fix:
      nearest(name, classes) ??
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
    fix: nearest(option, known) ?? "leave it out",
  };
}

function nearest(text: string, known: readonly string[]): string | undefined {
  const meant = known.find((one) => one.toLowerCase() === text.toLowerCase()) ?? closest(text, known);
  return distance(text.toLowerCase(), meant.toLowerCase()) <= Math.max(2, text.length / 3)
    ? `did you mean ${meant}?`
    : undefined;
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
