import type { Environment } from "../../../constructs/core/environment";
import type { EnvironmentStack } from "../../../constructs/core/environment-stack";
import type { Site } from "./site";

/** A small program: what one stack holds. */
export type Program = (stack: EnvironmentStack, site: Site) => void;

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
  | "images"
  | "ECS"
  | "EKS"
  | "environment";

/** What both kinds of transition have. */
interface TransitionBase {
  /** The change, as a sentence: `a tier is added`. */
  readonly name: string;
  readonly area: Area;
  readonly from: Program;
  readonly to: Program;
  /**
   * What is different in the environment besides.
   *
   * @default - nothing
   */
  readonly environment?: { readonly from?: Partial<Environment>; readonly to?: Partial<Environment> };
}

/** A change that is applied. Both ways are, unless it says why there is no way back. */
export interface AppliedTransition extends TransitionBase {
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
   * What the way back replaces; what it takes away is what the change has made.
   *
   * @default - the same as the change
   */
  readonly replacedBack?: Counts;
  /**
   * Why the change is not taken back.
   *
   * @default - it is
   */
  readonly oneWay?: string;
  /**
   * What synth says about the change, as a part of a warning.
   *
   * @default - nothing is expected
   */
  readonly said?: string;
}

/** A change that is refused before anything is applied. */
export interface RefusedTransition extends TransitionBase {
  /** What is said, as a part of the message. */
  readonly refused: string;
}

/** A change of something that is deployed, with all that may come of it. */
export type Transition = AppliedTransition | RefusedTransition;

/** Whether a change is refused. */
export function isRefused(transition: Transition): transition is RefusedTransition {
  return "refused" in transition;
}
