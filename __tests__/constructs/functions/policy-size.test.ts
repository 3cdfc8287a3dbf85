import { HttpApi } from "../../../constructs/apis";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { type ILambdaFunction, LambdaFunction } from "../../../constructs/functions";
import { testAdvice } from "../../support/followed-advice";
import { problemsIfAny, synthStack } from "../../support/synth";

/** Routes by the name of the function that they lead to. */
type Made = Readonly<Record<string, readonly string[]>>;

const keys = (count: number, prefix = "orders"): readonly string[] =>
  Array.from({ length: count }, (_, index) => `GET /${prefix}/${"part".repeat(5)}/${index}`);

function problemsOf(made: Made): readonly Problem[] {
  const called = (stack: EnvironmentStack, name: string): ILambdaFunction =>
    LambdaFunction.fromExisting(stack, name, {
      functionArn: `arn:aws:lambda:ap-northeast-2:111111111111:function:${name}`,
      aliasName: "live",
    });
  return problemsIfAny(() =>
    synthStack((stack) => {
      const routes = Object.entries(made).flatMap(([name, list]) => {
        const found = called(stack, name);
        return list.map((key) => [key, found] as const);
      });
      new HttpApi(stack, "shop", { routes: Object.fromEntries(routes) });
    }),
  ).map(({ line: _, ...problem }) => problem);
}

const PROBLEMS = [
  {
    code: "FUNCTION_POLICY_SIZE",
    path: "sandbox-test/orders",
    message: "The permissions of those that call the function do not go into its policy.",
    found: "80 permissions of 31153 bytes or more",
    expected: "20480 bytes, which AWS does not raise",
    fix: "let one route take several, such as ANY /orders/{proxy+}, or share the routes out among functions",
  },
];

test("a function that more routes lead to than go into its policy is told", () => {
  expect(problemsOf({ orders: keys(80) })).toEqual(PROBLEMS);
});

test("as many as go into it are not", () => {
  expect(problemsOf({ orders: keys(50) })).toEqual([]);
});

testAdvice<Made>(
  [
    {
      mistake: "a function with too many permissions",
      problems: PROBLEMS,
      ways: [
        { says: "let one route take several, such as ANY /orders/{proxy+}", to: { orders: ["ANY /orders/{proxy+}"] } },
        { says: "or share the routes out among functions", to: { orders: keys(40), others: keys(40, "others") } },
      ],
    },
  ],
  problemsOf,
);
