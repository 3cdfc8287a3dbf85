import { Problems } from "../../../constructs/core/errors";
import { checkLogRetention, LOG_RETENTION_DAYS } from "../../../constructs/monitoring/log-retention";

function problemsWith(days: number) {
  const problems = new Problems("sandbox-network/network");
  checkLogRetention(days, problems, "flowLog.retentionDays");
  return problems.list;
}

describe("a log retention time", () => {
  it.each([...LOG_RETENTION_DAYS])("may be %d days", (days) => {
    expect(problemsWith(days)).toEqual([]);
  });

  it("is refused with the nearest longer time when CloudWatch Logs does not know it", () => {
    expect(problemsWith(45)).toEqual([
      {
        code: "LOG_RETENTION_INVALID",
        path: "sandbox-network/network › flowLog.retentionDays",
        message: "CloudWatch Logs does not know this retention time.",
        found: "45 days",
        expected:
          "one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
        fix: "use 60",
      },
    ]);
  });

  it.each([
    [0, "use 1"],
    [-1, "use 1"],
    [1.5, "use 3"],
    [364, "use 365"],
    [5000, "use 3653"],
    [Number.NaN, "use 3653"],
  ])("of %d days is answered with: %s", (days, fix) => {
    expect(problemsWith(days).map((problem) => problem.fix)).toEqual([fix]);
  });
});
