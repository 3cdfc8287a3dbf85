import { environmentsMeant, selectStacks } from "../../runner/select-stacks";

const environments = ["staging", "staging-eu", "production"];
const stacks = ["staging", "staging-eu", "production"].flatMap((environment) =>
  ["network", "eks"].map((key) => ({ name: `${environment}-${key}`, environment })),
);

function selected(...patterns: readonly string[]): string[] {
  return selectStacks(patterns, stacks, environments, () => undefined);
}

test("a name means its stack, a pattern all that match, each once and in the order of the stacks", () => {
  expect(selected("staging-network")).toEqual(["staging-network"]);
  expect(selected("*-network", "production-*")).toEqual([
    "staging-network",
    "staging-eu-network",
    "production-network",
    "production-eks",
  ]);
});

test("a pattern that begins with an environment means no other one whose name begins so too", () => {
  expect(selected("staging-*")).toEqual(["staging-network", "staging-eks"]);
  expect(selected("staging-e*")).toEqual(["staging-eks"]);
  expect(selected("staging-eu-*")).toEqual(["staging-eu-network", "staging-eu-eks"]);
});

test("a part of an environment's name means all that begin so", () => {
  expect(selected("stag*-eks")).toEqual(["staging-eks", "staging-eu-eks"]);
});

test("signs that mean something in regular expressions are signs", () => {
  expect(() => selected("staging.network")).toThrow("There is no stack of this name. [STACK_UNKNOWN]");
});

test("only the environments that are meant are synthesized", () => {
  expect(environmentsMeant(["staging-eu-eks"], environments)).toEqual(["staging-eu"]);
  expect(environmentsMeant(["*-eks"], environments)).toEqual(environments);
  expect(environmentsMeant(["test-eks"], environments)).toEqual([]);
});
