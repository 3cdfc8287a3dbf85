import { holdsReference } from "../checks/known-at-synth";
import type { Problems } from "../errors";
import type { Duration } from "./text.types";

const UNITS = { s: 1, min: 60, h: 3600, d: 86_400 } as const;
const FORM = /^(\d+) ?(s|min|h|d)$/;

/** What AWS takes for a length of time. */
export interface DurationRule {
  readonly least: Duration;
  readonly most: Duration;
}

/** Seconds of a length of time that {@link checkDuration} has admitted: `secondsOf("4 d")` is 345600. */
export function secondsOf(duration: Duration): number {
  const [, count, unit] = FORM.exec(duration) ?? [];
  return Number(count) * UNITS[unit as keyof typeof UNITS];
}

/**
 * Adds `DURATION_INVALID` for a text that is no length of time, or one out of the rule. Nothing is checked where there is none.
 *
 * @returns whether it can be used
 */
export function checkDuration(
  duration: Duration | undefined,
  { least, most }: DurationRule,
  property: string,
  problems: Problems,
): boolean {
  if (duration === undefined) return true;
  const isForm = !holdsReference(duration) && FORM.test(duration);
  const seconds = isForm ? secondsOf(duration) : Number.NaN;
  if (seconds >= secondsOf(least) && seconds <= secondsOf(most)) return true;
  problems.add(property, {
    code: "DURATION_INVALID",
    message: isForm ? "The time is not one that AWS takes." : "This is no length of time.",
    found: `"${duration}"`,
    expected: `a whole number with s, min, h or d, from ${least} to ${most}`,
    fix: `use "${isForm && seconds > secondsOf(most) ? most : least}"`,
  });
  return false;
}
