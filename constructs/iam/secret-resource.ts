import { Token } from "cdktf";

/** Behind the name in a secret's ARN stand `-` and six characters that Secrets Manager chooses. */
const SUFFIX = /-[A-Za-z0-9]{6}$/;

/** What stands for them in a policy (AWS Secrets Manager User Guide, "Identity-based policies", as of 2026-11). */
const ANY_SUFFIX = "-??????";

/**
 * The ARN of a secret as a policy has to name it: one without the six characters at its end names no secret, so that they are any. A
 * reference has them, and what ends in a wildcard stays.
 */
export function secretResource(arn: string): string {
  if (Token.isUnresolved(arn) || !arn.includes(":secret:") || SUFFIX.test(arn) || /[*?]$/.test(arn)) return arn;
  return `${arn}${ANY_SUFFIX}`;
}
