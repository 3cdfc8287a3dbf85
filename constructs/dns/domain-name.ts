import type { Problems } from "../core/errors";

/** Longest domain name without the dot at the end, and longest part between dots (RFC 1035, section 2.3.4). */
const MAX_NAME = 253;
const MAX_LABEL = 63;

const HOST_LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/** Records for services and proofs begin with `_` (RFC 2782, RFC 8552). */
const RECORD_LABEL = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/;

/** What a domain name may look like. */
export interface DomainNameRule {
  /** Whether the first part may be `*`. */
  readonly wildcard?: boolean;
  /** Whether parts may have `_`. */
  readonly underscore?: boolean;
}

/**
 * Checks a domain name: lower case, no dot at the end. Adds `DOMAIN_NAME_INVALID`.
 *
 * @returns whether it is one
 */
export function checkDomainName(
  name: string,
  property: string,
  problems: Problems,
  rule: DomainNameRule = {},
): boolean {
  const form = rule.underscore ? RECORD_LABEL : HOST_LABEL;
  const labels = name.split(".");
  const plain = rule.wildcard && labels[0] === "*" ? labels.slice(1) : labels;
  const valid =
    name.length <= MAX_NAME &&
    plain.length >= (rule.underscore ? 1 : 2) &&
    plain.every((label) => label.length <= MAX_LABEL && form.test(label));
  if (valid) return true;
  const tidy = name.toLowerCase().replace(/\.$/, "");
  problems.add(property, {
    code: "DOMAIN_NAME_INVALID",
    message: "The name is not a domain name.",
    found: `"${name}"`,
    expected: `${rule.wildcard ? "an optional *. and " : ""}parts of a-z, 0-9${rule.underscore ? ", _" : ""} and - with dots between them, 63 characters each, 253 in all`,
    fix: tidy === name ? "write the name as it is registered, for example example.com" : `write "${tidy}"`,
  });
  return false;
}

/** Whether a name is the domain itself or below it. */
export function isWithin(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}
