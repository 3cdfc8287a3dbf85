import type { Problems } from "../core/errors";

/**
 * The policy that AWS recommends, and the default of its console: TLS 1.3 and 1.2 with strict ciphers, and post-quantum key
 * exchange for clients that have it. Elastic Load Balancing, "Security policies for your Application Load Balancer" and "…
 * Network Load Balancer", as of 2026-11.
 */
export const RECOMMENDED_TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

/** Policies without TLS 1.0 and 1.1, from the same pages. */
const POLICIES = [
  RECOMMENDED_TLS_POLICY,
  "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-2-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-2-Ext1-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-2-Ext2-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-3-2021-06",
  "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
  "ELBSecurityPolicy-TLS13-1-2-2021-06",
  "ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06",
  "ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06",
  "ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-2-FIPS-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-2-Ext0-FIPS-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-2-Ext1-FIPS-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-2-Ext2-FIPS-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04",
  "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04",
  "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
] as const;

/** Policies that have no TLS 1.3, or still have TLS 1.0 or 1.1, which browsers gave up in 2020 (RFC 8996). */
const OUTDATED = /^ELBSecurityPolicy-(2016-08|TLS-1-[0-2]-.+|FS-.+|TLS13-1-[01]-.+)$/;

/** Adds `TLS_POLICY_OUTDATED` or `TLS_POLICY_UNKNOWN` for a policy that is not one of those that are offered. */
export function checkTlsPolicy(policy: string | undefined, property: string, problems: Problems): void {
  if (policy === undefined || POLICIES.some((known) => known === policy)) return;
  const outdated = OUTDATED.test(policy);
  problems.add(property, {
    code: outdated ? "TLS_POLICY_OUTDATED" : "TLS_POLICY_UNKNOWN",
    message: outdated
      ? "The security policy lacks TLS 1.3, or still speaks TLS 1.0 or 1.1."
      : "Elastic Load Balancing has no security policy of this name.",
    found: `"${policy}"`,
    expected: `a policy with TLS 1.3 and at least TLS 1.2, such as ${POLICIES.slice(0, 3).join(", ")}`,
    fix: "leave it out for the one that AWS recommends",
  });
}
