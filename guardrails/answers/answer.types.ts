import type { GuardrailId } from "../rules";

/** Why a check of a scanner that many run is not followed. */
export interface Answer {
  /** Id of the check: `CKV_AWS_158`. */
  readonly check: string;
  /** What it asks for, as a sentence. */
  readonly asks: string;
  /** Why it is not followed, or how it is to be followed where somebody wants it. */
  readonly reason: string;
  /**
   * The guardrail that asks for the same, knowing environments or what the check does not see.
   *
   * @default - none does
   */
  readonly rule?: GuardrailId;
}
