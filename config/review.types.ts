import type { GuardrailId } from "../guardrails/rules";
import type { Risk } from "../review/findings/risk";
import type { RuleName } from "../review/findings/rules";

/** What reviews of the environment's plans ask somebody's approval for. */
export interface ReviewGates {
  /**
   * Kinds of risk that need approval.
   *
   * @example ["data-loss", "exposure"]
   * @default - all of them
   */
  readonly failOn?: readonly Risk[];
  /**
   * US dollars a month by which the plans of the environment may raise its fixed costs without approval.
   *
   * @minimum 0
   * @example 200
   * @default - no limit
   */
  readonly costLimit?: number;
}

/** A rule that somebody has decided to break, at one place, for a reason and until a day. */
export interface Exemption {
  /**
   * What is exempt: a rule of the review, or a guardrail by its id.
   *
   * @example stateful-replaced
   * @example SG-01
   */
  readonly rule: RuleName | GuardrailId;
  /**
   * Where: a stack, or a construct of it with everything inside, as the review names them.
   *
   * @pattern ^[a-z][a-z0-9-]*(\/[^\s/][^/]*)*$
   * @code EXEMPTION_PLACE
   * @message The value names no stack and no construct.
   * @expected the full name of a stack, and the path of a construct behind it: staging-ecs/repositories/shop
   * @fix copy what the review names, from the name of the stack on, without a / at either end
   * @example staging-network
   * @example staging-ecs/repositories/shop
   */
  readonly at: string;
  /**
   * Why, as a sentence that a reviewer can judge.
   *
   * @pattern ^\s*\S+(\s+\S+){2,}\s*$
   * @code EXEMPTION_REASON
   * @message An exemption needs a reason that a reviewer can judge.
   * @expected a sentence
   * @fix say why, for example "the images are built anew by the next run of CI"
   */
  readonly reason: string;
  /**
   * Last day on which it holds, as YYYY-MM-DD. A day that has passed changes no output: a finding of a review needs approval again; of a
   * guardrail synth warns, and check and deploy fail.
   *
   * @pattern ^\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-9]))$
   * @code EXEMPTION_DATE
   * @message The value is not a day.
   * @expected a day of the calendar as YYYY-MM-DD
   * @fix write year, month and day in figures: 2027-01-31
   * @example 2027-01-31
   */
  readonly until: string;
}
