import type { Problems } from "../../core/errors";
import { checkScalingSchedule } from "../scaling-schedule-checks";
import type { AutoScalingGroupProps } from "./group.types";

const MONTHS = ["", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
/** crontab counts weekdays from Sunday as 0, the cron of AWS's schedulers from Sunday as 1. */
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/**
 * The five fields of crontab that EC2 Auto Scaling repeats by (Amazon EC2 Auto Scaling API Reference, `PutScheduledUpdateGroupAction`, as of
 * 2026-11), from the six that every other schedule of the project has.
 *
 * @param at a schedule that is well formed
 * @returns nothing for what does not repeat in this way: other forms than cron, single years, and last, nearest or counted days
 */
export function recurrenceOf(at: string): string | undefined {
  const fields = fieldsOf(at);
  const [minute, hour, day = "", month = "", weekday = "", year] = fields;
  if (year !== "*" || [day, weekday].some((field) => /L|W|#/.test(withoutNames(field)))) return undefined;
  return [minute, hour, opened(day), numbers(month, MONTHS, 0), numbers(weekday, WEEKDAYS, 1)].join(" ");
}

/** Checks when a group has other limits, and which: `GROUP_SCHEDULE_FORM` beside what every schedule is checked for. */
export function checkGroupSchedules({ schedules = {} }: AutoScalingGroupProps, problems: Problems): void {
  for (const [name, schedule] of Object.entries(schedules)) {
    const at = `schedules.${name}`;
    const before = problems.list.length;
    checkScalingSchedule(schedule, "servers", at, problems);
    if (problems.list.slice(before).some(({ path }) => path.endsWith(`${at}.at`))) continue;
    if (recurrenceOf(schedule.at) !== undefined) continue;
    const everyYear = `cron(${[...fieldsOf(schedule.at).slice(0, 5), "*"].join(" ")})`;
    problems.add(`${at}.at`, {
      code: "GROUP_SCHEDULE_FORM",
      message: "A group of servers changes its limits again and again, by minute, hour, day, month and weekday.",
      found: `"${schedule.at}"`,
      expected: "cron(…) with * as the year, and without L, W and #",
      fix: recurrenceOf(everyYear) ? `use "${everyYear}"` : 'for example "cron(0 8 ? * MON-FRI *)"',
    });
  }
}

function fieldsOf(at: string): readonly string[] {
  return (/^cron\((.*)\)$/.exec(at)?.[1] ?? "").trim().toUpperCase().split(/\s+/);
}

function withoutNames(field: string): string {
  return WEEKDAYS.reduce((text, name) => text.replaceAll(name, ""), field);
}

function opened(field: string): string {
  return field === "?" ? "*" : field;
}

/** Names become numbers, and what counts from 1 counts from 0 where crontab does. A step keeps its own number. */
function numbers(field: string, names: readonly string[], first: number): string {
  return opened(field)
    .split(",")
    .map((part) => {
      const [range = "", step] = part.split("/");
      const ends = range.split("-").map((end) => {
        if (end === "*") return end;
        const index = names.indexOf(end);
        return String(index >= 0 ? index : Number(end) - first);
      });
      return (
        overTheEnd(ends, names, Number(step ?? 1)) ?? [ends.join("-"), ...(step === undefined ? [] : [step])].join("/")
      );
    })
    .join(",");
}

/** The values of a range over the end of the week or year, such as `FRI-MON`, which crontab has no form for. */
function overTheEnd(ends: readonly string[], names: readonly string[], step: number): string | undefined {
  const [from, to] = ends.map(Number);
  if (from === undefined || to === undefined || !(from > to)) return undefined;
  const all = names.flatMap((name, value) => (name === "" ? [] : [value]));
  const inOrder = [...all.filter((value) => value >= from), ...all.filter((value) => value <= to)];
  return inOrder.filter((_, index) => index % step === 0).join(",");
}
