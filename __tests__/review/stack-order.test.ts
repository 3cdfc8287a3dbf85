import { markdown, review } from "../../review";
import { inOrder } from "../../review/plan/stack-order";
import { environmentPlans, planWith } from "./cases";

const names = (given: readonly { readonly stack: string; readonly after?: readonly string[] }[]) =>
  inOrder(given).map(({ stack }) => stack);

test("a stack comes behind those that must be done before it, whatever the order of the files", () => {
  const stacks = [
    { stack: "ecs", after: ["network", "edge"] },
    { stack: "edge", after: ["network", "elsewhere"] },
    { stack: "alone" },
    { stack: "network", after: [] },
  ];
  expect(names(stacks)).toEqual(["alone", "network", "edge", "ecs"]);
});

test("stacks that wait for themselves or for each other, and two of one name, stay as they were given", () => {
  expect(
    names([
      { stack: "b", after: ["b", "a"] },
      { stack: "a", after: ["b"] },
    ]),
  ).toEqual(["b", "a"]);
  expect(names([{ stack: "plan", after: ["x"] }, { stack: "plan" }])).toEqual(["plan", "plan"]);
});

test("a review tells the stacks of saved plans in their order", () => {
  const plans = environmentPlans("day-two");
  const { stacks } = review([...plans].reverse());
  const place = (name: string) => stacks.findIndex(({ stack }) => stack === `production-${name}`);
  expect(place("network")).toBe(0);
  expect(place("ecs")).toBeGreaterThan(place("edge"));
  expect(place("eks")).toBeGreaterThan(place("access"));
});

test("tags beside other attributes are one line, and tags that are all that changes stay folded", () => {
  const before = { name: "a", tags: { Owner: "x", Team: "y" }, tags_all: { Owner: "x", Team: "y" } };
  const after = { name: "b", tags: { Owner: "z", Team: "w" }, tags_all: { Owner: "z", Team: "w" } };
  const text = markdown(review([{ stack: "shop", plan: planWith({ before, after }) }]));
  expect(text).toContain('- `aws_thing.one` in `shop`\n  - `name`: `"a"` → `"b"`\n  - tags: `Owner, Team`\n');
});
