import { GroundplanError, type Problem } from "../../constructs/core/errors";
import { ConfigProblems } from "../config-problems";
import type { ResolvedEnvironment } from "../resolved-environment";
import { sectionOfStack } from "../sections";
import { type ConfigNode, childOf, type MapNode, type Path, type Position, positionOf } from "./tree";

/**
 * What a section calls a property of a construct of its stack: `services.web.cpu`. The construct's path is below the stack, and the property
 * may be empty. `originsIn` makes one from the definitions of stacks.
 */
export type OriginOf = (section: string, construct: string, property: string) => string;

/**
 * Adds a problem about a property (`tiers.app.cidr`) of a part of the configuration (`network`), at the place where the
 * property is written. When that is not the environment's own file, the environment is named too.
 */
export function addLocated(
  source: MapNode,
  environment: string,
  part: Path,
  property: string,
  problem: Omit<Problem, "path">,
  problems: ConfigProblems,
): void {
  const path = propertyPath(source, part, property);
  const at = positionOf(source, path);
  const own = at.file === source.at.file;
  problems.add(at, [part.join("."), property].filter(Boolean).join("."), problem, own ? undefined : environment);
}

/**
 * Tells where in the configuration the values are written that a construct refused: `sandbox-network/network › nat.zone`
 * becomes `config/sandbox.yaml:20:11 › network.nat.zone`, and `sandbox-ecs/services/web/task › cpu` becomes
 * `config/base.yaml:64:7 › ecs.services.web.cpu`. `sandbox › project` is about the environment itself. Problems that stem from no
 * configuration stay as they are.
 */
export function locateProblems(
  error: GroundplanError,
  environments: readonly ResolvedEnvironment[],
  originOf: OriginOf,
): GroundplanError {
  const located = new ConfigProblems();
  const others = addAtPlaces(error.problems, environments, originOf, located);
  return new GroundplanError([...located.list(), ...others]);
}

/** Adds constructs' problems at the places of the values that they are about. @returns those that stem from no configuration */
export function addAtPlaces(
  problems: readonly Problem[],
  environments: readonly ResolvedEnvironment[],
  originOf: OriginOf,
  located: ConfigProblems,
): readonly Problem[] {
  const others: Problem[] = [];
  for (const problem of problems) {
    const [constructPath = "", ...properties] = problem.path.split(" › ");
    const [stack = "", ...ids] = constructPath.split("/");
    const partOf = (resolved: ResolvedEnvironment) =>
      stack === resolved.environment.name ? [] : sectionPath(resolved, stackIn(resolved.environment.name, stack));
    const owner = environments.find(partOf);
    const part = owner && partOf(owner);
    if (owner && part) {
      const section = sectionOfStack(stackIn(owner.environment.name, stack));
      const property = originOf(section, ids.join("/"), properties.join(" › "));
      addLocated(owner.source, owner.environment.name, part, property, problem, located);
    } else others.push(problem);
  }
  return others;
}

/** Where the configuration says what a construct is like: the nearest key that its values come from, or the environment's own file. */
export function placeOfConstruct(
  { source, environment }: Pick<ResolvedEnvironment, "source" | "environment">,
  stack: string,
  construct: string,
  originOf: OriginOf,
): Position {
  const section = sectionOfStack(stackIn(environment.name, stack));
  return positionOf(source, propertyPath(source, [section], originOf(section, construct, "")));
}

/** Where the properties of a stack come from; nothing for a stack that the environment has no section for. */
function sectionPath(resolved: ResolvedEnvironment, stack: string): Path | undefined {
  const section = sectionOfStack(stack);
  return Object.hasOwn(resolved, section) ? [section] : undefined;
}

/** The name of a stack in an environment; empty when it is none of that environment's. */
function stackIn(environment: string, stack: string): string {
  return stack.startsWith(`${environment}-`) ? stack.slice(environment.length + 1) : "";
}

/** The path of a property as far as the tree knows it: keys may hold dots and spaces, so the longest key wins. */
function propertyPath(source: MapNode, part: Path, property: string): Path {
  const path = [...part];
  let node: ConfigNode | undefined = source;
  for (const step of part) node = node && childOf(node, step);
  let rest = property;
  while (node && rest) {
    const step = nextStep(node, rest);
    if (step === undefined) break;
    path.push(step.step);
    rest = rest.slice(step.length).replace(/^\./, "");
    node = childOf(node, step.step);
  }
  return path;
}

function nextStep(node: ConfigNode, rest: string): { step: string | number; length: number } | undefined {
  if (node.kind === "list") {
    const index = /^\[?([0-9]+)\]?/.exec(rest);
    return index ? { step: Number(index[1]), length: index[0].length } : undefined;
  }
  if (node.kind === "scalar") return undefined;
  const fits = (key: string) => rest === key || rest.startsWith(`${key}.`) || rest.startsWith(`${key}[`);
  const [key] = [...node.entries.keys()].filter(fits).sort((a, b) => b.length - a.length);
  return key === undefined ? undefined : { step: key, length: key.length };
}
