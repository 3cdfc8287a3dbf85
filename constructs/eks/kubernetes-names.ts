/** Longest names of Kubernetes (Kubernetes documentation, "Object Names and IDs", as of 2026-11: RFC 1123 label and subdomain). */
export const LONGEST_DNS_LABEL = 63;
export const LONGEST_DNS_SUBDOMAIN = 253;

const LABEL = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";
const DNS_LABEL = new RegExp(`^${LABEL}$`);
const DNS_SUBDOMAIN = new RegExp(`^${LABEL}(\\.${LABEL})*$`);

/**
 * Whether a text is a DNS label, as names of namespaces are: `a-z`, `0-9` and `-`, with a letter or a digit at both ends.
 *
 * @param longest most characters, where something allows fewer than Kubernetes
 */
export function isDnsLabel(text: string, longest = LONGEST_DNS_LABEL): boolean {
  return text.length <= longest && DNS_LABEL.test(text);
}

/** Whether a text is DNS labels with dots between them, as names of most objects are. */
export function isDnsSubdomain(text: string): boolean {
  return text.length <= LONGEST_DNS_SUBDOMAIN && DNS_SUBDOMAIN.test(text);
}

/** Whether a text fits a pattern: `*` stands for any text, `?` for one character. */
export function fitsPattern(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`).test(text);
}

/** Whether a text would be a DNS label if something stood for its wildcards. */
export function isDnsLabelPattern(text: string, wildcards: RegExp): boolean {
  return isDnsLabel(text.replace(wildcards, "x"));
}
