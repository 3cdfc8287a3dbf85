import type { Risk } from "../findings";

/** A rule that somebody has decided to break at one place. */
export interface Exemption {
  /** Name of a rule of the review, id of a guardrail, or of what an option loosens. */
  readonly rule: string;
  /** A stack, or a construct of it with everything inside: `staging-ecs/repositories/shop`. */
  readonly at: string;
  readonly reason: string;
  /** Last day on which it holds, as `YYYY-MM-DD`. */
  readonly until: string;
  /** Where it is set: `config/staging.yaml:40:5`, `plainHttp in config/base.yaml:12:3`, `exempt(…) in main.ts:23:21`. */
  readonly place: string;
}

/** An exemption from what is judged at synth: from a guardrail, or from what an option loosens. */
export interface GrantedExemption extends Omit<Exemption, "until"> {
  /**
   * Last day on which it holds, as `YYYY-MM-DD`.
   *
   * @default - it is an option, and holds as long as that stands there
   */
  readonly until?: string;
}

/** What is known of a stack besides its plan. */
export interface StackSettings {
  readonly granted: readonly GrantedExemption[];
  /**
   * Where the configuration says what a construct is like (`config/base.yaml:12:3`), by the path of the construct without the stack, empty
   * for the stack itself. A construct that is not named here stands where the one that it lies in does.
   */
  readonly places: Readonly<Record<string, string>>;
}

/** What the configuration of one environment says about reviews, as synth writes it. */
export interface ReviewSettings {
  readonly version: 1;
  readonly environment: string;
  /** Whether its guardrails are those of production. */
  readonly isProduction: boolean;
  /**
   * Kinds of risk that need approval.
   *
   * @default - all
   */
  readonly failOn?: readonly Risk[];
  /**
   * Dollars a month by which a change may raise the fixed cost without approval.
   *
   * @default - no limit
   */
  readonly costLimit?: number;
  readonly exemptions: readonly Exemption[];
  /** By the full name of the stack. */
  readonly stacks: Readonly<Record<string, StackSettings>>;
}
