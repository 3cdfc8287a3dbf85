import type { IConstruct } from "constructs";
import type { Ledger } from "../../../memory/ledger/ledger.types";
import type { EnvironmentStack } from "../environments/environment-stack";

/**
 * A construct that has another place than where it was deployed from, with everything below it. Places are the name of a stack without its
 * environment, and the path of the construct in it.
 */
export interface MovedConstruct {
  /**
   * Where it was: `buckets/reports`.
   *
   * @pattern ^[^/\s]+(/[^/\s]+)+$
   * @code MOVED_FORM
   * @message The place of a construct has not this form.
   * @expected the name of a stack and a path in it: buckets/reports
   * @fix write the path that the message about the vanished address names; for example buckets/reports
   */
  readonly from: string;
  /**
   * Where it is now: `buckets/archive`, or `storage/reports` in another stack.
   *
   * @pattern ^[^/\s]+(/[^/\s]+)+$
   * @code MOVED_FORM
   * @message The place of a construct has not this form.
   * @expected the name of a stack and a path in it: buckets/reports
   * @fix write the path that `npx groundplan ledger` or cdk.tf.json names; for example buckets/reports
   */
  readonly to: string;
}

/**
 * A construct that is made no more and whose resources are to stay in AWS: the name of its stack without its environment, and its path in the
 * stack.
 *
 * @pattern ^[^/\s]+(/[^/\s]+)+$
 * @code RELEASED_FORM
 * @message The place of a construct has not this form.
 * @expected the name of a stack and a path in it: buckets/buckets/reports
 * @fix write the path that `config/deployed/<environment>.addresses` has of it, without the environment; for example buckets/buckets/reports
 */
export type ConstructPlace = string;

/** A place in the stacks of one environment. */
export interface Place {
  /** Full name of the stack: `staging-buckets`. */
  readonly stack: string;
  /** Path in the stack: `reports/bucket`. */
  readonly path: string;
}

/** A move as somebody has declared it. */
export interface DeclaredMove {
  readonly from: Place;
  readonly to: Place;
  /** Where, as in `Problem`. */
  readonly at: string;
  /** One of the stacks of the environment: where problems are told. */
  readonly stack: EnvironmentStack;
}

/** A declared move, and how far it is. */
export interface ResolvedMove extends DeclaredMove {
  /**
   * `moving`: the ledger has something at the old place. `done`: it has not, and has the new one. `unknown`: there is no ledger that would
   * say so, and the blocks are made in case. `nothing`: neither place is known.
   */
  readonly is: "moving" | "done" | "unknown" | "nothing";
}

/** What is known of the places of one environment. */
export interface KnownPlaces {
  /** The environment. */
  readonly name: string;
  /** The ledger; nothing where there is none. */
  readonly ledger: Ledger | undefined;
  /** Full names of the stacks that are made. */
  readonly stacks: readonly string[];
  /** Paths of everything that is made in a stack. */
  pathsIn(stack: string): readonly string[];
  /** Whether anything is made at a place or below it. */
  isMade(place: Place): boolean;
  /** Whether something is still made at the old place of a move, apart from what the new one is or holds. */
  isLeftBehind(move: DeclaredMove): boolean;
}

/** A place as the configuration writes it, without the environment. */
export function placeText({ stack, path }: Place, environment: string): string {
  const name = stack.startsWith(`${environment}-`) ? stack.slice(environment.length + 1) : stack;
  return path === "" ? name : `${name}/${path}`;
}

/** Whether a path is that of a construct, or below it. */
export function isBelow(path: string, above: string): boolean {
  return path === above || path.startsWith(`${above}/`);
}

/** A place that code names: below a construct, or behind `/` from the name of a stack. */
export function placeBelow(stack: EnvironmentStack, scope: IConstruct, text: string): Place | undefined {
  if (text.startsWith("/")) return placeInConfiguration(stack, text.slice(1));
  if (!isPlacePath(text)) return undefined;
  const above = scope.node.path.slice(stack.node.path.length + 1);
  return { stack: stack.node.id, path: above === "" ? text : `${above}/${text}` };
}

/** A place that a configuration names: it begins with the name of a stack, without the environment. */
export function placeInConfiguration(stack: EnvironmentStack, text: string): Place | undefined {
  const [name = "", ...ids] = text.split("/");
  const path = ids.join("/");
  return isPlacePath(name) && isPlacePath(path) ? { stack: `${stack.environment.name}-${name}`, path } : undefined;
}

/** Whether a text is a path of ids. */
export function isPlacePath(text: string): boolean {
  return text.split("/").every((id) => id !== "" && id !== "." && id !== ".." && !/\s/.test(id));
}
