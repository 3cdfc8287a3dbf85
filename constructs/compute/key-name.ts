import { Token } from "cdktf";
import type { Problems } from "../core/errors";

/** Checks the name of an EC2 key pair (Amazon EC2 API Reference, `CreateKeyPair`, as of 2026-11). Adds `KEY_NAME_INVALID`. */
export function checkKeyName(keyName: string | undefined, property: string, problems: Problems): void {
  if (keyName === undefined || Token.isUnresolved(keyName) || /^[\x20-\x7e]{1,255}$/.test(keyName)) return;
  problems.add(property, {
    code: "KEY_NAME_INVALID",
    message: "A key pair cannot have this name.",
    found: JSON.stringify(keyName),
    expected: "1 to 255 ASCII characters",
    fix: "write the name as the EC2 console shows it under Key Pairs",
  });
}
