import type { Problem } from "../../constructs/core/problem";
import type { JudgedExemption, JudgedFinding } from "../../guardrails/findings/verdict";
import type { Rule } from "../../guardrails/rules/rule.types";

/** How a finding stands when the day is judged. */
export type Status = "open" | "warning" | "exempt";

/** A finding as a check tells it. */
export interface CheckedFinding extends JudgedFinding {
  readonly status: Status;
  /**
   * Where it is written: a key of the configuration, or the file that was checked.
   *
   * @default - nobody knows
   */
  readonly file?: string;
}

/** A stack that was checked. */
export interface CheckedStack {
  readonly name: string;
  readonly resources: number;
  /** Rules that were asked of something in it. */
  readonly rules: readonly Rule[];
}

/** What a check tells. */
export interface CheckReport {
  readonly stacks: readonly CheckedStack[];
  /** In the order of places. */
  readonly findings: readonly CheckedFinding[];
  readonly exemptions: readonly JudgedExemption[];
  /** What is wrong with exemptions themselves. */
  readonly problems: readonly Problem[];
}

/** Findings of a status. */
export function ofStatus({ findings }: CheckReport, status: Status): readonly CheckedFinding[] {
  return findings.filter((one) => one.status === status);
}

/** Place and attribute of a finding: `prod-data/orders › publicly_accessible`. */
export function whereOf({ place, attribute }: CheckedFinding): string {
  return attribute === undefined ? place : `${place} › ${attribute}`;
}
