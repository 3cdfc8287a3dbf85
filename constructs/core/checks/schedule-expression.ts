import type { Problems } from "../errors";

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** EventBridge Scheduler User Guide, "Schedule types": "Cron-based schedules" (as of 2026-11). */
const FIELDS: readonly Field[] = [
  { name: "minute", least: 0, most: 59 },
  { name: "hour", least: 0, most: 23 },
  { name: "day of month", least: 1, most: 31 },
  { name: "month", least: 1, most: 12, names: MONTHS },
  { name: "day of week", least: 1, most: 7, names: WEEKDAYS },
  { name: "year", least: 1970, most: 2199 },
];

/**
 * Checks a schedule of EventBridge Scheduler or Application Auto Scaling: `cron(…)` with six fields, `rate(…)` or `at(…)`. Adds
 * `SCHEDULE_INVALID` or `SCHEDULE_CRON_FIELDS`.
 */
export function checkSchedule(expression: string, property: string, problems: Problems): void {
  const cron = /^cron\((.*)\)$/.exec(expression)?.[1];
  if (cron !== undefined) {
    checkCron(cron.trim().split(/\s+/), expression, property, problems);
    return;
  }
  if (/^at\(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\)$/.test(expression)) return;
  const rate = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(expression);
  if (rate && Number(rate[1]) >= 1) return;
  problems.add(property, {
    code: "SCHEDULE_INVALID",
    message: "This is not a schedule.",
    found: `"${expression}"`,
    expected: "cron(minute hour day-of-month month day-of-week year), rate(value unit) or at(yyyy-mm-ddThh:mm:ss)",
    fix: suggestion(expression.trim().split(/\s+/)) ?? 'for example "cron(0 8 ? * MON-FRI *)" or "rate(1 hour)"',
  });
}

/** Adds `TIME_ZONE_UNKNOWN` for a time zone that is not in the IANA database. */
export function checkTimeZone(timeZone: string | undefined, property: string, problems: Problems): void {
  if (timeZone === undefined || isTimeZone(timeZone)) return;
  problems.add(property, {
    code: "TIME_ZONE_UNKNOWN",
    message: "This is not a time zone.",
    found: `"${timeZone}"`,
    expected: "a name of the IANA time zone database",
    fix: 'for example "Asia/Seoul", "Europe/Berlin" or "UTC"',
  });
}

function checkCron(fields: readonly string[], expression: string, property: string, problems: Problems): void {
  if (fields.length !== FIELDS.length) {
    problems.add(property, {
      code: "SCHEDULE_CRON_FIELDS",
      message: "AWS's cron has six fields: the sixth is the year.",
      found: `"${expression}" with ${fields.length} fields`,
      expected: `six: ${FIELDS.map(({ name }) => name).join(", ")}`,
      fix: suggestion(fields) ?? 'for example "cron(0 8 ? * MON-FRI *)"',
    });
    return;
  }
  const wrong = unfit(fields);
  if (wrong.length > 0) {
    problems.add(property, {
      code: "SCHEDULE_INVALID",
      message: "A field of the schedule has a value that it cannot have.",
      found: `"${expression}": ${wrong.join(", ")}`,
      expected: FIELDS.filter(({ name }) => wrong.includes(name))
        .map(({ name, least, most }) => `${name} from ${least} to ${most}`)
        .join(", "),
      fix: 'for example "cron(0 8 ? * MON-FRI *)" for 08:00 on working days',
    });
    return;
  }
  if ((fields[2] === "?") === (fields[4] === "?")) {
    problems.add(property, {
      code: "SCHEDULE_INVALID",
      message: "Either the day of the month or the day of the week is left open by ?, and not both.",
      found: `"${expression}"`,
      expected: "? in exactly one of the two fields",
      fix: `use "cron(${withOpenDay(fields)})"`,
    });
  }
}

/** Names of the fields that have values that they cannot have. */
function unfit(fields: readonly string[]): readonly string[] {
  return FIELDS.filter((field, index) => !fits(fields[index] ?? "", field)).map(({ name }) => name);
}

function fits(text: string, field: Field): boolean {
  if (text === "*") return true;
  if (text === "?") return field.name.startsWith("day");
  if (field.name === "day of month" && /^(L|LW|\d{1,2}W)$/.test(text)) return true;
  if (field.name === "day of week" && /^([1-7]L|[1-7]#[1-5]|L)$/.test(text)) return true;
  return text.split(",").every((part) => {
    const [range = "", step, ...more] = part.split("/");
    if (more.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
    if (range === "*") return true;
    const ends = range.split("-");
    const values = ends.map((end) => numberOf(end, field));
    if (ends.length > 2 || values.some((value) => value === undefined)) return false;
    return true;
  });
}

function numberOf(text: string, field: Field): number | undefined {
  const named = field.names?.indexOf(text.toUpperCase()) ?? -1;
  if (named >= 0) return named + field.least;
  if (!/^\d+$/.test(text)) return undefined;
  const value = Number(text);
  return value >= field.least && value <= field.most ? value : undefined;
}

/** Five fields as crontab has them, in AWS's words. crontab counts weekdays from Sunday as 0, AWS as 1: names say what is meant. */
function withYear([minute = "*", hour = "*", day = "*", month = "*", weekday = "*"]: readonly string[]): string[] {
  const named = weekday.replace(/(?<!\/)\d/g, (digit) => WEEKDAYS[Number(digit) % 7] ?? digit);
  return [minute, hour, day, month, named, "*"];
}

function withOpenDay(fields: readonly string[]): string {
  const [minute, hour, day, month, weekday, year] = fields;
  const byDay = weekday === "*" || weekday === "?";
  return [minute, hour, byDay ? (day === "?" ? "*" : day) : "?", month, byDay ? "?" : weekday, year].join(" ");
}

/** What five or six fields mean, as a schedule that AWS takes; `undefined` for what is none. */
function suggestion(fields: readonly string[]): string | undefined {
  const six = fields.length === 5 ? withYear(fields) : fields;
  return six.length === 6 && unfit(six).length === 0 ? `use "cron(${withOpenDay(six)})"` : undefined;
}

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return /^[A-Z]/.test(text);
  } catch {
    return false;
  }
}
