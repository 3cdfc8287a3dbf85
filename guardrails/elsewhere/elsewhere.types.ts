import type { RuleName } from "../../review/findings";
import type { GuardrailId } from "../rules";

/** What sees to it that something holds. */
export type Enforcer =
  /** Codes of problems, by which synth or a command refuses what breaks it. */
  | { readonly problems: readonly string[] }
  /** Rules of the review, which finds in a plan what breaks it. */
  | { readonly review: readonly RuleName[] }
  /** Guardrails that tell it under another id. */
  | { readonly guardrails: readonly GuardrailId[] }
  /** The test file that proves it of everything. */
  | { readonly test: string }
  /** Why nothing can be written that breaks it, as a sentence. */
  | { readonly form: string };

/** A design rule that is no guardrail, and what enforces it. */
export interface Elsewhere {
  /** As the other rules have it: `NET-02`. */
  readonly id: string;
  /** What must hold, as a sentence. */
  readonly title: string;
  /** All of it, of which each does its part. */
  readonly by: readonly Enforcer[];
}
