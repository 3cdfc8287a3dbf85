import type { Problems } from "../core/errors";

const TIME = "([01]\\d|2[0-3]):([0-5]\\d)";
const DAYS: readonly string[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const BACKUP = new RegExp(`^${TIME}-${TIME}$`);
const MAINTENANCE = new RegExp(`^(${DAYS.join("|")}):${TIME}-(${DAYS.join("|")}):${TIME}$`);
const DAY = 24 * 60;
const WEEK = 7 * DAY;

/** Amazon RDS API Reference, `CreateDBInstance`, PreferredBackupWindow, as of 2026-11. */
const SHORTEST = 30;

/** Begin and length in minutes. */
interface Window {
  readonly from: number;
  readonly length: number;
}

/** Adds `DATABASE_WINDOW_FORM` and `DATABASE_WINDOWS_OVERLAP`. */
export function checkWindows(
  { backupWindow, maintenanceWindow }: { readonly backupWindow?: string; readonly maintenanceWindow?: string },
  problems: Problems,
): void {
  const backup = backupWindow === undefined ? undefined : backupOf(backupWindow);
  const maintenance = maintenanceWindow === undefined ? undefined : maintenanceOf(maintenanceWindow);
  if (backupWindow !== undefined && !isLong(backup)) told("backupWindow", backupWindow, "17:00-17:30", problems);
  if (maintenanceWindow !== undefined && !isLong(maintenance)) {
    told("maintenanceWindow", maintenanceWindow, "sun:18:00-sun:19:00", problems);
  }
  if (!backup || !maintenance || !isLong(backup) || !isLong(maintenance)) return;
  const overlaps = DAYS.some((_, day) => meets({ ...backup, from: backup.from + day * DAY }, maintenance));
  if (!overlaps) return;
  problems.add("maintenanceWindow", {
    code: "DATABASE_WINDOWS_OVERLAP",
    message: "RDS changes nothing while it makes a backup, so the two windows lie apart.",
    found: `"${maintenanceWindow}", and backups in "${backupWindow}"`,
    expected: "a window outside of that of the backups",
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

function isLong(window: Window | undefined): boolean {
  return window !== undefined && window.length >= SHORTEST;
}

function dayOf(day: string | undefined): number {
  return DAYS.indexOf(day ?? "") * DAY;
}

function minutes(hour: string | undefined, minute: string | undefined): number {
  return Number(hour) * 60 + Number(minute);
}

function told(property: string, found: string, example: string, problems: Problems): void {
  problems.add(property, {
    code: "DATABASE_WINDOW_FORM",
    message: "This is no window of half an hour or more.",
    found: `"${found}"`,
    expected: `two times in UTC, half an hour apart at least, such as ${example}`,
    fix: `use "${example}", or leave it out and AWS chooses it`,
  });
}
