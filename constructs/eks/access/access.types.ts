/**
 * How principals are known to a cluster (Amazon EKS API Reference, `CreateAccessConfigRequest`, as of 2026-11). `api` reads access
 * entries only; `api-and-config-map` reads the `aws-auth` ConfigMap as well, for clusters whose tools still write it.
 */
export type AuthenticationMode = "api" | "api-and-config-map";

/**
 * What a principal may do: AWS's access policies without their prefix (Amazon EKS User Guide, "Review access policy permissions",
 * as of 2026-11). `cluster-admin` and `admin-view` are for the whole cluster.
 */
export type AccessPolicy = "cluster-admin" | "admin" | "edit" | "view" | "admin-view";

/** Lets a principal into a cluster. */
export interface AccessGrant {
  /**
   * ARN of an IAM role or user, or `role/<name>` or `user/<name>` in the environment's account.
   *
   * @example role/platform-admin
   */
  readonly principal: string;
  /**
   * What it may do.
   *
   * @default - nothing by AWS's policies; RBAC decides, by `groups`
   * @toldAs EKS_ACCESS_POLICY_UNKNOWN
   */
  readonly policy?: AccessPolicy;
  /**
   * Namespaces that the policy is for.
   *
   * @default - the whole cluster
   */
  readonly namespaces?: readonly string[];
  /**
   * Kubernetes groups that RBAC binds roles to; none of `system:`.
   *
   * @default - none
   */
  readonly groups?: readonly string[];
}
