import { readFileSync } from "node:fs";
import { join } from "node:path";
import { markdown, review, terminal } from "../../review";
import { CASE_NAMES, caseInput, ENVIRONMENT_NAMES, environmentPlans } from "./cases";

test("the guide shows what is really printed", () => {
  const guide = readFileSync(join(__dirname, "../../docs/guide/review.md"), "utf8");
  expect(guide).toContain(`\n${terminal(review([{ ...caseInput("widened-policy"), stack: "orders" }]))}\`\`\``);
});

test("the page that compares tools counts the lines that are really written", () => {
  const page = readFileSync(join(__dirname, "../../docs/guide/review-side-by-side.md"), "utf8");
  const counted = [...page.matchAll(/^\| ([\w-]+) \| \d+ \| \d+ \| (\d+) \|$/gm)];
  expect(counted).toHaveLength(10);
  for (const [, name = "", lines] of counted) {
    expect([
      name,
      markdown(review([caseInput(name)]))
        .trimEnd()
        .split("\n").length,
    ]).toEqual([name, Number(lines)]);
  }
});

describe.each(CASE_NAMES)("the plan of %s", (name) => {
  const reviewed = review([caseInput(name)]);

  test("is told in a pull request", () => {
    expect(markdown(reviewed)).toMatchSnapshot();
  });

  test("is told on a terminal", () => {
    expect(terminal(reviewed)).toMatchSnapshot();
  });
});

describe.each(ENVIRONMENT_NAMES)("the plans of the environment of %s", (name) => {
  const reviewed = review(environmentPlans(name));

  test("are told in a pull request", () => {
    expect(markdown(reviewed)).toMatchSnapshot();
  });

  test("are told on a terminal", () => {
    expect(terminal(reviewed)).toMatchSnapshot();
  });
});
