import { Token } from "cdktf";

/** Last words of names that hold secrets. `SECRET_ARN` or `TOKEN_TTL` do not end in one. */
const SECRET_NAME =
  /(^|[_-])(password|passwd|passphrase|secret|secrets|token|api_?key|access_?key|private_?key|credentials?)$/;

/** Forms of values that are secrets, whatever their name. */
const SECRET_VALUES: readonly { readonly what: string; readonly form: RegExp }[] = [
  { what: "the id of an AWS access key", form: /\b(AKIA|ASIA)[A-Z0-9]{16}\b/ },
  { what: "a private key", form: /-----BEGIN [A-Z ]*PRIVATE KEY-----/ },
  { what: "a token of GitHub", form: /\b(gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})\b/ },
  { what: "a token of Slack", form: /\bxox[abprs]-[A-Za-z0-9-]{10,}/ },
  { what: "a JSON web token", form: /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]+/ },
  { what: "an address with a password in it", form: /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:[^/\s@]+@/i },
];

/** Values that are switched on or off, and are no secret whatever the name says. */
const SWITCH = /^(true|false|yes|no|on|off|enabled|disabled|0|1|)$/i;

/** Why a value looks like a secret, by its form or by its name. The value itself is never part of the reason. */
export function secretReason(name: string, value: string): string | undefined {
  if (!Token.isUnresolved(value)) {
    const kind = SECRET_VALUES.find(({ form }) => form.test(value));
    if (kind) return kind.what;
    if (SWITCH.test(value)) return undefined;
  }
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
  return SECRET_NAME.test(words) ? "a plain value under the name of a secret" : undefined;
}
