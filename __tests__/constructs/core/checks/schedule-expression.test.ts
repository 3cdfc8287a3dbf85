import { checkSchedule, checkTimeZone } from "../../../../constructs/core/checks/schedule-expression";
import { Problems } from "../../../../constructs/core/errors";
import { type Told, testAdvice } from "../../../support/followed-advice";

function problemsOf(expression: string) {
  const problems = new Problems("task");
  checkSchedule(expression, "schedule", problems);
  return problems.list;
}

describe("a schedule", () => {
  test.each([
    "cron(0 8 ? * MON-FRI *)",
    "cron(0/15 * * * ? *)",
    "cron(0 0 1,15 JAN-MAR ? 2027)",
    "cron(0 0 L * ? *)",
    "cron(0 0 15W * ? *)",
    "cron(0 0 ? * 6L *)",
    "cron(0 0 ? * 2#1 *)",
    "rate(1 hour)",
    "rate(5 minutes)",
    "at(2026-12-24T08:00:00)",
  ])("may be %s", (expression) => {
    expect(problemsOf(expression)).toEqual([]);
  });
});

const EXAMPLE = 'for example "cron(0 8 ? * MON-FRI *)" or "rate(1 hour)"';

/** An expression that is none, and the one that its advice leads to. */
function bad(mistake: string, code: string, fix: string): Told<string> {
  const to = /"([^"]+)"/.exec(fix)?.[1] ?? "";
  return { mistake, problems: [{ code, fix }], ways: [{ says: `"${to}"`, to }] };
}

const MISTAKES = [
  bad("cron(0 8 * * 1-5)", "SCHEDULE_CRON_FIELDS", 'use "cron(0 8 ? * MON-FRI *)"'),
  bad("cron(0 8 1 * *)", "SCHEDULE_CRON_FIELDS", 'use "cron(0 8 1 * ? *)"'),
  bad("cron(0 8)", "SCHEDULE_CRON_FIELDS", 'for example "cron(0 8 ? * MON-FRI *)"'),
  bad("cron(at 8 on working days)", "SCHEDULE_CRON_FIELDS", 'for example "cron(0 8 ? * MON-FRI *)"'),
  bad("cron(0 8 * * * *)", "SCHEDULE_INVALID", 'use "cron(0 8 * * ? *)"'),
  bad("cron(0 8 ? * ? *)", "SCHEDULE_INVALID", 'use "cron(0 8 * * ? *)"'),
  bad("cron(60 24 0 13 ? 1900)", "SCHEDULE_INVALID", 'for example "cron(0 8 ? * MON-FRI *)" for 08:00 on working days'),
  bad("30 4 * * 0", "SCHEDULE_INVALID", 'use "cron(30 4 ? * SUN *)"'),
  bad("0 8 ? * MON-FRI *", "SCHEDULE_INVALID", 'use "cron(0 8 ? * MON-FRI *)"'),
  bad("0 8 * * * *", "SCHEDULE_INVALID", 'use "cron(0 8 * * ? *)"'),
  bad("every day at eight sharp", "SCHEDULE_INVALID", EXAMPLE),
  bad("every single day at eight sharp", "SCHEDULE_INVALID", EXAMPLE),
  bad("rate(0 hours)", "SCHEDULE_INVALID", EXAMPLE),
  bad("daily", "SCHEDULE_INVALID", EXAMPLE),
];

test.each(MISTAKES)("a schedule is not $mistake, and the way out is told", ({ mistake, problems }) => {
  const told = problems.map((problem) => expect.objectContaining({ ...problem, path: "task › schedule" }));
  expect(problemsOf(mistake)).toEqual(told);
});

testAdvice(MISTAKES, problemsOf);

test("a schedule with several mistakes is told which fields are wrong", () => {
  expect(problemsOf("cron(60 24 0 13 ? 1900)")).toEqual([
    {
      code: "SCHEDULE_INVALID",
      path: "task › schedule",
      message: "A field of the schedule has a value that it cannot have.",
      found: '"cron(60 24 0 13 ? 1900)": minute, hour, day of month, month, year',
      expected:
        "minute from 0 to 59, hour from 0 to 23, day of month from 1 to 31, month from 1 to 12, year from 1970 to 2199",
      fix: 'for example "cron(0 8 ? * MON-FRI *)" for 08:00 on working days',
    },
  ]);
});

describe("a time zone", () => {
  test.each([
    ["Asia/Seoul", 0],
    ["UTC", 0],
    [undefined, 0],
    ["Seoul", 1],
    ["+09:00", 1],
  ])("may be %s, or not (%i problems)", (zone, count) => {
    const problems = new Problems("task");
    checkTimeZone(zone, "timeZone", problems);
    expect(problems.list).toHaveLength(count);
  });
});
