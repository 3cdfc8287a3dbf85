import { Testing } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../../../../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../../../constructs/core/errors";
import { REMEMBERED_CONTEXT } from "../../../../../constructs/core/memory/remembered-context";
import { collectChecks } from "../../../../../constructs/core/validation";
import { ExistingNetwork } from "../../../../../constructs/network/existing-network";
import { withoutTokenTraces } from "../../../../../stacks/application/token-traces";
import { testEnvironment } from "../../../../support/synth";
import { TIERS } from "../../../access/support";

/** What builds a stack. */
export interface Built {
  readonly environment?: Partial<Environment>;
  /** Name of the stack without the environment. */
  readonly name?: string;
  readonly build: (stack: EnvironmentStack) => unknown;
}

/** The problems with names in an app of these stacks, and its JSON by stack. */
export function synthApp(stacks: readonly Built[], deployed: readonly string[] = []) {
  return withoutTokenTraces(() => {
    const app = Testing.app({
      context: { [REMEMBERED_CONTEXT]: Object.fromEntries(deployed.map((stack) => [stack, {}])) },
    });
    const made = stacks.map(({ environment, name = "test", build }) => {
      const stack = new EnvironmentStack(app, name, testEnvironment(environment));
      build(stack);
      return stack;
    });
    return { app, stacks: made, problems: namesIn(collectChecks(app)) };
  });
}

/** The problems with the names of what one stack holds. */
export function namesTaken(build: Built["build"]): readonly Problem[] {
  return synthApp([{ build }]).problems;
}

function namesIn(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(({ code }) => ["NAME_TAKEN", "ENVIRONMENT_NAMES_TAKEN"].includes(code));
}

/** A network that others stand in. */
export function networkIn(scope: Construct, id = "vpc", vpcId = "vpc-0123456789abcdef0") {
  return new ExistingNetwork(scope, id, {
    vpcId,
    cidrs: ["10.0.0.0/16"],
    zones: ["a", "c"],
    tiers: Object.values(TIERS),
  });
}
