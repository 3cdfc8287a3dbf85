/** What an option loosens for a reason, where no rule can tell from what is made that it is loose. */
export interface Loosening {
  /** What holds without the option, as a sentence. */
  readonly title: string;
  /** Why, as one sentence. */
  readonly reason: string;
  /** The option, as code and YAML name it. */
  readonly option: string;
}

/**
 * Loosenings by ids from 91 on, which no rule has: the reason of the option is listed with the other exemptions, under this id. What a rule
 * finds is answered under the rule's own id instead.
 */
export const LOOSENINGS = {
  "ALB-91": {
    title: "Client secrets of logins are in no state.",
    reason: "Who may read the state of the stack can sign in as the application.",
    option: "clientSecretInState",
  },
  "CDN-91": {
    title: "A distribution reaches its load balancer inside the VPC.",
    reason:
      "A balancer with addresses on the internet can be called past the distribution, by whoever has CloudFront too.",
    option: "publicOrigin",
  },
  "EKS-92": {
    title: "Connections that a service account uses are for its own pods.",
    reason: "With the security group of the cluster they are open to every pod of it.",
    option: "everyPod",
  },
  "EKS-94": {
    title: "Charts make no load balancer that the internet reaches.",
    reason: "It stands beside the balancers that are reviewed, without a web ACL and without access logs.",
    option: "publicLoadBalancer",
  },
  "EKS-95": {
    title: "Nobody signs in to Argo CD by its built-in admin account.",
    reason: "It may do everything, and its password has nobody's name on it.",
    option: "localAdmin",
  },
  "EKS-96": {
    title: "Who is signed in to Argo CD and is in no group may read, and nobody may do more unsigned.",
    reason: "Whoever may synchronize an application changes what runs in the cluster.",
    option: "looserAccess",
  },
  "NET-91": {
    title: "Every tier has a network ACL.",
    reason: "It denies what a security group by mistake admits, and a security group denies nothing.",
    option: "withoutNetworkAcl",
  },
  "SEC-91": {
    title: "Applications have permissions for the resources that they use.",
    reason: "What a statement allows on everything reaches what others have made, and what is made later.",
    option: "wildcardReason",
  },
  "WAF-91": {
    title: "Web ACLs stay within the capacity that their price includes.",
    reason: "What is above is billed for every request.",
    option: "capacity",
  },
} as const satisfies Readonly<Record<string, Loosening>>;

/** Id of a loosening. */
export type LooseningId = keyof typeof LOOSENINGS;
