import type { Problems } from "../core/errors";

/** Amazon EC2 API Reference, `IpRange` and `CreateSecurityGroup`, as of 2026-11. */
const LONGEST = 255;
const FORBIDDEN = /[^a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]/gu;

/**
 * Checks the description of a group or a rule by AWS's limits.
 *
 * @param what what the text is, for the message: `reason`, `description`
 */
export function checkDescription(text: string, what: string, problems: Problems, property: string): boolean {
  const forbidden = [...new Set(text.match(FORBIDDEN))];
  const tooLong = text.length > LONGEST;
  if (text.trim() !== "" && forbidden.length === 0 && !tooLong) return true;
  const found = forbidden.length > 0 ? `${JSON.stringify(text)} with ${forbidden.join(" ")}` : JSON.stringify(text);
  problems.add(property, {
    code: "DESCRIPTION_INVALID",
    message: `The ${what} is not a text that AWS keeps as a description.`,
    found: tooLong ? `${text.length} characters` : found,
    expected: `1 to ${LONGEST} of a-z, A-Z, 0-9, space and ._-:/()#,@[]+=&;{}!$*`,
    fix: 'say in plain words what it is for, such as "orders service reads the catalogue"',
  });
  return false;
}
