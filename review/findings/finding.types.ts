import type { Change } from "../plan/changes";
import type { References } from "../plan/references";
import type { Risk, Severity } from "./risk";
import { RULES, type RuleName } from "./rules";

/** Something about a change that a reviewer must know. Its sentence is fit to be shown. */
export interface Finding {
  /** What was looked for. */
  readonly rule: RuleName;
  readonly risk: Risk;
  readonly severity: Severity;
  readonly stack: string;
  readonly address: string;
  /** One sentence, without the address. */
  readonly sentence: string;
  /** The attribute that it is about. */
  readonly attribute?: string;
}

/** All that findings are made from: the changes of one stack. */
export interface Judged {
  readonly changes: readonly Change[];
  readonly references: References;
  /** What a resource is called for a reader: its construct's path, or its address. */
  readonly nameOf: (address: string) => string;
}

/** A finding about a change. Its kind of risk is that of the rule. */
export function finding(
  change: Pick<Change, "stack" | "address">,
  rule: RuleName,
  severity: Severity,
  sentence: string,
  attribute?: string,
): Finding {
  const { stack, address } = change;
  const { risk } = RULES[rule];
  return { rule, risk, severity, stack, address, sentence, ...(attribute === undefined ? {} : { attribute }) };
}
