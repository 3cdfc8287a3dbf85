import { closest } from "../../config/checks/suggest";
import { environmentsMeant, selectStacks } from "../../runner/stacks/select-stacks";
import { problemsIn } from "../config/support/config-folder";
import { testAdvice } from "../support/followed-advice";

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

const unknown = { code: "STACK_UNKNOWN", path: "command line", message: "There is no stack of this name." };
const all = stacks.map(({ name }) => name).join(", ");

const NONE_MEANT = [
  {
    mistake: "a name with a typing error",
    input: { pattern: "staging-netwrok" },
    problems: [
      {
        ...unknown,
        found: '"staging-netwrok"',
        expected: `one of ${all}`,
        fix: 'did you mean "staging-network"?',
      },
    ],
    ways: [{ says: 'did you mean "staging-network"?', to: { pattern: "staging-network" } }],
  },
  {
    mistake: "a pattern that nothing matches",
    input: { pattern: "test-*" },
    problems: [
      {
        ...unknown,
        message: "No stack matches this pattern.",
        found: '"test-*"',
        expected: `one of ${all}`,
        fix: "use one of these names, for example staging-network, staging-eks, staging-eu-network",
      },
    ],
    ways: [{ says: "use one of these names, for example staging-network", to: { pattern: "staging-network" } }],
  },
  {
    mistake: "a name where there are no stacks",
    input: { pattern: "staging-network", there: [] },
    problems: [
      {
        ...unknown,
        found: '"staging-network"',
        expected: "the name of a stack; there are none",
        fix: "make a stack in the program that cdktf.json names",
      },
    ],
    ways: [
      {
        says: "make a stack in the program that cdktf.json names",
        to: { pattern: "staging-network", there: stacks.slice(0, 1) },
      },
    ],
  },
];

const toldOf = ({ pattern, there = stacks }: { pattern: string; there?: typeof stacks }) =>
  problemsIn(() => selectStacks([pattern], there, environments, closest));

test.each(NONE_MEANT)("$mistake is told", ({ input, problems }) => {
  expect(toldOf(input)).toEqual(problems);
});

testAdvice(NONE_MEANT, toldOf);
