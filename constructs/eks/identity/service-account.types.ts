import type { ExemptionReason } from "../../core/environments/exemptions";
import type { IGrantable, IRole } from "../../iam/grantable";

/**
 * How a pod gets its role: `irsa` by the cluster's OpenID Connect provider, on nodes and on Fargate; `pod-identity` by an agent on
 * the nodes, without a provider in the trust policy.
 */
export type IdentityKind = "irsa" | "pod-identity";

/** Which pods get a role. */
export interface ServiceAccountRoleOptions {
  /**
   * Namespace: a DNS label of Kubernetes, 1 to 63 of `a-z`, `0-9` and `-`; with `wildcard` a pattern with `*` for any text.
   *
   * @example shop
   */
  readonly namespace: string;
  /** Name of the service account: 1 to 253 of `a-z`, `0-9`, `-` and `.`; never a wildcard. */
  readonly serviceAccount: string;
  /**
   * Lets `namespace` be a pattern such as `preview-*`: the service account of this name gets the role in every namespace that fits, those
   * that are made later too. Whoever may make such a namespace may use the role. By IRSA only; listed with the other exemptions.
   *
   * @default - one namespace
   */
  readonly wildcard?: ExemptionReason;
  /**
   * What the role is for.
   *
   * @default - names the service account
   */
  readonly description?: string;
  /**
   * How pods get the role.
   *
   * @default - as the cluster says; `irsa` with `wildcard`
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
  /** Namespace, or a pattern of several. */
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly identity: IdentityKind;
  /** Annotations that the ServiceAccount needs: the role's ARN for IRSA, none for Pod Identity. */
  readonly annotations: Readonly<Record<string, string>>;
  /** The ServiceAccount as a manifest in YAML, without a namespace where there are several. The role's ARN in it is a reference. */
  readonly manifest: string;
}
