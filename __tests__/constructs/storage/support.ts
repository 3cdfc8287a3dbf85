import type { Environment } from "../../../constructs/core/environments/environment";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { EncryptionKey } from "../../../constructs/encryption/encryption-key";
import { Role } from "../../../constructs/iam/roles/role";
import { Bucket, type BucketProps } from "../../../constructs/storage/bucket";
import { resourceOf, type SynthesizedStack, synthStack } from "../../support/synth";

/** A bucket `orders` with the name `acme-orders`. */
export function makeBucket(stack: EnvironmentStack, props: Partial<BucketProps> = {}): Bucket {
  return new Bucket(stack, "orders", { bucketName: "acme-orders", ...props });
}

export function makeKey(stack: EnvironmentStack): EncryptionKey {
  return new EncryptionKey(stack, "key", { name: "orders", description: "Encrypts orders" });
}

export function makeRole(stack: EnvironmentStack): Role {
  return new Role(stack, "import", {
    description: "Imports orders",
    trustedBy: [{ by: "service", service: "ecs-tasks.amazonaws.com" }],
  });
}

/** A bucket, and what is done with it. */
export function synthWithBucket(
  use: (bucket: Bucket, stack: EnvironmentStack) => void,
  props: Partial<BucketProps> = {},
  environment: Partial<Environment> = {},
): SynthesizedStack {
  return synthStack((stack) => use(makeBucket(stack, props), stack), { environment });
}

/** Statements of the only resource of a type. */
export function statements(synthesized: SynthesizedStack, type: string): Record<string, unknown>[] {
  return JSON.parse(String(resourceOf(synthesized, type).policy)).Statement;
}
