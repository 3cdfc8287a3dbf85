/** A quota of AWS that is counted at synth. */
export interface Quota {
  /** What an account has unless it was raised. */
  readonly value: number;
  /** What AWS raises it to at most; absent for what nobody raises. */
  readonly most?: number;
  /** What AWS calls it, and where that is written. */
  readonly source: string;
}

/** When the documents of {@link QUOTAS} were read. */
export const QUOTAS_READ = "2026-11";

/** The quotas that constructs count. What may be raised is told by a property of the construct that counts. */
export const QUOTAS = {
  managedPoliciesPerRole: {
    value: 10,
    most: 25,
    source: 'IAM User Guide, "IAM and AWS STS quotas", Managed policies per role',
  },
  trustPolicyLength: {
    value: 2_048,
    most: 4_096,
    source: 'IAM User Guide, "IAM and AWS STS quotas", Role trust policy length',
  },
  headersPerCachePolicy: {
    value: 10,
    source: 'Amazon CloudFront Developer Guide, "Quotas on policies", Headers per cache policy',
  },
  cookiesPerCachePolicy: {
    value: 10,
    source: 'Amazon CloudFront Developer Guide, "Quotas on policies", Cookies per cache policy',
  },
  queryParametersPerCachePolicy: {
    value: 10,
    source: 'Amazon CloudFront Developer Guide, "Quotas on policies", Query strings per cache policy',
  },
} as const satisfies Readonly<Record<string, Quota>>;
