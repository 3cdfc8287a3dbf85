import type { Construct } from "constructs";
import type { Environment } from "../../../constructs/core/environments/environment";
import type { EnvironmentSpec } from "../../../stacks/application/environment-spec";
import type { Calls } from "./calls";
import type { Site } from "./site";

/** A small program: what one stack holds, or a part of it. */
export type Program = (scope: Construct, site: Site) => void;

/** Types of resources, each with how many of them. */
export type Counts = Readonly<Record<string, number>>;

/** The parts of an environment that a transition is about, as the documentation groups them. */
export type Area =
  | "network"
  | "security groups"
  | "access"
  | "load balancing"
  | "CloudFront"
  | "WAF"
  | "DNS"
  | "IAM"
  | "delivery"
  | "images"
  | "servers"
  | "ECS"
  | "EKS"
  | "storage"
  | "messaging"
  | "functions"
  | "APIs"
  | "data"
  | "environment"
  | "whole environments";

/** What every kind of transition has. */
interface Named {
  /** The change, as a sentence: `a tier is added`. */
  readonly name: string;
  readonly area: Area;
}

/** A change of a program. */
export interface ProgramTransition extends Named {
  readonly from: Program;
  readonly to: Program;
  /**
   * What is different in the environment besides.
   *
   * @default - nothing
   */
  readonly environment?: { readonly from?: Partial<Environment>; readonly to?: Partial<Environment> };
}

/** What is declared of a change that is applied. */
interface Declared {
  /**
   * What the change replaces, by type. Nothing else may be replaced, and all of this must be.
   *
   * @default - nothing
   */
  readonly replaced?: Counts;
  /**
   * What the change takes away for good, by type; the same rule.
   *
   * @default - nothing
   */
  readonly removed?: Counts;
  /**
   * Why the change is not taken back.
   *
   * @default - it is
   */
  readonly oneWay?: string;
}

/** A change that is applied. Both ways are, unless it says why there is no way back. */
export interface AppliedTransition extends ProgramTransition, Declared {
  /**
   * What the way back replaces; what it takes away is what the change has made.
   *
   * @default - the same as the change
   */
  readonly replacedBack?: Counts;
  /**
   * What AWS does by itself between the first apply and the change.
   *
   * @returns checks after the change that it still holds; throws if not
   * @default - nothing
   */
  readonly meanwhile?: (calls: Calls, site: Site) => Promise<() => Promise<void>>;
  /**
   * Why it has a stack of its own.
   *
   * @default - it shares one with other changes of its area
   */
  readonly alone?: string;
}

/** A change that synth refuses. */
export interface RefusedTransition extends ProgramTransition {
  /** What is said, as a part of the message. */
  readonly refused: string;
}

/** What an environment is made from, without what is the same in all of them. */
export type Configuration = Pick<EnvironmentSpec, "network" | "edge" | "ecs"> &
  Partial<Pick<EnvironmentSpec, "access" | "buckets" | "data">>;

/** A change of an environment with several stacks, which `groundplan deploy` applies in the order that it finds. */
export interface EnvironmentTransition extends Named, Declared {
  readonly configurations: { readonly from: Configuration; readonly to: Configuration };
  /**
   * What the first deploy makes of stacks, without the environment: all that it makes there.
   *
   * @default - it is not looked at
   */
  readonly first?: Readonly<Record<string, { readonly created: Counts; readonly outputs: readonly string[] }>>;
  /** The stacks without the environment, in the order in which the change is applied. */
  readonly order: readonly string[];
}

/** A change of something that is deployed, with all that may come of it. */
export type Transition = AppliedTransition | RefusedTransition | EnvironmentTransition;

/** Whether a change is one of a program that is applied. */
export function isApplied(transition: Transition): transition is AppliedTransition {
  return !isRefused(transition) && !("configurations" in transition);
}

/** Whether a change is refused. */
export function isRefused(transition: Transition): transition is RefusedTransition {
  return "refused" in transition;
}
