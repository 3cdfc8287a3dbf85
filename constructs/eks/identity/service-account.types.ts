import type { IGrantable, IRole } from "../../iam/grantable";

/**
 * How a pod gets its role: `irsa` by the cluster's OpenID Connect provider, on nodes and on Fargate; `pod-identity` by an agent on
 * the nodes, without a provider in the trust policy.
 */
export type IdentityKind = "irsa" | "pod-identity";

/** Which pods get a role. */
export interface ServiceAccountRoleOptions {
  /** Namespace: a DNS label of Kubernetes, 1 to 63 of `a-z`, `0-9` and `-`. */
  readonly namespace: string;
  /** Name of the service account: 1 to 253 of `a-z`, `0-9`, `-` and `.`; never a wildcard. */
  readonly serviceAccount: string;
  /**
   * What the role is for.
   *
   * @default - names the service account
   */
  readonly description?: string;
  /**
   * How pods get the role.
   *
   * @default - as the cluster says
   */
  readonly identity?: IdentityKind;
  /**
   * ARNs of managed policies. Prefer grants.
   *
   * @default - none
   */
  readonly managedPolicyArns?: readonly string[];
  /**
   * ARN of the policy that is the most that the role may ever do.
   *
   * @default - as for every role of the environment
   */
  readonly permissionsBoundary?: string;
}

/** The role of a service account. */
export interface IServiceAccountRole extends IRole, IGrantable {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly identity: IdentityKind;
  /** Annotations that the ServiceAccount needs: the role's ARN for IRSA, none for Pod Identity. */
  readonly annotations: Readonly<Record<string, string>>;
  /** The ServiceAccount as a manifest in YAML. The role's ARN in it is a reference. */
  readonly manifest: string;
}
