import { checkSchedule, checkTimeZone } from "../core/checks/schedule-expression";
import type { Problems } from "../core/errors";
import type { ScalingSchedule } from "./scaling-schedule.types";

/** What is scaled: its plural, for messages. */
export type ScaledUnit = "tasks" | "servers";

/**
 * Checks an entry of `schedules`: `SCALE_SCHEDULE_EMPTY`, `SCALE_MIN_ABOVE_MAX`, and what its numbers, time and time zone have.
 *
 * @param at the property that holds it
 */
export function checkScalingSchedule(
  schedule: ScalingSchedule,
  unit: ScaledUnit,
  at: string,
  problems: Problems,
): void {
  checkSchedule(schedule.at, `${at}.at`, problems);
  checkTimeZone(schedule.timeZone, `${at}.timeZone`, problems);
  checkLimits(schedule, unit, at, problems);
  if (schedule.min !== undefined || schedule.max !== undefined) return;
  problems.add(at, {
    code: "SCALE_SCHEDULE_EMPTY",
    message: "The schedule changes nothing.",
    found: "neither min nor max",
    expected: "min, max or both",
    fix: `write the number of ${unit} that it is about`,
  });
}

/** Adds `SCALE_MIN_ABOVE_MAX`. */
export function checkLimits(
  { min, max }: { min?: number; max?: number },
  unit: ScaledUnit,
  at: string,
  problems: Problems,
): void {
  if (min === undefined || max === undefined || min <= max) return;
  problems.add(`${at}.min`, {
    code: "SCALE_MIN_ABOVE_MAX",
    message: `The least number of ${unit} is above the greatest.`,
    found: `min ${min}, max ${max}`,
    expected: "min that is at most max",
    fix: `set min to ${max} or less, or max to ${min} or more`,
  });
}
