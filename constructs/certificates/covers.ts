/**
 * Whether a certificate with these names is accepted for a host (RFC 6125, section 6.4.3): `*` stands for exactly one part, so
 * `*.example.com` covers `api.example.com`, and neither `example.com` nor `a.b.example.com`. A host that is itself a wildcard,
 * as in a listener rule, is covered by the same wildcard only.
 */
export function covers(names: readonly string[], host: string): boolean {
  const asked = host.toLowerCase();
  const dot = asked.indexOf(".");
  const wildcard = dot > 0 ? `*${asked.slice(dot)}` : undefined;
  return names.some((name) => name === asked || name === wildcard);
}

/** The domain that proves a name: that of a wildcard is the domain below it, so the two share one record. */
export function proofDomain(name: string): string {
  return name.startsWith("*.") ? name.slice(2) : name;
}
