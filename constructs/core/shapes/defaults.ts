import type { IConstruct } from "constructs";
import { checkCall } from "./check-call";
import { noteDefaults } from "./default-places";
import { judgeOf } from "./judges";
import type { OptionsShape, Shape } from "./shape.types";
import { shapeTable } from "./shape-table";

/** Options of a construct as it was given them. */
type Options = Readonly<Record<string, unknown>>;

/** A construct that is not made yet. */
export interface ConstructToBe {
  readonly scope: IConstruct;
  readonly id: string;
}

/** Defaults of a class, for what is made in a scope. */
export interface ScopeDefaults {
  /** Name of the class. */
  readonly name: string;
  readonly options: Options;
  /** Environments that they are for. @default - all */
  readonly environments?: readonly string[];
  /** Where they were set, and what they are called there: `main.ts:23:21 › Bucket`, `sandbox › defaults.Bucket`. */
  readonly place: string;
}

const byScope = new WeakMap<IConstruct, ScopeDefaults[]>();
const keptOut = new WeakMap<object, ReadonlySet<string>>();

/** Whether anybody has set defaults: most programs have none, and pay nothing for them. */
let areThere = false;

/**
 * Adds defaults for what is made in a scope.
 *
 * @param options those of them that are given
 */
export function addDefaults(scope: IConstruct, given: ScopeDefaults, options: Options): void {
  areThere = true;
  const { name, environments } = given;
  const defaults: ScopeDefaults = {
    ...{ name, options, ...(environments ? { environments } : {}) },
    // Finding out the line takes a while, and is for problems alone.
    get place() {
      return given.place;
    },
  };
  byScope.set(scope, [...defaultsIn(scope), defaults]);
}

/** Defaults that were set at a scope itself. */
export function defaultsIn(scope: IConstruct): readonly ScopeDefaults[] {
  return byScope.get(scope) ?? [];
}

/**
 * Properties that take no default for some of their options, since these must be left out for a reason of the one who gives them:
 *
 * ```ts
 * new Bucket(stack, "logs", withoutDefaults({ bucketName, expireDays: 90 }, "key"));
 * ```
 */
export function withoutDefaults<Properties extends object>(
  properties: Properties,
  ...options: readonly (keyof Properties & string)[]
): Properties {
  checkCall("withoutDefaults", { properties });
  keptOut.set(properties, new Set([...(keptOut.get(properties) ?? []), ...options]));
  return properties;
}

/**
 * Properties with the defaults of their class below what is given. An option that is given is taken whole, tags excepted, which go together
 * by key; one that is `undefined` is not given. Defaults of a nearer scope come before those of one further out, and those of some
 * environments before those of all.
 *
 * @param at the construct
 * @param name its class
 * @param properties what it was given
 */
export function layDefaults<Properties>(
  at: IConstruct | ConstructToBe,
  name: string,
  properties: Properties,
): Properties {
  if (!areThere) return properties;
  const scope = "node" in at ? at : at.scope;
  const path = "node" in at ? at.node.path : [at.scope.node.path, at.id].filter(Boolean).join("/");
  const given = (properties ?? {}) as Options;
  const options: Record<string, unknown> = {};
  const taken = new Map<string, ScopeDefaults>();
  for (const defaults of defaultsFor(scope, name)) {
    for (const [option, value] of Object.entries(defaults.options)) {
      if (keptOut.get(given)?.has(option) || !hasOption(name, given, option)) continue;
      options[option] = option === "tags" ? { ...asMap(options.tags), ...asMap(value) } : value;
      if (option === "tags" || given[option] === undefined) taken.set(option, defaults);
    }
  }
  noteDefaults(path, taken);
  if (taken.size === 0) return properties;
  const own = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const tags = "tags" in options ? { tags: { ...asMap(options.tags), ...asMap(own.tags) } } : {};
  return { ...given, ...options, ...own, ...tags } as Properties;
}

/** A default that counts in its scope. */
export interface CountingDefault {
  /** Path of the scope; empty for the app. */
  readonly scope: string;
  /** Name of the class. */
  readonly name: string;
  readonly option: string;
  readonly value: unknown;
  /** Of the tags each has its own. */
  readonly defaults: ScopeDefaults;
}

/**
 * Defaults in and below a scope that count in an environment: of each option in each scope the one that comes first there. Tags stand by their
 * keys, since they go together.
 */
export function countingDefaults(root: IConstruct, environment: string): readonly CountingDefault[] {
  return root.node.findAll().flatMap((scope) => {
    const counting = new Map<string, CountingDefault>();
    for (const defaults of inOrder(defaultsIn(scope), environment)) {
      const { name } = defaults;
      for (const [option, value] of Object.entries(defaults.options)) {
        const tags = option === "tags" ? Object.entries(asMap(value)) : [];
        for (const [key, own] of tags.length > 0 ? tags.map(([tag, text]) => [`tags.${tag}`, text]) : [[option, value]])
          counting.set(`${name}.${key}`, { scope: scope.node.path, name, option: String(key), value: own, defaults });
      }
    }
    return [...counting.values()];
  });
}

/** Those that count in an environment; what comes later counts before what comes earlier. */
function inOrder(all: readonly ScopeDefaults[], environment: string | undefined): readonly ScopeDefaults[] {
  return [
    ...all.filter(({ environments }) => environments === undefined),
    ...all.filter(({ environments }) => environment !== undefined && environments?.includes(environment)),
  ];
}

/** From the outermost scope inwards, and at each those of all environments first: what comes later counts. */
function defaultsFor(scope: IConstruct, name: string): readonly ScopeDefaults[] {
  const environment = environmentOf(scope);
  return scope.node.scopes.flatMap((one) => {
    const own = defaultsIn(one).filter((defaults) => defaults.name === name);
    return inOrder(own, environment);
  });
}

/** The environment of the stack that a scope lies in. Stacks stand on this module, so that theirs cannot be asked here by class. */
function environmentOf(scope: IConstruct): string | undefined {
  for (const one of scope.node.scopes) {
    if ("environment" in one) return (one.environment as { readonly name?: string } | undefined)?.name;
  }
  return undefined;
}

/** Whether the form that was chosen has an option: HTTPS has others than plain HTTP. */
function hasOption(name: string, given: Options, option: string): boolean {
  const forms = formsOf(name);
  const chosen = forms.filter(
    ({ required, never = [] }) =>
      Object.entries(required).every(([key, shape]) => given[key] !== undefined && judgeOf(shape)(given[key])) &&
      never.every((key) => given[key] === undefined),
  );
  return (chosen.length > 0 ? chosen : forms).some(({ optional }) => Object.hasOwn(optional, option));
}

/** The forms that the options of a class have; none where it is given something else than options. */
export function formsOf(name: string): readonly OptionsShape[] {
  const shape = shapeTable().construct(name);
  return shape === undefined ? [] : formsIn(shape);
}

function formsIn(shape: Shape): readonly OptionsShape[] {
  if (typeof shape === "string") return [];
  if ("union" in shape) return shape.union.flatMap(formsIn);
  const type = "type" in shape ? shapeTable().type(shape.type) : undefined;
  return type === undefined || "members" in type ? [] : [type];
}

function asMap(value: unknown): Options {
  return typeof value === "object" && value !== null ? (value as Options) : {};
}
