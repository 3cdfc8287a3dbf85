import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { Table, type TableProps } from "../../../constructs/dynamodb";
import { EncryptionKey } from "../../../constructs/encryption/encryption-key";
import { type SynthesizedStack, synthStack } from "../../support/synth";

export const TABLE = "arn:aws:dynamodb:ap-northeast-2:111111111111:table/groundplan-sandbox-test-carts";
export const KEY = "arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";

export function makeKey(stack: EnvironmentStack): EncryptionKey {
  return new EncryptionKey(stack, "key", { name: "carts", description: "Encrypts carts" });
}

/** A table `carts` by `id`, with whatever else. */
export function synthTable(
  props: Partial<TableProps> = {},
  use: (table: Table, stack: EnvironmentStack) => void = () => {},
): SynthesizedStack {
  return synthStack((stack) => use(new Table(stack, "carts", { key: { id: "string" }, ...props }), stack));
}
