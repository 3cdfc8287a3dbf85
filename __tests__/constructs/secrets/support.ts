import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { EncryptionKey } from "../../../constructs/encryption/encryption-key";
import { Role } from "../../../constructs/iam/roles/role";
import { resourcesOf, type SynthesizedStack } from "../../support/synth";

export const KEY = "arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";

export function makeKey(stack: EnvironmentStack): EncryptionKey {
  return new EncryptionKey(stack, "key", { name: "signing", description: "Encrypts what is secret" });
}

export function makeRole(stack: EnvironmentStack): Role {
  return new Role(stack, "api", {
    description: "Works",
    trustedBy: [{ by: "service", service: "ecs-tasks.amazonaws.com" }],
  });
}

/** A text of JSON whose references have no quotes inside. */
export function plain(text: unknown): string {
  return String(text).replace(/\$\{[^}]*\}/g, (one) => one.replaceAll('"', ""));
}

/** The policies of a synthesized stack's roles, as JSON. */
export function identityPolicies(synthesized: SynthesizedStack): readonly string[] {
  return resourcesOf(synthesized, "aws_iam_role_policy").map(({ policy }) => plain(policy));
}
