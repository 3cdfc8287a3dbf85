import type { Problems } from "../errors";

const TIME = "([01]\\d|2[0-3]):([0-5]\\d)";
const DAYS: readonly string[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const BACKUP = new RegExp(`^${TIME}-${TIME}$`);
const MAINTENANCE = new RegExp(`^(${DAYS.join("|")}):${TIME}-(${DAYS.join("|")}):${TIME}$`);
const DAY = 24 * 60;
const WEEK = 7 * DAY;

/** How long windows of a service are at least, and how they are told. */
export interface WindowRules {
  /** Put before the codes: `DATABASE_`. */
  readonly codePrefix: string;
  /** The service: `RDS`. */
  readonly service: string;
  readonly shortestMinutes: number;
  /** The same in words: `half an hour`. */
  readonly shortest: string;
  /** Property of the window of each day. */
  readonly daily: string;
  /** What is made in it: `backup`. */
  readonly makes: string;
  /** A window of each day that is long enough. */
  readonly dailyExample: string;
}

/** The windows of something: of each day by the property that the rules name, and of each week. */
export interface AskedWindows {
  readonly daily: string | undefined;
  readonly maintenanceWindow: string | undefined;
}

const WEEKLY_EXAMPLE = "sun:18:00-sun:19:00";

/** Begin and length in minutes. */
interface Window {
  readonly from: number;
  readonly length: number;
}

/** Adds `<prefix>WINDOW_FORM` and `<prefix>WINDOWS_OVERLAP`. */
export function checkServiceWindows(
  { daily, maintenanceWindow }: AskedWindows,
  rules: WindowRules,
  problems: Problems,
): void {
  const isLong = (window: Window | undefined) => window !== undefined && window.length >= rules.shortestMinutes;
  const backup = daily === undefined ? undefined : backupOf(daily);
  const maintenance = maintenanceWindow === undefined ? undefined : maintenanceOf(maintenanceWindow);
  if (daily !== undefined && !isLong(backup)) told(rules, rules.daily, daily, rules.dailyExample, problems);
  if (maintenanceWindow !== undefined && !isLong(maintenance)) {
    told(rules, "maintenanceWindow", maintenanceWindow, WEEKLY_EXAMPLE, problems);
  }
  if (!backup || !maintenance || !isLong(backup) || !isLong(maintenance)) return;
  const overlaps = DAYS.some((_, day) => meets({ ...backup, from: backup.from + day * DAY }, maintenance));
  if (!overlaps) return;
  const { codePrefix, service, makes } = rules;
  problems.add("maintenanceWindow", {
    code: `${codePrefix}WINDOWS_OVERLAP`,
    message: `${service} changes nothing while it makes a ${makes}, so the two windows lie apart.`,
    found: `"${maintenanceWindow}", and ${makes}s in "${daily}"`,
    expected: `a window outside of that of the ${makes}s`,
    fix: "move one of them, or leave one out and AWS chooses it",
  });
}

function backupOf(text: string): Window | undefined {
  const [, fromHour, fromMinute, toHour, toMinute] = BACKUP.exec(text) ?? [];
  if (fromHour === undefined) return undefined;
  const from = minutes(fromHour, fromMinute);
  return { from, length: (minutes(toHour, toMinute) - from + DAY) % DAY };
}

function maintenanceOf(text: string): Window | undefined {
  const [, fromDay, fromHour, fromMinute, toDay, toHour, toMinute] = MAINTENANCE.exec(text) ?? [];
  if (fromDay === undefined) return undefined;
  const from = dayOf(fromDay) + minutes(fromHour, fromMinute);
  return { from, length: (dayOf(toDay) + minutes(toHour, toMinute) - from + WEEK) % WEEK };
}

function meets(one: Window, other: Window): boolean {
  return (other.from - one.from + WEEK) % WEEK < one.length || (one.from - other.from + WEEK) % WEEK < other.length;
}

function dayOf(day: string | undefined): number {
  return DAYS.indexOf(day ?? "") * DAY;
}

function minutes(hour: string | undefined, minute: string | undefined): number {
  return Number(hour) * 60 + Number(minute);
}

function told(
  { codePrefix, shortest }: WindowRules,
  property: string,
  found: string,
  example: string,
  problems: Problems,
): void {
  problems.add(property, {
    code: `${codePrefix}WINDOW_FORM`,
    message: `This is no window of ${shortest} or more.`,
    found: `"${found}"`,
    expected: `two times in UTC, ${shortest} apart at least, such as ${example}`,
    fix: `use "${example}", or leave it out and AWS chooses it`,
  });
}
