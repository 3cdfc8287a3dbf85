import { Construct } from "constructs";
import type { ConstructPaths } from "../../../review/plan/changes";
import type { PlanChanges } from "../../../runner/plans/plan-changes";
import type { Site } from "./site";
import type { AppliedTransition, Program } from "./transition";

/** What a change may lose only where it says so. */
const LOSSES: ReadonlySet<string> = new Set(["replace", "delete", "remove"]);

/** Changes that share a stack, at most. More would make a log that nobody can read when something fails. */
const AT_MOST = 8;

/**
 * Changes of programs, in groups that are applied as one stack each. What one of them waits for the others wait for at the same time, and
 * every command of Terraform, which takes seconds to begin, serves all of them.
 */
export function inSharedStacks(transitions: readonly AppliedTransition[]): readonly (readonly AppliedTransition[])[] {
  const groups = new Map<string, AppliedTransition[]>();
  for (const transition of transitions) {
    const key = keyOf(transition);
    groups.set(key, [...(groups.get(key) ?? []), transition]);
  }
  return [...groups.values()].flatMap((group) => evenParts(group, Math.ceil(group.length / AT_MOST)));
}

/** What changes must have in common to share a stack: where they are, and whether they are taken back. */
function keyOf({ name, area, environment = {}, oneWay, alone, meanwhile }: AppliedTransition): string {
  if (alone !== undefined || meanwhile) return name;
  return JSON.stringify([area, environment, oneWay === undefined]);
}

function evenParts<T>(all: readonly T[], parts: number): T[][] {
  const made: T[][] = Array.from({ length: parts }, () => []);
  for (const [index, one] of all.entries()) made[index % parts]?.push(one);
  return made;
}

/** The program of one side of all of them, each in a scope of its own. One alone has the whole stack. */
export function sharedProgram(group: readonly AppliedTransition[], side: "from" | "to"): Program {
  return (stack, site: Site) => {
    for (const [index, transition] of group.entries()) {
      transition[side](group.length === 1 ? stack : new Construct(stack, scopeOf(index)), site);
    }
  };
}

/**
 * What a plan does to one of them.
 *
 * @param paths of what is there and of what comes
 * @throws Error with what is replaced or goes and belongs to none of them: it is the stack's own, and whose fault that is cannot be told
 */
export function changesOfOne(
  group: readonly AppliedTransition[],
  index: number,
  changes: PlanChanges,
  paths: ConstructPaths,
): PlanChanges {
  if (group.length === 1) return changes;
  const ownerOf = (address: string) => paths.get(address.replace(/\[.*$/, ""))?.split("/")[0];
  const scopes = new Set(group.map((_one, at) => scopeOf(at)));
  const nobodys = changes.resources.filter(
    ({ action, address }) => LOSSES.has(action) && !scopes.has(ownerOf(address) ?? ""),
  );
  if (nobodys.length > 0) {
    const told = nobodys.map(({ action, address }) => `${action} ${address}`).join(", ");
    throw new Error(`${told}: it lies in the stack, and in none of ${[...scopes].join(", ")}`);
  }
  return { ...changes, resources: changes.resources.filter(({ address }) => ownerOf(address) === scopeOf(index)) };
}

/** Scopes have short names, since names of resources hold them. */
function scopeOf(index: number): string {
  return `n${index + 1}`;
}
