import { Testing } from "cdktf";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { collectChecks } from "../../../constructs/core/validation";
import { testEnvironment } from "../../support/synth";

/** What a security group needs to know of a network. */
export const network = { vpcId: "vpc-0123456789abcdef0", cidrs: ["10.0.0.0/16", "100.64.0.0/16"] };

/** Builds in a stack of its own and returns what the checks at synth find. */
export function withStack(build: (stack: EnvironmentStack) => unknown) {
  const app = Testing.app();
  build(new EnvironmentStack(app, "test", testEnvironment()));
  return collectChecks(app);
}
