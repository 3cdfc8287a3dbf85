import { Token } from "cdktf";
import { isSecretName, secretForm } from "./secret-forms";

/** Values that are switched on or off, and are no secret whatever the name says. */
const SWITCH = /^(true|false|yes|no|on|off|enabled|disabled|0|1|)$/i;

/** Why a value looks like a secret, by its form or by its name. The value itself is never part of the reason. */
export function secretReason(name: string, value: string): string | undefined {
  if (!Token.isUnresolved(value)) {
    const kind = secretForm(value);
    if (kind) return kind;
    if (SWITCH.test(value)) return undefined;
  }
  return isSecretName(name) ? "a plain value under the name of a secret" : undefined;
}
