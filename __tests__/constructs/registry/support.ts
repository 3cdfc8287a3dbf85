import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { Role } from "../../../constructs/iam";
import { resourcesOf, type SynthesizedStack } from "../../support/synth";

/** A role of a task. */
export function taskRole(stack: EnvironmentStack): Role {
  return new Role(stack, "task", {
    description: "Runs the task",
    trustedBy: [{ by: "service", service: "ecs-tasks.amazonaws.com" }],
  });
}

/** The statements of the only inline policy, by sid. */
export function statementsOf(synthesized: SynthesizedStack): Readonly<Record<string, unknown>> {
  const [policy] = resourcesOf(synthesized, "aws_iam_role_policy");
  const { Statement } = JSON.parse(String(policy?.policy)) as { Statement: { Sid: string }[] };
  return Object.fromEntries(Statement.map(({ Sid, ...rest }) => [Sid, rest]));
}
