import { judge } from "../../guardrails/findings/judge";
import { GUARDRAILS } from "../../guardrails/rules";
import type { Rules } from "../../guardrails/rules/rule.types";
import { estateOfConfigurations } from "../../guardrails/tree/read-configurations";

/** Resources as Terraform's JSON has them: by type and by name. */
export type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** A stack as Terraform's JSON has it. */
export interface StackJson {
  readonly resource?: Resources;
  readonly data?: Resources;
  readonly output?: Readonly<Record<string, { readonly value: unknown; readonly description?: string }>>;
  readonly terraform?: Readonly<Record<string, unknown>>;
  readonly provider?: Readonly<Record<string, unknown>>;
  readonly locals?: Readonly<Record<string, unknown>>;
  readonly variable?: Readonly<Record<string, unknown>>;
}

/** What is judged: resources of one stack, `app`, or several stacks by name. */
export type Given = Resources | { readonly stacks: Readonly<Record<string, StackJson>> };

/** What is told of a finding: place and attribute (`app/aws_instance.web › ami`), what is found, what is expected, and a fix of its own. */
export type Told = readonly [at: string, found: string, expected: string, fix?: string];

/** What proves a rule. */
export interface RuleCases {
  /**
   * Whether the environment is production.
   *
   * @default - it is
   */
  readonly isProduction?: boolean;
  /** The rule's sentence and fix, as a reader gets them. */
  readonly title: string;
  readonly fix: string;
  /** What the rule says nothing of, by what is special about it. */
  readonly passes: Readonly<Record<string, Given>>;
  /** What it finds, by what is wrong. Of each of its types there must be something wrong once. */
  readonly fails: Readonly<Record<string, { readonly given: Given; readonly told: readonly Told[] }>>;
}

/** Cases of every rule of an area. */
export type CasesOf<Area extends Rules> = { readonly [Id in keyof Area]: RuleCases };

/** A resource `one` of each type, all with the same attributes. */
export function ofEach(types: readonly string[], body: Readonly<Record<string, unknown>>): Resources {
  return Object.fromEntries(types.map((type) => [type, { one: body }]));
}

/** Attributes of a resource. */
type Body = Readonly<Record<string, unknown>>;

/** What is told of a setting: where, what is found, what is expected, and a fix of its own. */
type SettingTold = readonly [at: string, found: string, expected: string, fix?: string];

/** A setting that is not there: `unset("encrypted", "= true")`. */
export function unset(at: string, expected: string, ...fix: readonly [ownFix?: string]): SettingTold {
  return [at, `${at} is not set`, `${at} ${expected}`, ...fix];
}

/** A setting with a value: `valued("encrypted", "false", "= true")`. */
export function valued(at: string, value: string, expected: string, ...fix: readonly [ownFix?: string]): SettingTold {
  return [at, `${at} = ${value}`, `${at} ${expected}`, ...fix];
}

/** Resources of a type each, several of one type too, by their numbers. */
export function resources(...bodies: readonly (readonly [type: string, body: Body])[]): Resources {
  const made: Record<string, Record<string, Body>> = {};
  for (const [type, body] of bodies) {
    const ofType = made[type] ?? {};
    made[type] = ofType;
    ofType[nameOf(ofType)] = body;
  }
  return made;
}

/** Resources as `resources` makes them, and what is told of each. */
export function failing(
  ...rows: readonly (readonly [type: string, body: Body, ...told: readonly SettingTold[]])[]
): RuleCases["fails"][string] {
  const names: Record<string, Record<string, true>> = {};
  const told = rows.flatMap(([type, , ...settings]) => {
    const ofType = names[type] ?? {};
    names[type] = ofType;
    const name = nameOf(ofType);
    ofType[name] = true;
    return settings.map(([at, ...rest]): Told => [`app/${type}.${name} › ${at}`, ...rest]);
  });
  return {
    given: resources(...rows.map(([type, body]) => [type, body] as const)),
    told: told.sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

function nameOf(others: Readonly<Record<string, unknown>>): string {
  return `n${Object.keys(others).length + 1}`;
}

/** The stacks that are given. */
export function stacksOf(given: Given): Readonly<Record<string, StackJson>> {
  return isStacks(given) ? given.stacks : { app: { resource: given } };
}

function isStacks(given: Given): given is Exclude<Given, Resources> {
  return "stacks" in given;
}

/** What a rule finds in what is given. */
export function foundBy(id: string, given: Given, isProduction = true) {
  const stacks = Object.entries(stacksOf(given)).map(([name, json]) => ({
    name,
    environment: { name: isProduction ? "production" : "sandbox", isProduction },
    json: { ...json },
  }));
  return judge(
    estateOfConfigurations(stacks),
    GUARDRAILS.filter((rule) => rule.id === id),
  );
}
