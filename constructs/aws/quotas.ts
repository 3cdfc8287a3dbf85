/** A quota of AWS that is counted at synth. */
export interface Quota {
  /** What an account has unless it was raised. */
  readonly value: number;
  /** What AWS raises it to at most: infinity where it names no limit, absent for what nobody raises. */
  readonly most?: number;
  /** What AWS lowers it to at least; absent for what is never below `value`. */
  readonly least?: number;
  /** What AWS calls it, and where that is written. */
  readonly source: string;
}

/** For what AWS raises without saying how far. */
const NO_LIMIT = Number.POSITIVE_INFINITY;

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
    most: NO_LIMIT,
    source: 'Amazon CloudFront Developer Guide, "Quotas", General quotas on policies, Headers per cache policy',
  },
  cookiesPerCachePolicy: {
    value: 10,
    most: NO_LIMIT,
    source: 'Amazon CloudFront Developer Guide, "Quotas", General quotas on policies, Cookies per cache policy',
  },
  queryParametersPerCachePolicy: {
    value: 10,
    most: NO_LIMIT,
    source: 'Amazon CloudFront Developer Guide, "Quotas", General quotas on policies, Query strings per cache policy',
  },
  behaviorsPerDistribution: {
    value: 75,
    most: NO_LIMIT,
    source: 'Amazon CloudFront Developer Guide, "Quotas", Cache behaviors per distribution',
  },
  certificatesPerLoadBalancer: {
    value: 25,
    most: NO_LIMIT,
    source: '"Quotas for your Application Load Balancers", Certificates per Application Load Balancer',
  },
  rulesPerLoadBalancer: {
    value: 100,
    most: NO_LIMIT,
    source: '"Quotas for your Application Load Balancers", Rules per Application Load Balancer',
  },
  rulesPerSecurityGroup: {
    value: 60,
    most: 1_000,
    source: 'Amazon VPC User Guide, "Amazon VPC quotas", Inbound or outbound rules per security group',
  },
  groupsPerInterface: {
    value: 5,
    most: 16,
    least: 1,
    source: 'Amazon VPC User Guide, "Amazon VPC quotas", Security groups per network interface',
  },
  rulesPerNetworkAcl: {
    value: 20,
    most: 40,
    source: 'Amazon VPC User Guide, "Amazon VPC quotas", Rules per network ACL',
  },
  rangesPerVpc: {
    value: 5,
    most: 50,
    source: 'Amazon VPC User Guide, "Amazon VPC quotas", IPv4 CIDR blocks per VPC',
  },
  namesPerCertificate: {
    value: 10,
    most: 100,
    source: 'ACM User Guide, "Quotas", Number of domain names per ACM certificate',
  },
  nodesPerManagedNodeGroup: {
    value: 450,
    most: NO_LIMIT,
    source: 'AWS General Reference, "Amazon EKS endpoints and quotas", Nodes per managed node group',
  },
} as const satisfies Readonly<Record<string, Quota>>;

/** Quotas that AWS has raised for the account of an environment, in its region. */
export interface RaisedQuotas {
  /**
   * Behaviours of a distribution, the default one among them.
   *
   * @minimum 1
   * @rangeToldAs QUOTA_INVALID
   * @default 75
   */
  readonly behaviorsPerDistribution?: number;
  /**
   * Certificates of an Application Load Balancer beside the first.
   *
   * @minimum 1
   * @rangeToldAs QUOTA_INVALID
   * @default 25
   */
  readonly certificatesPerLoadBalancer?: number;
  /**
   * Rules of an Application Load Balancer, default rules not counted.
   *
   * @minimum 1
   * @rangeToldAs QUOTA_INVALID
   * @default 100
   */
  readonly rulesPerLoadBalancer?: number;
  /**
   * Rules of a security group, for each direction and IP version.
   *
   * @minimum 1
   * @rangeToldAs QUOTA_INVALID
   * @default 60
   */
  readonly rulesPerSecurityGroup?: number;
  /**
   * Security groups of a network interface.
   *
   * @minimum 1
   * @rangeToldAs QUOTA_INVALID
   * @default 5, or what `rulesPerSecurityGroup` leaves of 1000 rules for an interface
   */
  readonly groupsPerInterface?: number;
  /**
   * Rules of a network ACL, for each direction.
   *
   * @minimum 1
   * @rangeToldAs QUOTA_INVALID
   * @default 20
   */
  readonly rulesPerNetworkAcl?: number;
  /**
   * IPv4 ranges of a VPC, the primary one among them.
   *
   * @minimum 1
   * @rangeToldAs QUOTA_INVALID
   * @default 5
   */
  readonly rangesPerVpc?: number;
  /**
   * Headers by which a cache tells answers apart.
   *
   * @minimum 1
   * @rangeToldAs QUOTA_INVALID
   * @default 10
   */
  readonly headersPerCachePolicy?: number;
  /**
   * Cookies by which a cache tells answers apart.
   *
   * @minimum 1
   * @rangeToldAs QUOTA_INVALID
   * @default 10
   */
  readonly cookiesPerCachePolicy?: number;
  /**
   * Query parameters by which a cache tells answers apart.
   *
   * @minimum 1
   * @rangeToldAs QUOTA_INVALID
   * @default 10
   */
  readonly queryParametersPerCachePolicy?: number;
  /**
   * Nodes of a managed node group.
   *
   * @minimum 1
   * @rangeToldAs QUOTA_INVALID
   * @default 450
   */
  readonly nodesPerManagedNodeGroup?: number;
}

/**
 * What AWS lets the quotas of groups for an interface and of rules for a group come to when they are multiplied (Amazon VPC User Guide,
 * "Amazon VPC quotas", as of 2026-11).
 */
export const RULES_PER_INTERFACE = 1_000;

/** What an account has of a quota: what was raised, else what everybody has. */
export function quotaIn(raised: RaisedQuotas | undefined, name: keyof RaisedQuotas): number {
  const said = raised?.[name];
  if (said !== undefined || name !== "groupsPerInterface") return said ?? QUOTAS[name].value;
  const left = Math.floor(RULES_PER_INTERFACE / quotaIn(raised, "rulesPerSecurityGroup"));
  return Math.min(QUOTAS.groupsPerInterface.value, left);
}
