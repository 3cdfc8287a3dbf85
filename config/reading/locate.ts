import { GroundplanError, type Problem } from "../../constructs/core/errors";
import { ConfigProblems } from "../config-problems";
import type { ResolvedEnvironment } from "../resolved-environment";
import { environmentSchema } from "../schema/schema";
import type { Schema } from "../schema/schema.types";
import { keysOf, kindOf, schemaAt, schemaOfChild } from "../schema/schema-walk";
import { sectionOfStack } from "../sections";
import { causeOf } from "./causes";
import { type ConfigNode, childOf, type MapNode, nodeAt, type Path, type Position, positionOf } from "./tree";

/**
 * What a section calls a property of a construct of its stack: `services.web.cpu`. The construct's path is below the stack, and the property
 * may be empty. `originsIn` makes one from the definitions of stacks; of a construct that they do not speak of nothing is known.
 */
export type OriginOf = (section: string, construct: string, property: string) => string | undefined;

/**
 * Adds a problem about a property (`tiers.app.cidr`) of a part of the configuration (`network`), at the place where the
 * property is written. When that is not the environment's own file, the environment is named too.
 */
export function addLocated(
  resolved: ResolvedEnvironment,
  part: Path,
  property: string,
  problem: Omit<Problem, "path">,
  problems: ConfigProblems,
): void {
  const { source, environment } = resolved;
  const key = [part.join("."), property].filter(Boolean).join(".");
  const cause = causeOf(problem, resolved);
  const own = positionOf(source, propertyPath(source, part, property));
  const at = cause ? positionOf(source, cause.path) : own;
  const about = at.file === source.at.file ? {} : { environment: environment.name };
  const alone = cause?.ofSeveral ? { alone: { at: own, path: key, problem } } : {};
  if (cause) problems.add(at, cause.path, cause.problem, { ...about, ...alone, follower: key });
  else problems.add(at, key, problem, about);
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
      const [construct, property] = [ids.join("/"), properties.join(" › ")];
      const configured = originOf(sectionOfStack(stackIn(owner.environment.name, stack)), construct, property);
      const known =
        configured === undefined
          ? writtenKeys(owner.source, part, property)
          : knownKeys(owner.source, part, configured);
      if (known === undefined && problem.line !== undefined) {
        located.add(positionOf(owner.source, part), part, problem, { construct: problem.path });
      } else {
        const { keys, isWhole } = known ?? { keys: "", isWhole: property === "" };
        const found = isWhole ? problem.found : `${problem.found}, as ${property} of ${constructPath}`;
        addLocated(owner, part, keys, { ...problem, found }, located);
      }
    } else others.push(problem);
  }
  return others;
}

/** The part of a property that is keys of the section, and whether that is all of it. */
interface Keys {
  readonly keys: string;
  readonly isWhole: boolean;
}

/** A property as far as its keys are written, or may be. */
function knownKeys(source: MapNode, part: Path, property: string): Keys {
  let node = nodeAt(source, part);
  let schemas = formsIn(schemaAt(environmentSchema, source, part));
  let rest = property;
  while (rest !== "") {
    const before = node;
    const step = (node && nextStep(node, rest)) ?? schemaStep(schemas, node, rest);
    if (step === undefined) break;
    rest = rest.slice(step.length).replace(/^\./, "");
    schemas = schemas.flatMap((one) => formsIn(schemaOfChild(one, before, step.step)));
    node = node && childOf(node, step.step);
  }
  const keys = property.slice(0, property.length - rest.length).replace(/\.$/, "");
  return { keys, isWhole: rest === "" };
}

/**
 * The same of what no stack says how its section calls it: the construct's name is a key only where it is written.
 *
 * @returns nothing where the section has no such key
 */
function writtenKeys(source: MapNode, part: Path, property: string): Keys | undefined {
  const node = nodeAt(source, part);
  const known = knownKeys(source, part, property);
  return known.isWhole && node && nextStep(node, property) ? known : undefined;
}

/** The forms that a value may have. */
function formsIn(schema: Schema | undefined): readonly Schema[] {
  return schema?.anyOf?.flatMap(formsIn) ?? (schema ? [schema] : []);
}

/** The key of a property that a map may have, or the place in a list that may be there. */
function schemaStep(schemas: readonly Schema[], node: ConfigNode | undefined, rest: string): Step | undefined {
  for (const schema of schemas) {
    const keys = keysOf(schema, node);
    const [name = ""] = /^[^.[]*/.exec(rest) ?? [];
    const free = schema.additionalProperties && name !== "" ? { step: name, length: name.length } : undefined;
    const step = kindOf(schema) === "list" ? stepInList(rest) : keys ? longestOf(keys, rest) : free;
    if (step !== undefined) return step;
  }
  return undefined;
}

/** Where the configuration says what a construct is like: the nearest key that its values come from, or the environment's own file. */
export function placeOfConstruct(
  { source, environment }: Pick<ResolvedEnvironment, "source" | "environment">,
  stack: string,
  construct: string,
  originOf: OriginOf,
): Position {
  const section = sectionOfStack(stackIn(environment.name, stack));
  return positionOf(source, propertyPath(source, [section], originOf(section, construct, "") ?? ""));
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

interface Step {
  readonly step: string | number;
  readonly length: number;
}

function nextStep(node: ConfigNode, rest: string): Step | undefined {
  if (node.kind === "list") return stepInList(rest);
  return node.kind === "scalar" ? undefined : longestOf([...node.entries.keys()], rest);
}

function stepInList(rest: string): Step | undefined {
  const index = /^\[?([0-9]+)\]?/.exec(rest);
  return index ? { step: Number(index[1]), length: index[0].length } : undefined;
}

function longestOf(keys: readonly string[], rest: string): Step | undefined {
  const fits = (key: string) => rest === key || rest.startsWith(`${key}.`) || rest.startsWith(`${key}[`);
  const [key] = keys.filter(fits).sort((a, b) => b.length - a.length);
  return key === undefined ? undefined : { step: key, length: key.length };
}
