import { Token } from "cdktf";
import type { Problems } from "../core/errors";

const KEY_ARN = /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/;

/** Adds `KEY_ARN_INVALID` for a literal that is not the ARN of a KMS key. */
export function checkKeyArn(keyArn: string, property: string, problems: Problems): void {
  if (Token.isUnresolved(keyArn) || KEY_ARN.test(keyArn)) return;
  problems.add(property, {
    code: "KEY_ARN_INVALID",
    message: "This is not the ARN of a KMS key.",
    found: `"${keyArn}"`,
    expected:
      "the ARN of a key, such as arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    fix: "give the ARN of the key; an alias cannot be named in a permission",
  });
}
