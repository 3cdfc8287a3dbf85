import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { type FunctionProps, LambdaFunction } from "../../../constructs/functions";
import { Role } from "../../../constructs/iam";
import { resourcesOf, type SynthesizedStack, synthStack } from "../../support/synth";
import { testNetwork } from "../access/support";

const FIXTURES = "__tests__/constructs/functions/fixtures";

/** A function of TypeScript, of a file that imports another one. */
export const HELLO = { code: `${FIXTURES}/hello`, runtime: "nodejs22.x" } as const;

/** A function of Python. */
export const PYTHON = { code: `${FIXTURES}/python`, runtime: "python3.13", handler: "index.handler" } as const;

/** A folder whose program imports what is not installed. */
export const BROKEN = `${FIXTURES}/broken`;

export const ARN = "arn:aws:lambda:ap-northeast-2:111111111111:function:groundplan-sandbox-test-hello";

/** Options of a function, which may need the stack that it is made in. */
export type Made = Partial<FunctionProps> | ((stack: EnvironmentStack) => Partial<FunctionProps>);

/** A function called `hello`, in a stack of its own. */
export function makeFunction(stack: EnvironmentStack, made: Made = {}): LambdaFunction {
  return new LambdaFunction(stack, "hello", { ...HELLO, ...(typeof made === "function" ? made(stack) : made) });
}

/** The stack of a function, and of what is made with it. */
export function synthFunction(
  made: Made = {},
  use: (made: LambdaFunction, stack: EnvironmentStack) => void = () => {},
): SynthesizedStack {
  return synthStack((stack) => use(makeFunction(stack, made), stack));
}

/** A network with two private subnets and one that is isolated. */
export function network(stack: EnvironmentStack) {
  return testNetwork(stack);
}

export function makeRole(stack: EnvironmentStack, id = "api"): Role {
  return new Role(stack, id, {
    description: "Calls",
    trustedBy: [{ by: "service", service: "ecs-tasks.amazonaws.com" }],
  });
}

/** The policy of the role of that name. */
export function policyOf(synthesized: SynthesizedStack, role: string): readonly string[] {
  const roles = synthesized.resources.aws_iam_role ?? {};
  const [id = ""] = Object.entries(roles).find(([, { name }]) => name === role) ?? [];
  return resourcesOf(synthesized, "aws_iam_role_policy")
    .filter((policy) => policy.role === `\${aws_iam_role.${id}.name}`)
    .map(({ policy }) => String(policy));
}
