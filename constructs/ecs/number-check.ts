import type { Problems } from "../core/errors";

/** A number as AWS takes it: whole, from `least` to `most`. */
export interface NumberRule {
  readonly least: number;
  readonly most: number;
  /** What is counted, for the message: `seconds`. */
  readonly unit: string;
}

/** Adds `NUMBER_OUT_OF_RANGE` for a number that is there and not of the rule. */
export function checkNumber(value: number | undefined, rule: NumberRule, property: string, problems: Problems): void {
  const { least, most, unit } = rule;
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return;
  const nearest = Number.isFinite(value) ? Math.min(most, Math.max(least, Math.round(value))) : least;
  problems.add(property, {
    code: "NUMBER_OUT_OF_RANGE",
    message: "The number is not one that AWS takes.",
    found: `${value} ${unit}`,
    expected: `a whole number from ${least} to ${most}`,
    fix: `use ${nearest}`,
  });
}
