import type { Construct } from "constructs";
import type { Problems } from "../../constructs/core/errors";
import { EncryptionKey, type EncryptionKeyProps } from "../../constructs/encryption/encryption-key";

/** Which key of KMS encrypts something that a section has by name. */
export interface KeyChoice {
  /**
   * ARN of the KMS key that encrypts it. Its policy lets the account's roles use it, or names those that do.
   *
   * @default - the service's own keys, which cost nothing
   */
  readonly keyArn?: string;
  /**
   * Whether a KMS key of its own encrypts it (costs a key). Who uses it may use the key through the service alone.
   *
   * @default false
   */
  readonly ownKey?: boolean;
}

/** Adds `TWO_KEYS` where both are chosen. */
export function checkKeyChoice({ keyArn, ownKey = false }: KeyChoice, problems: Problems): void {
  if (!ownKey || keyArn === undefined) return;
  problems.add("keyArn", {
    code: "TWO_KEYS",
    message: "It is encrypted with one key.",
    found: "keyArn and ownKey: true",
    expected: "one of the two, or neither for the service's own keys",
    fix: "leave out ownKey, or keyArn",
  });
}

/** The key that is chosen, made where it is one of its own; nothing where the service encrypts with its own. */
export function chosenKey(
  scope: Construct,
  id: string,
  { keyArn, ownKey = false }: KeyChoice,
  { name, description }: Pick<EncryptionKeyProps, "name" | "description">,
): { readonly key?: EncryptionKey | string } {
  if (ownKey) return { key: new EncryptionKey(scope, id, { name, description }) };
  return keyArn === undefined ? {} : { key: keyArn };
}
