import type { Problems } from "../../core/errors";

/** What AWS WAF takes as a description (AWS WAFV2 API Reference, `EntityDescription`, as of 2026-11). */
const MAX_DESCRIPTION = 256;
const DESCRIPTION = /^[\w+=:#@/\-,.][\w+=:#@/\-,.\s]+[\w+=:#@/\-,.]$/;

/** Longest regular expression (AWS WAFV2 API Reference, `Regex`, as of 2026-11). */
const MAX_REGEX = 512;

/** Checks a description. */
export function checkDescription(text: string, problems: Problems, property: string): void {
  if (text.length <= MAX_DESCRIPTION && DESCRIPTION.test(text)) return;
  problems.add(property, {
    code: "WAF_DESCRIPTION_INVALID",
    message: "AWS WAF does not take this description.",
    found: `"${text}" (${text.length} characters)`,
    expected: `3 to ${MAX_DESCRIPTION} of letters, digits, spaces and _ + = : # @ / - , . with no space at the ends`,
    fix: descriptionFix(text),
  });
}

function descriptionFix(text: string): string {
  const plain = text.replace(/[^\w+=:#@/\-,.\s]/g, "").trim();
  if (plain.length < 3) return "say in a few words what it is for";
  if (plain.length > MAX_DESCRIPTION)
    return `say it in ${MAX_DESCRIPTION} characters, ${plain.length - MAX_DESCRIPTION} fewer`;
  return `write "${plain}"`;
}

/** Checks a regular expression: its length, its syntax, and that it uses nothing that AWS WAF leaves out. */
export function checkRegex(pattern: string, problems: Problems, property: string): void {
  const wrong = regexFault(pattern);
  if (wrong === undefined) return;
  problems.add(property, {
    code: "REGEX_INVALID",
    message: `AWS WAF does not take this regular expression: ${wrong}.`,
    found: pattern,
    expected: `PCRE of 1 to ${MAX_REGEX} characters without back references, look-around and named groups`,
    fix: "rewrite the expression, or match a text instead",
  });
}

/**
 * AWS WAF Developer Guide, "Supported regular expression syntax", as of 2026-11. Inline flags at the start (`(?i)`) are PCRE and
 * unknown to JavaScript, so they are taken off before the syntax is tried.
 */
function regexFault(pattern: string): string | undefined {
  if (pattern.length < 1 || pattern.length > MAX_REGEX) return `it has ${pattern.length} characters`;
  if (/\(\?<?[=!]/.test(pattern)) return "it uses look-around";
  if (/\\[1-9]|\\k[<{']/.test(pattern)) return "it uses a back reference";
  if (/\(\?P?<[A-Za-z]/.test(pattern)) return "it uses a named group";
  try {
    new RegExp(pattern.replace(/^\(\?[a-z]+\)/, ""));
    return undefined;
  } catch {
    return "its syntax is wrong";
  }
}

/** Parts of labels that AWS keeps for itself. */
const RESERVED: ReadonlySet<string> = new Set([
  "awswaf",
  "aws",
  "waf",
  "rulegroup",
  "webacl",
  "regexpatternset",
  "ipset",
  "managed",
]);

/** Most parts of a label that a rule sets: five namespaces and a name. */
const MOST_PARTS = 6;

/**
 * Whether a rule can set a label: namespaces and a name of up to 128 characters each, none of them AWS's own (AWS WAF Developer Guide, "Label
 * syntax and naming requirements in AWS WAF", as of 2026-11). Upper and lower case are different.
 */
function canBeSet(label: string): boolean {
  const parts = label.split(":");
  return parts.length <= MOST_PARTS && parts.every((part) => /^[\w-]{1,128}$/.test(part) && !RESERVED.has(part));
}

/**
 * Whether a rule can look for a label: one that rules of the same web ACL set, by its last parts or as a whole, or any in full, which begins
 * with `awswaf:` (AWS WAFV2 API Reference, `LabelMatchStatement`, as of 2026-11).
 */
export function isLabel(label: string): boolean {
  return canBeSet(label) || (/^awswaf:[\w:-]+$/.test(label) && label.length <= 1024);
}

/** Checks a label that a rule looks for, or one that it sets. */
export function checkLabel(label: string, use: "match" | "set", problems: Problems, property: string): void {
  if (use === "set" ? canBeSet(label) : isLabel(label)) return;
  problems.add(property, {
    code: "LABEL_INVALID",
    message: "AWS WAF does not take this label.",
    found: `"${label}"`,
    expected: `up to ${MOST_PARTS} parts of letters, digits, _ and -, 128 characters at most, with : between; none that AWS keeps for itself`,
    fix: 'write it like "login:slow"',
  });
}
