import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { EncryptionKey } from "../../../constructs/encryption/encryption-key";
import { Role } from "../../../constructs/iam/roles/role";
import { resourcesOf, type SynthesizedStack } from "../../support/synth";

export const ACCOUNT = "111111111111";
export const REGION = "ap-northeast-2";

export function makeKey(stack: EnvironmentStack): EncryptionKey {
  return new EncryptionKey(stack, "key", { name: "jobs", description: "Encrypts jobs" });
}

export function makeRole(stack: EnvironmentStack, id = "worker"): Role {
  return new Role(stack, id, {
    description: "Works",
    trustedBy: [{ by: "service", service: "ecs-tasks.amazonaws.com" }],
  });
}

/** The policies of a synthesized stack's roles, as JSON. */
export function identityPolicies(synthesized: SynthesizedStack): readonly string[] {
  return resourcesOf(synthesized, "aws_iam_role_policy").map(({ policy }) => String(policy));
}

/** The policy of the only resource of a type. */
export function statementsOf(synthesized: SynthesizedStack, type: string): readonly Record<string, unknown>[] {
  return resourcesOf(synthesized, type).flatMap(({ policy }) => JSON.parse(String(policy)).Statement);
}
