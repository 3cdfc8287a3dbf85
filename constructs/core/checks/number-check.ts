import type { Problems } from "../errors";

/** A number as AWS takes it: whole, from `least` to `most`. */
export interface NumberRule {
  readonly least: number;
  /** `Infinity` where AWS says none. */
  readonly most: number;
  /** What is counted, for the message: `seconds`; empty where nothing is. */
  readonly unit: string;
}

/** Adds `NUMBER_OUT_OF_RANGE` for a number that is there and not of the rule. Returns whether it is well. */
export function checkNumber(
  value: number | undefined,
  rule: NumberRule,
  property: string,
  problems: Problems,
): boolean {
  const { least, most, unit } = rule;
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return true;
  const nearest = Number.isFinite(value) ? Math.min(most, Math.max(least, Math.round(value))) : least;
  problems.add(property, {
    code: "NUMBER_OUT_OF_RANGE",
    message: "The number is not one that AWS takes.",
    found: unit === "" ? String(value) : `${value} ${unit}`,
    expected: `a whole number ${most === Number.POSITIVE_INFINITY ? `of at least ${least}` : `from ${least} to ${most}`}`,
    fix: `use ${nearest}`,
  });
  return false;
}
