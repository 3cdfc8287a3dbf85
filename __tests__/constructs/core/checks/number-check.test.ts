import { checkNumber } from "../../../../constructs/core/checks/number-check";
import { Problems } from "../../../../constructs/core/errors";

const RULE = { least: 5, most: 300, unit: "seconds" };

function check(value: number | undefined) {
  const problems = new Problems("edge");
  return { passes: checkNumber(value, RULE, "interval", problems), problems: problems.list };
}

describe("a number", () => {
  it.each([undefined, 5, 6, 300])("may be %s", (value) => {
    expect(check(value)).toEqual({ passes: true, problems: [] });
  });

  it.each([
    [4, "use 5"],
    [301, "use 300"],
    [10.4, "use 10"],
    [Number.NaN, "use 5"],
    [Number.POSITIVE_INFINITY, "use 5"],
  ])("may not be %s", (value, fix) => {
    expect(check(value)).toEqual({
      passes: false,
      problems: [
        {
          code: "NUMBER_OUT_OF_RANGE",
          path: "edge › interval",
          message: "The number is not one that AWS takes.",
          found: `${value} seconds`,
          expected: "a whole number from 5 to 300",
          fix,
        },
      ],
    });
  });
});
