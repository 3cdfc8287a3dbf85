/** A quota of AWS that is counted at synth. */
export interface Quota {
  /** What an account has unless it was raised. */
  readonly value: number;
  /** What AWS raises it to at most; absent for what nobody raises, and where AWS names no limit. */
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
  behaviorsPerDistribution: {
    value: 75,
    source: 'Amazon CloudFront Developer Guide, "Quotas", Cache behaviors per distribution',
  },
  certificatesPerLoadBalancer: {
    value: 25,
    source: '"Quotas for your Application Load Balancers", Certificates per Application Load Balancer',
  },
  rulesPerLoadBalancer: {
    value: 100,
    source: '"Quotas for your Application Load Balancers", Rules per Application Load Balancer',
  },
  rulesPerSecurityGroup: {
    value: 60,
    most: 1_000,
    source: 'Amazon VPC User Guide, "Amazon VPC quotas", Inbound or outbound rules per security group',
  },
} as const satisfies Readonly<Record<string, Quota>>;

/** Quotas that AWS has raised for the account of an environment, in its region. */
export interface RaisedQuotas {
  /**
   * Behaviours of a distribution, the default one among them.
   *
   * @default 75
   */
  readonly behaviorsPerDistribution?: number;
  /**
   * Certificates of an Application Load Balancer beside the first.
   *
   * @default 25
   */
  readonly certificatesPerLoadBalancer?: number;
  /**
   * Rules of an Application Load Balancer, default rules not counted.
   *
   * @default 100
   */
  readonly rulesPerLoadBalancer?: number;
  /**
   * Rules of a security group, for each direction and IP version.
   *
   * @default 60
   */
  readonly rulesPerSecurityGroup?: number;
}
