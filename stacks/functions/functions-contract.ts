import type { Construct } from "constructs";
import { Contract, MOCK_ACCOUNT, MOCK_REGION, map } from "../../constructs/core/contract";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { checkCall } from "../../constructs/core/shapes/check-call";
import type { ILambdaFunction } from "../../constructs/functions/function.types";
import { LambdaFunction } from "../../constructs/functions/lambda-function";

/** What the stack of the functions hands to the others, and to whoever calls functions. */
export const functionsContract = new Contract("functions", {
  functionNames: map("Names of the functions in AWS, by their names in the configuration", (key) => `mock-${key}`),
  functionArns: map(
    "ARNs of the functions by name, without an alias",
    (key) => `arn:aws:lambda:${MOCK_REGION}:${MOCK_ACCOUNT}:function:mock-${key}`,
  ),
  aliasNames: map("Names of the aliases that callers call, by the names of functions", () => "live"),
  functionUrls: map(
    "Addresses by which functions are called over HTTPS, by the names of those that have one",
    (key) => `https://mock-${key}.lambda-url.us-east-1.on.aws/`,
  ),
});

/** Publishes functions to the other stacks of their environment. */
export function publishFunctions(stack: EnvironmentStack, functions: Readonly<Record<string, LambdaFunction>>): void {
  checkCall("publishFunctions", { stack, functions });
  const read = (of: (made: LambdaFunction) => string | undefined): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(functions).flatMap(([name, made]) => {
        const value = of(made);
        return value === undefined ? [] : [[name, value]];
      }),
    );
  functionsContract.publish(stack, {
    functionNames: read((made) => made.function.functionName),
    functionArns: read((made) => made.function.arn),
    aliasNames: read(({ alias }) => alias.name),
    functionUrls: read(({ url }) => url?.functionUrl),
  });
}

/**
 * A function of the environment in another stack, by its contract.
 *
 * @param name a function of the section
 */
export function functionFromContract(scope: Construct, id: string, name: string): ILambdaFunction {
  checkCall("functionFromContract", { scope, id, name });
  const { functionNames, functionArns, aliasNames } = functionsContract.read(EnvironmentStack.of(scope));
  return LambdaFunction.fromExisting(scope, id, {
    functionArn: functionArns(name),
    functionName: functionNames(name),
    aliasName: aliasNames(name),
  });
}
